"""The days that a period stands for: `2024`, `2024-S1`, `2024-Q3`, `2024-06` or `2024-06-30`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

WRITTEN = re.compile(r"(\d{4})(?:-(?:S([12])|Q([1-4])|(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?))?", re.A)


class PeriodError(ValueError):
    """What should be a period is none; the sentence says how one is written."""


def span(period: str) -> tuple[date, date]:
    """The first and the last day; raises PeriodError where the text is no period."""
    found = WRITTEN.fullmatch(period)
    try:
        if found is None:
            raise ValueError(period)
        return _days(*(int(part or 0) for part in found.groups()))
    except ValueError as error:
        raise PeriodError(
            f"{period!r} is no period; write 2024, 2024-S1, 2024-Q1, 2024-01 or 2024-01-31."
        ) from error


def middle(period: str) -> date:
    """The day in its middle: 2 July for a year of 365 days."""
    first, last = span(period)
    return first + (last - first) / 2


def last(period: str) -> date:
    """Its last day: what is due in 2022 is due by 31 December 2022."""
    return span(period)[1]


def _days(year: int, half: int, quarter: int, month: int, day: int) -> tuple[date, date]:
    """The span of a period from its parts, of which those that it does not have are 0."""
    if day:
        return date(year, month, day), date(year, month, day)
    first, months = (month, 1) if month else (1, 12)
    if half:
        first, months = 6 * half - 5, 6
    if quarter:
        first, months = 3 * quarter - 2, 3
    end = first + months - 1
    return date(year, first, 1), date(year, end, monthrange(year, end)[1])

"""What runs from when to when, and what happens on the way: one row per project, pilot or milestone.

    schedule.table(rows, heads=("Project", "When"), alt=…, theme="light", today=date.today())

A table of HTML like `intervals`: it is read aloud and printed. Bars and marks are placed by shares of the
time shown (`--a`, `--b`, `--m`, in per cent); dates are as exact as they are known: 2024, 2024-09 or a day.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Literal

from danube.drawing import palette
from danube.texts import _

STYLE = Path(__file__).with_suffix(".css")
"""The style sheet of `table`, for the page that it stands on."""

COLOURS = ("ground", "ink", "muted", "grid", "river", "amber", "amber_ink", "grey")
MOST_TICKS = 9

Sign = Literal["event", "due", "overdue", "done", "late"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a date: an event, due (a ring, amber when it is over), done (a dot) or late (amber)."""

    when: str
    label: str
    sign: Sign = "event"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, what stands below it, its bar, its marks, and its dates in words."""

    label: str
    told: str
    note: str = ""
    begins: str = ""
    ends: str = ""
    marks: tuple[Mark, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """The time that is shown, whole years or months around everything."""

    first: date
    last: date

    def share(self, when: date) -> float:
        """Where a day lies, in per cent from left to right; what lies outside stands at the edge."""
        whole = (self.last - self.first).days
        return min(100.0, max(0.0, 100 * (when - self.first).days / whole))


def earliest(text: str) -> date | None:
    """The first day that the date may mean; None where it is none."""
    return _day(text, last=False)


def latest(text: str) -> date | None:
    """The last day that the date may mean: `2024-02` is 29 February 2024; None where it is none."""
    return _day(text, last=True)


def _day(text: str, *, last: bool) -> date | None:
    try:
        year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
        month = month or (12 if last else 1)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except (ValueError, OverflowError):
        return None


def window(rows: Iterable[Row]) -> Window | None:
    """Whole years around all dates of the rows; None where no row has a date."""
    texts = [text for row in rows for text in (row.begins, row.ends, *(mark.when for mark in row.marks))]
    firsts = [day for text in texts if (day := earliest(text))]
    lasts = [day for text in texts if (day := latest(text))]
    if not firsts:
        return None
    return Window(date(min(firsts).year, 1, 1), date(max(lasts).year, 12, 31))


def table(
    rows: Sequence[Row], *, heads: tuple[str, str], alt: str, theme: str, today: date | None = None
) -> str:
    """The rows below an axis of years, with today as a line; without any date the words alone.

    Args:
        heads: above the names and above the dates in words.
    """
    shown = window(rows)
    name, when = (escape(head) for head in heads)
    ticks = _ticks(shown)
    line = _today(shown, today)
    body = "".join(_row(row, shown, _lines(ticks) + line) for row in rows)
    colours = palette.properties(theme, *COLOURS)
    return (
        f'<table class="schedule" style="{colours}"><caption>{escape(alt)}</caption>'
        f'<thead><tr><th scope="col">{name}</th><th scope="col" class="track">{_years(ticks)}</th>'
        f'<th scope="col">{when}</th></tr></thead><tbody>{body}</tbody></table>'
    )


def _ticks(shown: Window | None) -> list[tuple[float, str]]:
    """Years, or quarters where only one or two years are shown, with their places."""
    if shown is None:
        return []
    years = range(shown.first.year, shown.last.year + 1)
    step = -(-len(years) // MOST_TICKS)
    if len(years) > 2:
        return [(shown.share(date(year, 1, 1)), str(year)) for year in years[::step]]
    quarters = [(year, quarter) for year in years for quarter in range(1, 5)]
    return [
        (shown.share(date(year, 3 * quarter - 2, 1)), str(year) if quarter == 1 else f"Q{quarter}")
        for year, quarter in quarters
    ]


def _years(ticks: Sequence[tuple[float, str]]) -> str:
    return "".join(f'<span style="--m:{place:.1f}">{label}</span>' for place, label in ticks)


def _lines(ticks: Sequence[tuple[float, str]]) -> str:
    return "".join(f'<u style="--m:{place:.1f}"></u>' for place, _label in ticks)


def _today(shown: Window | None, today: date | None) -> str:
    if shown is None or today is None or not shown.first <= today <= shown.last:
        return ""
    return f'<u class="today" style="--m:{shown.share(today):.1f}" title="{escape(_("today"))}"></u>'


def _row(row: Row, shown: Window | None, lines: str) -> str:
    label = escape(row.label)
    named = f'<a href="{escape(row.address)}">{label}</a>' if row.address else label
    note = f"<small>{escape(row.note)}</small>" if row.note else ""
    drawn = lines + _bar(row, shown) + "".join(_mark(mark, shown) for mark in row.marks) if shown else ""
    return (
        f'<tr><th scope="row">{named}{note}</th>'
        f'<td class="track">{drawn}</td><td>{escape(row.told)}</td></tr>'
    )


def _bar(row: Row, shown: Window) -> str:
    """From the first to the last day; open ends fade out at the edge of what is shown."""
    begins, ends = earliest(row.begins), latest(row.ends)
    if begins is None and ends is None:
        return ""
    fading = " open" if begins is None or ends is None else ""
    from_, until = shown.share(begins or shown.first), shown.share(ends or shown.last)
    return f'<b class="bar{fading}" style="--a:{from_:.1f};--b:{until:.1f}"></b>'


def _mark(mark: Mark, shown: Window) -> str:
    """A mark in the middle of what its date may mean."""
    first, last = earliest(mark.when), latest(mark.when)
    if first is None or last is None:
        return ""
    place = (shown.share(first) + shown.share(last)) / 2
    return f'<i class="{mark.sign}" style="--m:{place:.1f}" title="{escape(mark.label)}"></i>'

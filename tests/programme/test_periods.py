"""Periods as days: counted on the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from danube.programme import periods
from danube.programme.periods import PeriodError


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-S2", "2024-07-01", "2024-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
    ],
)
def test_a_period_is_its_days(period: str, first: str, last: str) -> None:
    assert periods.span(period) == (date.fromisoformat(first), date.fromisoformat(last))
    assert periods.last(period).isoformat() == last


def test_a_figure_stands_in_the_middle_of_its_period() -> None:
    assert periods.middle("2023") == date(2023, 7, 2)
    assert periods.middle("2024-06-30") == date(2024, 6, 30)


@pytest.mark.parametrize("text", ["", "24", "2023-02-29", "2024-00", "2024-13", "2024-S3", "0000", "٢٠٢٤"])
def test_anything_else_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(PeriodError, match="is no period; write 2024, 2024-S1"):
        periods.span(text)

"""Schedules: places of dates, worked by hand; what is no date; words of others."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from danube.drawing import schedule
from danube.drawing.schedule import Mark, Row, Window

HEADS = ("Project", "When")


def _drawn(*rows: Row, today: date | None = None) -> str:
    return schedule.table(rows, heads=HEADS, alt="What runs when.", theme="light", today=today)


def test_a_date_means_its_first_or_last_day() -> None:
    assert schedule.earliest("2024") == date(2024, 1, 1)
    assert schedule.latest("2024-02") == date(2024, 2, 29)
    assert schedule.latest("2024-02-05") == schedule.earliest("2024-02-05") == date(2024, 2, 5)
    assert schedule.earliest("2024-13") is None and schedule.latest("soon") is None
    assert schedule.earliest("") is None and schedule.latest("999999999999") is None


def test_whole_years_are_shown_and_days_have_their_share() -> None:
    """2021 to 2024 are 1,461 days; 1 January 2023 is the 730th after the first."""
    shown = schedule.window([Row("a", "", begins="2021-06", ends="2024-02-01")])
    assert shown == Window(date(2021, 1, 1), date(2024, 12, 31))
    assert round(shown.share(date(2023, 1, 1)), 1) == 50.0
    assert shown.share(date(1999, 1, 1)) == 0 and shown.share(date(2030, 1, 1)) == 100


def test_a_bar_reaches_from_its_first_to_its_last_day() -> None:
    drawn = _drawn(Row("Whole", "2021 to 2024", begins="2021", ends="2024"))
    assert '<b class="bar" style="--a:0.0;--b:100.0"></b>' in drawn
    assert re.findall(r">(\d{4})</span>", drawn) == ["2021", "2022", "2023", "2024"]


def test_an_open_end_looks_open() -> None:
    assert 'class="bar open"' in _drawn(Row("Begun", "since 2023", begins="2023"))


def test_today_is_drawn_where_it_is_shown() -> None:
    row = Row("One", "", begins="2023", ends="2024")
    assert 'class="today"' in _drawn(row, today=date(2024, 1, 1))
    assert 'class="today"' not in _drawn(row, today=date(2026, 1, 1))


def test_one_year_is_told_in_quarters() -> None:
    drawn = _drawn(Row("Short", "", marks=(Mark("2024-05", "Half way", "due"),)))
    assert ">Q3</span>" in drawn and '<i class="due"' in drawn and 'title="Half way"' in drawn


def test_without_a_date_the_words_stand_alone() -> None:
    drawn = _drawn(Row("Nobody knows", "–", marks=(Mark("some day", "Event"),)))
    assert "<b" not in drawn and "<i" not in drawn and ">–</td>" in drawn


def test_words_of_others_are_no_markup() -> None:
    drawn = _drawn(Row("<b>x</b>", "<i>", address='"><script>', marks=(Mark("2024", '"<script>'),)))
    assert "<script>" not in drawn and "&lt;b&gt;x" in drawn


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=4))
def test_any_text_for_a_date_draws(pairs: list[tuple[str, str]]) -> None:
    assert "<table" in _drawn(*(Row("row", "", begins=begins, ends=ends) for begins, ends in pairs))

"""Numbers as publishers write them, and tables that are written the same twice."""

from __future__ import annotations

import pandas as pd
import pytest

from etl import tidy


@pytest.mark.parametrize(
    ("text", "value", "flag"),
    [
        ("12.3 bp", 12.3, "b p"),
        ("53.0", 53.0, ""),
        ("-14805", -14805.0, ""),
        (".868", 0.868, ""),
        ("1e-05", 0.00001, ""),
        ("0 n", 0.0, "n"),
    ],
)
def test_a_number_and_its_glued_flag_are_parted(text, value, flag):
    parts = tidy.numbers(pd.Series([text])).iloc[0]
    assert (parts["value"], parts["flag"], parts["bad"]) == (value, flag, False)


@pytest.mark.parametrize(("text", "flag"), [(":", ""), (": c", "c"), (": bu", "b u"), ("", ""), (" ", "")])
def test_missing_stays_missing_and_keeps_its_flag(text, flag):
    parts = tidy.numbers(pd.Series([text])).iloc[0]
    assert pd.isna(parts["value"])
    assert (parts["flag"], parts["bad"]) == (flag, False)


@pytest.mark.parametrize("text", ["n.a.", "12,3", "about 5", "1 234", "<0.1", "--", "NA", "n/a"])
def test_what_is_no_number_is_marked_and_not_guessed(text):
    assert tidy.numbers(pd.Series([text]))["bad"].item()


def test_flags_come_apart_and_together():
    assert tidy.letters(pd.Series(["bu", "C", ""])).tolist() == ["b u", "c", ""]
    assert tidy.joined(pd.Series(["b u", ""]), pd.Series(["u merged", "floor"])).tolist() == [
        "b u merged",
        "floor",
    ]


def test_years_read_as_numbers_are_years_again():
    assert tidy.periods(pd.Series(["2019.0", " 2019", "2024-Q1"])).tolist() == ["2019", "2019", "2024-Q1"]


def test_written_figures_are_short_and_read_back_exactly():
    frame = pd.DataFrame({"region": ["AT", "BA", "HR"], "value": [132.0, float("nan"), 0.1 + 0.2]})
    assert tidy.as_csv(frame) == "region,value\nAT,132\nBA,\nHR,0.30000000000000004\n"

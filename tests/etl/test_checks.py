"""A table with one fault per row: each is named by row, column and remedy; the rest is accepted."""

from __future__ import annotations

import pandas as pd
import pytest

from danube.catalogue import Indicator
from etl import checks


def indicator(identifier, **fields):
    return Indicator(
        id=identifier,
        name=identifier,
        short="short",
        definition="d",
        unit="%",
        direction="higher",
        pillar="economy",
        source="s",
        **fields,
    )


KNOWN = {
    "rate": indicator("rate", valid=(0, 100)),
    "count": indicator("count", valid=(0, None)),
}


def table(*rows):
    frame = pd.DataFrame(rows, columns=["indicator", "region", "period", "text", "flag"])
    value = pd.to_numeric(frame["text"], errors="coerce")
    return frame.assign(value=value, bad=value.isna() & (frame["text"] != ""), row=range(2, len(frame) + 2))


@pytest.mark.parametrize(
    ("row", "column", "code", "reason", "hint"),
    [
        (("rat", "AT11", "2020", "5", ""), "indicator", "unknown-indicator", "no indicator 'rat'", "rate"),
        (("rate", "AT99", "2020", "5", ""), "region", "unknown-region", "no region 'AT99'", "Did you mean"),
        (("rate", "HR04", "2020", "5", ""), "region", "unknown-region", "no region 'HR04'", "HR0"),
        (("rate", "AT11", "20-20", "5", ""), "period", "bad-period", "'20-20' is no year", "2024-Q1"),
        (("rate", "AT11", "2020", "12,3", ""), "value", "not-a-number", "'12,3' is no number", "empty"),
        (("rate", "AT11", "2020", "101", ""), "value", "out-of-range", "Between 0 and 100", "decimal"),
        (("count", "AT11", "2020", "-1", ""), "value", "out-of-range", "At least 0", "decimal"),
    ],
)
def test_a_faulty_row_is_refused_with_place_reason_and_remedy(row, column, code, reason, hint):
    good = ("rate", "AT12", "2020", "7", "")
    checked = checks.check(table(good, row), KNOWN)
    assert len(checked.accepted) == 1
    (refused,) = checked.refused.to_dict("records")
    assert (refused["row"], refused["column"], refused["code"]) == (3, column, code)
    assert reason in refused["reason"]
    assert hint in refused["hint"]
    assert refused["value"] == row[["indicator", "region", "period", "value"].index(column)]


def test_different_figures_for_the_same_key_are_all_refused_and_named():
    checked = checks.check(table(("rate", "AT11", "2020", "5", ""), ("rate", "AT11", "2020", "6", "")), KNOWN)
    assert checked.accepted.empty
    assert checked.refused["row"].tolist() == [2, 3]
    assert set(checked.refused["reason"]) == {"rate, AT11, 2020 has different figures: 5 / 6."}


def test_a_repeated_figure_counts_once():
    checked = checks.check(table(("rate", "AT11", "2020", "5", ""), ("rate", "AT11", "2020", "5", "")), KNOWN)
    assert len(checked.accepted) == 1
    assert checked.left_out["code"].tolist() == ["repeated"]


@pytest.mark.parametrize("code", ["FR10", "DEA1", "DE3", "EA20", "EU28", "ATZZ", "UA-30", "DE_C"])
def test_places_outside_the_study_are_no_errors(code):
    checked = checks.check(table(("rate", code, "2020", "5", "")), KNOWN)
    assert checked.refused.empty
    assert checked.left_out["code"].tolist() == ["outside"]


@pytest.mark.parametrize("code", ["EU27_2020", "DE", "DE1", "DE111", "MD", "UA-51", "ME00"])
def test_places_of_the_study_are_taken(code):
    assert len(checks.check(table(("rate", code, "2020", "5", "")), KNOWN).accepted) == 1


def test_a_gap_with_a_flag_is_kept_and_one_without_is_left_out():
    checked = checks.check(table(("rate", "AT11", "2020", "", "c"), ("rate", "AT12", "2020", "", "")), KNOWN)
    assert checked.accepted["flag"].tolist() == ["c"]
    assert checked.left_out["code"].tolist() == ["empty"]


def test_every_row_ends_in_exactly_one_place():
    rows = [
        ("rate", code, "2020", text, "")
        for code in ("AT11", "FR10", "XX", "AT12")
        for text in ("5", "500", "")
    ]
    checked = checks.check(table(*rows), KNOWN)
    assert len(checked.accepted) + len(checked.refused) + len(checked.left_out) == len(rows)


def test_a_hundred_thousand_rows_are_checked_in_a_moment():
    frame = table(("rate", "AT1", "2020", "500", "")).sample(100_000, replace=True, ignore_index=True)
    assert len(checks.check(frame, KNOWN).refused) == 100_000

"""Filled gaps and their marks, by hand; real regions so that the larger units are real."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.benchmark import imputation

NAN = float("nan")
VALUES = pd.DataFrame({"gerd": [3.0, NAN, NAN], "eqi": [1.0, 2.0, NAN]}, index=["AT11", "AT12", "BG31"])
FIGURES = {
    "gerd": {
        "2018": {"AT12": 9.0},
        "2019": {"AT12": 1.5, "BG31": 0.2},
        "2021": {"AT11": 3.0, "AT1": 2.0, "AT": 3.1},
        "2023": {"AT12": 1.7},
    },
    "eqi": {"2021": {"AT11": 1.0, "AT12": 2.0, "BG": -1.0}, "2025": {"BG31": -2.0}},
}
PERIODS: dict[str, str | None] = {"gerd": "2021", "eqi": "2021"}


def test_nothing_is_filled_by_default() -> None:
    found = imputation.fill(VALUES, "none", FIGURES, PERIODS)
    assert found.values.equals(VALUES)
    assert (found.origins == "").all(axis=None)


def test_the_nearest_year_up_to_three_away() -> None:
    found = imputation.fill(VALUES, "nearest-year", FIGURES, PERIODS)
    assert found.values["gerd"].tolist() == [3, 1.5, 0.2]  # of 2019 and 2023 the earlier
    assert found.origins["gerd"].tolist() == ["", "year 2019", "year 2019"]
    assert pd.isna(found.values.loc["BG31", "eqi"])  # 2025 is four years away
    assert found.origins.loc["BG31", "eqi"] == ""


def test_the_smallest_larger_unit_of_the_same_year() -> None:
    found = imputation.fill(VALUES, "coarser", FIGURES, PERIODS)
    assert found.values.loc["AT12", "gerd"] == 2
    assert found.origins.loc["AT12", "gerd"] == "region AT1"
    assert found.values.loc["BG31", "eqi"] == -1
    assert found.origins.loc["BG31", "eqi"] == "region BG"
    assert pd.isna(found.values.loc["BG31", "gerd"])


def test_the_most_similar_region() -> None:
    table = pd.DataFrame(
        {"a": [1.0, 2, 9, 8.5], "b": [1.0, 2, 9, 8.0], "c": [10.0, 20, 90, NAN]},
        index=["AT11", "AT12", "BG31", "BG32"],
    )
    found = imputation.similar(table)
    assert found.values.loc["BG32", "c"] == 90
    assert found.origins.loc["BG32", "c"] == "similar BG31"
    assert found.values.drop(index="BG32").equals(table.drop(index="BG32"))


def test_a_region_that_lacks_most_resembles_none() -> None:
    table = pd.DataFrame({"a": [1.0, 2, 3], "b": [1.0, 2, NAN], "c": [1.0, 5, NAN]}, index=["x", "y", "z"])
    assert imputation.similar(table).values.loc["z"].isna().sum() == 2


def test_marks_in_words() -> None:
    assert imputation.told("year 2019") == "figure of 2019"
    assert imputation.told("region AT1") == "figure of Ostösterreich (Eastern Austria), the larger unit"
    assert imputation.told("similar BG31").endswith(", a similar region")
    assert imputation.told("") == ""


@settings(max_examples=40)
@given(
    st.lists(st.tuples(*[st.none() | st.integers(0, 9)] * 3), max_size=8),
    st.sampled_from(["none", "similar"]),
)
def test_what_is_known_stays_and_what_is_filled_is_marked(rows: list[tuple], way: str) -> None:
    table = pd.DataFrame(rows, columns=["a", "b", "c"], dtype=float)
    found = imputation.fill(table, way, {}, {})
    assert found.values.where(table.notna()).equals(table)
    filled = table.isna() & found.values.notna()
    assert (found.origins != "").equals(filled)

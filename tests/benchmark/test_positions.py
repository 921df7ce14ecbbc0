"""Ranks, references and change, worked by hand and as properties."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danube import regions
from danube.benchmark import positions
from tests.benchmark.tables import one, tidy, together

CODES = st.sampled_from(regions.nuts2())
FIGURES = st.dictionaries(CODES, st.floats(-1e6, 1e6) | st.none(), min_size=1, max_size=20)


def test_ties_share_the_better_rank_and_the_missing_have_none() -> None:
    ranked = positions.rank(pd.Series({"a": 5.0, "b": 9.0, "c": 5.0, "d": None, "e": 1.0}))
    assert ranked["rank"].tolist() == [2, 1, 2, pd.NA, 4]
    assert set(ranked["of"]) == {4}
    assert positions.rank(pd.Series({"a": 5.0, "b": 9.0}), "lower")["rank"].tolist() == [1, 2]
    assert positions.rank(pd.Series({"a": 5.0, "b": 9.0}), "neutral")["rank"].tolist() == [2, 1]


def test_ranking_ranks_own_figures_only() -> None:
    table = one("a", "2023", AT11=1, BG31=3, CZ01=2, AT1=50, AT=40, EU27_2020=30, MD=2.5)
    ranked = positions.ranking(table, "a", "2023", "higher")
    assert list(ranked.index) == ["BG31", "MD", "CZ01", "AT11"]
    assert ranked["of"].tolist() == [4] * 4


def test_reference_by_hand() -> None:
    table = one("a", "2023", AT11=1, BG31=2, CZ01=3, DE11=4, HU11=100, AT=7, DE=8, EU27_2020=30, MD=1000)
    found = positions.reference(table, "a", "2023")
    assert (found.level, found.count, found.median, found.low, found.high, found.eu) == (2, 5, 3, 2, 4, 30)
    assert found.countries == {"AT": 7, "DE": 8, "MD": 1000}
    assert found.spread == pytest.approx(1.4826)  # deviations 2 1 0 1 97, their median 1


def test_reference_falls_back_to_nuts_1_and_then_to_countries() -> None:
    assert positions.reference(one("a", "2023", AT1=1, AT2=3, AT=9), "a", "2023").level == 1
    countries = positions.reference(one("a", "2023", AT=1, RS=3), "a", "2023")
    assert (countries.level, countries.median) == (0, 2)
    nothing = positions.reference(one("a", "2023", EU27_2020=1), "a", "2023")
    assert (nothing.level, nothing.count, nothing.median, nothing.eu) == (None, 0, None, 1)


def test_medians_skip_the_thin_years() -> None:
    table = together(
        one("a", "2021", AT11=1, BG31=2, CZ01=3, DE=9),
        one("a", "2022", AT11=1, BG31=50, DE=9, HU=9),  # two of three
        one("a", "2023", AT11=2, BG31=3, CZ01=4),
    )
    assert positions.medians(table, "a").to_dict() == {"2021": 2, "2023": 3}
    assert positions.medians(one("a", "2023", AT=1, RS=2), "a").to_dict() == {"2023": 1.5}
    assert positions.medians(table, "nothing").empty


def test_spread_uses_the_quartiles_where_most_share_one_value() -> None:
    assert positions.spread([0.0, 0, 0, 1.349]) == pytest.approx(0.25)  # upper quartile 0.33725
    assert positions.spread([1.0, 1, 1]) is None
    assert positions.spread([]) is None


def test_change_by_hand_with_a_break_in_between() -> None:
    table = together(
        one("a", "2019", AT11=10, BG31=4, CZ01=0, HU11=5),
        tidy(("a", "AT11", "2020", 11.0, "b p"), ("a", "BG31", "2019", 4.0, "b")),
        one("a", "2021", AT11=12, BG31=3, CZ01=2),
    )
    moved = positions.change(table, "a", "2019", "2021")
    assert moved.loc["AT11", ["absolute", "relative", "break"]].tolist() == [2, 0.2, True]
    assert moved.loc["BG31", ["absolute", "relative", "break"]].tolist() == [-1, -0.25, False]
    assert moved.loc["CZ01", "absolute"] == 2
    assert pd.isna(moved.loc["CZ01", "relative"])  # from zero there is no share
    assert "HU11" not in moved.index


@given(FIGURES)
def test_missing_never_counts_as_zero(figures: dict[str, float | None]) -> None:
    table = one("a", "2023", **figures)
    known = pd.Series({code: value for code, value in figures.items() if value is not None}, dtype=float)
    found = positions.reference(table, "a", "2023")
    assert found.count == len(known)
    assert found.median == (pytest.approx(known.median()) if len(known) else None)


@given(FIGURES, CODES)
def test_a_region_without_figures_changes_nothing(figures: dict[str, float | None], code: str) -> None:
    if code in figures:
        return
    before = one("a", "2023", **figures)
    after = one("a", "2023", **figures, **{code: None})
    assert positions.reference(before, "a", "2023") == positions.reference(after, "a", "2023")
    pd.testing.assert_frame_equal(
        positions.ranking(before, "a", "2023", "higher"), positions.ranking(after, "a", "2023", "higher")
    )


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20, unique=True))
def test_turning_the_direction_mirrors_the_ranks(values: list[float]) -> None:
    series = pd.Series(values)
    best, worst = (positions.rank(series, direction)["rank"] for direction in ("higher", "lower"))
    assert (best + worst == len(values) + 1).all()


def test_distance_is_positive_where_better() -> None:
    against = positions.reference(one("a", "2023", AT11=1, BG31=2, CZ01=3), "a", "2023")
    assert positions.distance(3, against, "higher") == pytest.approx(1 / 1.4826)
    assert positions.distance(3, against, "lower") == pytest.approx(-1 / 1.4826)
    assert positions.distance(None, against, "higher") is None

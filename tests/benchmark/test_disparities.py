"""Measures of inequality by hand and under wild figures: parts add up, units do not matter."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.benchmark import disparities

FOUR = pd.Series({"a": 1.0, "b": 1.0, "c": 2.0, "d": 4.0})
LANDS = pd.Series({"a": "X", "b": "X", "c": "Y", "d": "Y"})

cells = st.tuples(st.floats(0.01, 1e6), st.floats(0.1, 1e7), st.sampled_from("XYZ"))
wild = st.lists(cells, min_size=1, max_size=40).filter(lambda rows: len(rows) > 0)


def table(rows: list[tuple[float, float, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["y", "w", "g"], index=[f"r{n}" for n in range(len(rows))])


def test_by_hand() -> None:
    """Mean 2; squares 1 1 0 4; pairs differ by 0 1 3 1 3 2, each twice, of 16."""
    assert disparities.deviation(FOUR) == pytest.approx(math.sqrt(1.5))
    assert disparities.variation(FOUR) == pytest.approx(math.sqrt(1.5) / 2)
    assert disparities.gini(FOUR) == pytest.approx(20 / 16 / 4)


def test_theil_by_hand() -> None:
    """T = (2 · ½ ln ½ + 1 ln 1 + 2 ln 2) / 4 = ¼ ln 2; X is equal inside, Y holds 2 and 4."""
    split = disparities.theil(FOUR, LANDS)
    assert split.total == pytest.approx(math.log(2) / 4)
    assert split.between == pytest.approx(0.5 * 0.5 * math.log(0.5) + 0.5 * 1.5 * math.log(1.5))
    inside = (2 / 3 * math.log(2 / 3) + 4 / 3 * math.log(4 / 3)) / 2
    assert split.groups.loc["Y", "theil"] == pytest.approx(inside)
    assert split.groups.loc["X", ["weight", "mean", "theil"]].tolist() == pytest.approx([0.5, 1, 0])


def test_a_weight_of_two_is_a_region_counted_twice() -> None:
    doubled = pd.Series({"a": 1.0, "c": 2.0, "d": 4.0})
    weights = pd.Series({"a": 2.0, "c": 1.0, "d": 1.0})
    assert disparities.gini(doubled, weights) == pytest.approx(disparities.gini(FOUR))
    assert disparities.variation(doubled, weights) == pytest.approx(disparities.variation(FOUR))
    assert disparities.theil(doubled, LANDS, weights).between == pytest.approx(
        disparities.theil(FOUR, LANDS).between
    )


def test_zero_is_a_figure_and_missing_is_none() -> None:
    """Everything in one of n hands: Theil is ln n, the Gini coefficient 1 - 1 / n."""
    one = pd.Series({"a": 0.0, "b": 0.0, "c": 0.0, "d": 8.0})
    assert disparities.theil(one, LANDS).total == pytest.approx(math.log(4))
    assert disparities.gini(one) == pytest.approx(0.75)
    gap = pd.concat([FOUR, pd.Series({"e": float("nan")})])
    assert disparities.gini(gap) == disparities.gini(FOUR)
    assert disparities.theil(gap, LANDS).total == disparities.theil(FOUR, LANDS).total


@given(wild)
@settings(max_examples=50, deadline=None)
def test_within_and_between_make_the_whole(rows: list[tuple[float, float, str]]) -> None:
    data = table(rows)
    split = disparities.theil(data["y"], data["g"], data["w"])
    assert split.within + split.between == pytest.approx(split.total, abs=1e-12)
    assert split.groups["share"].sum() == pytest.approx(split.within, abs=1e-12)
    assert split.total >= -1e-12


@given(wild, st.floats(0.001, 1000))
@settings(max_examples=50, deadline=None)
def test_the_unit_and_the_order_do_not_matter(rows: list[tuple[float, float, str]], factor: float) -> None:
    data = table(rows)
    turned = data.iloc[::-1]
    for measure in (disparities.gini, disparities.variation):
        scaled = measure(turned["y"] * factor, data["w"])
        assert scaled == pytest.approx(measure(data["y"], data["w"]), abs=1e-9)
    assert 0 <= disparities.gini(data["y"], data["w"]) + 1e-12 < 1 + 1e-9


def test_years_side_by_side() -> None:
    figures = pd.DataFrame({"2010": FOUR, "2020": FOUR * 0 + 3.0}).T
    years = disparities.over_years(figures, LANDS)
    assert years["mean"].tolist() == [2, 3] and years["count"].tolist() == [4, 4]
    assert years.loc["2020", ["variation", "gini", "theil", "within", "between"]].tolist() == [0] * 5
    assert years.loc["2010", "theil"] == pytest.approx(math.log(2) / 4)


def test_scores_around_zero_have_a_deviation_alone() -> None:
    figures = pd.DataFrame({"2010": FOUR - 2}).T
    years = disparities.over_years(figures, LANDS)
    assert years.loc["2010", "deviation"] == pytest.approx(math.sqrt(1.5))
    assert years.loc["2010", ["variation", "gini", "theil"]].isna().all()
    with pytest.raises(disparities.DisparityError, match="one is -1; use the standard deviation"):
        disparities.gini(FOUR - 2)


def test_refusals_name_what_is_wrong() -> None:
    weights = pd.Series({"a": 1.0, "b": 1.0, "c": 1.0})
    with pytest.raises(disparities.DisparityError, match="No weight above zero for d"):
        disparities.deviation(FOUR, weights)
    with pytest.raises(disparities.DisparityError, match="no figure is above zero"):
        disparities.variation(FOUR * 0)
    with pytest.raises(disparities.DisparityError, match="needs a group"):
        disparities.theil(FOUR, LANDS.drop("a"))
    with pytest.raises(disparities.DisparityError, match="There is no figure"):
        disparities.deviation(FOUR * float("nan"))

"""Points that add up to the score, and what would gain some ranks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.benchmark import explanation, scores
from danube.benchmark.scores import Method, ScoreError, score
from tests.benchmark.test_scores import META, METHODS, VALUES, tables


def test_points_by_hand() -> None:
    found = score(VALUES.drop(index="x"), META)  # scores u 0, v 75, w 75
    points = explanation.contributions(found)
    assert explanation.mean(found) == 50
    assert points.index.tolist() == ["v", "w", "u"]
    assert points.loc["v"].tolist() == [0, 0, 25]  # 50 50 100 against 50 50 50, weights 1/4 1/4 1/2
    assert points.loc["w"].tolist() == [12.5, 12.5, 0]
    assert points.loc["u"].tolist() == [-12.5, -12.5, -25]


def test_geometric_points_by_hand() -> None:
    found = score(
        pd.DataFrame({"a": [0.0, 10.0], "b": [0.0, 0.0], "c": [0.0, 10.0]}, index=["u", "v"]),
        META,
        Method(aggregation="geometric"),
    )
    points = explanation.contributions(found)
    middle = 50.5  # b does not vary
    assert found.index["u"] == pytest.approx(1**0.75 * middle**0.25)
    assert explanation.mean(found) == pytest.approx((1 * 100) ** 0.375 * middle**0.25)
    assert points["b"].tolist() == pytest.approx([0, 0])
    assert (points["c"] / points["a"]).tolist() == pytest.approx([2, 2])  # twice the weight


@settings(max_examples=50, deadline=None)
@given(tables(), METHODS)
def test_points_add_up_to_the_score(table: pd.DataFrame, method: Method) -> None:
    found = score(table, META, method)
    total = explanation.contributions(found).sum(axis=1) + explanation.mean(found)
    assert total.to_numpy() == pytest.approx(found.index.to_numpy(), abs=1e-9)


def test_a_gap_is_worth_the_rest_of_its_pillar() -> None:
    implied = explanation.implied(score(VALUES, META))
    assert implied.loc["x", "b"] == implied.loc["x", "p"] == 50


def figures(seed: int = 4) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Twelve units by three indicators, and ends of the scale beyond all of them."""
    draw = np.random.default_rng(seed).normal(50, 10, size=(12, 3))
    table = pd.DataFrame(draw, columns=["a", "b", "c"], index=[f"u{place:02d}" for place in range(12)])
    table.iloc[3, 0] = np.nan
    return table, pd.DataFrame({"low": table.min() - 5, "high": table.max() + 5})


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 11), st.integers(1, 6), st.sampled_from(scores.AGGREGATIONS))
def test_the_figure_that_is_told_gains_the_ranks(place: int, ranks: int, aggregation: str) -> None:
    table, bounds = figures()
    method = Method(aggregation=aggregation)
    before = score(table, META, method, bounds=bounds)
    unit = before.index.index[place]
    told = explanation.gain(before, unit, ranks)
    assert told.attrs["rank"] == max(1, place + 1 - ranks)
    assert told["needed"].notna().sum() <= table.loc[unit].notna().sum()
    for indicator, row in told.dropna().iterrows():
        changed = table.copy()
        changed.loc[unit, indicator] = row["needed"]
        after = score(changed, META, method, bounds=bounds)
        assert after.ranks[unit] == told.attrs["rank"]
        assert row["change"] * (-1 if indicator == "b" else 1) > 0


def test_nothing_is_promised_beyond_the_best_figure() -> None:
    table, _bounds = figures()
    found = score(table, META)
    last = found.index.index[-1]
    told = explanation.gain(found, last, 11)
    assert told["needed"].isna().any()
    assert told["best"].to_dict() == {"a": table["a"].max(), "b": table["b"].min(), "c": table["c"].max()}
    assert explanation.gain(found, found.index.index[0])["needed"].isna().all()  # first already


def test_who_is_not_ranked_gains_nothing() -> None:
    with pytest.raises(ScoreError, match="x is not ranked"):
        explanation.gain(score(VALUES, META, Method(coverage=0.7)), "x")

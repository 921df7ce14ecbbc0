"""Intervals of ranks by hand, against known distributions and COINr's simulation, and as properties."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from danube.benchmark import scores, uncertainty
from danube.benchmark.scores import Method, ScoreError, score
from danube.benchmark.uncertainty import CHOICES, Assumptions, simulate
from tests.benchmark import asem
from tests.benchmark.test_simulation import META as DEEP
from tests.benchmark.test_simulation import gappy

FLAT = asem.tree(("a", 1, ""), ("b", 1, ""))
CROSSED = pd.DataFrame({"a": [1.0, 0], "b": [0.0, 1]}, index=["u", "v"])
FIGURES = st.none() | st.integers(-40, 40).map(float)
SOME = st.sets(st.sampled_from(CHOICES))


@st.composite
def tables(draw: Callable) -> pd.DataFrame:
    """Some units by four indicators, with gaps; the first two are complete: someone is ranked."""
    rows = draw(st.lists(st.tuples(*[FIGURES] * 4), min_size=0, max_size=10))
    table = pd.DataFrame([(1.0, 7, 2, 3), (3.0, 2, 9, 1), *rows], columns=list("abcd"), dtype=float)
    return table.set_axis([f"u{place:02d}" for place in range(len(table))])


METHODS = st.builds(
    Method,
    normalisation=st.sampled_from(["min-max", "z-score", "rank", "percentile"]),
    treatment=st.sampled_from(["none", "auto"]),
    weighting=st.sampled_from(["equal", "principal-components"]),
    aggregation=st.sampled_from(scores.AGGREGATIONS),
    coverage=st.sampled_from([0.3, 0.65]),
)


def test_where_only_weights_decide_the_chance_is_that_of_the_beta_distribution() -> None:
    method = Method(weighting="own", weights={"a": 2, "b": 1})
    ranks = simulate(score(CROSSED, FLAT, method), Assumptions.varying(["weights"], draws=20_000))
    first = (ranks.places[ranks.row["u"]] == 1).mean()
    expected = stats.beta(16 * 2 * 2 / 3, 16 * 2 / 3).sf(0.5)  # u leads where a outweighs b: 97 %
    assert first == pytest.approx(expected, abs=0.005)
    assert ranks.table.loc["u", ["rank", "median", "low", "high"]].tolist() == [1, 1, 1, 1]
    assert Assumptions().concentration == 16


def test_leaving_one_indicator_out_by_hand() -> None:
    table = pd.DataFrame({"a": [10.0, 0, 4], "b": [0.0, 10, 6], "c": [9.0, 0, 10]}, index=["u", "v", "w"])
    meta = asem.tree(("a", 1, ""), ("b", 1, ""), ("c", 1, ""))
    ranks = simulate(score(table, meta), Assumptions.varying(["indicators"], draws=400))
    # u: 19, v: 10, w: 20 in all; without a 9, 10, 16; without b 19, 0, 14; without c 10, 10, 10
    counted = {
        unit: np.bincount(ranks.places[row], minlength=4)[1:].tolist() for unit, row in ranks.row.items()
    }
    assert counted == {"u": [200, 100, 100], "v": [100, 100, 200], "w": [300, 100, 0]}
    assert ranks.table["rank"].to_dict() == {"w": 1, "u": 2, "v": 3}
    assert ranks.table.loc["u", ["median", "low", "high"]].tolist() == [1, 1, 3]


def test_the_table_is_what_the_places_say() -> None:
    ranks = simulate(score(gappy(40), DEEP, Method(coverage=0.5)), Assumptions(draws=3000))
    for unit, row in ranks.table.iterrows():
        places = ranks.places[ranks.row[str(unit)]]
        quantiles = np.quantile(places, [0.05, 0.5, 0.95], method="inverted_cdf")
        assert row[["low", "median", "high"]].tolist() == quantiles.tolist()
        assert ((places >= row["low"]) & (places <= row["high"])).mean() >= 0.9
        assert row["top10"] == pytest.approx((places <= 10).mean())
        assert row["bottom10"] == pytest.approx((places > len(ranks.units) - 10).mean())


def test_groups_are_relative_to_the_reference() -> None:
    table = pd.DataFrame({"a": [0.0, 40, 60, 80, 100], "b": [0.0, 40, 60, 80, 100]}, index=list("vwxyz"))
    found = score(table, FLAT)
    ranks = simulate(found, Assumptions.varying([]))
    assert ranks.base == "median"
    assert ranks.table["relative"].round(6).to_dict() == pytest.approx(
        {"z": 166.666667, "y": 133.333333, "x": 100, "w": 66.666667, "v": 0}
    )
    assert ranks.table["group"].to_dict() == {
        "z": "leader", "y": "leader", "x": "strong", "w": "emerging", "v": "emerging"
    }  # fmt: skip
    against = simulate(
        found, Assumptions.varying(["weights"], draws=200), reference=pd.Series({"a": 50, "b": 50})
    )
    assert against.base == "given"
    assert against.table["relative"].to_dict() == pytest.approx(
        {"z": 200, "y": 160, "x": 120, "w": 80, "v": 0}
    )
    assert against.table["group"].tolist() == ["leader", "leader", "strong", "moderate", "emerging"]
    for unit, group in against.table["group"].items():
        assert against.table.loc[unit, group] == 1  # equal figures: no weight changes anything


def test_a_reference_that_lacks_too_much_is_not_used() -> None:
    found = score(CROSSED, FLAT)
    assert simulate(found, reference=pd.Series({"a": 0.5})).base == "median"
    assert simulate(found, reference=pd.Series({"a": 0.5, "b": 0.5})).base == "given"


@pytest.mark.parametrize("normalisation", ["min-max", "z-score", "rank"])
@pytest.mark.parametrize("aggregation", scores.AGGREGATIONS)
def test_a_reference_equal_to_a_unit_stands_where_the_unit_stands(
    normalisation: str, aggregation: str
) -> None:
    values = gappy().dropna()
    found = score(values, DEEP, Method(normalisation, aggregation=aggregation))
    unit = found.index.index[2]
    ranks = simulate(found, reference=values.loc[unit])
    assert ranks.table.loc[unit, "relative"] == pytest.approx(100)
    alone = Assumptions(draws=300, normalisations=(), aggregations=(), drop_one=False)
    passed = simulate(found, alone, reference=values.loc[unit] * (1 - 1e-9)).table.loc[unit]
    assert passed[["strong", "leader"]].sum() == pytest.approx(1)


def test_equal_units_share_the_better_rank_in_every_draw() -> None:
    twins = gappy().dropna().iloc[[0, 1, 2, 2, 3]].set_axis(list("efghi"))
    ranks = simulate(score(twins, DEEP), Assumptions(draws=500))
    assert (ranks.places[ranks.row["g"]] == ranks.places[ranks.row["h"]]).all()


def test_what_is_not_asked_for_does_not_vary() -> None:
    found = score(gappy().dropna(), DEEP)
    assert simulate(found, Assumptions.varying([])).draws == 1
    assert simulate(found, Assumptions.varying(["imputation"])).draws == 1  # nothing is missing
    assert simulate(found, Assumptions.varying(["weights"], draws=77)).draws == 77
    assert Assumptions.varying(CHOICES) == Assumptions()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda: Assumptions(draws=0), "The number of draws is 0; choose one from 1 to"),
        (lambda: Assumptions(seed=-1), "The seed is -1; choose a whole number of 0 or more"),
        (lambda: Assumptions(concentration=-1), "The concentration of the weights must be a positive number"),
        (
            lambda: Assumptions(aggregations=("median",)),
            "There is no aggregation median; choose one of arith",
        ),
        (lambda: Assumptions(normalisations=("none",)), "There is no normalisation none"),
        (lambda: Assumptions.varying(["weather"]), "There is no choice weather; choose one of weights"),
    ],
)
def test_what_cannot_be_simulated_is_told(change: Callable, sentence: str) -> None:
    with pytest.raises(ScoreError, match=sentence):
        change()


def test_more_places_than_can_be_kept_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uncertainty, "CELLS", 100)
    assert simulate(score(CROSSED, FLAT), Assumptions(draws=50)).draws == 50
    with pytest.raises(ScoreError, match="51 draws of 2 units are too many; choose at most 50 draws"):
        simulate(score(CROSSED, FLAT), Assumptions(draws=51))


def test_a_single_unit_and_a_single_indicator() -> None:
    alone = score(pd.DataFrame({"a": [5.0]}, index=["u"]), asem.tree(("a", 1, "")))
    told = simulate(alone, Assumptions(draws=30)).table.loc["u"]
    assert told[["rank", "median", "low", "high", "top10", "bottom10"]].tolist() == [1] * 6
    assert told["group"] == "strong"  # it is its own median


@settings(max_examples=40, deadline=None)
@given(tables(), METHODS)
def test_without_uncertainty_every_interval_is_the_rank_itself(table: pd.DataFrame, method: Method) -> None:
    found = score(table, DEEP, method)
    told = simulate(found, Assumptions.varying([])).table
    for column in ("median", "low", "high"):
        assert (told[column] == found.ranks).all()
    assert told[["leader", "strong", "moderate", "emerging"]].isin([0, 1]).all(axis=None)


@settings(max_examples=40, deadline=None)
@given(tables(), METHODS, SOME, st.integers(0, 9))
def test_the_same_seed_gives_the_same_in_any_order(
    table: pd.DataFrame, method: Method, choices: set[str], seed: int
) -> None:
    how = Assumptions.varying(choices, draws=150, seed=seed)
    shuffled = table.sample(frac=1, random_state=seed)[["c", "a", "d", "b"]]
    before = simulate(score(table, DEEP, method), how)
    after = simulate(score(shuffled, DEEP.iloc[::-1], method), how)
    pd.testing.assert_frame_equal(before.table, after.table, check_exact=True)
    assert (before.places == after.places).all()


@settings(max_examples=40, deadline=None)
@given(tables(), METHODS, SOME)
def test_a_region_that_lacks_everything_changes_nothing(
    table: pd.DataFrame, method: Method, choices: set[str]
) -> None:
    more = pd.concat([table, pd.DataFrame({"a": [float("nan")]}, index=["new"])])
    how = Assumptions.varying(choices, draws=150)
    before, after = (simulate(score(one, DEEP, method), how) for one in (table, more))
    pd.testing.assert_frame_equal(before.table, after.table, check_exact=True)


@settings(max_examples=40, deadline=None)
@given(tables(), METHODS, SOME)
def test_probabilities_are_probabilities(table: pd.DataFrame, method: Method, choices: set[str]) -> None:
    told = simulate(score(table, DEEP, method), Assumptions.varying(choices, draws=60)).table
    chances = told[["leader", "strong", "moderate", "emerging"]]
    assert chances.sum(axis=1).to_numpy() == pytest.approx(1)
    assert ((told["low"] <= told["median"]) & (told["median"] <= told["high"])).all()
    assert told[["top10", "bottom10", *chances]].ge(-1e-12).all(axis=None)
    assert told[["low", "high"]].isin(range(1, len(told) + 1)).all(axis=None)


@pytest.mark.raw
@asem.published
def test_intervals_resemble_those_of_coinr() -> None:
    """COINr drew 100 times over winsorising, normalisation, weights and aggregation: alike, not equal."""
    found = score(
        asem.step("imputed")[asem.leaves()], asem.meta(), Method(treatment="winsorise", weighting="own")
    )
    ours = simulate(
        found, Assumptions(draws=4000, normalisations=("min-max", "z-score"), drop_one=False)
    ).table
    theirs = pd.read_csv(asem.ORACLE / "coinr_asem_uncertainty_rankstats_100.csv", index_col="uCode").reindex(
        ours.index
    )
    assert (ours["rank"] == theirs["Rank"]).all()
    assert ours["median"].corr(theirs["Median"], method="spearman") > 0.99
    overlap = (ours["low"] <= theirs["Q95"]) & (theirs["Q5"] <= ours["high"])
    assert overlap.mean() > 0.95
    width, expected = (ours["high"] - ours["low"]).mean(), (theirs["Q95"] - theirs["Q5"]).mean()
    assert 0.5 < width / expected < 2


def test_more_draws_than_a_chunk_hold_together() -> None:
    found = score(gappy(40), DEEP, Method(coverage=0.5))
    few, many = (simulate(found, Assumptions(draws=draws)).table for draws in (2000, 20_000))
    assert (few["median"] - many["median"].reindex(few.index)).abs().max() <= 1

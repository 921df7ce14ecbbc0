"""Scores by hand, against scipy's means, against COINr's example, and as properties."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from danube.benchmark import scores
from danube.benchmark.scores import Method, ScoreError, score
from tests.benchmark import asem

META = asem.tree(
    ("a", 1, "p"), ("b", -1, "p"), ("c", 1, "q"), ("p", 1, "top"), ("q", 1, "top"), ("top", 1, "")
)
VALUES = pd.DataFrame(
    {"a": [0.0, 5, 10, 5], "b": [4.0, 2, 0, None], "c": [1.0, 3, 2, 2]}, index=["u", "v", "w", "x"]
)
FIGURES = st.none() | st.integers(-40, 40).map(float)


@st.composite
def tables(draw: Callable) -> pd.DataFrame:
    """Some units by three indicators, with gaps; the first two units are complete: someone is ranked."""
    rows = draw(st.lists(st.tuples(FIGURES, FIGURES, FIGURES), min_size=0, max_size=10))
    table = pd.DataFrame([(1.0, 7.0, 2.0), (3.0, 2.0, 9.0), *rows], columns=["a", "b", "c"], dtype=float)
    return table.set_axis([f"u{place:02d}" for place in range(len(table))])


METHODS = st.builds(
    Method,
    normalisation=st.sampled_from(["min-max", "z-score", "rank", "percentile"]),
    treatment=st.sampled_from(["none", "winsorise", "auto"]),
    weighting=st.sampled_from(["equal", "principal-components"]),
    aggregation=st.sampled_from(scores.AGGREGATIONS),
)


def test_by_hand() -> None:
    found = score(VALUES, META)
    assert found.normalised.loc["v"].tolist() == [50, 50, 100]
    assert found.nodes.loc["v", ["p", "q", "top"]].tolist() == [50, 100, 75]
    assert found.nodes.loc["u", "top"] == 0
    assert found.nodes.loc["x", ["a", "b", "p", "q", "top"]].tolist()[2:] == [
        50,
        50,
        50,
    ]  # b passes its weight on
    assert found.index.index.tolist() == ["v", "w", "x", "u"]
    assert found.ranks.to_dict() == {"v": 1, "w": 1, "x": 3, "u": 4}
    assert found.not_ranked.empty
    assert found.weights.to_dict() == {"a": 0.25, "b": 0.25, "c": 0.5}


def test_a_unit_under_the_coverage_is_listed_with_what_it_lacks() -> None:
    found = score(VALUES, META, Method(coverage=0.7))
    assert found.not_ranked.loc["x", "share"] == pytest.approx(2 / 3)
    assert found.not_ranked.loc["x", "missing"] == ["b"]
    assert found.nodes.loc["x"].isna().all()
    assert "x" not in found.ranks.index


def test_an_indicator_without_weight_does_not_count_for_coverage() -> None:
    found = score(VALUES, META, Method(weighting="own", weights={"b": 0}, coverage=1))
    assert found.not_ranked.empty
    assert found.nodes.loc["w", "p"] == 100


@pytest.mark.parametrize(
    ("aggregation", "mean"),
    [("arithmetic", np.average), ("geometric", stats.gmean), ("harmonic", stats.hmean)],
)
def test_means_are_those_of_scipy(aggregation: str, mean: Callable) -> None:
    draw = np.random.default_rng(2).lognormal(size=(20, 3))
    table = pd.DataFrame(draw, columns=["a", "b", "c"], index=[f"u{place:02d}" for place in range(20)])
    method = Method(aggregation=aggregation, weighting="own", weights={"a": 3, "q": 2})
    found = score(table, META, method)
    scale = found.normalised
    pillar = mean(scale[["a", "b"]].to_numpy(), axis=1, weights=np.array([3, 1]))
    top = mean(np.column_stack([pillar, scale["c"]]), axis=1, weights=np.array([1, 2]))
    assert found.nodes["p"].to_numpy() == pytest.approx(pillar, abs=1e-9)
    assert found.nodes["top"].to_numpy() == pytest.approx(top, abs=1e-9)
    assert scale.min().min() == (0 if aggregation == "arithmetic" else 1)


def test_treated_outliers_leave_their_fixed_ends_behind() -> None:
    column = [*map(float, range(20)), 1000.0]
    table = pd.DataFrame({"a": column}, index=[f"u{place:02d}" for place in range(21)])
    bounds = pd.DataFrame({"low": [0.0], "high": [1000.0]}, index=["a"])
    meta = asem.tree(("a", 1, ""))
    assert score(table, meta, bounds=bounds).index["u19"] == 1.9
    treated = score(table, meta, Method(treatment="winsorise"), bounds=bounds)
    assert treated.index["u19"] == 100
    assert treated.treated["region"].tolist() == ["u20"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda: score(VALUES.drop(columns="c"), META), "The values have no column c"),
        (lambda: score(VALUES.assign(z=1), META), "The column z of the values is no indicator"),
        (lambda: score(pd.concat([VALUES, VALUES]), META), "The unit u occurs twice"),
        (
            lambda: score(VALUES.assign(a=["1", "2", "x", "4"]), META),
            "w has 'x' for a, which is not a number",
        ),
        (lambda: score(VALUES.assign(a=float("inf")), META), "The values hold an infinite figure"),
        (lambda: score(VALUES * float("nan"), META), "No unit has 65 % of the indicators"),
        (lambda: score(VALUES.head(0), META), "No unit has 65 % of the indicators"),
        (lambda: Method(aggregation="median"), "There is no aggregation median; choose one of arithmetic"),
        (lambda: Method(coverage=65), "The coverage is 65; it must lie between 0 and 1"),
    ],
)
def test_what_cannot_be_scored_is_told(change: Callable, sentence: str) -> None:
    with pytest.raises(ScoreError, match=sentence):
        change()


@settings(max_examples=50, deadline=None)
@given(tables(), METHODS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(
    table: pd.DataFrame, method: Method, chance: object
) -> None:
    shuffled = table.sample(frac=1, random_state=chance.randrange(1000))[["c", "a", "b"]]  # type: ignore[attr-defined]
    before, after = score(table, META, method), score(shuffled, META.iloc[::-1], method)
    pd.testing.assert_series_equal(before.index, after.index, check_exact=True)
    pd.testing.assert_series_equal(before.ranks, after.ranks)


@settings(max_examples=50, deadline=None)
@given(tables(), METHODS)
def test_a_region_that_lacks_everything_changes_nothing(table: pd.DataFrame, method: Method) -> None:
    more = pd.concat([table, pd.DataFrame({"a": [float("nan")]}, index=["new"])])
    before, after = score(table, META, method), score(more, META, method)
    pd.testing.assert_series_equal(before.index, after.index, check_exact=True)
    assert after.not_ranked.loc["new", "missing"] == ["a", "b", "c"]


@settings(max_examples=50, deadline=None)
@given(tables(), st.sampled_from(["min-max", "z-score"]), st.sampled_from(scores.AGGREGATIONS))
def test_a_change_of_unit_changes_no_rank(table: pd.DataFrame, normalisation: str, aggregation: str) -> None:
    method = Method(normalisation=normalisation, aggregation=aggregation)
    fahrenheit = table.assign(a=table["a"] * 1.8 + 32, c=table["c"] / 1000)
    assert (
        score(fahrenheit, META, method)
        .ranks.sort_index()
        .equals(score(table, META, method).ranks.sort_index())
    )


@settings(max_examples=50, deadline=None)
@given(tables(), st.sampled_from(["min-max", "z-score", "rank", "percentile"]))
def test_turned_directions_mirror_the_scores(table: pd.DataFrame, normalisation: str) -> None:
    method = Method(normalisation=normalisation)
    turned = META.assign(direction=-META["direction"])
    before, after = (score(table, meta, method).index.sort_index() for meta in (META, turned))
    mirror = 0 if normalisation == "z-score" else 100
    assert (before + after).to_numpy() == pytest.approx(mirror, abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(tables(), METHODS)
def test_missing_never_counts_as_zero(table: pd.DataFrame, method: Method) -> None:
    """A gap is worth the rest of its pillar: never below the worst or above the best of what is known."""
    found = score(table, META, method)
    for unit, row in found.normalised.iterrows():
        known = row.dropna()
        assert known.min() - 1e-9 <= found.index[unit] <= known.max() + 1e-9
    pillar = found.nodes.loc[found.index.index]
    alone = pillar["a"].isna() & pillar["b"].notna()
    assert pillar.loc[alone, "p"].to_numpy() == pytest.approx(pillar.loc[alone, "b"].to_numpy())


# Austria in COINr's example: the normalised figures of two pillars, and the scores above them.
POLITICAL = {"Embs": 83.33333333, "IGOs": 58.70445344, "UNVote": 92.64032627}
SUSTAINABLE = {"Environ": 69.47511379, "Social": 72.76415521, "SusEcFin": 62.88149714}


def test_the_means_of_a_published_country() -> None:
    for figures, expected in ((POLITICAL, 78.22603768), (SUSTAINABLE, 68.37358871)):
        meta = asem.tree(*[(code, 1, "") for code in figures])
        shape = scores.hierarchy.tree(meta)
        table = pd.DataFrame(figures, index=["AUT"])
        found = scores.aggregate(table, shape, scores.weights.equal(shape))
        assert found.loc["AUT", "index"] == pytest.approx(expected, abs=1e-7)


@pytest.mark.raw
@asem.published
def test_every_node_of_every_country_is_that_of_coinr() -> None:
    meta = asem.meta()
    found = score(asem.step("imputed")[asem.leaves()], meta, Method(treatment="winsorise", weighting="own"))
    expected = asem.step("aggregated")
    assert np.allclose(found.nodes[list(meta.index)], expected[list(meta.index)], rtol=0, atol=1e-9)
    assert found.index["AUT"] == pytest.approx(61.901803, abs=1e-6)
    assert found.ranks["AUT"] == 7

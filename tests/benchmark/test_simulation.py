"""The kernel against one scoring at a time, against scipy, and by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from danube.benchmark import hierarchy, scores, simulation
from danube.benchmark.scores import Method
from danube.benchmark.variants import Table
from tests.benchmark import asem

META = asem.tree(
    ("a", 1, "p"), ("b", -1, "p"), ("c", 1, "q"), ("d", 1, "top"), ("p", 1, "r"), ("q", 1, "r"),
    ("r", 1, "top"), ("top", 1, ""),
)  # fmt: skip
TREE = hierarchy.tree(META)


def gappy(units: int = 30) -> pd.DataFrame:
    """Made-up figures of four indicators, a fifth of them missing."""
    chance = np.random.default_rng(5)
    figures = chance.lognormal(size=(units, 4))
    figures[chance.random(figures.shape) < 0.2] = np.nan
    return pd.DataFrame(figures, columns=list("abcd"), index=[f"u{place:02}" for place in range(units)])


@pytest.mark.parametrize("normalisation", ["min-max", "z-score", "rank", "percentile", "leader"])
@pytest.mark.parametrize("aggregation", scores.AGGREGATIONS)
@pytest.mark.parametrize("gaps", ["gaps", "no gaps"])
def test_every_draw_is_what_scoring_with_its_weights_gives(
    normalisation: str, aggregation: str, gaps: str
) -> None:
    values = gappy() if gaps == "gaps" else gappy().fillna(gappy().median())
    found = scores.score(values, META, Method(normalisation, aggregation=aggregation, coverage=0.5))
    table = Table.of(found)
    drawn = simulation.drawn(TREE, table.weights, 4.0, 5, np.random.default_rng(1))
    drawn = simulation.within(TREE, simulation.dropped(drawn, np.array([-1, 0, 1, 2, 3])))
    way = table.way(normalisation, aggregation)
    index = simulation.scores(TREE, way.bent, drawn)
    for row, weights in zip(index, drawn, strict=True):
        singly = scores.aggregate(
            found.normalised, TREE, pd.Series(weights, index=list(TREE.nodes)), aggregation
        )
        assert way.worth(row) == pytest.approx(_points(way.points, singly["top"]), abs=1e-9)


def _points(points: tuple[float, float], index: pd.Series) -> np.ndarray:
    return points[0] + points[1] * index.to_numpy()


def test_weights_are_dirichlet_around_the_chosen_ones() -> None:
    chosen = scores.weights.own(META, {"a": 3, "b": 1}).reindex(list(TREE.nodes)).to_numpy()
    drawn = simulation.drawn(TREE, chosen, 16.0, 40_000, np.random.default_rng(3))
    place = TREE.nodes.index("a")
    expected = stats.beta(16 * 2 * 0.75, 16 * 2 * 0.25)  # the margin of a Dirichlet
    drawn = simulation.within(TREE, drawn)
    assert drawn[:, place].mean() == pytest.approx(0.75, abs=0.002)
    assert drawn[:, place].std() == pytest.approx(expected.std(), rel=0.02)
    assert stats.kstest(drawn[:, place], expected.cdf).pvalue > 0.01
    assert (drawn[:, TREE.nodes.index("c")] == 1).all()  # an only child


def test_a_weight_of_nothing_stays_nothing_and_a_small_one_never_becomes_it() -> None:
    chosen = scores.weights.own(META, {"a": 1e-6, "d": 0}).reindex(list(TREE.nodes)).to_numpy()
    drawn = simulation.drawn(TREE, chosen, 0.01, 500, np.random.default_rng(3))
    assert (drawn[:, TREE.nodes.index("d")] == 0).all()
    assert (drawn[:, TREE.nodes.index("a")] > 0).all()


def test_a_pillar_that_loses_its_only_indicator_passes_its_weight_on() -> None:
    chosen = scores.weights.equal(META).reindex(list(TREE.nodes)).to_numpy()
    without = simulation.dropped(chosen[None].copy(), np.array([TREE.leaves.index("c")]))
    leaves = simulation.effective(TREE, simulation.within(TREE, without))[0]
    assert leaves.tolist() == [0.25, 0.25, 0, 0.5]


def test_places_by_hand() -> None:
    index = np.array([[1.0, 3, 2, 3], [0, -5, 7, 0.5]])
    assert simulation.ranked(index).tolist() == [[4, 1, 3, 1], [3, 4, 1, 2]]


def test_scores_that_agree_to_nine_decimals_share_a_place() -> None:
    assert simulation.ranked(np.array([[0.1 + 0.2, 0.3, 0.300001]])).tolist() == [[2, 2, 1]]


def test_places_are_those_of_scipy() -> None:
    index = np.random.default_rng(2).integers(-9, 9, size=(200, 17)).astype(float)
    assert (simulation.ranked(index) == stats.rankdata(-index, method="min", axis=1)).all()


def test_chunks_cover_every_draw_once() -> None:
    for draws, units in ((1, 1), (10_000, 68), (3001, 1600)):
        parts = list(simulation.chunks(0, draws, units))
        assert parts[0][0] == 0
        assert parts[-1][1] == draws
        assert all(before[1] == after[0] for before, after in zip(parts, parts[1:], strict=False))


def test_gaps_are_filled_from_the_unit_most_alike() -> None:
    scaled = np.array([[10, 20, np.nan], [12, 21, 5], [90, 80, 70], [11, np.nan, 40], [np.nan] * 3])
    donors = simulation.donors(scaled)
    assert donors[0, 2] == 1  # the last but one is nearer, but shares too little to tell
    assert donors[3, 1] == 1
    assert (donors[4] == -1).all()  # nobody is like a unit without figures
    filled = simulation.fill(scaled, donors)
    assert filled[0].tolist() == [10, 20, 5]
    assert np.isnan(filled[4]).all()
    assert (donors[:3, :2] == -1).all()

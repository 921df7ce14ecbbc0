"""Which choice matters most for the ranks, and which indicator.

Variance-based sensitivity (Sobol 1993, Saltelli et al. 2010) of the mean absolute shift of ranks, as in
Saisana, Saltelli & Tarantola (2005) and COINr, estimated by SALib. First order: the share of the variance
that a choice explains alone; total: together with all its interactions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from danube.benchmark import simulation
from danube.benchmark.hierarchy import ScoreError
from danube.benchmark.scores import Scores
from danube.benchmark.simulation import Matrix
from danube.benchmark.uncertainty import Assumptions
from danube.benchmark.variants import Table
from danube.texts import _

FACTORS = ("normalisation", "treatment", "imputation", "aggregation", "weights", "indicators")
COLUMNS = ["first", "first_low", "first_high", "total", "total_low", "total_high"]
TREATMENTS = ("none", "auto")
BANK = 4096
"""Sets of weights that the factor `weights` chooses from."""

POINTS = 1024
"""Base points of the sample, a power of two; each costs a scoring per factor and two more."""

CONFIDENCE = 0.90
Whole = npt.NDArray[np.intp]


def sobol(
    scores: Scores,
    assumptions: Assumptions | None = None,
    *,
    unit: str | None = None,
    treatments: tuple[str, ...] = TREATMENTS,
    points: int = POINTS,
) -> pd.DataFrame:
    """Factor → first and total order index with their 90 % intervals, most important first.

    Of the mean absolute shift of all ranks against the chosen method, or of the rank of one `unit`. What
    `assumptions` vary, and the `treatments` of outliers, are the factors; one without an alternative (no
    gaps to fill, no outliers to treat) has 0 everywhere. Estimates below 0, which sampling can yield, stand
    at 0. `.attrs` hold the output's mean and variance.
    """
    how = assumptions or Assumptions()
    ways = _Ways.of(scores, how, treatments)
    if unit is not None and unit not in ways.table.units:
        raise ScoreError(_("{unit} is not ranked, so nothing can be told about its rank.", unit=unit))
    live = [name for name in FACTORS if ways.sizes[name] > 1]
    found = indices(lambda sample: ways.outcome(live, sample, unit), live, points=points, seed=how.seed)
    every = found.reindex(list(FACTORS), fill_value=0.0).clip(lower=0.0)
    every.attrs = found.attrs
    return every.sort_values("total", ascending=False, kind="stable")


def indices(
    outcome: Callable[[Matrix], Matrix],
    names: list[str],
    bounds: list[tuple[float, float]] | None = None,
    *,
    points: int = POINTS,
    seed: int = 1,
) -> pd.DataFrame:
    """Factor → first and total order index with 90 % intervals, of any outcome of rows of factors.

    `bounds` of each factor, 0 to 1 where not given. Where the outcome never varies all indices are 0.
    """
    if points < 2 or points & (points - 1):
        raise ScoreError(_("The number of sample points is {points}; choose a power of two.", points=points))
    if not names:
        return _told(names, None, np.zeros(1))
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as sampling

    limits = bounds or [(0.0, 1.0)] * len(names)
    problem = {"num_vars": len(names), "names": names, "bounds": [list(pair) for pair in limits]}
    sample = sampling.sample(problem, points, calc_second_order=False, seed=seed)
    results = np.asarray(outcome(sample), dtype=float)
    if np.ptp(results) == 0:
        return _told(names, None, results)
    estimate = analysis.analyze(
        problem, results, calc_second_order=False, conf_level=CONFIDENCE, seed=np.random.default_rng(seed)
    )
    return _told(names, estimate, results)


def _told(names: list[str], estimate: Mapping[str, Matrix] | None, results: Matrix) -> pd.DataFrame:
    columns: dict[str, Matrix] = {}
    for name, key in (("first", "S1"), ("total", "ST")):
        value = np.zeros(len(names)) if estimate is None else np.asarray(estimate[key])
        error = np.zeros(len(names)) if estimate is None else np.asarray(estimate[f"{key}_conf"])
        columns |= {name: value, f"{name}_low": value - error, f"{name}_high": value + error}
    table = pd.DataFrame(columns, index=pd.Index(names, name="factor"), columns=COLUMNS, dtype=float)
    table.attrs = {"mean": float(results.mean()), "variance": float(results.var())}
    return table


@dataclass(frozen=True)
class _Ways:
    """The alternatives of each factor, and how to score a table by any combination of them."""

    table: Table
    options: dict[str, tuple[str, ...]]
    leaves: Whole
    bank: Matrix

    @classmethod
    def of(cls, scores: Scores, how: Assumptions, treatments: tuple[str, ...]) -> _Ways:
        """Alternatives that would change nothing are left out."""
        table, method = Table.of(scores), scores.method
        options = {
            "normalisation": _with(method.normalisation, how.normalisations),
            "treatment": table.distinct(_with(method.treatment, treatments)),
            "imputation": _with("none", how.imputations) if table.incomplete else ("none",),
            "aggregation": _with(method.aggregation, how.aggregations),
        }
        leaves = np.append(-1, table.droppable) if how.drop_one else np.array([-1])
        chance = np.random.default_rng(how.seed)
        count = 1 if how.concentration is None else BANK
        bank = simulation.drawn(table.tree, table.weights, how.concentration, count, chance)
        return cls(table, options, leaves, bank)

    @property
    def sizes(self) -> dict[str, int]:
        """Factor → number of its alternatives."""
        sizes = {name: len(known) for name, known in self.options.items()}
        return sizes | {"weights": len(self.bank), "indicators": len(self.leaves)}

    def outcome(self, live: list[str], sample: Matrix, unit: str | None) -> Matrix:
        """Mean absolute shift of ranks for each row of factors in 0..1, or the rank of one unit."""
        picked = {name: np.zeros(len(sample), dtype=np.intp) for name in FACTORS}
        for column, name in enumerate(live):
            count = self.sizes[name]
            picked[name] = np.minimum((sample[:, column] * count).astype(np.intp), count - 1)
        row = None if unit is None else self.table.units.index(unit)
        results = np.empty(len(sample))
        for rows, ranks in self._ranked(picked):
            results[rows] = ranks[:, row] if row is not None else self._shift(ranks)
        return results

    def _shift(self, ranks: npt.NDArray[np.int64]) -> Matrix:
        chosen = self.table.scores.ranks.reindex(list(self.table.units)).to_numpy()
        return np.asarray(np.abs(ranks - chosen).mean(axis=1))

    def _ranked(self, picked: dict[str, Whole]) -> Iterator[tuple[Whole, npt.NDArray[np.int64]]]:
        """Rows that share a way of scoring, and the ranks of their units."""
        names = list(self.options)
        for places in product(*(range(len(self.options[name])) for name in names)):
            alike = np.all([picked[name] == place for name, place in zip(names, places, strict=True)], axis=0)
            rows = np.flatnonzero(alike)
            chosen = {name: self.options[name][place] for name, place in zip(names, places, strict=True)}
            for low, high in simulation.chunks(0, len(rows), len(self.table.units)):
                part = rows[low:high]
                yield part, self._by(chosen, picked["weights"][part], picked["indicators"][part])

    def _by(self, chosen: dict[str, str], drawn: Whole, left_out: Whole) -> npt.NDArray[np.int64]:
        weights = simulation.dropped(self.bank[drawn], self.leaves[left_out])
        return ranked(self.table, simulation.within(self.table.tree, weights), **chosen)


def _with(chosen: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return (chosen, *sorted(set(others) - {chosen}))


def ranked(
    table: Table,
    weights: Matrix,
    *,
    normalisation: str,
    aggregation: str,
    imputation: str = "none",
    treatment: str | None = None,
) -> npt.NDArray[np.int64]:
    """Draw × unit: ranks by one way of scoring and a row of weights per draw."""
    way = table.way(normalisation, aggregation, imputation, treatment)
    return simulation.ranked(simulation.scores(table.tree, way.bent, weights))


def leave_one_out(scores: Scores) -> pd.DataFrame:
    """Indicator → what leaving it out does to the ranks, most important first.

    mean and max: absolute shift in places, over all units and of the one that moves farthest; region: that
    unit, of equals the better ranked; gain: places that it gains without the indicator, negative where it
    loses. An indicator that weighs nothing, or that is all a unit has, has no row.
    """
    table, method = Table.of(scores), scores.method
    weights = np.tile(table.weights, (len(table.droppable), 1))
    weights = simulation.within(table.tree, simulation.dropped(weights, table.droppable))
    ways = {"normalisation": method.normalisation, "aggregation": method.aggregation}
    best_first = [table.units.index(unit) for unit in scores.index.index]
    places = ranked(table, weights, **ways)[:, best_first]
    gains = scores.ranks.to_numpy() - places
    far = np.abs(gains).argmax(axis=1)
    farthest = gains[np.arange(len(gains)), far]
    found = pd.DataFrame(
        {
            "mean": np.abs(gains).mean(axis=1),
            "max": np.abs(farthest),
            "region": scores.index.index.to_numpy()[far],
            "gain": farthest,
        },
        index=pd.Index([table.tree.leaves[place] for place in table.droppable], name="indicator"),
    )
    return found.sort_values("mean", ascending=False, kind="stable")

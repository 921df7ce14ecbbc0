"""One table of figures in the several ways in which it can enter a mean.

Every way starts from the ranked units of `Scores` in the order of their codes. A reference (such as the
EU) can go along as a last row: it stands between the two units whose figures enclose its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from danube.benchmark import groups, simulation
from danube.benchmark.hierarchy import ScoreError, Tree
from danube.benchmark.normalisation import normalise, positive
from danube.benchmark.scores import MEANS, Scores
from danube.benchmark.simulation import Matrix
from danube.benchmark.treatment import treat
from danube.texts import _

IMPUTATIONS = ("none", "similar")
MOST_UNITS = 65_535


@dataclass(frozen=True)
class Way:
    """Unit × leaf as it enters the mean, and how a mean becomes points that percentages can be taken of.

    bent: f of the normalised figures (see `scores.MEANS`), negative where f falls, so that more is better;
    points are a + b · mean.
    """

    bent: Matrix
    aggregation: str
    points: tuple[float, float] = (0.0, 1.0)

    def worth(self, index: Matrix) -> Matrix:
        """Points of a score in the curved space."""
        base, step = self.points
        return base + step * MEANS[self.aggregation][1](_sign(self.aggregation) * index)

    def limits(self, reference: Matrix) -> Matrix:
        """Draw × threshold: the scores in the curved space that divide the groups around each reference."""
        base, step = self.points
        shares = np.array(groups.THRESHOLDS) / 100
        means = (shares * self.worth(reference)[:, None] - base) / step
        if self.aggregation != "arithmetic":
            means = np.maximum(means, 1e-9)
        return _sign(self.aggregation) * MEANS[self.aggregation][0](means)


@dataclass(frozen=True)
class Table:
    """The figures of the ranked units (order of codes) and the weights that were chosen for them."""

    scores: Scores
    units: tuple[str, ...]
    raw: pd.DataFrame
    reference: _Between | None = None
    _known: dict[tuple[str, ...], pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, scores: Scores, reference: pd.Series | None = None) -> Table:
        """The ranked units; with the reference where it has enough of the indicators."""
        units = tuple(sorted(scores.index.index))
        if len(units) > MOST_UNITS:
            raise ScoreError(
                _(
                    "There are {count} units; ranks are simulated for up to {most}.",
                    count=len(units),
                    most=MOST_UNITS,
                )
            )
        raw = scores.values.loc[list(units), list(scores.tree.leaves)]
        return cls(scores, units, raw, _between(scores, raw, reference))

    @property
    def tree(self) -> Tree:
        return self.scores.tree

    @cached_property
    def weights(self) -> Matrix:
        """The chosen weight of each node within its parent, in the order of `tree.nodes`."""
        return self.scores.node_weights.reindex(list(self.tree.nodes)).to_numpy(dtype=float)

    @cached_property
    def incomplete(self) -> bool:
        """True where a ranked unit lacks a figure."""
        return bool(self.raw.isna().to_numpy().any())

    @cached_property
    def droppable(self) -> npt.NDArray[np.intp]:
        """The leaves that weigh anything and are no unit's only figure."""
        weighing = self.scores.weights[list(self.tree.leaves)].to_numpy() > 0
        known = self.raw.notna().to_numpy() & weighing
        alone = known[known.sum(axis=1) == 1].any(axis=0)
        return np.flatnonzero(weighing & ~alone)

    def distinct(self, treatments: tuple[str, ...]) -> tuple[str, ...]:
        """The treatments that lead to different figures, the first of those that lead to the same."""
        seen: list[pd.DataFrame] = []
        kept: list[str] = []
        for treatment in treatments:
            figures = treat(self.raw, method=treatment).values
            if not any(figures.equals(other) for other in seen):
                seen.append(figures)
                kept.append(treatment)
        return tuple(kept)

    def way(
        self, normalisation: str, aggregation: str, imputation: str = "none", treatment: str | None = None
    ) -> Way:
        """The table normalised, filled and bent for the mean; `treatment` is the chosen one if not given."""
        how = treatment or self.scores.method.treatment
        scaled = self._normalised(normalisation, how)
        if aggregation != "arithmetic":
            plain = scaled
            scaled = self._once(("positive", normalisation, how), lambda: positive(plain, normalisation))
        cells = known = scaled.to_numpy(dtype=float)
        if imputation == "similar":
            cells = simulation.fill(known, self._donors)
        if self.reference is not None:
            cells = np.vstack([cells, self.reference.of(known)])
        bent = _sign(aggregation) * MEANS[aggregation][0](cells)
        return Way(bent, aggregation, self._points(normalisation, aggregation))

    def _normalised(self, method: str, treatment: str) -> pd.DataFrame:
        """The figures on one scale; worked out once for all ways that share it."""
        return self._once((method, treatment), lambda: self._scaled(method, treatment))

    def _scaled(self, method: str, treatment: str) -> pd.DataFrame:
        given, treated = self.scores, treat(self.raw, method=treatment)
        bounds = given.bounds
        if bounds is not None:
            bounds = bounds[~bounds.index.isin(treated.record["indicator"])]
        return normalise(
            treated.values, self.tree.directions, method, reference=given.reference, bounds=bounds
        )

    def _once(self, key: tuple[str, ...], make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]

    @cached_property
    def _even(self) -> Matrix:
        return self._normalised("min-max", self.scores.method.treatment).to_numpy(dtype=float)

    @cached_property
    def _donors(self) -> npt.NDArray[np.intp]:
        return simulation.donors(self._even)

    def _points(self, normalisation: str, aggregation: str) -> tuple[float, float]:
        """z-scores have no zero to take a percentage from: they get the mean and the spread of min-max.

        Outside the arithmetic mean z stands at 100 + 10 z (see `normalisation.positive`).
        """
        if normalisation != "z-score":
            return 0.0, 1.0
        known = self._even[:, ~np.isnan(self._even).all(axis=0)]
        middle = float(np.nanmean(known))
        spread = float(np.nanstd(known, axis=0).mean()) or 1.0
        return (middle, spread) if aggregation == "arithmetic" else (middle - 10 * spread, spread / 10)


@dataclass(frozen=True)
class _Between:
    """Per leaf the two units that enclose a figure and how far it lies towards the second; NaN if unknown."""

    below: npt.NDArray[np.intp]
    above: npt.NDArray[np.intp]
    share: Matrix

    def of(self, cells: Matrix) -> Matrix:
        """The row of the reference in a table of these units."""
        leaves = np.arange(cells.shape[1])
        low, high = cells[self.below, leaves], cells[self.above, leaves]
        return low + self.share * (high - low)


def _between(scores: Scores, raw: pd.DataFrame, reference: pd.Series | None) -> _Between | None:
    """Where the reference lies; None where it lacks more of the weighing indicators than a unit may."""
    if reference is None:
        return None
    given = reference.reindex(raw.columns).astype(float)
    weighing = scores.weights.reindex(raw.columns) > 0
    if given[weighing].notna().mean() < max(scores.method.coverage, 1e-9) - 1e-9:
        return None
    found = [_enclosing(raw[leaf].to_numpy(dtype=float), float(given[leaf])) for leaf in raw.columns]
    below, above, share = zip(*found, strict=True)
    return _Between(np.array(below), np.array(above), np.array(share))


def _enclosing(figures: Matrix, value: float) -> tuple[int, int, float]:
    order = np.argsort(figures, kind="stable")[: int((~np.isnan(figures)).sum())]
    if not len(order) or value != value:
        return 0, 0, float("nan")
    after = int(np.clip(np.searchsorted(figures[order], value), 1, max(len(order) - 1, 1)))
    low, high = int(order[after - 1]), int(order[min(after, len(order) - 1)])
    span = figures[high] - figures[low]
    share = (value - figures[low]) / span if span > 0 else 0.0
    return low, high, float(np.clip(share, 0, 1))


def _sign(aggregation: str) -> int:
    return -1 if aggregation == "harmonic" else 1

"""From a table of figures to scores and ranks: coverage, treatment, normalisation, weights, aggregation.

The order of the steps is that of the Handbook (OECD & JRC 2008). The three means are of one family: the
mean of f(x), turned back by the inverse of f, with f the identity, the logarithm or the reciprocal.
A missing indicator is left out and its weight goes to its siblings in proportion: it never counts as zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from danube.benchmark import hierarchy, intake, weights
from danube.benchmark.hierarchy import ScoreError, Tree
from danube.benchmark.normalisation import METHODS, normalise, positive
from danube.benchmark.treatment import TREATMENTS, treat
from danube.benchmark.weights import WEIGHTINGS
from danube.texts import _

__all__ = [
    "AGGREGATIONS",
    "COVERAGE",
    "MEANS",
    "Method",
    "ScoreError",
    "Scores",
    "aggregate",
    "ranks",
    "score",
]

COVERAGE = 0.65
"""Share of the indicators that a unit must have to be ranked (the JRC's rule of thumb)."""

EVEN = 9
"""Decimals beyond which two scores are the same."""

Matrix = npt.NDArray[np.float64]
Curve = Callable[[Matrix], Matrix]

MEANS: dict[str, tuple[Curve, Curve]] = {
    "arithmetic": (lambda x: x, lambda y: y),
    "geometric": (np.log, np.exp),
    "harmonic": (lambda x: 1 / x, lambda y: 1 / y),
}
"""Aggregation → f and its inverse."""

AGGREGATIONS = tuple(MEANS)


@dataclass(frozen=True)
class Method:
    """How figures become scores; `weights` are used where the weighting is own or budget."""

    normalisation: str = "min-max"
    treatment: str = "none"
    weighting: str = "equal"
    weights: Mapping[str, float] = field(default_factory=dict)
    aggregation: str = "arithmetic"
    coverage: float = COVERAGE

    def __post_init__(self) -> None:
        for kind, known in CHOICES.items():
            chosen = getattr(self, kind)
            if chosen not in known:
                raise ScoreError(_unknown(kind, chosen, known))
        if not 0 <= self.coverage <= 1:
            raise ScoreError(_("The coverage is {share}; it must lie between 0 and 1.", share=self.coverage))


CHOICES: dict[str, tuple[str, ...]] = {
    "normalisation": METHODS,
    "treatment": TREATMENTS,
    "weighting": WEIGHTINGS,
    "aggregation": AGGREGATIONS,
}


def _unknown(kind: str, chosen: object, known: tuple[str, ...]) -> str:
    return _(
        "There is no {kind} {chosen}; choose one of {known}.",
        kind=kind,
        chosen=chosen,
        known=", ".join(known),
    )


@dataclass(frozen=True)
class Scores:
    """What a table of figures comes to; units and indicators in the order of their codes.

    index: score of the ranked units, best first; ranks: 1 is best, ties share the better rank; nodes: unit ×
    every node of the tree, unranked units all missing; normalised: ranked unit × indicator as it entered
    the means; weights: of each indicator in the whole; node_weights: of each node within its parent;
    treated: every figure that was changed; not_ranked: unit → share of the indicators it has, and the
    list of those missing; values: the figures as given.
    """

    index: pd.Series
    ranks: pd.Series
    nodes: pd.DataFrame
    normalised: pd.DataFrame
    weights: pd.Series
    node_weights: pd.Series
    treated: pd.DataFrame
    not_ranked: pd.DataFrame
    values: pd.DataFrame
    meta: pd.DataFrame
    tree: Tree
    method: Method
    bounds: pd.DataFrame | None = None
    reference: pd.Series | None = None


def score(
    values: pd.DataFrame,
    meta: pd.DataFrame,
    method: Method | None = None,
    *,
    reference: pd.Series | None = None,
    bounds: pd.DataFrame | None = None,
) -> Scores:
    """Scores and ranks of the units of `values` (unit × indicator) along the tree of `meta`.

    A unit with fewer than `coverage` of the indicators that weigh anything is not ranked and has no part in
    the scale. `bounds` fix the ends of min-max, but not of an indicator whose outliers were treated.
    Raises ScoreError with one sentence.
    """
    how = method or Method()
    shape = hierarchy.tree(meta)
    table = intake.table(values, shape)
    fixed = weights.chosen(shape, how.weighting, how.weights)
    counted = list(shape.leaves) if fixed is None else _weighing(shape, fixed)
    share = table[counted].notna().mean(axis=1)
    treated = treat(_enough(table, share, how.coverage), method=how.treatment)
    limits = bounds if bounds is None else bounds[~bounds.index.isin(treated.record["indicator"])]
    scale = _scale(treated.values, shape, how, reference, limits)
    node_weights = weights.principal_components(scale, shape) if fixed is None else fixed
    nodes = aggregate(scale, shape, node_weights, how.aggregation)
    index, places = _order(nodes[shape.root])
    return Scores(
        index=index,
        ranks=places,
        nodes=nodes.reindex(table.index),
        normalised=scale,
        weights=weights.effective(shape, node_weights),
        node_weights=node_weights,
        treated=treated.record,
        not_ranked=_not_ranked(table[counted].drop(index=index.index), share),
        values=table,
        meta=meta,
        tree=shape,
        method=how,
        bounds=limits,
        reference=reference,
    )


def _enough(table: pd.DataFrame, share: pd.Series, coverage: float) -> pd.DataFrame:
    """The units that have enough of the indicators."""
    kept = table[(share >= coverage - 1e-9) & (share > 0)]
    if kept.empty:
        raise ScoreError(
            _(
                "No unit has {share} % of the indicators; choose fewer indicators or a lower coverage.",
                share=round(100 * coverage),
            )
        )
    return kept


def _scale(
    figures: pd.DataFrame,
    shape: Tree,
    how: Method,
    reference: pd.Series | None,
    bounds: pd.DataFrame | None,
) -> pd.DataFrame:
    """The normalised figures, made positive where the mean needs it."""
    scale = normalise(figures, shape.directions, how.normalisation, reference=reference, bounds=bounds)
    return scale if how.aggregation == "arithmetic" else positive(scale, how.normalisation)


def aggregate(
    scale: pd.DataFrame, shape: Tree, node_weights: pd.Series, aggregation: str = "arithmetic"
) -> pd.DataFrame:
    """Unit × every node: weighted means up the tree, over the children that are known.

    `scale` holds the leaves; geometric and harmonic means need it positive. A node whose known children
    weigh nothing is missing.
    """
    curve, back = MEANS[aggregation]
    places = {code: place for place, code in enumerate(shape.nodes)}
    given = node_weights.reindex(list(shape.nodes)).to_numpy(dtype=float)
    bent = np.full((len(scale), len(places)), np.nan)
    bent[:, : len(shape.leaves)] = curve(scale[list(shape.leaves)].to_numpy(dtype=float))
    for parent, codes in shape.children.items():
        below = [places[code] for code in codes]
        known = ~np.isnan(bent[:, below]) * given[below]
        total = known.sum(axis=1)
        summed = np.nansum(bent[:, below] * given[below], axis=1)
        bent[:, places[parent]] = np.where(total > 0, summed / np.where(total > 0, total, 1), np.nan)
    return pd.DataFrame(back(bent), index=scale.index, columns=pd.Index(shape.nodes, name="node"))


def ranks(index: pd.Series) -> pd.Series:
    """1 is the highest score; scores equal to nine decimals share the better rank."""
    return index.round(EVEN).rank(method="min", ascending=False).astype(int).rename("rank")


def _order(top: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Scores, best first, equal ones by code; and their ranks in the same order."""
    known = top.dropna().rename("score")
    places = ranks(known).sort_values(kind="stable")
    return known.reindex(places.index), places


def _weighing(shape: Tree, node_weights: pd.Series) -> list[str]:
    total = weights.effective(shape, node_weights)
    return list(total.index[total > 0])


def _not_ranked(table: pd.DataFrame, share: pd.Series) -> pd.DataFrame:
    codes = table.columns.to_numpy()
    lacking = [codes[gone].tolist() for gone in table.isna().to_numpy()]
    missing = pd.Series(lacking, index=table.index, dtype=object)
    return pd.DataFrame({"share": share.reindex(table.index), "missing": missing})

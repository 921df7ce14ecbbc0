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

from danube.benchmark import hierarchy, weights
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
    table = _table(values, shape)
    fixed = _fixed_weights(shape, how)
    counted = list(shape.leaves) if fixed is None else _weighing(shape, fixed)
    share = table[counted].notna().mean(axis=1)
    kept = table[(share >= how.coverage - 1e-9) & (share > 0)]
    if kept.empty:
        raise ScoreError(
            _(
                "No unit has {share} % of the indicators; choose fewer indicators or a lower coverage.",
                share=round(100 * how.coverage),
            )
        )
    treated = treat(kept, method=how.treatment)
    limits = (
        bounds if bounds is None else bounds.drop(index=set(treated.record["indicator"]), errors="ignore")
    )
    scale = normalise(treated.values, shape.directions, how.normalisation, reference=reference, bounds=limits)
    if how.aggregation != "arithmetic":
        scale = positive(scale, how.normalisation)
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


def _fixed_weights(shape: Tree, how: Method) -> pd.Series | None:
    """The weights that do not depend on the figures; None for principal components."""
    if how.weighting == "own":
        return weights.own(shape, how.weights)
    if how.weighting == "budget":
        return weights.budget(shape, how.weights)
    return weights.equal(shape) if how.weighting == "equal" else None


def _weighing(shape: Tree, node_weights: pd.Series) -> list[str]:
    total = weights.effective(shape, node_weights)
    return list(total.index[total > 0])


def _not_ranked(table: pd.DataFrame, share: pd.Series) -> pd.DataFrame:
    lacking = [[code for code, gone in row.items() if gone] for row in table.isna().to_dict("records")]
    missing = pd.Series(lacking, index=table.index, dtype=object)
    return pd.DataFrame({"share": share.reindex(table.index), "missing": missing})


def _table(values: pd.DataFrame, shape: Tree) -> pd.DataFrame:
    """The figures of the leaves as numbers, units and indicators in the order of their codes."""
    if absent := [code for code in shape.leaves if code not in values.columns]:
        raise ScoreError(_("The values have no column {code}, which the metadata name.", code=absent[0]))
    if strange := [str(code) for code in values.columns if code not in shape.directions]:
        raise ScoreError(
            _(
                "The column {code} of the values is no indicator of the metadata; describe or remove it.",
                code=strange[0],
            )
        )
    if not values.index.is_unique:
        double = values.index[values.index.duplicated()][0]
        raise ScoreError(_("The unit {unit} occurs twice in the values; keep one row.", unit=double))
    table = values[list(shape.leaves)].sort_index().apply(_numbers)
    if np.isinf(table.to_numpy()).any():
        raise ScoreError(
            _("The values hold an infinite figure; leave the cell empty where nothing is known.")
        )
    return table


def _numbers(column: pd.Series) -> pd.Series:
    try:
        return column.astype(float)
    except (TypeError, ValueError):
        wrong = column[pd.to_numeric(column, errors="coerce").isna() & column.notna()]
        raise ScoreError(
            _(
                "{unit} has {value} for {code}, which is not a number; "
                "leave the cell empty where nothing is known.",
                unit=wrong.index[0],
                value=repr(wrong.iloc[0]),
                code=column.name,
            )
        ) from None

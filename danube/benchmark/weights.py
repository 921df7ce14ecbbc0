"""How much each indicator counts: weights of every node of the tree within its parent.

Every function returns a Series over all nodes that sums to 1 within each parent (the index itself has 1);
a parent all of whose children weigh nothing weighs nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from danube.benchmark.hierarchy import ScoreError, Tree, tree, weight
from danube.texts import _

WEIGHTINGS = ("equal", "own", "principal-components", "budget")


def chosen(meta: pd.DataFrame | Tree, weighting: str, given: Mapping[str, float]) -> pd.Series | None:
    """The weights of a weighting; None for principal components, which depend on the figures."""
    if weighting == "own":
        return own(meta, given)
    if weighting == "budget":
        return budget(meta, given)
    return equal(meta) if weighting == "equal" else None


def equal(meta: pd.DataFrame | Tree) -> pd.Series:
    """The same weight for all children of a parent."""
    shape = _shape(meta)
    return _within(shape, dict.fromkeys(shape.nodes, 1.0))


def own(meta: pd.DataFrame | Tree, weights: Mapping[str, float] | None = None) -> pd.Series:
    """The weights of the metadata, replaced by `weights` where that names an indicator or a pillar."""
    shape = _shape(meta)
    asked = {code: weight(code, given) for code, given in (weights or {}).items()}
    _refuse_unknown(shape, asked)
    return _within(shape, {**dict.fromkeys(shape.nodes, 1.0), **shape.weights, **asked})


def budget(meta: pd.DataFrame | Tree, points: Mapping[str, float]) -> pd.Series:
    """Points shared out among the pillars, equal weights below; a pillar without points has none.

    Budget allocation (OECD & JRC 2008, step 6): usually 100 points, any positive total will do.
    """
    shape = _shape(meta)
    pillars = shape.children[shape.root]
    shares = {code: weight(code, given) for code, given in points.items()}
    if strangers := sorted(set(shares) - set(pillars)):
        raise ScoreError(
            _(
                "Points go to the parts right under the index ({pillars}), not to {code}.",
                pillars=", ".join(pillars),
                code=strangers[0],
            )
        )
    return _within(shape, {**dict.fromkeys(shape.nodes, 1.0), **dict.fromkeys(pillars, 0.0), **shares})


def principal_components(normalised: pd.DataFrame, meta: pd.DataFrame | Tree) -> pd.Series:
    """Squared loadings on the first principal component of each parent's children, from the bottom up.

    Of the matrix of correlations; they are positive and sum to 1 (Nicoletti, Scarpetta & Boylaud 2000).
    Children that vary together weigh more; where nothing varies together all weigh the same.
    """
    shape = _shape(meta)
    columns = {code: normalised[code] for code in shape.leaves}
    found = {shape.root: 1.0}
    for parent, codes in shape.children.items():
        table = pd.DataFrame({code: columns[code] for code in codes})
        shares = _first_component(table)
        known = table.notna().to_numpy() * shares
        total = pd.Series(known.sum(axis=1), index=table.index)
        columns[parent] = (table * shares).sum(axis=1) / total.where(total > 0)
        found.update(zip(codes, shares.tolist(), strict=True))
    return pd.Series(found, dtype=float).reindex(list(shape.nodes)).rename("weight")


def effective(meta: pd.DataFrame | Tree, weights: pd.Series) -> pd.Series:
    """The weight of each indicator in the whole index: the product of the weights on its way up."""
    shape = _shape(meta)
    total = {shape.root: 1.0}
    given = weights.to_dict()
    for parent in reversed(shape.children):
        total.update({code: total[parent] * given[code] for code in shape.children[parent]})
    return pd.Series({code: total[code] for code in shape.leaves}, dtype=float, name="weight")


def _shape(meta: pd.DataFrame | Tree) -> Tree:
    return meta if isinstance(meta, Tree) else tree(meta)


def _within(shape: Tree, raw: dict[str, float]) -> pd.Series:
    """Scaled to 1 within each parent; a parent of nothing but zeros becomes a zero itself."""
    found = dict(raw)
    for parent, codes in shape.children.items():
        total = sum(found[code] for code in codes)
        if total == 0:
            found[parent] = 0.0
            continue
        found.update({code: found[code] / total for code in codes})
    if not found[shape.root]:
        raise ScoreError(_("All weights are zero; give at least one indicator a weight above zero."))
    return pd.Series({**found, shape.root: 1.0}, dtype=float, name="weight").reindex(list(shape.nodes))


def _refuse_unknown(shape: Tree, asked: Mapping[str, float]) -> None:
    if strangers := sorted(set(asked) - set(shape.nodes)):
        raise ScoreError(
            _("A weight is given to {code}, which is not part of this index.", code=strangers[0])
        )


def _first_component(table: pd.DataFrame) -> np.ndarray:
    """Squared entries of the leading eigenvector of the correlations; equal where none are known."""
    matrix = table.corr(min_periods=3).to_numpy()
    known = np.where(np.isfinite(matrix), matrix, 0.0)
    np.fill_diagonal(known, 1.0)
    count = len(known)
    if np.allclose(known, np.eye(count)):
        return np.full(count, 1 / count)
    return np.asarray(np.linalg.eigh(known)[1][:, -1] ** 2)

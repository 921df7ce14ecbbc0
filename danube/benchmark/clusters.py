"""Do neighbours resemble each other, and where do high or low figures cluster? (Moran 1950, Anselin 1995)

Moran's I and the local statistics come from esda on weights that share each region's neighbours equally
(row-standardised). Chances come from permutations with a fixed seed: of the whole map for I, of the
others around each region for the local ones. Local p-values are two-sided (the smaller tail doubled, as
esda's authors advise; draws that equal the observed figure count in both tails, so that a region at the
mean is never a cluster). Over all regions at once the false discovery rate is held at 5 % (Benjamini &
Hochberg 1995): of the clusters shown, one in twenty is expected to be chance.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
import pandas as pd

PERMUTATIONS = 9999
SEED = 1
RATE = 0.05
FEWEST = 10

KINDS = ("low", "low among high", "none", "high among low", "high")
"""Classes of the map: low among low, low among high, not significant, high among low, high among high."""

_QUADRANTS = {1: "high", 2: "low among high", 3: "low", 4: "high among low"}
_one_seed = Lock()
"""esda draws from numpy's shared generator: two visitors at once would draw from one seed."""

Neighbours = Mapping[str, Sequence[str]]


class ClusterError(ValueError):
    """Figures of which no clusters can be computed: what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Moran:
    """I with its expectation without any pattern, the chance of one as large (one-sided), regions counted.

    `p_normal` is the same chance under the normal approximation.
    """

    i: float
    expected: float
    p: float
    p_normal: float
    count: int


def moran(
    values: pd.Series, neighbours: Neighbours, *, permutations: int = PERMUTATIONS, seed: int = SEED
) -> Moran:
    """Moran's I of the regions with a figure; ClusterError where it is not defined."""
    from esda.moran import Moran as Esda

    known = _checked(values, neighbours)
    w = _weights(known, neighbours)
    found = Esda(known.to_numpy(), w, permutations=0, two_tailed=False)
    p = _chance(known.to_numpy(), w.sparse, float(found.I), permutations, seed)
    return Moran(float(found.I), float(found.EI), p, float(found.p_norm), len(known))


def _chance(y: np.ndarray, w: Any, observed: float, permutations: int, seed: int) -> float:
    """How often maps with the same figures in other places are at least as extreme, on the side observed."""
    draw = np.random.default_rng(seed)
    z = (y - y.mean()) / y.std()
    mixed = draw.permuted(np.tile(z, (permutations, 1)), axis=1)
    drawn = np.einsum("pn,pn->p", mixed, (w @ mixed.T).T) / len(z)
    above = int((drawn >= observed - 1e-12).sum())
    return (min(above, permutations - above) + 1) / (permutations + 1)


def local(
    values: pd.Series,
    neighbours: Neighbours,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
    rate: float = RATE,
) -> pd.DataFrame:
    """Region → value, around (mean of its neighbours), i, quadrant, p, q, kind.

    `quadrant` is one of high, low, `high among low`, `low among high`; `q` the p-value adjusted for all
    regions at once; `kind` the quadrant where q is at most `rate`, else `none`.
    """
    from esda.moran import Moran_Local
    from scipy.stats import false_discovery_control

    known = _checked(values, neighbours)
    w = _weights(known, neighbours)
    with _one_seed, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = Moran_Local(known.to_numpy(), w, permutations=permutations, seed=seed)
    p = _two_sided(found.Is, found.rlisas)
    table = pd.DataFrame({"value": known, "around": w.sparse @ known.to_numpy(), "i": found.Is})
    table["quadrant"] = [_QUADRANTS[int(each)] for each in found.q]
    table["p"], table["q"] = p, false_discovery_control(p, method="bh")
    table["kind"] = table["quadrant"].where(table["q"] <= rate, "none")
    return table.rename_axis("region")


def _two_sided(observed: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Twice the share of draws (regions by permutations) beyond the observed figure, in the smaller tail."""
    above = (drawn >= observed[:, None] - 1e-12).sum(axis=1)
    below = (drawn <= observed[:, None] + 1e-12).sum(axis=1)
    return np.minimum(2 * (np.minimum(above, below) + 1) / (drawn.shape[1] + 1), 1.0)


def _checked(values: pd.Series, neighbours: Neighbours) -> pd.Series:
    """The known figures in the order of the codes: the result does not depend on that of the table."""
    known = values.dropna().astype(float).sort_index()
    if len(known) < FEWEST:
        raise ClusterError(
            f"Only {len(known)} regions have a figure; {FEWEST} are needed. Choose another year."
        )
    if known.nunique() < 2:
        raise ClusterError("All regions have the same figure: there is nothing to cluster.")
    lonely = [code for code in known.index if not set(neighbours.get(code, ())) & set(known.index)]
    if lonely:
        raise ClusterError(
            f"No neighbour with a figure: {', '.join(lonely)}; tie these to the nearest region first."
        )
    return known


def _weights(known: pd.Series, neighbours: Neighbours) -> Any:
    """libpysal's weights, row-standardised, in the order of the figures."""
    from libpysal.weights import W

    codes = list(known.index)
    inside = {code: [one for one in neighbours[code] if one in known.index] for code in codes}
    w = W(inside, id_order=codes, silence_warnings=True)
    w.transform = "r"
    return w

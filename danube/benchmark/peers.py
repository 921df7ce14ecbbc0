"""Which regions are most like a region in structure, and how it does among them.

The distance of two regions is the weighted sum of squared differences in standardised structural variables
(after the regional benchmarking of the JRC, Navarro et al. 2014): 0 is alike in everything, and two regions
picked at random lie 2 apart on average. What is compared among peers is never what they were chosen by.

    table = peers.structure(observations)
    peers.nearest(table, "AT22", 8)          # distance, and what each variable adds to it
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from danube import regions
from danube.benchmark.lessons import among, compare, teachers
from danube.benchmark.structure import DIMENSIONS, VARIABLES, chosen, standardised, structure, vintages

__all__ = [
    "DIMENSIONS",
    "VARIABLES",
    "PeersError",
    "among",
    "compare",
    "distances",
    "known_share",
    "left_out",
    "nearest",
    "resemblance",
    "shares",
    "structure",
    "teachers",
    "vintages",
    "weigh",
]

FEWEST, MOST = 3, 15
"""How many peers may be asked for."""

KNOWN = 0.25
"""Share of the weights on which both regions need a figure; below it, nobody can say how alike they are."""

NEAR = 0.5
"""Standard deviations within which two regions are alike on a variable."""

RANDOM = 2.0
"""Mean distance of two regions picked at random: twice the variance of a standardised variable."""


class PeersError(ValueError):
    """Peers cannot be named; one sentence says why and what to do."""


def weigh(emphasis: Mapping[str, float] | None = None, *, gdp: bool = False) -> dict[str, float]:
    """Variable → relative weight: a dimension counts 1 unless `emphasis` says so, its variables share it."""
    wanted = dict(emphasis or {})
    for stranger in set(wanted) - set(DIMENSIONS):
        raise PeersError(f"Unknown dimension {stranger!r}; there are {', '.join(DIMENSIONS)}.")
    weights = {key: VARIABLES[key].weight for key in chosen(gdp=gdp)}
    totals: dict[str, float] = {}
    for key, weight in weights.items():
        dimension = VARIABLES[key].dimension
        totals[dimension] = totals.get(dimension, 0.0) + weight
    return {
        key: wanted.get(VARIABLES[key].dimension, 1.0) * weight / totals[VARIABLES[key].dimension]
        for key, weight in weights.items()
    }


def shares(table: pd.DataFrame, weights: Mapping[str, float] | None = None) -> pd.Series:
    """Variable → share of the weight, in the order of the table; they sum to 1.

    Raises PeersError for a weight of something that the table lacks, a negative one, or none above zero.
    """
    known = [str(key) for key in table]
    usual = weigh(gdp="gdp" in known)
    given = {key: usual.get(key, 1.0) for key in known} if weights is None else dict(weights)
    for stranger in set(given) - set(known):
        raise PeersError(f"Unknown variable {stranger!r}; there are {', '.join(known)}.")
    found = pd.Series([float(given.get(key, 0.0)) for key in known], index=known, dtype=float)
    if not (found >= 0).all() or not 0 < found.sum() < float("inf"):
        raise PeersError("The weights must be zero or more, and one of them above zero; raise one.")
    return found / found.sum()


def distances(table: pd.DataFrame, region: str, weights: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Other region by variable: what each adds to `distance`; `known` is the weight with both figures.

    Where a figure is missing the regions count as far apart as a region picked at random would be on
    average, z² + 1 (2 where both lack it): missing is never alike. `missing` names these variables.
    """
    if region not in table.index:
        raise PeersError(f"Unknown region {region!r}; take a code such as AT22.")
    weight = shares(table, weights)
    scaled = standardised(table)
    squares = (scaled.drop(index=region) - scaled.loc[region]).pow(2)
    alone = scaled.pow(2).where(scaled.notna(), 1.0)  # of what is not known, its mean over all regions
    strangers = alone.drop(index=region) + alone.loc[region]
    both = squares.notna()
    parts = squares.where(both, strangers).mul(weight)
    counted = weight.index[weight > 0]
    lacking = [tuple(row.index[~row]) for _code, row in both[counted].iterrows()]
    return parts.assign(
        distance=parts.sum(axis="columns"),
        known=both.mul(weight).sum(axis="columns"),
        missing=pd.Series(lacking, index=parts.index, dtype=object),
    )


def nearest(
    table: pd.DataFrame,
    region: str,
    k: int = 10,
    *,
    foreign: bool = False,
    weights: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """The `k` closest regions, closest first: `distances` with the total in front.

    `foreign` leaves out the region's own country. Raises PeersError for a `k` outside 3 to 15, or where too
    little is known of the region itself.
    """
    if not FEWEST <= k <= MOST:
        raise PeersError(f"The number of peers is between {FEWEST} and {MOST}, not {k}.")
    found = distances(table, region, weights)
    if known_share(table, region, weights) < KNOWN:
        raise PeersError(
            f"Too few structural figures of {region} are known to name peers; choose another region or "
            "other weights."
        )
    found = found[found["known"] >= KNOWN]
    if foreign:
        home = regions.country_of(region)
        found = found[[regions.country_of(str(code)) != home for code in found.index]]
    order = ["distance", *map(str, table.columns), "known", "missing"]
    return found.sort_index().sort_values(["distance"], kind="stable").head(k)[order]


def known_share(table: pd.DataFrame, region: str, weights: Mapping[str, float] | None = None) -> float:
    """The share of the weights on which the region itself has a figure."""
    has = table.loc[[region]].notna().iloc[0]
    return float(shares(table, weights)[has.to_numpy(dtype=bool)].sum())


def left_out(table: pd.DataFrame, region: str, weights: Mapping[str, float] | None = None) -> list[str]:
    """The regions that share too few figures with this one to be compared."""
    found = distances(table, region, weights)
    return [str(code) for code in found.index[found["known"] < KNOWN]]


def resemblance(
    table: pd.DataFrame, region: str, peer: str, weights: Mapping[str, float] | None = None
) -> list[str]:
    """The variables that make the two alike, most telling first: those they share and most others do not.

    Told by how much closer the two are than the region is to one picked at random, among the variables on
    which they lie within half a standard deviation of each other; nothing of what either lacks.
    """
    weight = shares(table, weights)
    scaled = standardised(table)
    own, other = (pd.Series(scaled.loc[code], dtype=float) for code in (region, peer))
    closer = (own.pow(2) + 1 - (own - other).pow(2)) * weight
    near = closer[(weight > 0) & ((own - other).abs() <= NEAR)].dropna()
    return [str(key) for key in near.sort_values(ascending=False, kind="stable").index]

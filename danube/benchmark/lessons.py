"""A region against its peers, indicator by indicator, and the peers from whom it could learn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from danube.benchmark import panel, positions
from danube.benchmark.structure import kin

ENOUGH = 3
"""Peers that need a figure before their median says anything."""

WEAK = 0.5
"""Robust standard deviations below the peers' median from which the region counts as weak."""

MUCH = 1.0
"""Robust standard deviations ahead of the region from which a peer does much better."""

SEEN = 0.05
"""Share of the region's own figure that a lead needs beside: 91 % of households is no lesson for 89 %."""

SUBJECTS = frozenset({"research", "human-capital", "ict-households", "ict-firms"})
"""The fields in which one learns; the economy and its context are compared, but are what comes of it."""

SUMMARIES = frozenset({"ris_index", "ris2025_index"})
"""Indices that sum up others teach nothing in particular."""

AMONG = ["indicator", "region", "period", "value", "away"]
COMPARED = [
    "period",
    "value",
    "median",
    "best",
    "best_region",
    "gap",
    "behind",
    "distance",
    "position",
    "of",
]
TAUGHT = ["peer", "indicator", "period", "value", "theirs", "ahead"]


def among(
    observations: pd.DataFrame,
    region: str,
    peers: Sequence[str],
    catalogue: pd.DataFrame,
    *,
    gdp: bool = False,
) -> pd.DataFrame:
    """Indicator, region → period, value, away: the region and its peers in one year per indicator.

    The well covered year in which the region and most of its peers have a figure of their own; figures of
    larger units are left out. `away` is the distance to the peers' median in robust standard deviations
    over the Danube Region, positive = better. `catalogue` as `profile.meta`; indicators without a better
    side, and those by which peers are chosen (`gdp` among them or not), are not compared.
    """
    return measured(panel.yearly(observations), region, peers, catalogue, gdp=gdp)


def measured(
    shelves: Mapping[str, panel.Years],
    region: str,
    peers: Sequence[str],
    catalogue: pd.DataFrame,
    *,
    gdp: bool = False,
) -> pd.DataFrame:
    """As `among`, from the figures as `panel.yearly` makes them."""
    rows = [
        row
        for name, direction in _judged(catalogue, gdp)
        for row in _measured(shelves.get(name, {}), name, region, peers, direction)
    ]
    return pd.DataFrame(rows, columns=AMONG)


def _judged(catalogue: pd.DataFrame, gdp: bool) -> list[tuple[str, str]]:
    pairs = zip(catalogue.index.tolist(), catalogue["direction"].tolist(), strict=True)
    return [(str(name), way) for name, way in pairs if way != "neutral" and name not in kin(gdp=gdp)]


def _measured(
    years: panel.Years, name: str, region: str, peers: Sequence[str], direction: str
) -> list[dict[str, Any]]:
    period = _period(years, region, peers)
    if period is None:
        return []
    figures = {code: years[period][code] for code in (region, *peers) if code in years[period]}
    median = float(np.median([figures[code] for code in peers if code in figures]))
    spread = positions.reference_of(years[period], period).spread
    sign = -1.0 if direction == "lower" else 1.0
    return [
        {"indicator": name, "region": code, "period": period, "value": value,
         "away": None if spread is None else sign * (value - median) / spread}
        for code, value in figures.items()
    ]  # fmt: skip


def _period(years: panel.Years, region: str, peers: Sequence[str]) -> str | None:
    """The latest of the well covered years in which the region and most of its peers have a figure."""
    known = {
        period: sum(code in years[period] for code in peers)
        for period in panel.covered(years)
        if region in years[period]
    }
    best = max(known, key=lambda period: (known[period], period), default=None)
    return best if best is not None and known[best] >= ENOUGH else None


def compare(
    observations: pd.DataFrame,
    region: str,
    peers: Sequence[str],
    catalogue: pd.DataFrame,
    *,
    gdp: bool = False,
) -> pd.DataFrame:
    """Indicator → how the region does among its peers: see `summed` for the columns."""
    return summed(among(observations, region, peers, catalogue, gdp=gdp), region, catalogue)


def summed(side: pd.DataFrame, region: str, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Indicator → the region's value, and median and best of its peers, in one year.

    gap: to the peers' median in the indicator's unit, positive = better; behind: to the best peer, positive
    = the peer is better; distance: the gap in robust standard deviations; position: 1 is best of `of`, the
    region among its peers, ties share the better one. `side` as `among`.
    """
    rows = {
        str(name): _summary(part.set_index("region"), region, catalogue["direction"][name])
        for name, part in side.groupby("indicator", sort=False)
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=COMPARED).rename_axis("indicator")
    numbers = ("value", "median", "best", "gap", "behind", "distance")
    return table.astype(dict.fromkeys(numbers, float))


def _summary(part: pd.DataFrame, region: str, direction: str) -> dict[str, Any]:
    sign = -1.0 if direction == "lower" else 1.0
    own, others = float(part["value"][region]), part["value"].drop(region).astype(float)
    median, best = float(others.median()), str((sign * others).idxmax())
    return {
        "period": part["period"][region],
        "value": own,
        "median": median,
        "best": float(others[best]),
        "best_region": best,
        "gap": sign * (own - median),
        "behind": sign * (float(others[best]) - own),
        "distance": part["away"][region],
        "position": int((sign * others > sign * own).sum()) + 1,
        "of": len(part),
    }


def teachers(
    observations: pd.DataFrame,
    region: str,
    peers: Sequence[str],
    catalogue: pd.DataFrame,
    *,
    gdp: bool = False,
) -> pd.DataFrame:
    """As `taught`, from the observations."""
    return taught(among(observations, region, peers, catalogue, gdp=gdp), region, peers, catalogue)


def taught(side: pd.DataFrame, region: str, peers: Sequence[str], catalogue: pd.DataFrame) -> pd.DataFrame:
    """peer, indicator, period, value, theirs, ahead: peers that do much better where the region is weak.

    Weak is half a robust standard deviation below the peers' median, much better a whole one above the region
    and a twentieth of its figure. The peer with the most lessons first, the closer one (in the order of
    `peers`) among equals; its largest lead first.
    """
    subjects = set(catalogue.index[catalogue["pillar"].isin(SUBJECTS)]) - SUMMARIES
    counted = side[side["indicator"].isin(subjects)].dropna(subset=["away"])
    own = counted[counted["region"] == region].set_index("indicator")
    weak = own[own["away"].astype(float) <= -WEAK]
    rows = counted[(counted["region"] != region) & counted["indicator"].isin(weak.index)]
    pairs = rows.assign(
        peer=rows["region"],
        theirs=rows["value"].astype(float),
        ahead=rows["away"].astype(float) - rows["indicator"].map(weak["away"]).astype(float),
        value=rows["indicator"].map(weak["value"]).astype(float),
    )
    apart = (pairs["theirs"] - pairs["value"]).abs() >= SEEN * pairs["value"].abs()
    return _ordered(pairs[apart & (pairs["ahead"] >= MUCH)], peers)[TAUGHT]


def _ordered(pairs: pd.DataFrame, peers: Sequence[str]) -> pd.DataFrame:
    closeness = {code: place for place, code in enumerate(peers)}
    lessons = pairs["peer"].value_counts()
    ranked = pairs.assign(lessons=pairs["peer"].map(lessons), place=pairs["peer"].map(closeness))
    order = ["lessons", "place", "ahead"]
    return ranked.sort_values(order, ascending=[False, True, False], kind="stable", ignore_index=True)

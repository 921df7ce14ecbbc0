"""Whether a region moved differently from its peers once something began there: no proof, but a measure.

Difference in differences with one region on the one side: (after - before) of the region, minus the mean of
the same over its peers. Its uncertainty is that of one more draw among the peers,
± t(n - 1) * s * sqrt(1 + 1/n) with s the standard deviation of the n peers' changes: the interval of a
regression of the changes on a dummy of the region (Donald & Lang 2007). The year in which it began counts
neither as before nor as after. Had the region drifted away already before, the same sum over the years
before shows it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import pandas as pd
from scipy.stats import t as student

from danube.benchmark import panel

SHARE = 0.95
"""How often the interval would cover a region that is moved by nothing but what moves its peers."""

FEWEST = 4
"""Peers below which their changes say too little."""

WINDOW = 3
"""Years before and after that are averaged, as far as there are figures."""

Lack = Literal["", "own", "before", "after", "peers", "break"]
Broken = Collection[tuple[str, str]]
"""Region and year of figures with a break in the series."""


@dataclass(frozen=True)
class Difference:
    """How much more the region changed than its peers did, and the interval of that."""

    value: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Effect:
    """The difference in differences of a region; `lacks` says why there is none.

    own, others: the change of the region and the peers' mean change; changes: peer → change;
    drift: the same difference over the years before, None where there are fewer than two;
    path: year → region, peers, low, high, each less its mean before; low and high hold one more draw among
    the peers in that year, as `difference` does over all years.
    """

    region: str
    began: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    own: float | None
    others: float | None
    difference: Difference | None
    drift: Difference | None
    changes: pd.Series
    path: pd.DataFrame
    lacks: Lack


def of(
    years: panel.Years,
    region: str,
    peers: Sequence[str],
    began: str,
    *,
    broken: Broken = (),
    window: int = WINDOW,
    share: float = SHARE,
) -> Effect:
    """The difference of one indicator (year → region → figure) around the year in which it began."""
    held = [year for year in years if region in years[year] and year.isdigit()]
    before = tuple(year for year in held if year < began[:4])[-window:]
    after = tuple(year for year in held if year > began[:4])[:window]
    lacks = _lack(held, before, after)
    if lacks:
        return _nothing(region, began, before, after, lacks)
    if _breaks(region, before, after, broken):
        return _nothing(region, began, before, after, "break")
    chosen = [*before, *after]
    usable = [
        one
        for one in peers
        if one != region
        and all(one in years[year] for year in chosen)
        and not _breaks(one, before, after, broken)
    ]
    if len(usable) < FEWEST:
        return _nothing(region, began, before, after, "peers")
    return _effect(years, region, usable, began, before, after, share)


def _lack(held: list[str], before: tuple[str, ...], after: tuple[str, ...]) -> Lack:
    if not held:
        return "own"
    return "before" if not before else "after" if not after else ""


def _breaks(one: str, before: Sequence[str], after: Sequence[str], broken: Broken) -> bool:
    """Whether a break lies behind the first year compared: the figures before and after are no pair then."""
    return any(code == one and before[0] < year <= after[-1] for code, year in broken)


def _nothing(region: str, began: str, before: tuple[str, ...], after: tuple[str, ...], lacks: Lack) -> Effect:
    path = pd.DataFrame(columns=["region", "peers", "low", "high"], dtype=float)
    none = pd.Series(dtype=float)
    return Effect(region, began, before, after, None, None, None, None, none, path, lacks)


def _effect(
    years: panel.Years,
    region: str,
    peers: list[str],
    began: str,
    before: tuple[str, ...],
    after: tuple[str, ...],
    share: float,
) -> Effect:
    table = pd.DataFrame({year: pd.Series(years[year]).reindex([region, *peers]) for year in sorted(years)})
    changes = table[list(after)].mean(axis="columns") - table[list(before)].mean(axis="columns")
    early = table[before[-1]] - table[before[0]] if len(before) > 1 else None
    return Effect(
        region,
        began,
        before,
        after,
        float(changes[region]),
        float(changes[peers].mean()),
        difference(changes[region], changes[peers], share),
        None if early is None else difference(early[region], early[peers], share),
        changes[peers],
        _path(table, region, peers, before, share),
        "",
    )


def difference(own: float, others: pd.Series, share: float = SHARE) -> Difference:
    """A change less the mean of the others' changes, with the interval of one more draw among them."""
    half = _widening(len(others), share) * float(others.std(ddof=1))
    value = float(own) - float(others.mean())
    return Difference(value, value - half, value + half)


def _widening(count: int, share: float) -> float:
    """Standard deviations of `count` peers on each side of their mean that hold one more draw."""
    return float(student.ppf((1 + share) / 2, count - 1)) * sqrt(1 + 1 / count)


def _path(
    table: pd.DataFrame, region: str, peers: list[str], before: tuple[str, ...], share: float
) -> pd.DataFrame:
    """Every year in which region and peers all have a figure, from the first compared one on."""
    level = table.sub(table[list(before)].mean(axis="columns"), axis="index")
    whole = level.loc[:, level.notna().all() & (level.columns >= before[0])]
    mean = whole.loc[peers].mean()
    half = _widening(len(peers), share) * whole.loc[peers].std(ddof=1)
    drawn = {"region": whole.loc[region], "peers": mean, "low": mean - half, "high": mean + half}
    return pd.DataFrame(drawn).rename_axis("year")

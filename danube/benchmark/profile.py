"""One region against the Danube median, its country and the EU, indicator by indicator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import pandas as pd

from danube import regions
from danube.benchmark import coverage, panel, positions

NOTABLE = 0.5
"""Robust standard deviations from the median beyond which a figure is a strength or a weakness."""

MOVED = ["since", "before", "period", "now", "gained", "break"]

COLUMNS = [
    "pillar",
    "direction",
    "value",
    "flag",
    "period",
    "origin",
    "state",
    "median",
    "low",
    "high",
    "basis",
    "country",
    "eu",
    "distance",
    "rank",
    "of",
    "reason",
]


class Measured(Protocol):
    """What a profile needs to know of an indicator of the catalogue."""

    @property
    def id(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def pillar(self) -> str: ...


def meta(indicators: Iterable[Measured]) -> pd.DataFrame:
    """Indicator id → direction, pillar: the catalogue as `of` takes it."""
    rows = [(one.id, one.direction, one.pillar) for one in indicators]
    return pd.DataFrame(rows, columns=["indicator", "direction", "pillar"]).set_index("indicator")


def of(observations: pd.DataFrame, region: str, catalogue: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator of `catalogue` (index id, columns direction, pillar), in its order.

    value, flag, period: the region's figure in the latest well covered year in which it has one, else
    its latest. state `value`, `coarser` (the figure of `origin`) or `missing` (then `reason`, a
    coverage.Reason, says why). median, low, high run over the units of level `basis`; distance is the
    robust distance to the median, positive = better; rank 1 is best of `of`; none for coarser figures
    among finer ones.
    """
    shelves = panel.yearly(observations)
    flags = _flags(observations, region)
    rows = {
        name: _row(shelves.get(name, {}), region, pillar, direction)
        for name, pillar, direction in zip(
            catalogue.index.tolist(),
            catalogue["pillar"].tolist(),
            catalogue["direction"].tolist(),
            strict=True,
        )
    }
    for name, row in rows.items():
        if row["state"] == "missing":
            row |= _absence(shelves.get(name, {}), name, region, flags)
        row["flag"] = flags.get((name, row["origin"] or region, row["period"]), "")
    table = pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS).rename_axis("indicator")
    return table.astype(dict.fromkeys(("value", "median", "low", "high", "country", "eu", "distance"), float))


def _flags(observations: pd.DataFrame, region: str) -> dict[tuple[str, str, str], str]:
    """The flags of the region and of the larger units around it."""
    near = observations["region"].isin([region, *regions.ancestors(region)]) & observations["flag"].notna()
    columns = (observations.loc[near, name].tolist() for name in ("indicator", "region", "period", "flag"))
    return {(name, code, period): flag for name, code, period, flag in zip(*columns, strict=True)}


def _row(years: panel.Years, region: str, pillar: str, direction: str) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS) | {"pillar": pillar, "direction": direction}
    origin, period = _figure(years, region)
    if origin is None or period is None:
        return row | {"state": "missing"}
    against = positions.reference_of(years[period], period)
    value = years[period][origin]
    return row | {
        "value": value,
        "period": period,
        "origin": origin,
        "state": "value" if origin == region else "coarser",
        "median": against.median,
        "low": against.low,
        "high": against.high,
        "basis": against.level,
        "country": against.countries.get(regions.country_of(region)),
        "eu": against.eu,
        "distance": positions.distance(value, against, direction),
        **_rank(positions.basis(years[period])[1], origin, direction),
    }


def _figure(years: panel.Years, region: str) -> tuple[str | None, str | None]:
    """Whose figure, of which year: the region's own before that of the nearest larger unit."""
    covered = set(panel.covered(years))
    for code in (region, *regions.ancestors(region)):
        known = [period for period, figures in years.items() if code in figures]
        if known:
            return code, next((period for period in reversed(known) if period in covered), known[-1])
    return None, None


def _absence(
    years: panel.Years, indicator: str, region: str, flags: dict[tuple[str, str, str], str]
) -> dict[str, Any]:
    period = max(panel.covered(years), default=None)
    if period is None:
        return {}
    withheld = flags.get((indicator, region, period))
    return {"period": period, "reason": coverage.reason(years, region, period, withheld=withheld)}


def _rank(values: dict[str, float], origin: str, direction: str) -> dict[str, Any]:
    """Rank among the units that the median runs over; none where the figure's unit is not one of them."""
    if origin not in values:
        return {}
    own = values[origin]
    better = sum(value < own if direction == "lower" else value > own for value in values.values())
    return {"rank": better + 1, "of": len(values)}


def strengths(profile: pd.DataFrame, *, pillar: str | None = None, count: int = 3) -> pd.DataFrame:
    """The region's own figures furthest above the median in the better direction, best first."""
    own = _judged(profile, pillar)
    return own[own["distance"] >= NOTABLE].nlargest(count, "distance")


def weaknesses(profile: pd.DataFrame, *, pillar: str | None = None, count: int = 3) -> pd.DataFrame:
    """The region's own figures furthest from the median in the worse direction, worst first."""
    own = _judged(profile, pillar)
    return own[own["distance"] <= -NOTABLE].nsmallest(count, "distance")


def missing(profile: pd.DataFrame) -> pd.DataFrame:
    """Indicators without a figure even of a larger unit, with the reason."""
    return profile.loc[profile["state"] == "missing", ["pillar", "period", "reason"]]


def _judged(profile: pd.DataFrame, pillar: str | None) -> pd.DataFrame:
    """Own figures of indicators that have a better side."""
    own = profile[(profile["state"] == "value") & (profile["direction"] != "neutral")]
    return own if pillar is None else own[own["pillar"] == pillar]


def movements(
    observations: pd.DataFrame, region: str, profile: pd.DataFrame, *, years: int = 5
) -> pd.DataFrame:
    """Indicator → since, before, period, now, gained, break: own figures that have a better side.

    `since` is the well covered year nearest to `years` before; `gained` the robust distance to the median
    now minus then, positive = moved ahead of the others. `break` where a flag b lies in between.
    """
    own = _judged(profile, None)
    shelves = panel.yearly(observations[observations["indicator"].isin(own.index)])
    flags = _flags(observations, region)
    found = {}
    for name, period, direction in zip(
        own.index.tolist(), own["period"].tolist(), own["direction"].tolist(), strict=True
    ):
        since = panel.earlier(
            [y for y in panel.covered(shelves[name]) if region in shelves[name][y]], period, years
        )
        if since is not None:
            found[name] = _movement(shelves[name], region, since, period, direction)
            found[name]["break"] = any(
                "b" in flags.get((name, region, year), "").split()
                for year in shelves[name]
                if since < year <= period
            )
    return pd.DataFrame.from_dict(found, orient="index", columns=MOVED).rename_axis("indicator")


def _movement(years: panel.Years, region: str, since: str, period: str, direction: str) -> dict[str, Any]:
    before, now = years[since][region], years[period][region]
    then_away, now_away = (
        positions.distance(years[year][region], positions.reference_of(years[year], year), direction)
        for year in (since, period)
    )
    gained = None if then_away is None or now_away is None else now_away - then_away
    return {"since": since, "before": before, "period": period, "now": now, "gained": gained}

"""One region against the Danube median, its country and the EU, indicator by indicator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import pandas as pd

from danube import regions
from danube.benchmark import coverage, panel, positions

NOTABLE = 0.5
"""Robust standard deviations from the median beyond which a figure is a strength or a weakness."""

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
    by_indicator = dict(tuple(observations.groupby("indicator")))
    rows = {
        str(name): _row(by_indicator.get(str(name), observations.iloc[:0]), str(name), region, block)
        for name, block in catalogue.iterrows()
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS).rename_axis("indicator")
    return table.astype(
        dict.fromkeys(("value", "median", "low", "high", "country", "eu", "distance"), float)
    )


def _row(figures: pd.DataFrame, indicator: str, region: str, block: pd.Series) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS) | {
        "pillar": block["pillar"],
        "direction": block["direction"],
    }
    origin, period = _figure(figures, indicator, region)
    if origin is None or period is None:
        return row | {"state": "missing", "flag": ""} | _absence(figures, indicator, region)
    year = panel.at(figures, indicator, period)
    against = positions.reference_of(year, period)
    value = float(year.at[origin, "value"])
    return row | {
        "value": value,
        "flag": year.at[origin, "flag"],
        "period": period,
        "origin": origin,
        "state": "value" if origin == region else "coarser",
        "median": against.median,
        "low": against.low,
        "high": against.high,
        "basis": against.level,
        "country": against.countries.get(regions.country_of(region)),
        "eu": against.eu,
        "distance": positions.distance(value, against, block["direction"]),
        **_rank(year["value"], origin, against.level, block["direction"]),
    }


def _figure(figures: pd.DataFrame, indicator: str, region: str) -> tuple[str | None, str | None]:
    """Whose figure, of which year: the region's own before that of the nearest larger unit."""
    covered = set(panel.periods(figures, indicator, min_share=panel.COVERED))
    known = figures[figures["value"].notna()]
    for code in (region, *regions.ancestors(region)):
        years = sorted(known.loc[known["region"] == code, "period"])
        if years:
            return code, next((year for year in reversed(years) if year in covered), years[-1])
    return None, None


def _absence(figures: pd.DataFrame, indicator: str, region: str) -> dict[str, Any]:
    period = panel.default_period(figures, indicator)
    if period is None:
        return {}
    return {"period": period, "reason": coverage.reasons(figures, indicator, period, [region]).get(region)}


def _rank(values: pd.Series, origin: str, level: int | None, direction: str) -> dict[str, Any]:
    """Rank among the units that the median runs over; none where the figure's unit is not one of them."""
    units = regions.nuts2() if level == 2 else regions.at_level(level) if level is not None else ()
    if origin not in units:
        return {}
    ranked = positions.rank(values.reindex([code for code in units if code in values.index]), direction)
    return {"rank": int(ranked.at[origin, "rank"]), "of": int(ranked.at[origin, "of"])}


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

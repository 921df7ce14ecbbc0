"""How far apart regions are, and where the Danube Region as a whole is heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

import pandas as pd

from danube import regions
from danube.benchmark import panel, positions

GAP = ["period", "high", "low", "ratio", "difference", "count", "first", "last"]

HEADLINE = [
    "period",
    "median",
    "count",
    "level",
    "eu",
    "since",
    "median_since",
    "change",
    "per_year",
    "same",
    "broken",
    "eu_since",
]

FEWEST = 10
"""Regions below which a fifth of them says nothing."""


def widest(
    observations: pd.DataFrame,
    indicators: Iterable[str],
    period: str | None = None,
    *,
    units: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Indicator → period, high, low, ratio, difference, count, first, last; widest ratio first.

    high and low are the medians of the highest and the lowest fifth of the regions; ratio = high / low,
    only where every figure is positive (a ratio of indices around zero means nothing). `first` and
    `last` name the regions with the highest and the lowest figure. Each indicator in its default year
    unless `period` is given; those with fewer than ten regions have no row.
    """
    names = list(indicators)
    shelves = panel.yearly(observations[observations["indicator"].isin(names)])
    rows = {name: _gap(shelves.get(name, {}), period, units or regions.nuts2()) for name in names}
    table = pd.DataFrame.from_dict({name: row for name, row in rows.items() if row}, orient="index")
    return (
        table.reindex(columns=GAP)
        .sort_values("ratio", ascending=False, kind="stable")
        .rename_axis("indicator")
    )


def _gap(years: panel.Years, period: str | None, units: Sequence[str]) -> dict[str, Any] | None:
    year = period or max(panel.covered(years), default=None)
    figures = years.get(year, {}) if year else {}
    ordered = sorted((figures[code], code) for code in units if code in figures)
    if len(ordered) < FEWEST:
        return None
    values = [value for value, _code in ordered]
    fifth = len(values) // 5
    low, high = median(values[:fifth]), median(values[-fifth:])
    return {
        "period": year,
        "high": high,
        "low": low,
        "ratio": high / low if values[0] > 0 else None,
        "difference": high - low,
        "count": len(values),
        "first": ordered[-1][1],
        "last": ordered[0][1],
    }


def headlines(observations: pd.DataFrame, indicators: Iterable[str], years: int = 5) -> pd.DataFrame:
    """Indicator → period, median, since, median_since, change, per_year, same, count, level, eu, eu_since.

    `median` runs over all regions with a figure in `period`. The change compares the medians of the
    `same` regions that have a figure in both years: `since` is the year nearest to `years` before, not
    nearer than two. Without such a year the change is missing.
    """
    rows = {name: _headline(observations, name, years) for name in indicators}
    table = pd.DataFrame.from_dict({name: row for name, row in rows.items() if row}, orient="index")
    return table.reindex(columns=HEADLINE).rename_axis("indicator")


def _headline(observations: pd.DataFrame, indicator: str, years: int) -> dict[str, Any] | None:
    period = panel.default_period(observations, indicator)
    if period is None:
        return None
    now = positions.reference(observations, indicator, period)
    row = {"period": period, "median": now.median, "count": now.count, "level": now.level, "eu": now.eu}
    since = panel.earlier(panel.periods(observations, indicator, min_share=panel.COVERED), period, years)
    if since is None or now.level is None:
        return row
    before = positions.reference(observations, indicator, since)
    units = regions.nuts2() if now.level == 2 else regions.at_level(now.level)
    pair = positions.change(observations, indicator, since, period)
    pair = pair[pair.index.isin(units)]
    moved = float(pair["until"].median() - pair["since"].median()) if len(pair) else None
    return row | {
        "since": since,
        "median_since": float(pair["since"].median()) if len(pair) else None,
        "change": moved,
        "per_year": None if moved is None else moved / (int(period) - int(since)),
        "same": len(pair),
        "broken": int(pair["break"].sum()),
        "eu_since": before.eu,
    }

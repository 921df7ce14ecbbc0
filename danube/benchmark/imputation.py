"""Missing figures filled from elsewhere, off by default, each one marked with where it comes from.

A mark reads `year 2019`, `region AT1` or `similar CZ05`; an own figure and a gap have an empty mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from danube import regions
from danube.benchmark.panel import Years
from danube.texts import _

WAYS = ("none", "nearest-year", "coarser", "similar")
REACH = 3
"""How many years away a figure may lie to stand in for a missing one."""


@dataclass(frozen=True)
class Imputed:
    """The figures with gaps filled, and in the same shape where each filled one comes from."""

    values: pd.DataFrame
    origins: pd.DataFrame


def fill(
    values: pd.DataFrame, way: str, figures: Mapping[str, Years], periods: Mapping[str, str | None]
) -> Imputed:
    """Unit × indicator filled in one of the `WAYS`; `figures` are those of all years and levels."""
    if way == "nearest-year":
        return nearest_year(values, figures, periods)
    if way == "coarser":
        return coarser(values, figures, periods)
    return similar(values) if way == "similar" else _together(values, {})


def nearest_year(
    values: pd.DataFrame, figures: Mapping[str, Years], periods: Mapping[str, str | None]
) -> Imputed:
    """The unit's own figure of the nearest year, up to three away; of two equally near the earlier."""
    found: dict[tuple[str, str], tuple[float, str]] = {}
    for unit, indicator in _gaps(values):
        near = _nearest(figures.get(indicator, {}), unit, periods.get(indicator))
        if near is not None:
            found[unit, indicator] = (figures[indicator][near][unit], f"year {near}")
    return _together(values, found)


def coarser(values: pd.DataFrame, figures: Mapping[str, Years], periods: Mapping[str, str | None]) -> Imputed:
    """The figure of the smallest larger unit around that has one in the same year."""
    found: dict[tuple[str, str], tuple[float, str]] = {}
    for unit, indicator in _gaps(values):
        known = figures.get(indicator, {}).get(periods.get(indicator) or "", {})
        around = next((one for one in regions.ancestors(unit) if one in known), None)
        if around is not None:
            found[unit, indicator] = (known[around], f"region {around}")
    return _together(values, found)


def similar(values: pd.DataFrame) -> Imputed:
    """The figure of the unit most alike on the other indicators (nearest neighbour, Troyanskaya 2001).

    Alike: least mean absolute difference on 0..100 over the indicators that both have, at least half of
    all; of equals the first by code. A unit with too few figures of its own stays as it is.
    """
    table = values.sort_index()
    span = table.max() - table.min()
    scaled = ((table - table.min()) / span.where(span > 0)).to_numpy(dtype=float)
    apart = _distances(scaled)
    found: dict[tuple[str, str], tuple[float, str]] = {}
    for unit, indicator in _gaps(table):
        column = table[indicator]
        away = np.where(column.notna(), apart[table.index.get_loc(unit)], np.inf)
        if len(away) and np.isfinite(away).any():
            other = table.index[int(np.argmin(away))]
            found[unit, indicator] = (float(column[other]), f"similar {other}")
    return _together(values, found)


def told(mark: str) -> str:
    """A mark in the reader's words."""
    kind, _space, where = mark.partition(" ")
    if kind == "year":
        return _("figure of {year}", year=where)
    if kind == "region":
        return _("figure of {region}, the larger unit", region=regions.name(where))
    return _("figure of {region}, a similar region", region=regions.name(where)) if kind == "similar" else ""


def _gaps(values: pd.DataFrame) -> list[tuple[str, str]]:
    rows, columns = np.nonzero(values.isna().to_numpy())
    units, names = values.index.tolist(), values.columns.tolist()
    return [(units[row], names[column]) for row, column in zip(rows, columns, strict=True)]


def _nearest(years: Years, unit: str, period: str | None) -> str | None:
    if period is None or not period.isdigit():
        return None
    known = [year for year, figures in years.items() if unit in figures and year.isdigit()]
    near = [year for year in known if abs(int(year) - int(period)) <= REACH]
    return min(near, key=lambda year: (abs(int(year) - int(period)), year), default=None)


def _distances(scaled: np.ndarray) -> np.ndarray:
    """Mean absolute difference of every pair; infinite where fewer than half of the indicators are shared."""
    count, width = scaled.shape
    apart = np.full((count, count), np.inf)
    for place in range(count):
        away = np.abs(scaled - scaled[place])
        shared = (~np.isnan(away)).sum(axis=1)
        enough = (shared * 2 >= width) & (shared > 0)
        apart[place, enough] = np.nansum(away[enough], axis=1) / shared[enough]
    np.fill_diagonal(apart, np.inf)
    return apart


def _together(values: pd.DataFrame, found: Mapping[tuple[str, str], tuple[float, str]]) -> Imputed:
    filled = values.astype(float)
    origins = pd.DataFrame("", index=values.index, columns=values.columns, dtype=object)
    for (unit, indicator), (figure, mark) in found.items():
        filled.at[unit, indicator] = figure
        origins.at[unit, indicator] = mark
    return Imputed(filled, origins)

"""One indicator over the years: regions, larger units and the Danube median side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from danube.benchmark import panel, positions

MEDIAN = "median"
"""The name of the series of Danube medians."""

COMPLETE = 0.9
"""Share of the best year's regions that a year needs for a median that can be compared with the others."""


@dataclass(frozen=True)
class Timeline:
    """Years by series; the series are region codes and `median`; flags have the shape of `values`."""

    values: pd.DataFrame
    flags: pd.DataFrame

    def series(self) -> list[str]:
        """The codes of the series, in their order."""
        return [str(key) for key in self.values.columns]

    def table(self) -> pd.DataFrame:
        """The figures as a table, the latest year first."""
        return self.values.iloc[::-1].reset_index(names="period")


def of(rows: pd.DataFrame, indicator: str, series: Sequence[str]) -> Timeline:
    """Years by series, without empty years; an empty series keeps its column, and so its colour.

    `rows` are the figures of the indicator (of others too, if it must be); `median` among the series is the
    Danube median.
    """
    codes = [key for key in dict.fromkeys(series) if key != MEDIAN]
    values = panel.history(rows, indicator, codes)
    if MEDIAN in series:
        values[MEDIAN] = pd.Series(_medians(rows, indicator), dtype=float).reindex(values.index)
    values = values[list(dict.fromkeys(series))]
    values = values.loc[values.drop(columns=MEDIAN, errors="ignore").notna().any(axis="columns")]
    return Timeline(values, panel.flags(rows, indicator, codes).reindex(values.index))


def _medians(rows: pd.DataFrame, indicator: str) -> dict[str, float | None]:
    """The Danube median of the years in which nearly all regions of the best year have a figure.

    Where some countries report every second year, a median over whoever is there would zigzag with the
    company, not with the regions. Only years whose median runs over units of the latest one's level.
    """
    shelf = panel.yearly(rows).get(indicator, {})
    most = max((len(figures) for figures in shelf.values()), default=0)
    full = {year: shelf[year] for year in shelf if len(shelf[year]) >= COMPLETE * most}
    known = {year: positions.reference_of(figures, year) for year, figures in full.items()}
    level = known[max(known)].level if known else None
    return {year: against.median for year, against in known.items() if against.level == level}

"""Figures over the years: a region beside the Danube median, its country and the EU; or several regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from danube import catalogue, regions, texts, words
from danube.benchmark import panel, positions
from danube.drawing import charts
from danube.texts import _
from danube.ui import figures, show
from danube.ui.profiles import MEDIAN, is_total
from danube.ui.show import Column, Columns

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

    def names(self) -> dict[str, str]:
        """Series → its name in the reader's language."""
        return {key: _("Danube median") if key == MEDIAN else regions.name(key) for key in self.series()}

    def table(self) -> pd.DataFrame:
        """The figures as a table, the latest year first."""
        return self.values.iloc[::-1].reset_index(names="period")

    def columns(self, indicator: catalogue.Indicator) -> Columns:
        """The columns of `table`."""
        heads = {
            key: Column(name, _(indicator.unit), indicator.decimals) for key, name in self.names().items()
        }
        return {"period": Column(_("Year"))} | heads


def beside(indicator: catalogue.Indicator, region: str) -> None:
    """Draws a region (or the larger unit that stands for it) with the median, its country and the EU.

    Country and EU are left out where the indicator counts something: their totals compare with nothing.
    """
    country = regions.country_of(region)
    known = set(figures.shelf().of(indicator.id).dropna(subset=["value"])["region"])
    around = [code for code in (country, regions.EU) if code in known and not is_total(indicator.id)]
    roles = {country: "country", regions.EU: "eu", MEDIAN: "median", region: "region"}
    _draw(indicator, (region, MEDIAN, *around), roles)


def together(indicator: catalogue.Indicator, codes: Sequence[str]) -> None:
    """Draws several regions in the colours of their comparison, with the median."""
    _draw(indicator, (*codes, MEDIAN), {MEDIAN: "eu"})


def _draw(indicator: catalogue.Indicator, series: tuple[str, ...], roles: dict[str, str]) -> None:
    line = of(figures.version(), indicator.id, series)
    if line.values.empty:
        show.empty(_("None of these regions has a figure of its own."), _("Choose another indicator."))
        return
    looks = tuple((key, roles[key]) for key in line.series() if key in roles)
    figure, alt = _chart(figures.version(), indicator.id, series, looks, show.theme(), texts.language())
    show.chart(figure, alt=alt, key="trend", twin=line.table, columns=line.columns(indicator))


@st.cache_resource(show_spinner=False, max_entries=256)
def _chart(
    number: int,
    key: str,
    series: tuple[str, ...],
    roles: tuple[tuple[str, str], ...],
    theme: str,
    language: str,
) -> tuple[go.Figure, str]:
    """The chart and what it says in words."""
    line, indicator = of(number, key, series), catalogue.load().indicators[key]
    figure = charts.trend(
        line.values,
        names=line.names(),
        unit=_(indicator.unit),
        decimals=indicator.decimals,
        theme=theme,
        title=_(indicator.name),
        roles=dict(roles),
        flags=line.flags,
    )
    return figure, words.alt_trend(line.values, line.names(), indicator)


@st.cache_resource(show_spinner=False, max_entries=512)
def of(number: int, indicator: str, series: tuple[str, ...]) -> Timeline:
    """Years by series, without empty years; an empty series keeps its column, and so its colour."""
    rows = figures.shelf().of(indicator)
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

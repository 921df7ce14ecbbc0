"""Figures over the years: a region beside the Danube median, its country and the EU; or several regions."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from danube import catalogue, regions, texts, words
from danube.benchmark import timeline
from danube.benchmark.portrait import is_total
from danube.benchmark.timeline import MEDIAN, Timeline
from danube.drawing import charts
from danube.texts import _
from danube.ui import figures, show
from danube.ui.show import Column, Columns


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
    show.chart(figure, alt=alt, key="trend", twin=line.table, columns=columns(line, indicator))


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
        names=names(line),
        unit=_(indicator.unit),
        decimals=indicator.decimals,
        theme=theme,
        title=_(indicator.name),
        roles=dict(roles),
        flags=line.flags,
    )
    return figure, words.alt_trend(line.values, names(line), indicator)


@st.cache_resource(show_spinner=False, max_entries=512)
def of(number: int, indicator: str, series: tuple[str, ...]) -> Timeline:
    """As `benchmark.timeline.of`, at a version."""
    return timeline.of(figures.shelf().of(indicator), indicator, series)


def names(line: Timeline) -> dict[str, str]:
    """Series → its name in the reader's language."""
    return {key: _("Danube median") if key == MEDIAN else regions.name(key) for key in line.series()}


def columns(line: Timeline, indicator: catalogue.Indicator) -> Columns:
    """The columns of its table."""
    heads = {key: Column(name, _(indicator.unit), indicator.decimals) for key, name in names(line).items()}
    return {"period": Column(_("Year"))} | heads

"""What the page on growing together compares: its choices, and all that is computed of them, once."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark import clusters, convergence, disparities, neighbours, panel
from danube.benchmark.convergence import Beta, ConvergenceError, Panel
from danube.catalogue import Indicator
from danube.texts import _, n_
from danube.ui import figures, selection

DEFAULT = "gdp_pps"
"""Countries that grew together while their capitals pulled away: a story of 24 years and 64 regions."""

OWN_PAST = " = 100"


@dataclass(frozen=True)
class Findings:
    """All that is computed of one indicator and two years; a part that cannot be is None."""

    block: Indicator
    panel: Panel
    years: pd.DataFrame
    weighed: str
    weightless: tuple[str, ...]
    beta: Beta | None
    no_beta: str
    matrix: pd.DataFrame
    map: Neighbourhood | None


@dataclass(frozen=True)
class Neighbourhood:
    """Local clusters of all regions with a figure in the last year; `tied` to their nearest one."""

    local: pd.DataFrame
    moran: clusters.Moran
    tied: dict[str, str]


@st.cache_data(show_spinner=False, max_entries=8)
def comparable(number: int) -> list[str]:
    """The indicators with two well covered years far enough apart, totals left out."""
    return [block.id for block in catalogue.load().visible() if _suits(block) and years(number, block.id)]


def _suits(block: Indicator) -> bool:
    """Not a total, which grows with the region, nor an index of each region's own past (2015 = 100)."""
    return block.conversion != "sum" and not block.unit.removesuffix(OWN_PAST).isdigit()


@st.cache_data(show_spinner=False, max_entries=400)
def years(number: int, indicator: str) -> list[str]:
    """Well covered years of the regions; none where all lie too close together."""
    rows = figures.at(number).of(indicator)
    known = panel.periods(rows, indicator, min_share=panel.COVERED, level=2)
    counts = panel.counts(rows, indicator, level=2)
    known = [year for year in known if counts[year] >= convergence.FEWEST]
    return known if known and int(known[-1]) - int(known[0]) >= convergence.SHORTEST else []


def choose() -> tuple[Indicator, str, str]:
    """Indicator, first and last year; both years empty where there is nothing to compare."""
    number = figures.version()
    offered = comparable(number)
    asked = st.query_params.get("indicator")
    known = [block.id for block in catalogue.load().visible()]
    ids = [key for key in known if key in offered or key == asked]
    block = selection.indicator(DEFAULT, ids=ids)
    if block.id not in offered:
        return block, "", ""
    every = years(number, block.id)
    starts = [one for one in every if int(every[-1]) - int(one) >= convergence.SHORTEST]
    since = selection.one("since", starts, label=_("First year"), default=starts[0])
    ends = [one for one in every if int(one) - int(since) >= convergence.SHORTEST]
    return block, since, selection.year(ends, ends[-1], label=_("Last year"))


def too_few(block: Indicator, since: str, until: str) -> tuple[str, str]:
    """Why an indicator cannot be compared over time, and what can."""
    name = _(block.name)
    if block.conversion == "sum":
        return (
            _(
                "{indicator} is a total: it grows with the size of a region and has no common level.",
                indicator=name,
            ),
            _("Choose an indicator per inhabitant or in per cent."),
        )
    if not _suits(block):
        return (
            _(
                "{indicator} compares each region with its own past: there is no common level.",
                indicator=name,
            ),
            _("Choose an indicator that compares regions with each other."),
        )
    if until:
        text = _(
            "Fewer than {fewest} regions have a figure in {since}, in {until} and in between.",
            fewest=convergence.FEWEST, since=since, until=until,
        )  # fmt: skip
        return text, _("Choose other years.")
    known = panel.periods(figures.shelf().of(block.id), block.id, level=2)
    longer = _("Choose an indicator from the list that has a longer history.")
    if not known:
        return _("{indicator} has no figures of regions of this size.", indicator=name), longer
    text = n_(
        "{indicator} has figures of regions for {count} year only ({years}).",
        "{indicator} has figures of regions for {count} years ({years}), which lie too close together or "
        "cover too few regions.",
        len(known),
        indicator=name,
        years=texts.listing(known),
    )
    return text, longer


def of(block: Indicator, since: str, until: str) -> Findings | None:
    """The findings, computed when somebody first asks; None where too few regions are left."""
    return _found(figures.version(), block.id, since, until)


@st.cache_resource(show_spinner=False, max_entries=200)
def _found(number: int, indicator: str, since: str, until: str) -> Findings | None:
    block = catalogue.load().indicators[indicator]
    rows = figures.at(number).of(indicator)
    shared = convergence.balanced(rows, indicator, since, until, units=regions.at_level(2))
    if len(shared.figures.columns) < convergence.FEWEST:
        return None
    weights, period = _population(number, until)
    whom = [code for code in shared.figures.columns if code in weights.index]
    lands = pd.Series({code: regions.country_of(code) for code in whom})
    spread = disparities.over_years(shared.figures[whom], lands, weights)
    found, problem = _beta(shared)
    matrix = convergence.transitions(shared.first, shared.last)
    weightless = tuple(code for code in shared.figures.columns if code not in weights.index)
    around = _neighbourhood(rows, indicator, until)
    return Findings(block, shared, spread, period, weightless, found, problem, matrix, around)


def _population(number: int, until: str) -> tuple[pd.Series, str]:
    """Inhabitants of the regions in the well covered year nearest to `until`, the same for all years."""
    rows = figures.at(number).of("population")
    known = panel.periods(rows, "population", min_share=convergence.COMPLETE, level=2)
    period = min(known, key=lambda year: abs(int(year) - int(until)))
    inhabitants = panel.at(rows, "population", period)["value"].dropna()
    return inhabitants[inhabitants > 0], period


def _beta(shared: Panel) -> tuple[Beta | None, str]:
    """The regression over the regions with figures above zero, or why there is none."""
    positive = (shared.first > 0) & (shared.last > 0)
    if (shared.figures.min().min() < 0) or positive.sum() < convergence.FEWEST:
        return None, "below zero"
    try:
        return convergence.beta(shared.first[positive], shared.last[positive], shared.span), ""
    except ConvergenceError as problem:
        return None, str(problem)


def _neighbourhood(rows: pd.DataFrame, indicator: str, period: str) -> Neighbourhood | None:
    known = panel.at(rows, indicator, period)["value"].reindex(regions.at_level(2)).dropna()
    graph = neighbours.graph(known.index)
    try:
        local = clusters.local(known, graph.of)
    except clusters.ClusterError:
        return None
    return Neighbourhood(local, clusters.moran(known, graph.of), graph.tied)

"""The pictures of the page on growing together, each under the sentence that states its finding."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import regions, texts
from danube.benchmark import clusters
from danube.catalogue import Indicator
from danube.drawing import convergence as pictures
from danube.texts import N_, _
from danube.ui import moves, show, surroundings
from danube.ui.convergence import Findings
from danube.ui.show import Column, Columns
from danube.words import convergence as sentences
from danube.words import convergence_notes as notes


def draw(found: Findings, since: str, until: str, highlight: str | None) -> None:
    """Four pictures (two where figures lie around zero), a map and a drawer with the method."""
    every = found.panel
    note = notes.compared(len(every.figures.columns), len(regions.at_level(2)), len(every.broken))
    st.caption(f"{note} {_(found.block.note)}".strip())
    left, right = st.columns(2, gap="large")
    with left:
        _spread(found)
    if (found.years["theil"] > 0).all():
        with right:
            _split(found)
        left, right = st.columns(2, gap="large")
        with left:
            moves.growth(found, since, until, highlight)
    else:
        _no_shares()
    with right:
        moves.matrix(found, since, until)
    surroundings.draw(found, until, highlight)
    _method(found)


def _no_shares() -> None:
    show.empty(
        _(
            "Figures of this indicator lie on both sides of zero: there is no inequality to split between "
            "countries and within them, and no growth in per cent."
        ),
        _("For these two pictures choose an indicator that counts from zero."),
    )


def _method(found: Findings) -> None:
    """What is left out and how everything is computed, in a drawer."""
    label = _("How this is computed, and what is left out")
    with st.expander(label, key="method", on_change="rerun") as drawer:
        if not drawer.open:
            return
        every = found.panel
        silent = len(regions.at_level(2)) - len(every.figures.columns) - len(every.partial)
        st.markdown(notes.left_out(every.partial, silent, every.skipped, every.broken))
        if found.weightless:
            without = sentences.named(found.weightless, notes.LISTED)
            st.markdown(_("Not in the distances, for lack of their population: {regions}.", regions=without))
        filled = {"permutations": texts.number(clusters.PERMUTATIONS, 0), "year": found.weighed}
        st.markdown("\n".join(f"- {_(text, **filled)}" for text in notes.METHOD))
        surroundings.table(found)


def _spread(found: Findings) -> None:
    column = sentences.measured(found.years)
    finding = sentences.spread(found.years, found.block)
    relative = column == "variation"
    weighed = _("Every inhabitant counts the same (population of {year}).", year=found.weighed)
    term = (
        N_("Technical terms: coefficient of variation and Gini coefficient (sigma convergence).")
        if relative
        else N_("Technical term: standard deviation (sigma convergence).")
    )
    moves.head(_("How far apart are the regions?"), finding, f"{_(term)} {weighed}")
    names = {"variation": _("distance"), "gini": _("Gini"), "deviation": _("distance")}
    columns = ["variation", "gini"] if relative else ["deviation"]
    lines = found.years[columns] * (100 if relative else 1)
    unit, decimals = (_("% of the average"), 0) if relative else (_(found.block.unit), found.block.decimals)
    figure = pictures.spread(lines, names=names, unit=unit, decimals=decimals, theme=show.theme())
    show.chart(
        figure,
        alt=_("Line chart of the distances between regions over the years. {finding}", finding=finding),
        key="spread",
        twin=found.years.reset_index(),
        columns=_of_years(found.block, relative),
    )


def _of_years(block: Indicator, relative: bool) -> Columns:
    heads = {
        "period": Column(_("Year")),
        "mean": Column(_("Average"), _(block.unit), block.decimals),
        "deviation": Column(_("Standard deviation"), _(block.unit), block.decimals),
    }
    if relative:
        heads |= {
            "variation": Column(_("Coefficient of variation"), decimals=3),
            "gini": Column(_("Gini coefficient"), decimals=3),
            "theil": Column(_("Theil index"), decimals=4),
            "within": Column(_("Within countries"), decimals=4),
            "between": Column(_("Between countries"), decimals=4),
        }
    return heads | {"count": Column(_("Regions"), decimals=0)}


def _split(found: Findings) -> None:
    finding = sentences.split(found.years)
    moves.head(
        _("Between countries, or within them?"),
        finding,
        _("Technical term: Theil index, whose two parts add up to the whole."),
    )
    parts = found.years[["between", "within"]]
    names = {"between": _("between countries"), "within": _("within countries")}
    hover = pd.DataFrame(
        {name: [_bar(str(year), names[name], row, name) for year, row in found.years.iterrows()]
         for name in parts.columns}
    )  # fmt: skip
    figure = pictures.stacked(parts, names=names, hover=hover, unit=_("Theil index"), theme=show.theme())
    alt = _("Stacked bars of inequality between and within countries by year. {finding}", finding=finding)
    heads = _of_years(found.block, True)
    heads = {name: heads[name] for name in ("period", "theil", "between", "within")}
    return show.chart(figure, alt=alt, key="split", twin=found.years.reset_index(), columns=heads)


def _bar(year: str, name: str, row: pd.Series, column: str) -> str:
    share = texts.number(100 * row[column] / row["theil"], 0)
    return f"<b>{year}</b><br>{name}: {share} %<br>{_('Theil index')} {texts.number(row[column], 4)}"

"""The page on methods: sources, definitions, calculations and limits, all read from the catalogue."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import catalogue, regions
from danube.catalogue import FLAGS, Indicator
from danube.texts import N_, _
from danube.ui import show
from danube.ui.programme import trial
from danube.ui.show import Column, Link
from danube.words import calculated

PARTS = {
    "sources": N_("Sources and licences"),
    "definitions": N_("Definitions"),
    "calculations": N_("Calculations"),
    "limits": N_("Limits"),
}
STATUS = {
    "published": N_("published"),
    "by-hand": N_("copied by hand, to be confirmed at the next refresh"),
    "uploaded": N_("uploaded, declared by who uploaded it"),
    "waiting": N_("waiting for a refresh"),
}
DIRECTION = {
    "higher": N_("higher is better"),
    "lower": N_("lower is better"),
    "neutral": N_("neither is better"),
}
CALCULATIONS = [
    (
        N_("Danube median"),
        N_(
            "The median over the NUTS 2 regions that have a figure of their own in that year; every region "
            "counts once. Where no NUTS 2 figures exist, it runs over the NUTS 1 units or the countries, and "
            "says so. Moldova and the Ukrainian oblasts would count as soon as they have figures."
        ),
    ),
    (
        N_("Rank"),
        N_(
            "Regions with a figure of their own are sorted in the direction that is better; equal figures "
            "share the better rank. The number of ranked regions always stands beside it. Where no direction "
            "is better, the order is from the highest, and no merit."
        ),
    ),
    (
        N_("Distance to the median"),
        N_(
            "The figure less the Danube median, divided by the median absolute deviation times 1.4826 (or by "
            "the interquartile range over 1.349 where that deviation is zero), and turned so that better "
            "is positive. It puts indicators of different units on one scale, and outliers do not stretch it."
        ),
    ),
    (
        N_("Uploaded figures and old versions"),
        N_(
            "An uploaded figure takes the place of the publisher's for the same indicator, region and year, "
            "counts in medians, ranks and indices like any other, and is marked wherever its notes are "
            "shown. With uploads=off in the address every page reads the figures as if nothing had been "
            "uploaded: the publisher's figure returns, a region without one leaves the ranking, and medians, "
            "ranks, intervals and peers are calculated anew from what is left. With v= in the address a page "
            "shows the figures as they stood after that load or withdrawal."
        ),
    ),
    (
        N_("Strength and weakness"),
        N_(
            "An indicator counts as one beyond half of such a deviation from the median. Neutral indicators "
            "and values of larger units never count."
        ),
    ),
    (
        N_("Widest gaps"),
        N_(
            "The median of the highest fifth of the regions over the median of the lowest fifth, for "
            "indicators whose figures are all positive."
        ),
    ),
    (
        N_("Trend of the Danube Region"),
        N_(
            "The medians of the same regions in both years are compared, so that regions entering or leaving "
            "a series cannot look like progress."
        ),
    ),
    (
        N_("First year shown"),
        N_("The latest year that covers at least 65 % of the regions of the indicator's best year."),
    ),
    (
        N_("Class breaks on maps"),
        N_(
            "Computed once over all years of an indicator, so that the legend stays and years can be "
            "compared: equal steps, quantiles or natural breaks (Fisher–Jenks). Steps around a reference "
            "turn around that of the indicator's latest well covered year, whichever year is shown."
        ),
    ),
    (
        N_("Older NUTS codes"),
        N_(
            "Codes of NUTS 2010 to 2021 are carried to NUTS 2024: renamed regions exactly, merged ones as a "
            "sum or a mean weighted by population. Where a region was split or its border moved, its old "
            "figures are left out rather than guessed."
        ),
    ),
    (
        N_("Larger units"),
        N_(
            "A figure that its publisher gives for a NUTS 1 unit or a country keeps that level. Maps draw it "
            "dotted and name the unit; it is never ranked among regions."
        ),
    ),
    *calculated.PROGRAMME,
]


def draw(part: str) -> None:
    """One part of the page."""
    {"sources": _sources, "definitions": _definitions, "calculations": _calculations, "limits": _limits}[
        part
    ]()


def _sources() -> None:
    blocks = catalogue.load().sources.values()
    table = pd.DataFrame(
        {
            "title": [Link(_(block.title), block.url) for block in blocks],
            "attribution": [block.attribution for block in blocks],
            "dataset": [block.dataset for block in blocks],
            "vintage": [block.vintage for block in blocks],
            "licence": [Link(block.licence, block.licence_url) for block in blocks],
            "status": [_(STATUS[block.status]) for block in blocks],
            "note": [_(block.note) for block in blocks],
        }
    )
    heads = {
        "title": Column(_("Dataset")),
        "attribution": Column(_("Attribution")),
        "dataset": Column(_("Code")),
        "vintage": Column(_("As of")),
        "licence": Column(_("Licence")),
        "status": Column(_("Status")),
        "note": Column(_("Notes")),
    }
    show.table(table, alt=_("Sources, their licences and their state"), key="sources", columns=heads)
    st.markdown(f"**{_('Boundaries')}** {_(regions.ATTRIBUTION)}. {_(regions.DISCLAIMER)}")


def _definitions() -> None:
    known = catalogue.load()
    for key, blocks in known.by_pillar().items():
        st.header(_(known.pillars[key].name), anchor=False)
        st.caption(_(known.pillars[key].question))
        _indicators(key, blocks)
    st.header(_("Lenses"), anchor=False)
    for lens in known.lenses.values():
        st.markdown(f"**{_(lens.name)}** {_(lens.definition)}")


def _indicators(key: str, blocks: list[Indicator]) -> None:
    table = pd.DataFrame(
        {
            "name": [_(block.name) for block in blocks],
            "definition": [" ".join(filter(None, [_(block.definition), _(block.note)])) for block in blocks],
            "unit": [_(block.unit) for block in blocks],
            "direction": [_(DIRECTION[block.direction]) for block in blocks],
            "dataset": [block.dataset for block in blocks],
        }
    )
    heads = {
        "name": Column(_("Indicator")),
        "definition": Column(_("Definition")),
        "unit": Column(_("Unit")),
        "direction": Column(_("Direction")),
        "dataset": Column(_("Dataset")),
    }
    show.table(table, alt=_("Definitions of the indicators"), key=f"definitions-{key}", columns=heads)


def _calculations() -> None:
    for name, text in CALCULATIONS:
        st.markdown(f"**{_(name)}**  \n{_(text)}")
    trial.draw()
    st.header(_("Notes on figures"), anchor=False)
    table = pd.DataFrame({"flag": list(FLAGS), "meaning": [_(text) for text in FLAGS.values()]})
    heads = {"flag": Column(_("Flag")), "meaning": Column(_("Meaning"))}
    show.table(table, alt=_("Flags and their meaning"), key="flags", columns=heads)


def _limits() -> None:
    known = catalogue.load()
    st.markdown(
        _(
            "Bosnia and Herzegovina, Moldova and the four Ukrainian oblasts have almost no regional figures "
            "in European statistics: they are drawn hatched, with the reason. Figures before 2020 are dated "
            "on screen and stay out of headline figures. A rank is a position among the regions that report; "
            "small differences between neighbours in a ranking mean little."
        )
    )
    st.header(_("Weak spots of the sources"), anchor=False)
    for source in known.sources.values():
        if source.note and source.status != "waiting":
            st.markdown(f"- **{_(source.title)}**: {_(source.note)}")
    waiting = [block for block in known.indicators.values() if block.status == "waiting"]
    st.header(_("Declared, and waiting for figures"), anchor=False)
    st.caption(_("These come with the next refresh where the server reaches the publishers."))
    for block in waiting:
        st.markdown(f"- **{_(block.name)}** ({block.dataset}): {_(block.definition)}")

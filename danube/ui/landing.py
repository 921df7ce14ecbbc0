"""The landing page below its title: one fragment, so that a change sends the map's figures alone."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from danube import catalogue, texts
from danube.catalogue import Indicator
from danube.exports.pictures import Wanted
from danube.texts import _
from danube.ui import atlas, chrome, doors, drawn, extremes, figures, frame, headlines, ranks, selection, show

STYLE = Path(__file__).parent / "landing.css"
MAP = "overview-map"


@st.fragment
def tell(page: frame.Page, language: str) -> None:
    """Map, headline figures, gaps, doors, sources. Streamlit reruns this alone: it needs the language."""
    texts.use(language)
    _follow()
    st.html(STYLE)
    version, theme = figures.version(), show.theme()
    page.answer(headlines.answer(version, language))
    with st.container(key="choice"):
        block = _indicator()
    year = figures.years(version, block.id)[1] or ""
    wanted = Wanted(block, figures.at(version).of(block.id), year, version, theme=theme)
    with st.container(key="stand"):
        picture, told = st.columns([2.8, 1], gap="medium")
        with picture:
            _map(wanted)
        with told:
            st.html(headlines.block(version, language, theme) or "<p></p>")
    _gaps(version, theme, language)
    st.header(_("Who may lead, and how surely"), anchor=False)
    ranks.leaders()
    st.header(_("Where to go from here"), anchor=False)
    doors.show(version, block.id, year)
    choices = {"indicator": block.id, "region": st.query_params.get("region", "")}
    cited = dict.fromkeys([block.id, *headlines.table(version).index, *extremes.table(version).index])
    frame.cite(list(cited), level=2, boundaries=True, choices=choices)


def prime() -> None:
    """Calculates what the page tells of the latest version before the first visitor asks for it."""
    latest = figures.warehouse().latest()
    for calculate in (headlines.table, headlines.medians, extremes.table):
        calculate(latest)


def _follow() -> None:
    """A click on a region leads to its profile."""
    clicked = atlas.clicked(MAP)
    if clicked:
        st.switch_page(chrome.PAGES / "region.py", query_params=selection.everywhere() | {"region": clicked})


def _indicator() -> Indicator:
    """One of the headline indicators, or the one that the address asks for beside them."""
    known = catalogue.load().indicators
    asked = st.query_params.get("indicator", "")
    options = list(headlines.INDICATORS)
    if asked not in options and asked in (block.id for block in catalogue.load().visible()):
        options.insert(0, asked)
    chosen = selection.one(
        "indicator", options, label=_("Indicator"), show=lambda key: _(known[key].short),
        default=selection.FIRST, widget=st.segmented_control, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return known[chosen]


def _map(wanted: Wanted) -> None:
    """The map with its title above and what it says below; the reader's own region is outlined."""
    if not wanted.year:
        return show.empty(
            _("This indicator has no figures in this version."),
            _("They come with a refresh, or a later version."),
        )
    finished = drawn.of(wanted)
    st.header(finished.picture.title, anchor=False)
    atlas.draw(finished.picture, key=MAP, selected=[st.query_params.get("region", "")])
    query = selection.everywhere() | {"indicator": wanted.block.id}
    with st.container(key="beneath"):
        st.caption(f"{finished.answer} {_('Click a region for its profile.')}")
        st.page_link(
            chrome.PAGES / "map.py", label=_("Other indicators, years and levels"), query_params=query
        )
    return None


def _gaps(version: int, theme: str, language: str) -> None:
    st.header(_("The widest gaps"), anchor=False)
    drawn = extremes.block(version, language, theme)
    if drawn:
        st.html(drawn)
    else:
        show.empty(_("There are no figures to compare yet."), _("They come with the next refresh."))

"""The landing page below its title: one fragment, so that a change sends the map's figures alone."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from danube import catalogue, texts, words
from danube.catalogue import Indicator
from danube.drawing.maps import MapPicture
from danube.exports import pictures
from danube.exports.pictures import Wanted
from danube.texts import _
from danube.ui import atlas, chrome, doors, extremes, figures, frame, headlines, selection, show

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
    with st.container(key="stand"):
        picture, told = st.columns([2.8, 1], gap="medium")
        with picture:
            _map(block, year, version, theme, language)
        with told:
            st.html(headlines.block(version, language, theme) or "<p></p>")
    _gaps(version, theme, language)
    st.subheader(_("Where to go from here"), anchor=False)
    doors.show(version, block.id, year)
    cited = dict.fromkeys([block.id, *headlines.table(version).index, *extremes.table(version).index])
    frame.cite(list(cited), level=2, boundaries=True, choices={"indicator": block.id})


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
        options.append(asked)
    chosen = selection.one(
        "indicator", options, label=_("On the map"), show=lambda key: _(known[key].short),
        default=selection.FIRST, widget=st.segmented_control, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return known[chosen]


def _map(block: Indicator, year: str, version: int, theme: str, language: str) -> None:
    if not year:
        return show.empty(_("This indicator has no figures yet."), _("They come with the next refresh."))
    picture, sentence = _picture(block.id, year, version, theme, language)
    st.subheader(picture.title, anchor=False)
    atlas.draw(picture, key=MAP, selected=())
    query = selection.everywhere() | {"indicator": block.id}
    with st.container(key="beneath"):
        st.caption(f"{sentence} {_('Click a region for its profile.')}")
        st.page_link(
            chrome.PAGES / "map.py", label=_("Other indicators, years and levels"), query_params=query
        )
    return None


@st.cache_resource(show_spinner=False, max_entries=64)
def _picture(indicator: str, year: str, version: int, theme: str, language: str) -> tuple[MapPicture, str]:
    """The map of an indicator and what it says in words; shared by all visitors."""
    block = catalogue.load().indicators[indicator]
    wanted = Wanted(block, figures.at(version).of(indicator), year, version, theme=theme)
    rows = pictures.table(wanted)
    return pictures.choropleth(wanted, rows), words.answer_map(rows, year, block)


def _gaps(version: int, theme: str, language: str) -> None:
    st.subheader(_("The widest gaps"), anchor=False)
    drawn = extremes.block(version, language, theme)
    if drawn:
        st.html(drawn)
    else:
        show.empty(_("There are no figures to compare yet."), _("They come with the next refresh."))

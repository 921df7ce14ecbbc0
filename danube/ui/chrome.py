"""Navigation, language switch and search: what stands above every page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from danube import catalogue, regions, texts
from danube.settings import ROOT
from danube.texts import N_, _
from danube.ui import account, selection

NAME = N_("Danube Innovation Observatory")
PAGES = ROOT / "pages"
ICON = Path(__file__).parent / "icon.svg"
STYLE = Path(__file__).parent / "style.css"

WATCH = """
export default function ({ data, parentElement, setTriggerValue }) {
  document.documentElement.lang = data;
  const place = parentElement.querySelector("span");
  const look = () => {
    const now = getComputedStyle(place).getPropertyValue("--st-background-color").trim();
    if (window.danubeGround && now && now !== window.danubeGround) setTriggerValue("changed", now);
    window.danubeGround = now || window.danubeGround;
  };
  look();
  const watching = setInterval(look, 400);
  return () => clearInterval(watching);
}
"""
"""Tells the browser which language the page speaks, and the server when light turns to dark.

Streamlit mounts a component anew when the theme changes, so the ground seen last is kept outside.
"""
_theme = st.components.v2.component("theme", html="<span hidden></span>", js=WATCH)


def language() -> str:
    """The language that the address asks for, else the browser's, else English."""
    asked = st.query_params.get("lang")
    if asked in texts.LANGUAGES:
        return asked
    preferred = (st.context.locale or "en").split("-")[0]
    return preferred if preferred in texts.LANGUAGES else "en"


def navigation() -> st.Page:
    """The pages by group, in the top bar; a new page is one file and one line here."""

    def page(name: str, title: str, *, first: bool = False) -> st.Page:
        return st.Page(PAGES / f"{name}.py", title=title, url_path=None if first else name, default=first)

    groups = {
        _("Explore"): [
            page("overview", _("Overview"), first=True),
            page("map", _("Map")),
            page("region", _("Region")),
            page("compare", _("Compare")),
        ],
        _("Benchmark"): [
            page("ranking", _("Ranking")),
            page("index", _("Index lab")),
            page("peers", _("Peers")),
            page("convergence", _("Convergence")),
            page("specialisation", _("Specialisation")),
        ],
        _("Programme"): [
            page("programme", _("Programme")),
            page("pilot", _("Pilot")),
            page("groups", _("Groups and plans")),
            page("reach", _("Does it reach the gap?")),
            page("partners", _("Partners")),
            page("matching", _("Matching")),
            page("practices", _("Good practices")),
            page("edit", _("Edit")),
        ],
        _("Data"): [
            page("quality", _("Data quality")),
            page("catalogue", _("Catalogue")),
            page("import", _("Import")),
            page("query", _("Query")),
            page("versions", _("Versions")),
            page("methods", _("Methods and sources")),
        ],
        _("Present"): [
            page("decks", _("Decks")),
            page("rooms", _("Rooms")),
        ],
    }
    chosen = st.navigation(groups, position="top")
    selection.stand(chosen.url_path or "overview")
    return chosen


def bar() -> None:
    """Search and language, at the right of the top bar."""
    st.html(STYLE)
    with st.container(
        key="chrome", horizontal=True, horizontal_alignment="right", vertical_alignment="center"
    ):
        _search()
        _languages()
        account.bar()
        _theme(key="theme", data=texts.language(), on_changed_change=_repainted)


def _repainted() -> None:
    """The reader has switched between light and dark: the rerun redraws the charts in its colours."""


def _languages() -> None:
    asked = st.query_params.get("lang")
    if asked is not None and asked not in texts.LANGUAGES:
        spoken = texts.LANGUAGES[texts.language()]
        selection.refuse(_("language"), asked, _("Shown instead: {shown}.", shown=spoken))
    if st.session_state.get("language") != texts.language():
        st.session_state["language"] = texts.language()
    st.segmented_control(
        _("Language"), list(texts.LANGUAGES), key="language", format_func=str.upper, required=True,
        label_visibility="collapsed", on_change=_speak,
    )  # fmt: skip


def _speak() -> None:
    chosen = st.session_state["language"] or texts.language()
    st.query_params["lang"] = chosen


def _search() -> None:
    known = catalogue.load()
    finds = [f"region:{code}" for code in selection.every_region()]
    finds += [f"indicator:{block.id}" for block in known.visible()]

    def name(find: str) -> str:
        kind, key = find.split(":", 1)
        return regions.name(key) if kind == "region" else _(known.indicators[key].name)

    st.selectbox(
        _("Find a region or an indicator"), finds, index=None, key="search", format_func=name,
        placeholder=_("Find a region or an indicator"), label_visibility="collapsed",
        width=280, on_change=_found,
    )  # fmt: skip
    if found := st.session_state.pop("found", None):
        kind, key = found.split(":", 1)
        target = "region.py" if kind == "region" else "map.py"
        st.switch_page(PAGES / target, query_params=selection.everywhere() | {kind: key})


def _found() -> None:
    st.session_state["found"] = st.session_state["search"]
    st.session_state["search"] = None

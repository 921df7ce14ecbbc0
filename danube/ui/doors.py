"""Three doors for three kinds of visitor: who decides, who calculates, who presents."""

from __future__ import annotations

import streamlit as st

from danube import catalogue, regions
from danube.store import editions
from danube.texts import _
from danube.ui import addresses, chrome, figures, selection


def show(version: int, indicator: str, year: str) -> None:
    """The doors side by side, below each other on a phone."""
    with st.container(key="doors"):
        region, data, stage = st.columns(3, gap="large")
        with region:
            _region()
        with data:
            _data(version)
        with stage:
            _stage(version, indicator, year)


def _door(title: str, text: str) -> None:
    st.markdown(f"**{title}**  \n{text}")


def _region() -> None:
    """Who decides: straight to the own region."""
    _door(
        _("Find your region"),
        _("Its strengths and weaknesses, what has changed, and whom to compare it with."),
    )
    st.selectbox(
        _("Your region"), selection.every_region(), index=None, key="door", format_func=regions.name,
        placeholder=_("Choose a region"), label_visibility="collapsed", on_change=_entered,
    )  # fmt: skip
    if code := st.session_state.pop("entered", None):
        st.switch_page(chrome.PAGES / "region.py", query_params=selection.everywhere() | {"region": code})


def _entered() -> None:
    st.session_state["entered"] = st.session_state["door"]
    st.session_state["door"] = None


def _data(version: int) -> None:
    """Who calculates: quality, methods, the figures themselves."""
    count = len(catalogue.load().visible())
    _door(
        _("Check and take the figures"),
        _("{count} indicators with source, year, flags and licence on every figure.", count=count),
    )
    _page("quality", _("Data quality"))
    _page("methods", _("Methods and sources"))
    off = f"&{figures.SWITCH}=off" if editions.leaves_uploads_out(version) else ""
    formats = " ".join(
        f"[{name}](/api/v1/observations?version={editions.version(version)}{off}&format={key})"
        for key, name in (("csv", "CSV"), ("parquet", "Parquet"))
    )
    st.markdown(_("All figures: {formats} · [API](/api/v1/)", formats=formats))


def _stage(version: int, indicator: str, year: str) -> None:
    """Who presents: pictures that fill the screen, links that show the same tomorrow."""
    _door(
        _("Show it to others"),
        _("Every link keeps indicator, year, language and version: it shows the same tomorrow."),
    )
    if not year:
        return
    choices = {"indicator": indicator, "year": year}
    links = {
        _("The map in full"): addresses.page("map", version, **choices),
        _("Ranking of this indicator"): addresses.page("ranking", version, **choices),
        f"{_('Picture for a slide')} (PNG)": addresses.page("api/v1/map.png", version, **choices),
    }
    st.markdown("  \n".join(f"[{label}]({address})" for label, address in links.items()))


def _page(name: str, label: str) -> None:
    st.page_link(chrome.PAGES / f"{name}.py", label=label, query_params=selection.everywhere())

"""The map component: outlines fetched once by URL, figures alone at every change.

    picture = maps.choropleth(outlines.load(2), figures, scale, title=…, theme=theme)
    clicked = atlas.draw(picture, key="atlas", selected=chosen)
    if clicked:
        …                        # the reader has just clicked this region

Streamlit sends a component's inline script again with every rerun. So the inline script is two
lines that import the true one (`atlas.js`, served by the API for ever) and hand over. The data travel in
a list of one: a dictionary would be searched for data frames, value by value, at every rerun.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from danube import texts
from danube.drawing import browser
from danube.drawing.maps import MapPicture

LOADER = """
const loaded = (window.__atlasModules ??= new Map());
const got = ({ data: [data] }, act) => {
  const url = new URL(data.module, document.baseURI).href;
  if (loaded.has(url)) act(loaded.get(url));
  else import(url).then((module) => act((loaded.set(url, module), module)));
};
export default (c) => (got(c, (m) => m.draw(c)), () => got(c, (m) => m.leave(c.parentElement)));
"""
_component = st.components.v2.component("atlas", html='<div class="atlas"></div>', js=LOADER)


def draw(
    picture: MapPicture,
    *,
    key: str = "atlas",
    selected: Sequence[str] | None = None,
    height: int = 720,
    outlines_url: str | None = None,
) -> str | None:
    """Draw the map, at most `height` pixels tall; the code of the region just clicked, else None.

    `selected` regions are outlined and named; None leaves the choice to the map itself, which keeps
    it over reruns (`chosen`). `outlines_url` is the server's own unless told otherwise.
    """
    marked = chosen(key) if selected is None else tuple(selected)
    data = picture.payload() | {
        "module": browser.url(texts.language()),
        "outlines": outlines_url or picture.outlines.url,
        "selected": [code for code in marked if code in picture.outlines.ids],
        "height": height,
    }
    result = _component(key=key, data=[data], on_clicked_change=_heard, on_selected_change=_heard)
    return result.clicked


def chosen(key: str = "atlas") -> tuple[str, ...]:
    """The regions that the reader has chosen on this map so far."""
    return tuple(st.session_state.get(key, {}).get("selected") or ())


def clicked(key: str = "atlas") -> str | None:
    """The region just clicked, known before the map is drawn again; None at every other rerun."""
    return st.session_state.get(key, {}).get("clicked")


def _heard() -> None:
    """Streamlit only keeps results that somebody listens to."""

"""The colours of a map in words, for a picture that brings no legend of its own."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import chain
from pathlib import Path

import streamlit as st

from danube.drawing import palette
from danube.drawing.maps import MapPicture
from danube.texts import _

STYLE = Path(__file__).parent / "legend.css"


def draw(picture: MapPicture) -> None:
    """The unit, then every class with its colour, then what has no figure."""
    st.html(STYLE)
    st.html(_list(picture))


def _list(picture: MapPicture) -> str:
    colours = zip(picture.scale.colours(picture.theme), picture.scale.labels(), strict=True)
    hatch = palette.theme(picture.theme).hatch
    missing = (f"color-mix(in srgb, {hatch} 47%, transparent)", _("No figure"))
    heading = " · ".join(filter(None, [picture.unit, picture.reference]))
    return listed(heading, chain(colours, [missing]))


def listed(heading: str, entries: Iterable[tuple[str, str]]) -> str:
    """Colours with their words, as HTML; the style sheet is `STYLE`."""
    items = "".join(_entry(colour, text) for colour, text in entries)
    return f'<div class="legend-of-map"><p>{escape(heading)}</p><ul>{items}</ul></div>'


def _entry(colour: str, text: str) -> str:
    return f'<li><span style="background:{colour}"></span>{escape(text)}</li>'

"""The colours of a map in words, for a picture that brings no legend of its own."""

from __future__ import annotations

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
    entries = "".join(_entry(colour, text) for colour, text in chain(colours, [missing]))
    heading = escape(" · ".join(filter(None, [picture.unit, picture.reference])))
    return f'<div class="legend-of-map"><p>{heading}</p><ul>{entries}</ul></div>'


def _entry(colour: str, text: str) -> str:
    return f'<li><span style="background:{colour}"></span>{escape(text)}</li>'

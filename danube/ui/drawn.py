"""Maps drawn once for all visitors: two hundred of them in a room look at the same few.

What is returned is shared: pages read it and never write into it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from danube import catalogue, texts, words
from danube.drawing.maps import MapPicture
from danube.exports import pictures
from danube.exports.pictures import Wanted
from danube.ui import figures


@dataclass(frozen=True)
class Drawn:
    """A map with its figures and the sentence that it answers with, in one language and theme."""

    table: pd.DataFrame
    picture: MapPicture
    answer: str


def of(wanted: Wanted) -> Drawn:
    """The map of these choices, drawn when somebody first asks for it."""
    choices = (wanted.version, wanted.block.id, wanted.year, wanted.level, wanted.kind, wanted.centre)
    return _drawn((*choices, wanted.theme, texts.language()), wanted)


@st.cache_resource(show_spinner=False, max_entries=600)
def _drawn(choices: tuple[str | int, ...], _wanted: Wanted) -> Drawn:
    table = pictures.table(_wanted)
    answer = words.answer_map(table, _wanted.year, _wanted.block)
    return Drawn(table, pictures.choropleth(_wanted, table), answer)


def prime() -> None:
    """Draws every indicator's first map in the first language, in the light theme."""
    texts.use("en")
    version = figures.warehouse().latest()
    for block in catalogue.load().visible():
        year = figures.years(version, block.id)[1]
        if year is not None:
            rows = figures.at(version).of(block.id)
            of(Wanted(block, rows, year, version)).picture.payload()

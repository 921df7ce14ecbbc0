"""The profile of one region, prepared once per version: shared by all visitors, written by none."""

from __future__ import annotations

import streamlit as st

from danube import catalogue, regions
from danube.benchmark import portrait
from danube.benchmark.portrait import Portrait
from danube.texts import _
from danube.ui import figures, selection

DEFAULT = "SK01"
"""The region that the page opens with: hardly any other has more figures of its own."""

STANDOUTS = 6
"""Strengths, and as many weaknesses, that are shown first."""


def asked() -> str:
    """The region of the address, known before the page has a title."""
    selection.keep("region")
    code = st.query_params.get("region")
    return code if code in selection.every_region() else DEFAULT


def of(region: str) -> Portrait:
    """The profile of a region at the version in use."""
    return _portrait(figures.version(), region)


@st.cache_resource(show_spinner=False, max_entries=96)
def _portrait(number: int, region: str) -> Portrait:
    return portrait.of(figures.shelf().everything, figures.yearly(number), region)


def telling(known: Portrait) -> str:
    """The indicator whose course is shown first: R&D expenditure, else the first with a figure at all."""
    for state in ("value", "coarser"):
        some = known.table.index[known.table["state"] == state]
        if len(some):
            return selection.FIRST if selection.FIRST in some else str(some[0])
    return selection.FIRST


def companions(region: str) -> list[str]:
    """The region with those nearest in the list: its country's others first, four in all."""
    country = regions.country_of(region)
    others = [code for code in selection.every_region() if code != region]
    others.sort(key=lambda code: regions.country_of(code) != country)
    return [region, *others[:3]]


def pillar(first: str) -> str:
    """The chosen field of innovation, or an empty text for the view that stands first under this name."""
    names = {"": first} | {key: _(block.name) for key, block in catalogue.load().pillars.items()}
    return selection.one(
        "pillar",
        list(names),
        label=_("Field"),
        show=names.__getitem__,
        widget=st.pills,
        required=True,
        label_visibility="collapsed",
    )

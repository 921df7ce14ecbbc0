"""A small map that shows where a region lies: the countries, the rivers and the region in colour."""

from __future__ import annotations

from functools import cache

import streamlit as st

from danube import regions
from danube.drawing import outlines, palette
from danube.texts import _
from danube.ui import show


def draw(region: str) -> None:
    """The region among the countries of the Danube Region."""
    name = regions.name(region)
    country = regions.name(regions.country_of(region))
    title = (
        _("Where {region} lies", region=name)
        if name == country
        else _("Where {region} lies in {country}", region=name, country=country)
    )
    st.image(_picture(region, show.theme()), alt=title, width="stretch")


@cache
def _picture(region: str, theme: str) -> str:
    around, fine, colours = outlines.load(0), outlines.load(2), palette.theme(theme)
    own = fine.paths[fine.ids.index(region)]
    x, y = fine.centroids[fine.ids.index(region)]
    land = "".join(around.paths)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {around.width} {around.height}">'
        f'<path d="{land}" fill="{colours.grid}" stroke="{colours.ground}" stroke-width="9"/>'
        f'<path d="{around.rivers}" fill="none" stroke="{colours.muted}" stroke-width="9" opacity="0.7"/>'
        f'<path d="{own}" fill="{colours.river}"/>'
        f'<circle cx="{x}" cy="{y}" r="170" fill="none" stroke="{colours.river}" stroke-width="18"/></svg>'
    )

"""A small map that shows where a region lies: the countries, the rivers and the region in colour."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate

import streamlit as st

from danube import regions
from danube.drawing import outlines, palette
from danube.texts import _
from danube.ui import show

SMALL, RING = 100, 150
"""Half the width, in drawing units, below which a region gets a ring, and the radius of the ring."""


def draw(region: str, others: tuple[str, ...] = ()) -> None:
    """The region among the countries of the Danube Region; `others` in the colour of comparison."""
    name = regions.name(region)
    country = regions.name(regions.country_of(region))
    title = (
        _("Where {region} lies", region=name)
        if name == country
        else _("Where {region} lies in {country}", region=name, country=country)
    )
    st.image(_picture(region, show.theme(), others), alt=title, width="stretch")


def _reach(path: str) -> float:
    """Half the larger side of the first ring of a path, in drawing units; steps are relative."""
    numbers = [int(number) for number in re.findall(r"-?\d+", path.split("z")[0])]
    east, south = list(accumulate(numbers[::2])), list(accumulate(numbers[1::2]))
    return max(max(east) - min(east), max(south) - min(south)) / 2


@cache
def _picture(region: str, theme: str, others: tuple[str, ...] = ()) -> str:
    around, fine, colours = outlines.load(0), outlines.load(2), palette.theme(theme)
    own = fine.paths[fine.ids.index(region)]
    beside = "".join(fine.paths[fine.ids.index(code)] for code in others)
    x, y = fine.centroids[fine.ids.index(region)]
    ring = RING if _reach(own) < SMALL else 0
    land = "".join(around.paths)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {around.width} {around.height}">'
        f'<path d="{land}" fill="{colours.grid}" stroke="{colours.ground}" stroke-width="9"/>'
        f'<path d="{around.rivers}" fill="none" stroke="{colours.muted}" stroke-width="9" opacity="0.7"/>'
        f'<path d="{beside}" fill="{colours.amber}"/>'
        f'<path d="{own}" fill="{colours.river}"/>'
        f'<circle cx="{x}" cy="{y}" r="{ring}" fill="none" stroke="{colours.river}" stroke-width="18"/></svg>'
    )

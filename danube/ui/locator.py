"""A small map that shows where a region lies: the countries, the rivers and the region in colour."""

from __future__ import annotations

import streamlit as st

from danube import regions
from danube.drawing import locator
from danube.texts import _
from danube.ui import show


def draw(region: str, others: tuple[str, ...] = ()) -> None:
    """The region among the countries of the Danube Region; `others` in the colour of comparison."""
    name = regions.name(region)
    country = regions.name(regions.country_of(region))
    title = (
        _("Where {region} lies", region=name)
        if name == country
        else _("Where {region} lies in {country}", region=name, country=country)
    )
    st.image(locator.picture(region, show.theme(), others), alt=title, width="stretch")

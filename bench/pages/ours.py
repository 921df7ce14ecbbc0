"""`?size=2|extra`: one map as the product draws it, and a choice of ten made-up indicators."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from bench.pages.made_up import CHOICES, figures
from danube.drawing import maps, outlines, scales
from danube.ui import atlas


@st.cache_resource(show_spinner=False)
def picture(name: str, choice: str) -> maps.MapPicture:
    """The map drawn once for all visitors, as the product does."""
    drawn = outlines.load(name)
    everything = pd.concat([figures(drawn.ids, each) for each in CHOICES])
    scale = scales.build(everything, "quantiles", decimals=1)
    return maps.choropleth(
        drawn, figures(drawn.ids, choice).to_frame("value"), scale, title=choice, unit="points"
    )


chosen = st.radio("Indicator", CHOICES, key="indicator", horizontal=True)
atlas.draw(picture(st.query_params.get("size", "2"), chosen), key="atlas")

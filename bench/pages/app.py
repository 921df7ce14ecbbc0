"""Two ways to draw the same choropleth, served as the product is: ours, and what everybody writes."""

from pathlib import Path

import streamlit as st

from danube import api

files = api.shelf()
app = st.App(
    Path(__file__).parent / "maps.py",
    routes=api.routes(),
    middleware=api.middleware(files),
    lifespan=api.lifespan(files, lambda: None),
)

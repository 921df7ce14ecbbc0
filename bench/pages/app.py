"""One map on the product's server, for the benchmark."""

from pathlib import Path

import streamlit as st

from danube import api

files = api.shelf()
app = st.App(
    Path(__file__).parent / "ours.py",
    routes=api.routes(),
    middleware=api.middleware(files),
    lifespan=api.lifespan(files, lambda: None),
)

"""The real guard and error page around a page that fails."""

from pathlib import Path

import streamlit as st

from danube import api
from danube.ui import errors

files = api.shelf()
app = st.App(
    Path(__file__).parent / "page.py",
    routes=api.routes(),
    middleware=api.middleware(files),
    lifespan=api.lifespan(files, lambda: None),
    on_script_error=errors.show,
)

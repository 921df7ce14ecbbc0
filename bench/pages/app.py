"""Two ways to draw the same choropleth, served as the product is: ours, and what everybody writes."""

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from danube import api

LAYERS = ("coastlines", "countries", "lakes", "land", "ocean", "rivers", "subunits")


async def no_coast(request: Request) -> Response:
    """The world that plotly's maps fetch from elsewhere before they draw anything: here an empty one."""
    empty = {"type": "GeometryCollection", "geometries": []}
    return JSONResponse({"type": "Topology", "arcs": [], "objects": dict.fromkeys(LAYERS, empty)})


files = api.shelf()
app = st.App(
    Path(__file__).parent / "maps.py",
    routes=[Route("/topojson/{rest:path}", no_coast), *api.routes()],
    middleware=api.middleware(files),
    lifespan=api.lifespan(files, lambda: None),
)

"""`?size=2|extra`: the same map as everybody writes it, with plotly and its GeoJSON inline."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import plotly.express as px
import shapely
import streamlit as st

from bench.pages.made_up import CHOICES, figures
from danube.drawing import outlines
from danube.settings import DATA

KEYS = ("code", "NUTS_ID")


@st.cache_resource
def polygons(name: str) -> dict[str, Any]:
    """The GeoJSON that a naive page would send: our own file, the one given, or the tiles as polygons."""
    given = os.environ.get(outlines.EXTRA_SETTING, "")
    if name == outlines.EXTRA and given.isdigit():
        drawn = outlines.load(name)
        tiles = [tile(*one) for one in zip(drawn.ids, drawn.centroids, strict=True)]
        return {"type": "FeatureCollection", "features": tiles}
    path = DATA / "boundaries" / f"level{name}.geojson" if name != outlines.EXTRA else Path(given)
    content = json.loads(path.read_text())
    return {"type": "FeatureCollection", "features": [clockwise(one) for one in content["features"]]}


def clockwise(feature: dict[str, Any]) -> dict[str, Any]:
    """The feature with its rings as plotly wants them: the other way round it fills the rest of the globe."""
    shape = shapely.orient_polygons(shapely.from_geojson(json.dumps(feature["geometry"])), exterior_cw=True)
    return feature | {"geometry": json.loads(shapely.to_geojson(shape))}


def tile(code: str, centre: tuple[int, int]) -> dict[str, Any]:
    """A hexagon near Vienna in degrees, its ring clockwise as plotly wants it."""
    x, y = 5 + centre[0] / 200, 55 - centre[1] / 300
    corners = [(0, 0.13), (0.17, 0.07), (0.17, -0.07), (0, -0.13), (-0.17, -0.07), (-0.17, 0.07), (0, 0.13)]
    ring = [[round(x + dx, 3), round(y + dy, 3)] for dx, dy in corners]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


chosen, size = (
    st.radio("Indicator", CHOICES, key="indicator", horizontal=True),
    st.query_params.get("size", "2"),
)
shapes = polygons(size)
chart = px.choropleth(
    figures(outlines.load(size).ids, chosen).rename_axis("region").reset_index(name="value"),
    geojson=shapes,
    locations="region",
    featureidkey=f"properties.{next(key for key in KEYS if key in shapes['features'][0]['properties'])}",
    color="value",
    height=640,
)
chart.update_geos(fitbounds="locations", visible=False)
st.plotly_chart(chart, key="chart")

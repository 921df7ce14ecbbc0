"""`?way=ours|naive&size=2|extra`: one map, and a choice of ten made-up indicators."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import plotly.express as px
import shapely
import streamlit as st

from danube.drawing import maps, outlines, scales
from danube.settings import DATA
from danube.ui import atlas

CHOICES = [f"Indicator {number}" for number in range(10)]
KEYS = ("code", "NUTS_ID")


def figures(ids: tuple[str, ...], choice: str) -> pd.Series:
    """Between 0 and 100 with one decimal, the same in every run; one in ten is missing."""
    random = np.random.default_rng(CHOICES.index(choice))
    values = pd.Series(random.uniform(0, 100, len(ids)).round(1), index=list(ids))
    return values.mask(random.uniform(size=len(ids)) < 0.1)


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


@st.cache_resource
def picture(name: str, choice: str) -> maps.MapPicture:
    """The map drawn once for all visitors, as the product does."""
    drawn = outlines.load(name)
    everything = pd.concat([figures(drawn.ids, each) for each in CHOICES])
    scale = scales.build(everything, "quantiles", decimals=1)
    return maps.choropleth(
        drawn, figures(drawn.ids, choice).to_frame("value"), scale, title=choice, unit="points"
    )


def ours(name: str, choice: str) -> None:
    atlas.draw(picture(name, choice), key="atlas")


def naive(name: str, choice: str) -> None:
    shapes = polygons(name)
    key = next(key for key in KEYS if key in shapes["features"][0]["properties"])
    values = figures(outlines.load(name).ids, choice).rename_axis("region").reset_index(name="value")
    chart = px.choropleth(
        values,
        geojson=shapes,
        locations="region",
        featureidkey=f"properties.{key}",
        color="value",
        height=640,
    )
    chart.update_geos(fitbounds="locations", visible=False)
    st.plotly_chart(chart, key="chart", config={"topojsonURL": "/topojson/"})


way, size = st.query_params.get("way", "ours"), st.query_params.get("size", "2")
chosen = st.radio("Indicator", CHOICES, key="indicator", horizontal=True)
(naive if way == "naive" else ours)(size, chosen)

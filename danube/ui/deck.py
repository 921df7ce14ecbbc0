"""The choropleth in relief: regions as high as their figures, the partner towns on top (pydeck).

    deck.draw(picture, key="relief", alt=picture.description())

No map provider, no tiles, no outside request: only the project's own outlines.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pydeck as pdk
import streamlit as st

from danube import regions
from danube.drawing import outlines, palette
from danube.drawing.maps import MapPicture

TALLEST = 160_000  # metres of the highest region on the map
DIGITS = 2  # of a degree: about a kilometre, which is what the outlines resolve
VIEW = pdk.ViewState(longitude=18.3, latitude=46.1, zoom=4.9, pitch=42, bearing=-8, min_zoom=3.5, max_zoom=9)


def draw(picture: MapPicture, *, key: str = "relief", alt: str = "", height: int = 620) -> None:
    """Draw the picture in relief; `alt` says it in words, by default the picture's own description."""
    st.pydeck_chart(build(picture), height=height, key=key, alt=alt or picture.description())


def build(picture: MapPicture) -> pdk.Deck:
    """The scene: neighbours flat, regions extruded above the lowest figure, towns as points with names."""
    colours = palette.theme(picture.theme)
    return pdk.Deck(
        layers=[_neighbours(colours), _regions(picture, colours), *_towns(colours)],
        initial_view_state=VIEW,
        map_provider=None,
        parameters={"clearColor": [channel / 255 for channel in (*palette.rgb(colours.ground), 255)]},
        tooltip={
            "text": "{said}",
            "style": {"background": colours.surface, "color": colours.ink, "fontSize": "13px"},
        },
    )


def _regions(picture: MapPicture, colours: palette.Theme) -> pdk.Layer:
    shapes = _shapes(f"level{picture.outlines.name}")
    rows = zip(picture.outlines.ids, _heights(picture), picture.fills, picture.said, strict=True)
    data = [
        {
            "polygon": polygon,
            "high": high,
            "fill": [*palette.rgb(fill or colours.missing), 235],
            "said": said,
        }
        for code, high, fill, said in rows
        for polygon in shapes[code]
    ]
    return pdk.Layer(
        "PolygonLayer",
        data,
        id="regions",
        get_polygon="polygon",
        get_elevation="high",
        get_fill_color="fill",
        get_line_color=[*palette.rgb(colours.border)],
        extruded=True,
        wireframe=False,
        pickable=True,
        auto_highlight=True,
    )


def _heights(picture: MapPicture) -> list[int]:
    """Metres on the map: a little for the lowest figure, nothing where there is none."""
    values = picture.figures["value"]
    low, high = values.min(), values.max()
    span = (high - low) or 1.0
    return [
        0 if value != value else round(TALLEST * (0.04 + 0.96 * (value - low) / span)) for value in values
    ]


def _neighbours(colours: palette.Theme) -> pdk.Layer:
    data = [{"polygon": polygon} for shapes in _shapes("neighbours").values() for polygon in shapes]
    return pdk.Layer(
        "PolygonLayer",
        data,
        id="neighbours",
        get_polygon="polygon",
        get_fill_color=[*palette.rgb(colours.backdrop)],
        get_line_color=[*palette.rgb(colours.ground)],
        line_width_min_pixels=1,
        stroked=True,
    )


def _towns(colours: palette.Theme) -> list[pdk.Layer]:
    data = [
        {"at": [one.lon, one.lat, TALLEST * 1.05], "name": one.town, "said": one.town}
        for one in regions.towns()
    ]
    dots = pdk.Layer(
        "ScatterplotLayer",
        data,
        id="towns",
        get_position="at",
        get_fill_color=[*palette.rgb(colours.amber)],
        get_line_color=[*palette.rgb(colours.ground)],
        get_radius=1,
        radius_min_pixels=5,
        radius_max_pixels=5,
        stroked=True,
        line_width_min_pixels=1,
        pickable=True,
    )
    names = pdk.Layer(
        "TextLayer",
        data,
        id="names",
        get_position="at",
        get_text="name",
        get_color=[*palette.rgb(colours.ink)],
        get_size=13,
        get_pixel_offset=[0, -14],
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String("sans-serif"),
    )
    return [dots, names]


@cache
def _shapes(name: str) -> dict[str, list[Any]]:
    """Polygons (longitude, latitude) of every code of a boundary file, rounded."""
    content = json.loads((outlines.BOUNDARIES / f"{name}.geojson").read_text(encoding="utf-8"))
    return {
        feature["properties"]["code"]: [_rounded(polygon) for polygon in _polygons(feature["geometry"])]
        for feature in content["features"]
    }


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    coordinates = geometry["coordinates"]
    return coordinates if geometry["type"] == "MultiPolygon" else [coordinates]


def _rounded(polygon: list[Any]) -> list[Any]:
    return [[[round(x, DIGITS), round(y, DIGITS)] for x, y, *_height in ring] for ring in polygon]

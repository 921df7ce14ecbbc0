"""The choropleth in relief: regions as high as their figures, the partner towns on top (pydeck).

    deck.draw(picture, key="relief", alt=picture.description())

No map provider, no tiles, no outside request: only the project's own outlines.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from typing import Any

import pydeck as pdk
import streamlit as st

from danube import regions
from danube.drawing import outlines, palette
from danube.drawing.maps import MapPicture

TALLEST = 90_000  # metres of the highest region on the map
DIGITS = 2  # of a degree: about a kilometre, which is what the outlines resolve
MATT = {"ambient": 0.66, "diffuse": 0.4, "specularColor": [0, 0, 0]}  # keeps the colours true
IN_FRONT = {"depthCompare": "always"}
VIEW = pdk.ViewState(longitude=18.3, latitude=45.9, zoom=4.7, pitch=40, bearing=-8, min_zoom=3.5, max_zoom=9)


class Scene(pdk.Deck):
    """A deck whose JSON has no indentation: a quarter of the bytes."""

    def to_json(self) -> str:
        """What Streamlit sends to the browser."""
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


def draw(picture: MapPicture, *, key: str = "relief", alt: str = "", height: int = 620) -> None:
    """Draw the picture in relief; `alt` says it in words, by default the picture's own description."""
    st.pydeck_chart(build(picture), height=height, key=key, alt=alt or picture.description())


def build(picture: MapPicture) -> Scene:
    """The scene: neighbours flat, regions extruded above the lowest figure, towns as points with names."""
    colours = palette.theme(picture.theme)
    heights = dict(zip(picture.outlines.ids, _heights(picture), strict=True))
    return Scene(
        layers=[neighbours(colours), _regions(picture, heights, colours), *_towns(heights, colours)],
        initial_view_state=VIEW,
        map_provider=None,
        tooltip={
            "text": "{said}",
            "style": {"background": colours.surface, "color": colours.ink, "fontSize": "13px"},
        },
    )


def _regions(picture: MapPicture, heights: dict[str, int], colours: palette.Theme) -> pdk.Layer:
    polygons = shapes(f"level{picture.outlines.name}")
    rows = zip(picture.outlines.ids, picture.fills, picture.said, strict=True)
    data = [
        {
            "polygon": polygon,
            "high": heights[code],
            "fill": palette.rgb(fill) if fill else (*palette.rgb(colours.hatch), 120),
            "said": said,
        }
        for code, fill, said in rows
        for polygon in polygons[code]
    ]
    return pdk.Layer(
        "PolygonLayer",
        data,
        id="regions",
        get_polygon="polygon",
        get_elevation="high",
        get_fill_color="fill",
        extruded=True,
        material=MATT,
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


def neighbours(colours: palette.Theme, without: Collection[str] = ()) -> pdk.Layer:
    """The countries around, pale and flat, but for those that are left out."""
    around = {code: polygons for code, polygons in shapes("neighbours").items() if code not in without}
    data = [{"polygon": polygon} for polygons in around.values() for polygon in polygons]
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


def _towns(heights: dict[str, int], colours: palette.Theme) -> list[pdk.Layer]:
    data = [
        {"at": [one.lon, one.lat, _height(one.region, heights)], "name": one.town, "said": one.town}
        for one in regions.towns()
    ]
    return [_dots(data, colours), _names(data, colours)]


def _dots(data: list[dict[str, Any]], colours: palette.Theme) -> pdk.Layer:
    return pdk.Layer(
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
        parameters=IN_FRONT,
    )


def _names(data: list[dict[str, Any]], colours: palette.Theme) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        data,
        id="names",
        get_position="at",
        get_text="name",
        get_color=[*palette.rgb(colours.ink)],
        get_size=13,
        background=True,
        get_background_color=[*palette.rgb(colours.ground), 190],
        background_padding=[3, 1],
        get_pixel_offset=[0, -14],
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String("sans-serif"),
        parameters=IN_FRONT,
    )


def _height(region: str, heights: dict[str, int]) -> int:
    """The height on which a town stands: of its region, of what holds it, or of the highest part of it."""
    for code in (region, *regions.ancestors(region)):
        if code in heights:
            return heights[code]
    return max((high for code, high in heights.items() if code.startswith(region)), default=0)


@cache
def shapes(name: str) -> dict[str, list[Any]]:
    """Polygons (longitude, latitude) of every code of a boundary file, rounded."""
    content = json.loads((outlines.BOUNDARIES / f"{name}.geojson").read_text(encoding="utf-8"))
    return {
        feature["properties"]["code"]: [_rounded(polygon) for polygon in _polygons(feature["geometry"])]
        for feature in content["features"]
    }


@cache
def lines(name: str) -> list[Any]:
    """Every line (longitude, latitude) of a boundary file, rounded."""
    content = json.loads((outlines.BOUNDARIES / f"{name}.geojson").read_text(encoding="utf-8"))
    shapes = [feature["geometry"] for feature in content["features"]]
    parts = [
        one["coordinates"] if one["type"] == "MultiLineString" else [one["coordinates"]] for one in shapes
    ]
    return [line for part in parts for line in _rounded(part)]


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    coordinates = geometry["coordinates"]
    return coordinates if geometry["type"] == "MultiPolygon" else [coordinates]


def _rounded(polygon: list[Any]) -> list[Any]:
    return [[[round(x, DIGITS), round(y, DIGITS)] for x, y, *_height in ring] for ring in polygon]

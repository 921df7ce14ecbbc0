"""The network on the map: sites as dots, ties as arcs from one to the other (pydeck).

    arcs.draw(Scene(sites, ties), key="arcs", alt="…")

No map provider, no tiles, no outside request: only the project's own outlines. There are two views of the
same scene, a wide one and one for phones; the style sheet shows the one that fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pydeck as pdk
import streamlit as st

from danube.drawing import palette, sites
from danube.drawing.sites import Point
from danube.ui import deck

STYLE = Path(__file__).parent / "arcs.css"
FAR_WEST = ("FR", "BE", "NL", "LU", "MC")
"""Neighbours that are not drawn: the sites outside the Danube Region stand where they would be."""

TONES = {"less": "amber", "middle": "grey", "advanced": "river", "unknown": "muted"}
"""How far a site is developed → its colour in the palette."""

HOLLOW = "unknown"
LAYING = {"depthCompare": "always"}


@dataclass(frozen=True, slots=True)
class Site:
    """A dot: code, place, name, how far it is developed, what its card says, whether it lies outside."""

    code: str
    at: Point
    name: str
    kind: str
    said: str
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """An arc between two sites; `together` is drawn strongly."""

    one: str
    other: str
    said: str
    together: bool = False


@dataclass(frozen=True)
class Scene:
    """What is drawn; sites whose name matters most come first."""

    sites: Sequence[Site]
    ties: Sequence[Tie]
    theme: str


@dataclass(frozen=True, slots=True)
class Window:
    """A view: what the camera sees, and how tall it is drawn."""

    name: str
    longitude: float
    latitude: float
    zoom: float
    pitch: float
    height: int
    size: int


WINDOWS = (
    Window("wide", 16.6, 46.0, 4.78, 32, 600, 14),
    Window("narrow", 16.9, 46.3, 3.12, 0, 320, 11),
)


def draw(scene: Scene, *, key: str, alt: str) -> None:
    """Draws the scene; `alt` says in words what it shows."""
    st.html(STYLE)
    for window in WINDOWS:
        with st.container(key=f"{key}-{window.name}"):
            chart = build(scene, window)
            st.pydeck_chart(chart, height=window.height, key=f"{key}-deck-{window.name}", alt=alt)


def build(scene: Scene, window: Window) -> deck.Scene:
    """The layers from the ground up: neighbours, regions, rivers, arcs, dots, names."""
    colours = palette.theme(scene.theme)
    return deck.Scene(
        layers=[
            deck.neighbours(colours, FAR_WEST),
            _regions(scene, colours),
            _rivers(colours),
            _arcs(scene, colours, window),
            _dots(scene, colours, window),
            _names(scene, colours, window),
        ],
        initial_view_state=pdk.ViewState(
            longitude=window.longitude,
            latitude=window.latitude,
            zoom=window.zoom,
            pitch=window.pitch,
            min_zoom=2.5,
            max_zoom=9,
        ),
        map_provider=None,
        tooltip={
            "html": "{said}",
            "style": {"background": colours.surface, "color": colours.ink, "fontSize": "13px"},
        },
    )


def _regions(scene: Scene, colours: palette.Theme) -> pdk.Layer:
    """Every region of the Danube Region; those with a site tinted as it is developed."""
    kinds = {one.code: one.kind for one in scene.sites}
    data = [
        {"polygon": polygon, "fill": _tint(kinds.get(code), colours)}
        for code, polygons in deck.shapes("level2").items()
        for polygon in polygons
    ]
    return pdk.Layer(
        "PolygonLayer",
        data,
        id="regions",
        get_polygon="polygon",
        get_fill_color="fill",
        get_line_color=[*palette.rgb(colours.grid)],
        line_width_min_pixels=1,
        stroked=True,
    )


def _tint(kind: str | None, colours: palette.Theme) -> list[int]:
    if kind is None:
        return [*palette.rgb(colours.surface)]
    return [*palette.rgb(getattr(colours, TONES[kind])), 60 if kind != HOLLOW else 34]


def _rivers(colours: palette.Theme) -> pdk.Layer:
    data = [{"path": line} for line in deck.lines("rivers")]
    return pdk.Layer(
        "PathLayer",
        data,
        id="rivers",
        get_path="path",
        get_color=[*palette.rgb(colours.water)],
        get_width=1,
        width_min_pixels=1.4,
    )


def _arcs(scene: Scene, colours: palette.Theme, window: Window) -> pdk.Layer:
    """Listed ties thin and faint, what was done together thick; each end in the colour of its site."""
    of = {one.code: one for one in scene.sites}
    data = [
        {
            "from": of[tie.one].at,
            "to": of[tie.other].at,
            "start": _ink(of[tie.one], colours, tie),
            "end": _ink(of[tie.other], colours, tie),
            "wide": 3.6 if tie.together else 1.5,
            "tilt": 0 if window.pitch else 22,
            "said": tie.said,
        }
        for tie in sorted(scene.ties, key=lambda tie: tie.together)
    ]
    return pdk.Layer(
        "ArcLayer",
        data,
        id="ties",
        get_source_position="from",
        get_target_position="to",
        get_source_color="start",
        get_target_color="end",
        get_width="wide",
        get_tilt="tilt",
        get_height=0.45,
        pickable=True,
        auto_highlight=True,
        parameters=LAYING,
    )


def _ink(site: Site, colours: palette.Theme, tie: Tie) -> list[int]:
    return [*palette.rgb(getattr(colours, TONES[site.kind])), 235 if tie.together else 120]


def _dots(scene: Scene, colours: palette.Theme, window: Window) -> pdk.Layer:
    """Full dots; rings where the benchmark has no score, smaller ones outside the Danube Region."""
    data = [
        {
            "at": one.at,
            "fill": [*palette.rgb(colours.ground if one.kind == HOLLOW else tone)],
            "line": [*palette.rgb(tone if one.kind == HOLLOW else colours.ground)],
            "size": window.size * (0.3 if one.outside else 0.45),
            "said": one.said,
        }
        for one in scene.sites
        for tone in [getattr(colours, TONES[one.kind])]
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        data,
        id="sites",
        get_position="at",
        get_fill_color="fill",
        get_line_color="line",
        get_radius="size",
        radius_units=pdk.types.String("pixels"),
        billboard=True,
        stroked=True,
        line_width_min_pixels=1.6,
        pickable=True,
        parameters=LAYING,
    )


def _names(scene: Scene, colours: palette.Theme, window: Window) -> pdk.Layer:
    """Names where there is room for them; the cards of the dots have them all."""
    points = {one.code: one.at for one in scene.sites}
    edge = [one.code for one in scene.sites if one.outside]
    names = {one.code: one.name for one in sorted(scene.sites, key=lambda one: not one.outside)}
    view = {"zoom": window.zoom, "pitch": window.pitch}
    sides = sites.written(points, names, **view, size=window.size, edge=edge)
    data = [_name(points[code], names[code], side) for code, side in sides.items()]
    return pdk.Layer(
        "TextLayer",
        data,
        id="names",
        get_position="at",
        get_text="name",
        get_color=[*palette.rgb(colours.ink)],
        get_size=window.size,
        get_text_anchor="anchor",
        get_pixel_offset="offset",
        background=True,
        get_background_color=[*palette.rgb(colours.ground), 190],
        background_padding=[3, 1],
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String("sans-serif"),
        parameters=LAYING,
    )


def _name(at: Point, name: str, side: sites.Written) -> Mapping[str, Any]:
    return {"at": at, "name": name, "anchor": side.anchor, "offset": [side.right, side.down]}

"""Boundaries and outlines: fetched once by a browser, then kept by it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from danube import regions
from danube.api import asked
from danube.api.asked import Refused
from danube.api.prepared import IMMUTABLE, REVALIDATED, Asset, compressed
from danube.drawing import outlines
from danube.settings import DATA

BOUNDARIES = DATA / "boundaries"


def boundaries_file(level: int) -> Path:
    """The GeoJSON of a map level, 0 to 3, in degrees (WGS 84)."""
    return BOUNDARIES / f"level{level}.geojson"


@cache
def _boundaries(level: int) -> Asset:
    return compressed(boundaries_file(level).read_bytes(), "application/geo+json", REVALIDATED)


@cache
def _outlines(name: str) -> tuple[str, Asset]:
    drawn = outlines.load(name)
    return drawn.digest, compressed(drawn.to_json(), "application/json", IMMUTABLE)


def boundaries(request: Request) -> Response:
    """The polygons of a level as GeoJSON; attribution and disclaimer stand in the file."""
    asked.read(request)
    return _boundaries(_level(request)).answer(request.headers)


def outline_paths(request: Request) -> Response:
    """The projected paths that the map component draws; the digest in the address makes them immutable."""
    asked.read(request)
    try:
        digest, asset = _outlines(request.path_params["name"])
    except outlines.OutlinesError as stranger:
        raise Refused(str(stranger), 404) from stranger
    if request.path_params["digest"] != digest:
        raise Refused("These outlines were drawn anew; load the page again.", 404)
    return asset.answer(request.headers)


def prepare() -> None:
    """Draws and compresses every level before the first visitor."""
    for level in regions.LEVELS:
        _boundaries(level)
        _outlines(str(level))


def _level(request: Request) -> int:
    text = request.path_params["level"]
    if text not in map(str, regions.LEVELS):
        raise Refused(f"There is no level {text[:20]!r}: levels are 0, 1, 2 and 3.", 404)
    return int(text)

"""How large regions are: areas computed from boundaries in degrees, for densities where none is published."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from danube.settings import DATA

FILE = DATA / "boundaries" / "level2.geojson"
RADIUS = 6371.0072
"""Kilometres: the sphere with the area of the ellipsoid (authalic radius of GRS 80)."""

Ring = Sequence[Sequence[float]]


@cache
def load(path: Path = FILE) -> dict[str, float]:
    """Region → km², of the generalised boundaries that the maps are drawn with (within 1 to 2 %)."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["code"]: of_geometry(feature["geometry"]) for feature in features}


def of_geometry(geometry: dict[str, Any]) -> float:
    """km² of a GeoJSON polygon or of several, holes taken off."""
    several = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if several else [geometry["coordinates"]]
    return sum(_of_polygon(rings) for rings in polygons)


def _of_polygon(rings: Iterable[Ring]) -> float:
    outer, *holes = (of_ring(ring) for ring in rings)
    return outer - sum(holes)


def of_ring(ring: Ring) -> float:
    """km² inside a closed ring of longitudes and latitudes on the sphere. (Chamberlain & Duquette 2007)"""
    points = [(math.radians(point[0]), math.radians(point[1])) for point in ring]
    steps = zip(points, points[1:], strict=False)
    total = sum((east - west) * (2 + math.sin(south) + math.sin(north))
                for (west, south), (east, north) in steps)  # fmt: skip
    return abs(total) * RADIUS**2 / 2

"""Who borders on whom: a graph of neighbours, read off the project's own boundaries.

Two regions are neighbours where their outlines touch, be it in one point (queen contiguity). The
outlines of GISCO, of Moldova and of the four Ukrainian oblasts were fitted to each other when they were
compiled, so that Moldova and Ukraine need no exception: MD touches Romania's east and two oblasts.
Simplifying kept every point where three outlines meet, so no border was lost or made by it.

Of the regions that have a figure, those with no neighbour among them (an island, or a region whose
neighbours report nothing) are tied to the nearest one by the distance of their middles, both ways.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from danube.settings import DATA

BOUNDARIES = DATA / "boundaries" / "level2.geojson"
EARTH_KM = 6371.0

Contiguity = Mapping[str, frozenset[str]]
Middles = Mapping[str, tuple[float, float]]
"""Region → longitude and latitude of its middle, in degrees."""


class NeighboursError(ValueError):
    """Regions that no boundary is known of; the message names them and says what to do."""


@dataclass(frozen=True)
class Graph:
    """Region → its neighbours, in the order of the codes; `tied` are those tied to the nearest region."""

    of: dict[str, tuple[str, ...]]
    tied: dict[str, str]


def graph(regions: Iterable[str]) -> Graph:
    """The neighbours of these regions among themselves; each has one at least, if there are two.

    Raises NeighboursError for a region without boundaries.
    """
    known, middles = boundaries()
    wanted = sorted(set(regions))
    strange = [code for code in wanted if code not in known]
    if strange:
        raise NeighboursError(
            f"No boundary is known of {', '.join(strange)}, so there are no neighbours of it; "
            f"leave it out or add it to {BOUNDARIES.name}."
        )
    return among(wanted, known, middles)


def among(wanted: Iterable[str], contiguity: Contiguity, middles: Middles) -> Graph:
    """As `graph`, of any contiguity and middles."""
    codes = sorted(set(wanted))
    of = {code: set(contiguity[code]) & set(codes) for code in codes}
    tied = {code: nearest(code, codes, middles) for code in codes if not of[code]} if len(codes) > 1 else {}
    for code, other in tied.items():
        of[code].add(other)
        of[other].add(code)
    return Graph({code: tuple(sorted(of[code])) for code in codes}, tied)


def nearest(code: str, others: Iterable[str], middles: Middles) -> str:
    """The region whose middle is nearest, the first code where two are."""
    return min((distance(middles[code], middles[one]), one) for one in others if one != code)[1]


def distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Kilometres along the great circle between two points of longitude and latitude (haversine)."""
    (west, south), (east, north) = (tuple(map(radians, point)) for point in (here, there))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


@cache
def boundaries(path: Path = BOUNDARIES) -> tuple[Contiguity, Middles]:
    """Region → regions that its outline touches, and region → its middle; read once."""
    import shapely

    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    outlines = {feature["properties"]["code"]: feature["geometry"] for feature in features}
    shapes = {code: shapely.geometry.shape(outlines[code]) for code in sorted(outlines)}
    middles = {code: (one.centroid.x, one.centroid.y) for code, one in shapes.items()}
    return touching(shapes), middles


def touching(shapes: Mapping[str, Any]) -> Contiguity:
    """Region → those whose shapes share at least one point with its own."""
    found: dict[str, set[str]] = {code: set() for code in shapes}
    for one, other in combinations(shapes, 2):
        if shapes[one].intersects(shapes[other]):
            found[one].add(other)
            found[other].add(one)
    return {code: frozenset(others) for code, others in found.items()}

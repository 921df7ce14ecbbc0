"""Where the sites of a network stand on a map, and on which side of its dot each name is written.

Sites outside the Danube Region stand in a column at the western edge, not at their place: a map of all Europe
would leave no room for the region itself.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import shapely

from danube import regions
from danube.drawing import outlines
from danube.drawing.canvas import LETTER

EDGE = 4.6
"""Degrees east of the column of sites outside."""

NORTH, SOUTH = 51.6, 40.8
"""Degrees between which the column stands."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Written:
    """How a name stands beside its dot: text anchor, and pixels to the right and down."""

    anchor: str
    right: int
    down: int


SIDES = (
    Written("start", 10, 0),
    Written("end", -10, 0),
    Written("middle", 0, -16),
    Written("middle", 0, 16),
    Written("start", 8, -14),
    Written("end", -8, -14),
    Written("start", 8, 14),
    Written("end", -8, 14),
)
"""Where a name may stand, the best first."""


def placed(sites: Iterable[str], towns: Mapping[str, Collection[str]]) -> dict[str, Point]:
    """Site → longitude, latitude: of its towns where they are known, else the middle of the region.

    Args:
        sites: codes of regions or countries; those that are not on the map stand at the edge, by code.
        towns: site → names of its towns.
    """
    known = [code for code in sites if code in regions.load()]
    found = {code: _of_towns(code, towns.get(code, ())) or middle(code) for code in known}
    outside = sorted(code for code in sites if code not in regions.load())
    step = (NORTH - SOUTH) / max(len(outside) - 1, 1)
    return found | {code: (EDGE, NORTH - row * step) for row, code in enumerate(outside)}


def _of_towns(site: str, names: Collection[str]) -> Point | None:
    """The middle of those towns of a site whose place is known."""
    own = [one for one in regions.towns() if one.region == site and one.town in names]
    if not own:
        return None
    return sum(one.lon for one in own) / len(own), sum(one.lat for one in own) / len(own)


@cache
def middle(code: str) -> Point:
    """A point well inside a region or country."""
    level = regions.level_of(code)
    if level > 0 and level not in regions.get(code).drawn:
        level = regions.get(code).drawn[0]
    content = json.loads((outlines.BOUNDARIES / f"level{level}.geojson").read_text(encoding="utf-8"))
    shape = next(one for one in content["features"] if one["properties"]["code"] == code)
    point = shapely.geometry.shape(shape["geometry"]).representative_point()
    return round(point.x, 3), round(point.y, 3)


def written(
    points: Mapping[str, Point],
    names: Mapping[str, str],
    *,
    zoom: float,
    pitch: float,
    size: int,
    edge: Collection[str] = (),
) -> dict[str, Written]:
    """Site → the side of its name; names that would cover a dot or another name are left out.

    Names are placed in the order of `names`: the important ones first.

    Args:
        zoom, pitch: of the view, as deck.gl takes them (512 pixels for the world at zoom 0).
        size: height of the letters in pixels.
        edge: sites at the western edge, whose names have room at the right alone.
    """
    pixels = {code: _pixel(point, zoom, pitch) for code, point in points.items()}
    taken = [_box(x, y, 12, 12) for x, y in pixels.values()]
    found: dict[str, Written] = {}
    for code, name in names.items():
        width = len(name) * size * LETTER + 6
        for side in SIDES[:1] if code in edge else SIDES:
            box = _beside(pixels[code], side, width, size + 4)
            if not any(_overlap(box, other) for other in taken):
                found[code] = side
                taken.append(box)
                break
    return found


Box = tuple[float, float, float, float]


def _pixel(point: Point, zoom: float, pitch: float) -> Point:
    """Web Mercator in pixels, flattened by the pitch."""
    scale = 512 * 2**zoom
    longitude, latitude = map(math.radians, point)
    north = math.log(math.tan(math.pi / 4 + latitude / 2))
    return scale * longitude / (2 * math.pi), -scale * north / (2 * math.pi) * math.cos(math.radians(pitch))


def _box(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _beside(at: Point, side: Written, width: float, height: float) -> Box:
    shift = {"start": width / 2, "end": -width / 2, "middle": 0.0}[side.anchor]
    return _box(at[0] + side.right + shift, at[1] + side.down, width, height)


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

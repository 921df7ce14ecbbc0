"""Shapes as SVG path strings: projected to EPSG:3035, rounded to a grid, written relative.

Neighbours share their vertices, so rounding absolute positions before taking differences leaves
no gaps between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import shapely
from pyproj import Transformer
from shapely.geometry import shape

Point = tuple[int, int]
Line = list[Point]


@dataclass(frozen=True, slots=True)
class Box:
    """A window of EPSG:3035 in metres and the length of one drawing unit."""

    west: float
    south: float
    east: float
    north: float
    unit: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in drawing units."""
        return round((self.east - self.west) / self.unit), round((self.north - self.south) / self.unit)

    def place(self, x: float, y: float) -> Point:
        """The grid point of a position in metres; y grows downwards."""
        return round((x - self.west) / self.unit), round((self.north - y) / self.unit)


def projected(geometry: dict[str, Any]) -> shapely.Geometry:
    """A GeoJSON geometry (longitude, latitude) in EPSG:3035."""
    return shapely.transform(shape(geometry), _transformer().transform, interleaved=False)


def clipped(geometry: shapely.Geometry, box: Box, margin: float = 0.04) -> shapely.Geometry:
    """What lies in the box and a little around it, so that cut edges stay out of sight."""
    rim = margin * (box.east - box.west)
    return shapely.clip_by_rect(geometry, box.west - rim, box.south - rim, box.east + rim, box.north + rim)


def rings(geometry: shapely.Geometry, box: Box) -> list[Line]:
    """Every ring of a polygon on the grid, each closed; what collapses to a line is left out."""
    lines = (_line(ring, box) for part in _parts(geometry) for ring in (part.exterior, *part.interiors))
    return [line for line in lines if len(line) > 3]


def lines(geometry: shapely.Geometry, box: Box) -> list[Line]:
    """Every line of a line geometry on the grid."""
    parts = (part for part in shapely.get_parts(geometry) if part.geom_type == "LineString")
    return [line for line in (_line(part, box) for part in parts) if len(line) > 1]


def centre(geometry: shapely.Geometry, box: Box) -> Point:
    """A point well inside the largest part, where a name or the focus can stand."""
    part = max(_parts(geometry), key=lambda each: each.area, default=None)
    if part is None:
        return box.place((box.west + box.east) / 2, (box.south + box.north) / 2)
    inside = part.centroid if part.contains(part.centroid) else part.representative_point()
    return box.place(inside.x, inside.y)


def path(shapes: Iterable[Line]) -> str:
    """Lines as one path of relative commands; closed where a line ends as it begins."""
    return "".join(_written(line) for line in shapes)


def borders(regions: Iterable[tuple[str, list[Line]]]) -> list[Line]:
    """The edges that part two countries or a country from the outside, joined to long lines.

    `regions` gives each region's country and rings.
    """
    sides: dict[frozenset[Point], list[str]] = defaultdict(list)
    for country, shapes in regions:
        for line in shapes:
            for a, b in zip(line, line[1:], strict=False):
                sides[frozenset((a, b))].append(country)
    return list(_joined(edge for edge, owners in sides.items() if len(owners) == 1 or len(set(owners)) > 1))


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True)


def _parts(geometry: shapely.Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and not part.is_empty]


def _line(part: shapely.Geometry, box: Box) -> Line:
    placed = [box.place(x, y) for x, y in shapely.get_coordinates(part)]
    return [point for step, point in enumerate(placed) if step == 0 or point != placed[step - 1]]


def _written(line: Line) -> str:
    closed = len(line) > 3 and line[0] == line[-1]
    body = line[:-1] if closed else line
    steps = "".join(_pair(bx - ax, by - ay) for (ax, ay), (bx, by) in zip(body, body[1:], strict=False))
    return f"M{line[0][0]} {line[0][1]}l{steps.lstrip()}" + ("z" if closed else "")


def _pair(dx: int, dy: int) -> str:
    """Two numbers with no more separators than SVG needs: a minus sign separates by itself."""
    return f"{'' if dx < 0 else ' '}{dx}{'' if dy < 0 else ' '}{dy}"


def _joined(edges: Iterable[frozenset[Point]]) -> Iterator[Line]:
    """Edges chained end to end, the longest way that each end allows."""
    ends: dict[Point, list[Point]] = defaultdict(list)
    for edge in edges:
        a, b = sorted(edge)
        ends[a].append(b)
        ends[b].append(a)
    for start in sorted(ends, key=lambda point: (len(ends[point]) % 2 == 0, point)):
        while ends[start]:
            yield _walk(start, ends)


def _walk(start: Point, ends: dict[Point, list[Point]]) -> Line:
    line = [start]
    while ends[line[-1]]:
        here, there = line[-1], ends[line[-1]].pop()
        ends[there].remove(here)
        line.append(there)
    return line

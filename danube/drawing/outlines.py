"""The outlines of a map: what the browser fetches once and every drawing shares.

    outlines = load(2)                     # NUTS 2, Moldova and the four oblasts
    outlines.url                           # /api/v1/outlines/2.1f0c….json, may be cached for ever
    outlines.paths[outlines.ids.index("AT11")]

All levels share one window of EPSG:3035 (ETRS89 Lambert azimuthal equal-area), so that a region
stays where it is when the level changes.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import shapely

from danube import regions
from danube.drawing import geometry
from danube.drawing.geometry import Box
from danube.settings import DATA
from danube.texts import N_

BOUNDARIES = DATA / "boundaries"
STUDY_AREA = Box(west=4_090_000, south=2_080_000, east=5_970_000, north=3_150_000, unit=500)
EUROPE = (2_400_000.0, 1_300_000.0, 7_500_000.0, 5_500_000.0)  # GISCO's usual frame, without islands overseas
LEVELS = ("0", "1", "2", "3")
EXTRA = "extra"
EXTRA_SETTING = "DANUBE_EXTRA_OUTLINES"
CODE_KEYS = ("code", "NUTS_ID", "CNTR_ID", "ISO", "geo", "id")
NAME_KEYS = ("name", "NAME_LATN", "NUTS_NAME", "CNTR_NAME", "NAME_1")

ATTRIBUTION = N_(
    "Boundaries: © EuroGeographics for the administrative boundaries (GISCO, NUTS 2024); oblasts, rivers: "
    "Natural Earth."
)
DISCLAIMER = N_(
    "The designations employed and the presentation of material on this map do not imply the expression "
    "of any opinion whatsoever on the part of the European Union concerning the legal status of any "
    "country, territory, city or area or of its authorities, or concerning the delimitation of its "
    "frontiers or boundaries."
)


class OutlinesError(LookupError):
    """No map goes by this name."""


@dataclass(frozen=True)
class Outlines:
    """Regions of one map in drawing units; `paths`, `names` and `centroids` stand in the order of `ids`."""

    name: str
    width: int
    height: int
    ids: tuple[str, ...]
    names: tuple[str, ...]
    paths: tuple[str, ...]
    centroids: tuple[tuple[int, int], ...]
    countries: str = ""
    backdrop: str = ""
    rivers: str = ""

    def to_json(self) -> bytes:
        """What the browser draws from: compact UTF-8 JSON, the same bytes for the same map."""
        return self._json

    @cached_property
    def digest(self) -> str:
        """The first 12 hexadecimal digits of the JSON's SHA-256."""
        return hashlib.sha256(self._json).hexdigest()[:12]

    @property
    def url(self) -> str:
        """Where the server gives the JSON; the digest in it lets browsers keep it for ever."""
        return f"/api/v1/outlines/{self.name}.{self.digest}.json"

    @cached_property
    def _json(self) -> bytes:
        content = {
            "w": self.width,
            "h": self.height,
            "ids": self.ids,
            "names": self.names,
            "d": self.paths,
            "at": [number for point in self.centroids for number in point],
            "countries": self.countries,
            "backdrop": self.backdrop,
            "rivers": self.rivers,
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def load(level: int | str) -> Outlines:
    """The map of level 0, 1, 2 or 3; `extra` is the file that DANUBE_EXTRA_OUTLINES names, or tiles."""
    name = str(level)
    if name == EXTRA and EXTRA_SETTING in os.environ:
        return _extra(os.environ[EXTRA_SETTING])
    if name not in LEVELS:
        raise OutlinesError(f"There is no map {name!r}; there are {', '.join(LEVELS)}.")
    drawn = _drawn(_features(BOUNDARIES / f"level{name}.geojson"), STUDY_AREA)
    return replace(
        drawn,
        name=name,
        names=tuple(_label(code, given) for code, given in zip(drawn.ids, drawn.names, strict=True)),
        backdrop=_backdrop(BOUNDARIES / "neighbours.geojson", STUDY_AREA),
        rivers=_rivers(BOUNDARIES / "rivers.geojson", STUDY_AREA),
    )


def from_geojson(path: Path, name: str = EXTRA) -> Outlines:
    """Any GeoJSON of polygons with a code per feature, in a window of its own."""
    features = _features(Path(path))
    return replace(_drawn(features, _window(features)), name=name)


def tiled(count: int, name: str = EXTRA) -> Outlines:
    """A made-up map of `count` hexagons, for the benchmark where there is no file."""
    across = math.ceil(math.sqrt(count * 1.75))
    places = [
        (40 + 70 * (n % across) + 35 * (n // across % 2), 40 + 60 * (n // across)) for n in range(count)
    ]
    return Outlines(
        name=name,
        width=70 * across + 80,
        height=60 * math.ceil(count / across) + 60,
        ids=tuple(f"T{n:04d}" for n in range(count)),
        names=tuple(f"Tile {n}" for n in range(count)),
        paths=tuple(f"M{x} {y - 40}l35 20 0 40-35 20-35-20 0-40z" for x, y in places),
        centroids=tuple(places),
    )


def _extra(setting: str) -> Outlines:
    """A path of a GeoJSON file, or a number of tiles."""
    return tiled(int(setting)) if setting.isdigit() else from_geojson(Path(setting))


def _features(path: Path) -> list[tuple[str, str, shapely.Geometry]]:
    """Code, name and projected shape of each feature, in the order of the codes."""
    content = json.loads(path.read_text(encoding="utf-8"))
    found = [
        (
            _first(feature["properties"], CODE_KEYS),
            _first(feature["properties"], NAME_KEYS),
            geometry.projected(feature["geometry"]),
        )
        for feature in content["features"]
    ]
    return sorted(found, key=lambda each: each[0])


def _first(properties: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((str(properties[key]) for key in keys if properties.get(key)), "")


def _drawn(features: list[tuple[str, str, shapely.Geometry]], box: Box) -> Outlines:
    cut = [(code, name, geometry.clipped(shape, box)) for code, name, shape in features]
    kept = [(code, name, shape, geometry.rings(shape, box)) for code, name, shape in cut]
    visible = [each for each in kept if each[3]]
    width, height = box.size
    return Outlines(
        name="",
        width=width,
        height=height,
        ids=tuple(code for code, *_rest in visible),
        names=tuple(name or code for code, name, *_rest in visible),
        paths=tuple(geometry.path(rings) for *_rest, rings in visible),
        centroids=tuple(geometry.centre(shape, box) for _code, _name, shape, _rings in visible),
        countries=geometry.path(geometry.borders((code[:2], rings) for code, *_rest, rings in visible)),
    )


def _backdrop(path: Path, box: Box) -> str:
    shapes = (geometry.clipped(shape, box) for _code, _name, shape in _features(path))
    return "".join(geometry.path(geometry.rings(shape, box)) for shape in shapes)


def _rivers(path: Path, box: Box) -> str:
    shapes = (geometry.clipped(shape, box) for _code, _name, shape in _features(path))
    return "".join(geometry.path(geometry.lines(shape, box)) for shape in shapes)


def _window(features: list[tuple[str, str, shapely.Geometry]]) -> Box:
    """The bounds of all features within Europe, with a small margin; 2,000 units or 500 m at the finest."""
    shapes = shapely.union_all([shapely.box(*shape.bounds) for _code, _name, shape in features])
    inside = shapely.clip_by_rect(shapes, *EUROPE)
    west, south, east, north = (shapes if inside.is_empty else inside).bounds
    margin = 0.02 * max(east - west, north - south)
    unit = max(500.0, (east - west + 2 * margin) / 3000)
    return Box(west - margin, south - margin, east + margin, north + margin, unit)


def _label(code: str, given: str) -> str:
    known = regions.load().get(code)
    return known.label if known else given

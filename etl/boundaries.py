"""Boundaries for the maps: GISCO's regions, Ukrainian oblasts fitted to them, the backdrop, the rivers.

Everything is one coverage in EPSG:3035: noded once, simplified once, rounded once, so that neighbours
share every vertex; the coarser levels are unions of the finer ones and nest exactly. The files are
GeoJSON in degrees (EPSG:4326) with the properties `code` and `name`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from danube import regions

METRES = 3035
DEGREES = 4326
GRID = 1.0  # metres: the precision at which borders are noded while working
PRECISION = 0.0001  # degrees, about ten metres: the precision of the files
DETAIL = 500.0  # metres: corners that span less than this, squared, are straightened
DECIMALS = 4  # as many as PRECISION has
GAP = 6_000.0  # metres: gaps up to twice this width between an oblast and the border are closed
STEP = 1_000.0  # metres between points on the oblasts' borders when a gap is shared out
SLIVER = 20_000_000.0  # square metres: smaller leftovers beside an oblast are handed over too
MARGIN = 300_000.0  # metres of backdrop around the study area

FILES = {
    "level 2": "gisco_nuts2024_20m_danube_l2.geojson",
    "level 3": "gisco_nuts2024_20m_danube_l3.geojson",
    "outlines": "gisco_nuts2024_20m_context_l0_all.geojson",
    "countries": "gisco_countries2024_20m_context.geojson",
    "oblasts": "naturalearth_ukraine_oblasts_eusdr.geojson",
    "rivers": "naturalearth_danube_rivers.geojson",
}
RIVERS = {"Donau": "Danube", "Tisa": "Tisza"}


class BoundariesError(ValueError):
    """The boundaries cannot be built; the message says from what, why, and what to do."""


def run(raw: Path, out: Path) -> list[Path]:
    """Builds every file of `data/boundaries` from the folder of publishers' files; returns their paths."""
    units = compiled(raw)
    finest = regions.at_level(3)
    missing = [code for code in finest if code not in units.index]
    if missing:
        raise BoundariesError(
            f"{raw}: no polygon for {', '.join(missing)}; check the files of level 2 and 3."
        )
    others = units[~units.index.isin(finest)]
    out.mkdir(parents=True, exist_ok=True)
    written = [
        write(out / f"level{level}.geojson", level_of(units, level), name=_name) for level in regions.LEVELS
    ]
    backdrop = others.rename(index=lambda code: code.removesuffix("~"))
    written.append(write(out / "neighbours.geojson", backdrop, name=str))
    written.append(write(out / "rivers.geojson", rivers(raw), name=str))
    return written


def compiled(raw: Path) -> gpd.GeoSeries:
    """The finest units, the rest of Germany (`DE~`) and Ukraine (`UA~`), and the neighbours, in degrees."""
    units = simplified(noded(pieces(raw), GRID))
    degrees = rounded(noded(units.to_crs(DEGREES), PRECISION))
    if not (degrees.is_valid.all() and shapely.coverage_is_valid(degrees.values)):
        raise BoundariesError("The rounded boundaries overlap or leave gaps; lower DETAIL or PRECISION.")
    return degrees


def pieces(raw: Path) -> gpd.GeoSeries:
    """All polygons by code in EPSG:3035, before they are made to share vertices."""
    fine, coarse = _read(raw, "level 3", "NUTS_ID"), _read(raw, "level 2", "NUTS_ID")
    outlines, countries = _read(raw, "outlines", "NUTS_ID"), _read(raw, "countries", "CNTR_ID")
    oblasts = fitted(_read(raw, "oblasts", "ISO"), outlines["UA"])
    study = pd.concat([fine, coarse[coarse.index.str.startswith("BA")], countries[["MD"]], oblasts])
    germany = outlines["DE"].difference(fine[fine.index.str.startswith("DE")].union_all())
    ukraine = outlines["UA"].difference(oblasts.union_all())
    window = shapely.box(*study.total_bounds).buffer(MARGIN, join_style="mitre")
    others = pd.concat([outlines, countries[~countries.index.isin(outlines.index)]])
    others = others[~others.index.isin(regions.countries())].intersection(window)
    rest = gpd.GeoSeries({"DE~": germany, "UA~": ukraine}, crs=METRES)
    return pd.concat([study, rest, others[~others.is_empty]])


def fitted(oblasts: gpd.GeoSeries, country: BaseGeometry) -> gpd.GeoSeries:
    """The oblasts cut with the outline of their country; thin gaps along it go to the nearest oblast."""
    inside = _areal(oblasts.intersection(country))
    gaps = _gaps(inside.union_all(), country)
    if not gaps:
        return inside
    shares = _nearest(inside).intersection(shapely.union_all(gaps))
    joined = shapely.union(inside.values, shares[inside.index].values, grid_size=GRID)
    return _areal(gpd.GeoSeries(joined, index=inside.index, crs=inside.crs))


def _areal(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """The areas of the shapes; lines where two borders merely touch are dropped."""
    return shapes.map(lambda shape: shapely.union_all(_polygons(shape)))


def _gaps(oblasts: BaseGeometry, country: BaseGeometry) -> list[BaseGeometry]:
    """What lies thinly between oblasts and the outline of the country, and small leftovers beside them."""
    rest = country.difference(oblasts)
    wide = rest.buffer(-GAP).buffer(GAP * 1.01).intersection(rest)
    thin = [part for part in _polygons(rest.difference(wide)) if part.intersects(country.boundary)]
    small = [part for part in _polygons(rest) if part.area < SLIVER]
    edge = oblasts.boundary.buffer(GRID)
    return [gap for gap in thin + small if gap.boundary.intersection(edge).length > GAP / 6]


def _nearest(areas: gpd.GeoSeries) -> gpd.GeoSeries:
    """For each area the plane that is nearer to its border than to any other's (a Voronoi diagram)."""
    borders = areas.boundary.segmentize(STEP)
    points = shapely.points(np.unique(shapely.get_coordinates(borders.values), axis=0))
    cells = gpd.GeoSeries(list(shapely.voronoi_polygons(shapely.multipoints(points)).geoms), crs=areas.crs)
    owner = gpd.GeoDataFrame(geometry=cells.representative_point()).sjoin_nearest(
        gpd.GeoDataFrame(geometry=areas.rename_axis("code")).reset_index()
    )
    owner = owner[~owner.index.duplicated()]["code"]
    return gpd.GeoSeries({code: cells[owner == code].union_all() for code in areas.index}, crs=areas.crs)


def noded(units: gpd.GeoSeries, grid: float) -> gpd.GeoSeries:
    """The same units with every vertex on a grid of this width and every border shared by both sides."""
    lines = shapely.union_all(units.boundary.values, grid_size=grid)
    faces = gpd.GeoSeries(list(shapely.polygonize([lines]).geoms), crs=units.crs)
    inner = gpd.GeoDataFrame(geometry=faces.representative_point())
    owners = inner.sjoin(
        gpd.GeoDataFrame(geometry=units.rename_axis("code")).reset_index(), predicate="within"
    )
    owners = owners[~owners.index.duplicated()]
    grouped = faces[owners.index].groupby(owners["code"])
    joined = {code: shapely.coverage_union_all(group.values) for code, group in grouped}
    return gpd.GeoSeries(joined, crs=units.crs).reindex(units.index)


def simplified(units: gpd.GeoSeries) -> gpd.GeoSeries:
    """Shared borders lose the corners that nobody sees at a map's scale; no unit is lost."""
    return gpd.GeoSeries(shapely.coverage_simplify(units.values, DETAIL), index=units.index, crs=units.crs)


def rounded(geometries: gpd.GeoSeries) -> gpd.GeoSeries:
    """Every vertex rounded alike, so that neighbours still share it; repeated vertices are dropped."""
    rough = shapely.transform(geometries.values, lambda points: points.round(DECIMALS))
    return gpd.GeoSeries(shapely.remove_repeated_points(rough), index=geometries.index, crs=geometries.crs)


def level_of(units: gpd.GeoSeries, level: int) -> gpd.GeoSeries:
    """The polygons drawn at a map level, each the union of its finest units; Germany and Ukraine whole."""
    members: dict[str, list[str]] = {code: [] for code in regions.at_level(level)}
    for code in [*regions.at_level(3), "DE~", "UA~"]:
        chain = (code.removesuffix("~"),) if code.endswith("~") else (code, *regions.ancestors(code))
        for unit in chain:
            if unit in members:
                members[unit].append(code)
    joined = {code: shapely.coverage_union_all(units[parts].values) for code, parts in members.items()}
    return gpd.GeoSeries(joined, crs=units.crs)


def rivers(raw: Path) -> gpd.GeoSeries:
    """The Danube, the Drava and the Tisza as one line each, in degrees."""
    table = gpd.read_file(_path(raw, "rivers")).to_crs(METRES)
    names = table["name"].replace(RIVERS)
    lines = table.geometry.groupby(names).apply(lambda parts: shapely.line_merge(parts.union_all()))
    return rounded(gpd.GeoSeries(lines, crs=METRES).simplify(DETAIL / 2).to_crs(DEGREES))


def write(path: Path, shapes: gpd.GeoSeries, *, name: Callable[[str], str]) -> Path:
    """One feature per line, outer rings counter-clockwise as RFC 7946 asks; replaces the file at once."""
    tidy = shapely.orient_polygons(shapely.normalize(shapes.values))
    features = [
        {"type": "Feature", "properties": {"code": code, "name": name(code)}, "geometry": _geometry(shape)}
        for code, shape in zip(shapes.index, tidy, strict=True)
    ]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    partial = path.with_suffix(".partial")
    partial.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")
    return partial.replace(path)


def _geometry(shape: BaseGeometry) -> dict[str, object]:
    return shapely.geometry.mapping(shape)


def _name(code: str) -> str:
    return regions.get(code).name


def _polygons(shape: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts([shape]) if part.geom_type == "Polygon"]


def _path(raw: Path, key: str) -> Path:
    path = raw / FILES[key]
    if not path.exists():
        raise BoundariesError(f"{path}: the file of {key} is missing; put the publishers' files there.")
    return path


def _read(raw: Path, key: str, column: str) -> gpd.GeoSeries:
    """The geometries of a file by code, in EPSG:3035, sorted."""
    table = gpd.read_file(_path(raw, key))
    if column not in table.columns:
        raise BoundariesError(f"{FILES[key]}: no column {column!r}; the columns are {_list(table.columns)}.")
    return table.set_index(column).sort_index().geometry.to_crs(METRES)


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))

"""The formats in which figures leave, each with its media type and what writes it."""

from __future__ import annotations

from typing import Any

from pandas import DataFrame

from danube import catalogue
from danube.api import geometry
from danube.api.asked import Refused
from danube.exports import bundle, geopackage, sdmx, tables
from danube.exports.about import About, ExportRefused

FORMATS = {
    "json": "application/json",
    **{key: tables.MEDIA_TYPES[key] for key in ("csv", "parquet", "arrow", "xlsx", "geojson")},
    "gpkg": geopackage.MEDIA_TYPE,
    "sdmx-csv": sdmx.MEDIA_TYPE,
    "zip": bundle.MEDIA_TYPE,
}
SUFFIXES = {"sdmx-csv": "sdmx.csv", "arrow": "arrows"}
"""Where the name of a file ends in something else than its format."""

PLAIN = {
    "csv": tables.csv,
    "parquet": tables.parquet,
    "arrow": tables.arrow,
    "xlsx": tables.xlsx,
    "sdmx-csv": sdmx.sdmx_csv,
}
MAPPED = {"geojson": tables.geojson, "gpkg": geopackage.geopackage}


def suffix(form: str) -> str:
    """How the name of a file of this format ends."""
    return SUFFIXES.get(form, form)


def written(form: str, rows: DataFrame, about: About, level: int | None) -> bytes:
    """The rows as a file; a map file holds the polygons of `level`, NUTS 2 where none is chosen."""
    try:
        if form in MAPPED:
            return MAPPED[form](rows, about, geometry.boundaries_file(_mapped(level)))
        return PLAIN[form](rows, about) if form in PLAIN else bundle.bundle(rows, about, _meanings(rows))
    except ExportRefused as refused:
        raise Refused(str(refused)) from refused


def _mapped(level: int | None) -> int:
    if level is not None and level < 0:
        raise Refused("A map file needs a level from 0 to 3.")
    return 2 if level is None else level


def _meanings(rows: DataFrame) -> list[dict[str, Any]]:
    known = catalogue.load().indicators
    return [known[key].model_dump(mode="json") for key in rows["indicator"].unique() if key in known]

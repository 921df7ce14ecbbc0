"""The figures as a GeoPackage: polygons, every figure, and what is to be known, in one file for a GIS.

Three layers: `regions` (polygons; where each region has one figure, it stands beside its polygon),
`observations` (all rows, no geometry) and `about` (title, filter, version, sources, licences, flags).
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pandas as pd

from danube.exports.about import About

MEDIA_TYPE = "application/geopackage+sqlite3"
WRITTEN = "2000-01-01T00:00:00.000Z"
"""A fixed moment instead of now: the same figures give the same bytes."""


def geopackage(table: pd.DataFrame, about: About, boundaries_path: Path) -> bytes:
    """The GeoPackage of a table with a column `region`; no row is lost where a region has no polygon."""
    import geopandas
    import pyogrio

    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": WRITTEN})
    polygons = geopandas.read_file(boundaries_path)[["code", "name", "geometry"]]
    plain = _typed(table)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.gpkg"
        said = {"title": about.title, "about": about.as_json()}
        pyogrio.write_dataframe(_joined(polygons, plain), path, layer="regions", metadata=said)
        pyogrio.write_dataframe(plain, path, layer="observations", append=True)
        pyogrio.write_dataframe(_told(about), path, layer="about", append=True)
        return path.read_bytes()


def _joined(polygons: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The polygons with the row of their region, where no region has two."""
    if table["region"].duplicated().any():
        return polygons
    rows = table.drop(columns=[name for name in ("name", "geometry") if name in table])
    return polygons.merge(rows, how="left", left_on="code", right_on="region").drop(columns="region")


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    """Columns of objects as text and whole numbers that may be missing as such: types that OGR knows."""
    loose = {name: "string" for name in table.columns if pd.api.types.is_object_dtype(table[name])}
    small = {name: "Int32" for name in table.columns if table[name].dtype == "Int8"}
    return table.astype(loose | small).rename(columns=str)


def _told(about: About) -> pd.DataFrame:
    """The description as rows of key and text, which every GIS shows."""
    said = about.as_dict()
    texts = {key: value if isinstance(value, str) else _json(value) for key, value in said.items()}
    return pd.DataFrame({"key": list(texts), "text": list(texts.values())}, dtype="string")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

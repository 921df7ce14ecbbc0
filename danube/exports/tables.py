"""A table of figures as a file to take away: CSV, XLSX, Parquet, Arrow, GeoJSON.

Pure functions, a table and its `About` in, bytes out; the same input gives the same bytes. Every file
carries filter, version, sources, licences and flags: CSV as columns of every row, the others beside the
table. Missing values stay empty cells (`null` in GeoJSON).
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from danube.exports import harmless
from danube.exports.about import About, ExportRefused
from danube.exports.workbook import xlsx
from danube.texts import _

__all__ = ["MEDIA_TYPES", "About", "ExportRefused", "arrow", "csv", "geojson", "parquet", "xlsx"]

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.stream",
    "geojson": "application/geo+json",
}


def csv(table: pd.DataFrame, about: About) -> bytes:
    """Tidy CSV (UTF-8, RFC 4180): every row names its source, licence, version, filter and flags in words.

    Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
    """
    described = harmless.table(_described(table, about))
    return described.to_csv(index=False, lineterminator="\r\n").encode()


def parquet(table: pd.DataFrame, about: About) -> bytes:
    """Parquet; the schema's metadata hold `about` as JSON, and `version`, `filter`, `licence` plainly."""
    target = io.BytesIO()
    pq.write_table(_arrow(table, about), target)
    return target.getvalue()


def arrow(table: pd.DataFrame, about: About) -> bytes:
    """An Arrow IPC stream with the same metadata as Parquet."""
    made = _arrow(table, about)
    target = io.BytesIO()
    with pa.ipc.new_stream(target, made.schema) as stream:
        stream.write_table(made)
    return target.getvalue()


def _arrow(table: pd.DataFrame, about: About) -> pa.Table:
    made = pa.Table.from_pandas(_typed(table), preserve_index=False)
    said = {
        "about": about.as_json(),
        "title": about.title,
        "version": str(about.version),
        "filter": about.filter,
        "licence": "; ".join(about.licences),
    }
    return made.replace_schema_metadata({**(made.schema.metadata or {}), **said})


def geojson(table: pd.DataFrame, about: About, boundaries_path: Path) -> bytes:
    """The boundaries with the row of their region as properties, and `about` as a foreign member (RFC 7946).

    A region without a row keeps its polygon with empty values; rows without a polygon (the EU, a larger
    unit) stand in the foreign member `without_polygon`. Raises ExportRefused where a region has two rows.
    """
    twice = table["region"][table["region"].duplicated()]
    if len(twice):
        raise ExportRefused(
            _(
                "A map file holds one figure per region and {region} has several: "
                "choose one indicator and one year, or take another format.",
                region=twice.iloc[0],
            )
        )
    rows = {row["region"]: row for row in _records(table)}
    empty = dict.fromkeys(map(str, table.columns))
    features = json.loads(boundaries_path.read_text(encoding="utf-8"))["features"]
    joined = [_feature(feature, rows, empty) for feature in features]
    drawn = {feature["id"] for feature in joined}
    collection = {
        "type": "FeatureCollection",
        "about": about.as_dict(),
        "without_polygon": [row for region, row in rows.items() if region not in drawn],
        "features": joined,
    }
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=str)
    return text.encode()


def _described(table: pd.DataFrame, about: About) -> pd.DataFrame:
    """The table with columns of its own description behind it; a column that is there already stays."""
    flags = table["flag"].fillna("") if "flag" in table else pd.Series("", index=table.index)
    added = {
        "flag": flags,
        "flag_meaning": flags.map({flag: about.meaning(flag) for flag in flags.unique()}),
        **{key: _of_sources(table, about, key) for key in ("publisher", "dataset", "licence", "vintage")},
        "version": about.version,
        "filter": about.filter,
    }
    if "source" not in table:
        added = {"source": _joined(about.sources, "title"), **added}
    return table.assign(**{name: values for name, values in added.items() if name not in table})


def _of_sources(table: pd.DataFrame, about: About, key: str) -> pd.Series | str:
    """What the source of each row says under `key`; of all sources together where rows name none."""
    named = {source["id"]: source.get(key, "") for source in about.sources if source.get("id")}
    if "source" not in table or not named:
        return _joined(about.sources, key)
    return table["source"].map(named)


def _joined(sources: Iterable, key: str) -> str:
    return "; ".join(dict.fromkeys(source[key] for source in sources if source.get(key)))


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    """Columns of objects as text, so that an empty or mixed column has a type in the file."""
    loose = {name: "string" for name in table.columns if pd.api.types.is_object_dtype(table[name])}
    return table.astype(loose).rename(columns=str)


def _records(table: pd.DataFrame) -> list[dict]:
    """Rows as plain values, missing ones as None."""
    plain = table.rename(columns=str).astype(object)
    return plain.where(plain.notna(), None).to_dict("records")


def _feature(feature: dict, rows: dict[str, dict], empty: dict) -> dict:
    code = _code(feature)
    row = rows.get(code, {**empty, "region": code})
    return {**feature, "id": code, "properties": {**feature.get("properties", {}), **row}}


def _code(feature: dict) -> str:
    properties = feature.get("properties") or {}
    return str(
        feature.get("id") or properties.get("code") or properties.get("NUTS_ID") or properties.get("id")
    )

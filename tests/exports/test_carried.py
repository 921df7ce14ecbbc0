"""GeoPackage, SDMX-CSV, Arrow and the ZIP bundle: opened again by other libraries, nothing lost."""

from __future__ import annotations

import csv as lines
import io
import json
import sqlite3
import zipfile

import geopandas
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from danube.exports import bundle, harmless, sdmx, tables
from danube.exports.about import About
from danube.exports.geopackage import geopackage

ABOUT = About(
    title="R&D expenditure",
    version=7,
    filters={"indicator": ("gerd",), "period": ("2023",)},
    sources=[
        {
            "id": "eurostat-tgs00042",
            "publisher": "Eurostat",
            "title": "R&D",
            "dataset": "tgs00042",
            "url": "https://ec.europa.eu/eurostat",
            "licence": "CC BY 4.0",
            "vintage": "2026-06-25",
        }
    ],
    flags={"b": "break in the series", "u": "low reliability"},
    link="http://localhost:8501/ranking?indicator=gerd&v=7",
)
HOSTILE = ["=1+1", "+1", "-2+3", "@SUM(A1)", "{=1+1}", "\t=1", "=cmd|' /C calc'!A0", "＝1"]


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator": "gerd",
            "region": ["AT13", "HU11", "EU27_2020"],
            "level": pd.array([2, 2, None], "Int8"),
            "period": "2023",
            "value": [3.95, -0.1, None],
            "flag": ["b u", "", None],
            "source": "eurostat-tgs00042",
            "load": 3,
        }
    )


@pytest.fixture
def boundaries(tmp_path):
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    features = [
        {"type": "Feature", "geometry": square, "properties": {"code": code, "name": name}}
        for code, name in (("AT13", "Wien"), ("HU11", "Budapest"), ("MD", "Moldova"))
    ]
    path = tmp_path / "2.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_a_geopackage_opens_in_a_gis_with_polygons_rows_and_description(table, boundaries, tmp_path):
    path = tmp_path / "figures.gpkg"
    path.write_bytes(geopackage(table, ABOUT, boundaries))
    assert {name for name, _kind in pyogrio.list_layers(path)} == {"regions", "observations", "about"}
    regions = geopandas.read_file(path, layer="regions").set_index("code")
    assert regions.crs.to_epsg() == 4326 and regions.geometry["AT13"].area == 0.5
    assert regions.loc["AT13", "value"] == 3.95 and pd.isna(regions.loc["MD", "value"])
    rows = pyogrio.read_dataframe(path, layer="observations")
    assert rows["region"].tolist() == ["AT13", "HU11", "EU27_2020"] and rows["value"].tolist()[:2] == [
        3.95,
        -0.1,
    ]
    about = pyogrio.read_dataframe(path, layer="about").set_index("key")["text"]
    assert about["version"] == "7" and json.loads(about["sources"])[0]["licence"] == "CC BY 4.0"
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_several_figures_of_a_region_stand_in_the_table_beside_bare_polygons(table, boundaries, tmp_path):
    path = tmp_path / "figures.gpkg"
    path.write_bytes(geopackage(pd.concat([table, table.assign(period="2022")]), ABOUT, boundaries))
    assert set(geopandas.read_file(path, layer="regions").columns) == {"code", "name", "geometry"}
    assert len(pyogrio.read_dataframe(path, layer="observations")) == 6


def test_sdmx_csv_follows_the_field_guide(table):
    first, second, third = lines.DictReader(io.StringIO(sdmx.sdmx_csv(table, ABOUT).decode(), newline=""))
    assert list(first)[:3] == ["STRUCTURE[;]", "STRUCTURE_ID", "ACTION"]
    assert (first["STRUCTURE[;]"], first["STRUCTURE_ID"]) == ("dataflow", "DANUBE:INDICATORS(1.0.0)")
    assert (first["ACTION"], first["FREQ"]) == ("I", "A")
    assert (first["INDICATOR"], first["GEO"], first["TIME_PERIOD"]) == ("gerd", "AT13", "2023")
    assert (first["OBS_VALUE"], first["OBS_FLAG[]"]) == ("3.95", "b;u")
    assert second["OBS_VALUE"] == "-0.1" and third["OBS_VALUE"] == "" and third["OBS_FLAG[]"] == ""
    assert first["LICENCE"] == "CC BY 4.0" and first["DATA_VERSION"] == "7"


@pytest.mark.parametrize(
    ("period", "code"),
    [("2023", "A"), ("2023-Q1", "Q"), ("2023-S2", "S"), ("2023-05", "M"), ("2023-W07", "W")],
)
def test_every_period_has_its_frequency(period, code):
    assert sdmx.frequency(period) == code


def test_a_bundle_holds_data_metadata_and_how_to_cite_them(table):
    made = bundle.bundle(table, ABOUT, [{"id": "gerd", "unit": "% of GDP"}])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["README.md", "data.csv", "data.parquet", "metadata.json"]
        readme = archive.read("README.md").decode()
        metadata = json.loads(archive.read("metadata.json"))
        plain = pd.read_csv(io.BytesIO(archive.read("data.csv")))
        typed = pq.read_table(io.BytesIO(archive.read("data.parquet"))).to_pandas()
    assert "Eurostat, tgs00042, 2026-06-25. Danube Innovation Observatory, version 7" in readme
    assert "CC BY 4.0" in readme and "break in the series" in readme and ABOUT.link in readme
    assert metadata["indicators"] == [{"id": "gerd", "unit": "% of GDP"}] and metadata["version"] == 7
    assert plain["value"].tolist()[:2] == typed["value"].tolist()[:2] == [3.95, -0.1]


def test_names_in_the_readme_are_no_marks():
    wild = About("<b>x</b>\n# [a](javascript:b)", 1, sources=[{"publisher": "*P*", "title": "T"}])
    text = bundle.readme(pd.DataFrame({"region": ["AT13"]}), wild)
    assert text.startswith("# \\<b\\>x\\</b\\> \\# \\[a\\](javascript:b)\n") and "\\*P\\*, T" in text


def test_an_arrow_stream_is_the_table(table):
    read = pa.ipc.open_stream(tables.arrow(table, ABOUT)).read_all()
    assert read.column("value").to_pylist() == [3.95, -0.1, None]
    assert json.loads(read.schema.metadata[b"about"])["version"] == 7


def test_the_same_table_gives_the_same_bytes(table, boundaries):
    for write in (
        tables.arrow,
        sdmx.sdmx_csv,
        lambda rows, about: bundle.bundle(rows, about, []),
        lambda rows, about: geopackage(rows, about, boundaries),
    ):
        assert write(table, ABOUT) == write(table.copy(), ABOUT)


def test_an_empty_table_is_a_file_all_the_same(table, boundaries):
    nothing = table.iloc[:0]
    assert pa.ipc.open_stream(tables.arrow(nothing, ABOUT)).read_all().num_rows == 0
    assert sdmx.sdmx_csv(nothing, ABOUT).startswith(b"STRUCTURE[;],STRUCTURE_ID,ACTION")
    assert zipfile.ZipFile(io.BytesIO(bundle.bundle(nothing, ABOUT, []))).testzip() is None
    assert geopackage(nothing, ABOUT, boundaries).startswith(b"SQLite format 3")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(table, hostile):
    raw = tables.xlsx(table.assign(**{"name": hostile, hostile: 1.5}), About(hostile, 1, {"a": hostile}))
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
        styles = parts.read("xl/styles.xml")
    assert len(sheets) == 2 and not any(b"<f" in sheet for sheet in sheets)
    assert b'quotePrefix="1"' in styles or not harmless.is_formula(hostile)
    head, first, *_rest = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert head[-2:] == ["name", hostile] and first[-1] == 1.5 and first[4] == 3.95


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.text(max_size=8), min_size=1, max_size=4), st.floats(allow_nan=False, allow_infinity=False)
)
def test_no_text_of_a_csv_begins_a_formula_and_numbers_stay(names, number):
    rows = pd.DataFrame({"name": names, "value": number})
    made = harmless.table(rows)
    assert not any(harmless.is_formula(name) for name in made["name"])
    assert made["value"].tolist() == rows["value"].tolist()

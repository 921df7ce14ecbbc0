"""Every format read back with a reader of its own: same figures, and what is said of them."""

from __future__ import annotations

import csv as lines
import io
import json

import pandas as pd
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from danube.exports import tables

ABOUT = tables.About(
    title="R&D expenditure in Kärnten",
    version=7,
    filters={"indicator": "gerd", "period": ["2022", "2023"]},
    sources=[
        {
            "id": "eurostat_rd",
            "publisher": "Eurostat",
            "title": "R&D expenditure",
            "dataset": "tgs00042",
            "url": "https://example.org/tgs00042",
            "licence": "CC BY 4.0",
            "attribution": "Source: Eurostat",
            "vintage": "2026-06-25",
        }
    ],
    flags={"b": "break in the series", "p": "provisional"},
    link="http://localhost:8501/ranking?indicator=gerd",
)


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator": "gerd",
            "region": ["AT21", "HU11", "BA01"],
            "name": ["Kärnten", "=1+1", "@Sarajevo"],
            "value": [3.1, 0.1 + 0.2, None],
            "flag": ["b p", "", None],
            "source": "eurostat_rd",
        }
    )


def _rows(raw: bytes) -> list[dict[str, str]]:
    return list(lines.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))


def test_csv_rows_describe_themselves(table):
    first, second, third = _rows(tables.csv(table, ABOUT))
    assert first["value"] == "3.1" and float(second["value"]) == 0.1 + 0.2 and third["value"] == ""
    assert first["flag"] == "b p" and first["flag_meaning"] == "b: break in the series; p: provisional"
    assert (first["publisher"], first["dataset"], first["licence"]) == ("Eurostat", "tgs00042", "CC BY 4.0")
    assert first["version"] == "7" and first["filter"] == "indicator=gerd; period=2022, 2023"


def test_csv_disarms_formulas_but_not_numbers(table):
    table["change"] = [-1.5, 2.0, None]
    _, second, third = _rows(tables.csv(table.rename(columns={"name": "+name"}), ABOUT))
    assert second["'+name"] == "'=1+1" and third["'+name"] == "'@Sarajevo"
    assert _rows(tables.csv(table, ABOUT))[0]["change"] == "-1.5"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝"])
def test_every_start_of_a_formula_is_disarmed(start):
    (row,) = _rows(tables.csv(pd.DataFrame({"name": [start + "cmd|' /C calc'!A0"]}), ABOUT))
    assert row["name"].startswith("'")


def test_csv_without_a_source_column_names_all_sources(table):
    (row, *_others) = _rows(tables.csv(table.drop(columns=["source", "flag"]), ABOUT))
    assert row["source"] == "R&D expenditure" and row["licence"] == "CC BY 4.0" and row["flag"] == ""


def test_xlsx_keeps_numbers_as_numbers_and_formulas_as_text(table):
    raw = tables.xlsx(table, ABOUT)
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    head, first, second, third = book.get_sheet_by_name("Data").to_python()
    assert head == list(table.columns)
    assert first[3] == 3.1 and second[3] == pytest.approx(0.3, rel=1e-15) and third[3] == ""
    assert second[2] == "=1+1"
    said = {row[0]: row[1] for row in book.get_sheet_by_name("About").to_python() if row[0]}
    assert said["Version"] == 7 and said["Filter"] == "indicator=gerd; period=2022, 2023"
    assert said["b"] == "break in the series" and said["eurostat_rd"] == "Eurostat"
    assert "CC BY 4.0" in [cell for row in book.get_sheet_by_name("About").to_python() for cell in row]


def test_xlsx_refuses_what_a_sheet_cannot_hold():
    with pytest.raises(tables.ExportRefused, match="row 2 is longer than the 32,767 characters of a"):
        tables.xlsx(pd.DataFrame({"name": ["x" * 40_000]}), ABOUT)
    with pytest.raises(tables.ExportRefused, match="holds 1,048,575 rows"):
        tables.xlsx(pd.DataFrame({"value": range(1_048_576)}), ABOUT)


def test_parquet_keeps_types_and_says_where_from(table):
    read = pq.read_table(io.BytesIO(tables.parquet(table, ABOUT)))
    assert read.column("value").to_pylist() == [3.1, 0.1 + 0.2, None]
    about = json.loads(read.schema.metadata[b"about"])
    assert about["version"] == 7 and about["filter"] == {"indicator": "gerd", "period": ["2022", "2023"]}
    assert about["sources"][0]["licence"] == "CC BY 4.0" and about["flags"]["p"] == "provisional"
    assert read.schema.metadata[b"filter"].decode() == ABOUT.filter


@pytest.fixture
def boundaries(tmp_path):
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    features = [
        {"type": "Feature", "id": "AT21", "geometry": square, "properties": {"name": "Kärnten"}},
        {"type": "Feature", "geometry": square, "properties": {"NUTS_ID": "MD"}},
    ]
    path = tmp_path / "2.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_geojson_joins_values_to_polygons_and_loses_no_row(table, boundaries):
    read = json.loads(tables.geojson(table, ABOUT, boundaries))
    first, second = read["features"]
    assert first["properties"]["value"] == 3.1 and first["geometry"]["type"] == "Polygon"
    assert second["id"] == "MD" and second["properties"]["value"] is None
    assert [row["region"] for row in read["without_polygon"]] == ["HU11", "BA01"]
    assert read["without_polygon"][1]["value"] is None and read["about"]["version"] == 7


def test_geojson_refuses_two_figures_for_one_region(table, boundaries):
    with pytest.raises(tables.ExportRefused, match="AT21 has several"):
        tables.geojson(pd.concat([table, table.head(1)]), ABOUT, boundaries)


def test_the_same_table_gives_the_same_bytes(table):
    for write in (tables.csv, tables.xlsx, tables.parquet):
        assert write(table, ABOUT) == write(table.copy(), ABOUT)


def test_an_empty_table_is_a_file_with_a_header(table):
    nothing = table.iloc[:0]
    assert _rows(tables.csv(nothing, ABOUT)) == []
    assert CalamineWorkbook.from_filelike(io.BytesIO(tables.xlsx(nothing, ABOUT))).sheet_names[0] == "Data"
    assert pq.read_table(io.BytesIO(tables.parquet(nothing, ABOUT))).num_rows == 0


def test_the_file_name_tells_filter_and_version():
    assert ABOUT.file_name("csv") == "r-d-expenditure-in-karnten_indicator-gerd_period-2022-2023_v7.csv"

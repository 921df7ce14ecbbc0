"""Every reader on a small file of its layout, written as the publisher writes it."""

from __future__ import annotations

import json

import pytest
import xlsxwriter

from etl import sources

LABELLED = (
    "STRUCTURE,freq,unit,Unit of measure,geo,Geopolitical entity (reporting),TIME_PERIOD,Time,"
    "OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
    "dataflow,A,PC,Percentage,AT11,Burgenland,2014,,25.7,b,\n"
    "dataflow,A,PC,Percentage,HR02,Panonska,2021,,,bu,C\n"
)
TSV = "unit,nace_r2,geo\\time\t2015 \t2014 \nTHS,A,AT\t14.3 \t16.8 bu\nTHS,A,BA\t: \t: c\n"


def rows(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def test_sdmx_csv_keeps_both_statuses(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(LABELLED, "utf-8")
    frame = sources.read("sdmx-csv", path)
    assert rows(frame, "row", "region", "period", "text", "flag", "unit") == [
        (2, "AT11", "2014", "25.7", "b", "PC"),
        (3, "HR02", "2021", "", "buC", "PC"),
    ]


def test_eurostat_tsv_splits_the_corner_and_keeps_the_glued_flag(tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text(TSV, "utf-8")
    frame = sources.read("eurostat-tsv", path)
    cells = {
        (region, period.strip()): text for region, period, text in rows(frame, "region", "period", "text")
    }
    assert cells[("AT", "2014")] == "16.8 bu"
    assert cells[("BA", "2014")] == ": c"
    assert set(frame["nace_r2"]) == {"A"}


def test_a_panel_without_a_value_column_is_melted(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(
        "nuts2_id,country,year,population,erdf_eur_pc\nHU21,HU,2016,1062306.0,178.194448\n", "utf-8"
    )
    frame = sources.read("panel-csv", path)
    assert rows(frame, "region", "column", "text") == [
        ("HU21", "population", "1062306.0"),
        ("HU21", "erdf_eur_pc", "178.194448"),
    ]


def test_the_code_na_is_not_read_as_missing(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("geo,time,values\nNA,2019.0,80.0\n", "utf-8")
    assert rows(sources.read("geo-time", path), "region", "text") == [("NA", "80.0")]


def test_yearbook_takes_layer_year_and_unreliable_regions(tmp_path):
    path = tmp_path / "x.json"
    layer = {
        "subtitle": "(% of people aged 25–64, by NUTS 2 regions, 2025)",
        "footnote": "Note: Iceland, 2024. Corse (FRM0): low reliability. "
        "Grad Zagreb (HR05): low reliability for primary education.",
    }
    layers = [
        layer | {"code": "A", "label": "Primary education", "data": {"HR05": 46.3, "FRM0": 65.0}},
        layer | {"code": "C", "label": "Tertiary education", "data": {"HR05": 90.1, "ME00": ":"}},
    ]
    path.write_text(json.dumps({"options": layers}), "utf-8")
    assert rows(sources.read("yearbook-json", path), "measure", "region", "period", "text", "flag") == [
        ("A", "HR05", "2025", "46.3", "u"),
        ("A", "FRM0", "2025", "65.0", "u"),
        ("C", "HR05", "2025", "90.1", ""),
        ("C", "ME00", "2025", ":", ""),
    ]


def test_ris_names_the_eu_average(tmp_path):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("RIS")
        sheet.write_row(0, 0, ["Indicator", "Year", "Country", "Region", "Level", "Value"])
        sheet.write_row(1, 0, ["0 Summary Innovation Index", 2023, "EU Average", "EU", 1, 108.47])
        sheet.write_row(2, 0, ["3.3.1 PCT patent applications (Regional)", 2016, "RO", "RO31", 1, 0])
    assert rows(sources.read("ris-xlsx", path), "region", "period", "text") == [
        ("EU27_2020", "2023", "108.47"),
        ("RO31", "2016", "0"),
    ]


def test_rci_gives_the_merged_capital_to_each_member(tmp_path):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("RCI_2022_raw_data")
        sheet.write_row(0, 0, ["NUTS", "Region name", "Lifelong learning ", "NEET rate"])
        sheet.write_row(1, 0, ["AT_C", "Vienna and its commuting zone", 16.5, 9])
        sheet.write_row(2, 0, ["AT11", "Burgenland", 12.25, "NA"])
        described = book.add_worksheet("RCI_2022_indicators_descr")
        described.write_row(0, 0, ["RCI 2.0"])
        described.write_row(2, 0, ["Pillar name", "Indicator name", "", "", "", "Reference year"])
        described.write_row(3, 0, ["Education", "Lifelong learning", "", "", "", "Average 2019–2021"])
        described.write_row(4, 0, ["Labour", "NEET", "", "", "", "2020 and last available year"])
    frame = sources.read("rci-xlsx", path)
    assert rows(frame, "region", "column", "period", "text", "own_flag") == [
        ("AT12", "Lifelong learning", "2021", "16.5", "merged"),
        ("AT13", "Lifelong learning", "2021", "16.5", "merged"),
        ("AT11", "Lifelong learning", "2021", "12.25", ""),
        ("AT12", "NEET rate", "2020", "9", "merged"),
        ("AT13", "NEET rate", "2020", "9", "merged"),
        ("AT11", "NEET rate", "2020", "", ""),
    ]


def test_eurito_names_the_version_of_each_code(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(
        "year,region_type,region_year_spec,region_id,region_level,arxiv_count\n2010,NUTS,2010,AT,0,763\n",
        "utf-8",
    )
    assert rows(sources.read("eurito-csv", path), "region", "period", "nuts", "column", "text") == [
        ("AT", "2010", "2010", "arxiv_count", "763")
    ]


@pytest.mark.parametrize(
    ("layout", "content", "sentence"),
    [
        ("sdmx-csv", "geo,TIME_PERIOD\nAT,2020\n", "no column 'OBS_VALUE'"),
        ("eurostat-tsv", "geo\ttime\nAT\t2020\n", "Eurostat's header"),
        ("panel-csv", "a,b\n1,2\n", "no column of regions"),
        ("yearbook-json", "<html>", "is not JSON"),
        ("sdmx-csv", "", "cannot be read"),
        ("ris-xlsx", "PK", "cannot be read"),
        ("no-such", "", "is not known"),
    ],
)
def test_a_file_of_another_layout_is_refused_in_a_sentence(tmp_path, layout, content, sentence):
    path = tmp_path / "x.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(sources.SourceUnreadable, match=sentence):
        sources.read(layout, path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(sources.SourceUnreadable, match=r"gone\.csv is not in"):
        sources.read("panel-csv", tmp_path / "gone.csv")

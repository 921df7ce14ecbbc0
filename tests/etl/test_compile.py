"""A small folder of publishers' files, compiled for real: what is kept, refused, derived, and left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from danube.catalogue import Catalogue, Derivation, Indicator, Source
from danube.settings import DATA, ROOT
from etl import compile as compiler

RAW = Path(os.environ.get("DANUBE_RAW") or ROOT.parent / "shared" / "raw")

RATES = """geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
AT11,2023,5.5,bu,
AT12,2023,,,C
AT13,2023,,,
HR04,2020,7.1,,
EU27_2020,2023,6.0,,
AT,2023,5.1,p,
FR10,2023,8.0,,
AT21,2023,500,,
"""
PANEL = "nuts2_id,year,population\nAT11,2023,300000\nHR05,2023,760000\n"
PAPERS = """year,region_type,region_year_spec,region_id,region_level,arxiv_count
2023,NUTS,2021,AT11,2,60
2023,NUTS,2021,HR05,2,19
2010,NUTS,2010,HU10,2,500
"""


def source(identifier, file, layout, **fields):
    texts = dict.fromkeys(("publisher", "title", "licence", "attribution"), identifier)
    return Source(
        id=identifier, url="https://x.eu", files=(file,), layout=layout, vintage="2026", **fields, **texts
    )


def indicator(identifier, origin, **fields):
    texts = dict.fromkeys(("name", "short", "definition", "unit"), identifier)
    return Indicator(
        id=identifier, source=origin, direction="higher", pillar="economy", dataset="d", **texts, **fields
    )


def known():
    sources = [
        source("rates", "rates.csv", "sdmx-csv"),
        source("panel", "panel.csv", "panel-csv"),
        source("papers", "papers.csv", "eurito-csv", nuts=2021),
    ]
    indicators = [
        indicator("rate", "rates", valid=(0, 100)),
        indicator("people", "panel", filter={"column": "population"}),
        indicator("papers_all", "papers", filter={"column": "arxiv_count"}, conversion="sum"),
        indicator(
            "papers_per_million",
            "papers",
            derive=Derivation(of="papers_all", per="people", factor=1_000_000),
        ),
    ]
    return Catalogue({one.id: one for one in indicators}, {one.id: one for one in sources}, {}, {})


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    for name, text in (("rates", RATES), ("panel", PANEL), ("papers", PAPERS)):
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def compiled(raw, out):
    return compiler.run(raw, out, catalogue=known())


def of(report, name):
    return next(one for one in report.sources if one.source == name)


def test_figures_are_tidy_with_flag_source_dataset_and_vintage(raw, tmp_path):
    compiled(raw, tmp_path / "out")
    assert (tmp_path / "out" / "rates.csv").read_text("utf-8") == (
        "indicator,region,period,value,flag,source,dataset,vintage\n"
        "rate,AT,2023,5.1,p,rates,d,2026\n"
        "rate,AT11,2023,5.5,b u,rates,d,2026\n"
        "rate,AT12,2023,,c,rates,d,2026\n"
        "rate,EU27_2020,2023,6,,rates,d,2026\n"
    )


def test_the_report_accounts_for_every_row(raw, tmp_path):
    rates = of(compiled(raw, tmp_path / "out"), "rates")
    assert (rates.read, rates.kept, rates.outside, rates.empty) == (8, 4, 1, 1)
    assert [(row["row"], row["code"]) for row in rates.refused] == [
        (5, "not-convertible"),
        (9, "out-of-range"),
    ]
    assert "split into HR02, HR05 and HR06" in rates.refused[0]["reason"]
    assert rates.line() == "rates: 8 read, 4 kept, 1 outside the study area, 1 empty, 2 refused"


def test_a_ratio_is_computed_from_figures_of_another_source(raw, tmp_path):
    compiled(raw, tmp_path / "out")
    lines = (tmp_path / "out" / "papers.csv").read_text("utf-8").splitlines()
    assert "papers_per_million,AT11,2023,200,computed,papers,d,2026" in lines
    assert "papers_per_million,HR05,2023,25,computed,papers,d,2026" in lines


def test_the_index_names_every_indicator_with_its_span(raw, tmp_path):
    compiled(raw, tmp_path / "out")
    index = pd.read_csv(tmp_path / "out" / "index.csv")
    assert list(index.columns) == compiler.INDEX
    assert index.loc[index["indicator"] == "rate", ["file", "rows", "first", "last"]].values.tolist() == [
        ["rates.csv", 4, 2023, 2023]
    ]


def test_a_missing_file_is_one_sentence_and_its_figures_stay(raw, tmp_path):
    out = tmp_path / "out"
    compiled(raw, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (raw / "panel.csv").unlink()
    report = compiled(raw, out)
    assert of(report, "panel").line() == f"panel: panel.csv is not in {raw}. Its figures stay as they are."
    assert not report.ok
    assert of(report, "rates").kept == 4
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_file_whose_columns_changed_is_told_apart_from_one_that_is_gone(raw, tmp_path):
    (raw / "rates.csv").write_text(RATES.replace("OBS_VALUE", "VALUE"), "utf-8")
    assert "no column 'OBS_VALUE'" in of(compiled(raw, tmp_path / "out"), "rates").problem


def test_a_filter_that_fits_nothing_is_said(raw, tmp_path):
    (raw / "panel.csv").write_text("nuts2_id,year,inhabitants,x\nAT11,2023,1,2\n", "utf-8")
    assert "No row fits" in of(compiled(raw, tmp_path / "out"), "panel").problem


def test_twice_gives_the_same_bytes(raw, tmp_path):
    compiled(raw, tmp_path / "one")
    compiled(raw, tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_files_of_sources_that_left_the_catalogue_go_and_strangers_stay(raw, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "former.csv").write_text(",".join(compiler.FIGURES) + "\nrate,AT,2020,1,,former,d,2020\n", "utf-8")
    (out / "notes.csv").write_text("mine,alone\n1,2\n", "utf-8")
    compiled(raw, out)
    assert sorted(path.stem for path in out.iterdir()) == ["index", "notes", "panel", "papers", "rates"]


@pytest.mark.raw
@pytest.mark.skipif(not RAW.is_dir(), reason=f"the publishers' files are not in {RAW}")
def test_the_committed_figures_are_those_of_the_publishers_files(tmp_path):
    report = compiler.run(RAW, tmp_path)
    assert report.ok, report.text()
    fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert fresh == {path.name: path.read_bytes() for path in (DATA / "figures").glob("*.csv")}

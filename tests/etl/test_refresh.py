"""The refresh against a real HTTP server: what is adopted, and that a refused source keeps its bytes."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from filelock import FileLock

from danube.catalogue import Catalogue, Derivation, Indicator, Source
from danube.settings import Settings
from etl import refresh
from etl.fetch import Patience
from tests.etl.replay import Publisher, Reply, packed, publisher

QUICK = Patience(connect=1, read=1, tries=1, backoff=0.01, polls=4, pause=0.01)
GDP = "/statistics/1.0/data/nama_10r_2gdp"
JOBS = "/sdmx/2.1/data/tgs00007"
PEOPLE = "/statistics/1.0/data/demo_r_d2jan"
HEADER = "DATAFLOW,LAST UPDATE,freq,unit,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
ROWS = ("AT21,2023,71.5,", "AT21,2024,72.1,p", "HU11,2024,76.0,bu", "FR10,2024,70.0,", "EU27_2020,2024,70.8,")


def _source(name: str, dataset: str, **changes: object) -> Source:
    base = {"publisher": "Eurostat", "title": name, "url": "https://example.org", "licence": "CC BY 4.0"}
    return Source.model_validate(
        {"id": name, "attribution": "Eurostat", "vintage": "old", "refresh": dataset, **base, **changes}
    )


def _indicator(name: str, source: str, **changes: object) -> Indicator:
    base = {"short": name[:28], "definition": name, "unit": "%", "direction": "higher", "pillar": "economy"}
    base |= {"name": name, "dataset": source, "valid": [0, 1000]}
    return Indicator.model_validate({"id": name, "source": source, **base, **changes})


@pytest.fixture
def service():
    with publisher() as running:
        yield running


@pytest.fixture
def known(service: Publisher) -> Catalogue:
    sources = [
        _source("gdp", "nama_10r_2gdp"),
        _source("jobs", "tgs00007"),
        _source("people", "demo_r_d2jan", status="waiting"),
        _source("board", f"{service.address}/ris.xlsx", nuts=2021),
        _source("old-file", ""),
    ]
    per = Derivation(of="jobs_rate", per="inhabitants", factor=1000)
    indicators = [
        _indicator("gdp_eu", "gdp", filter={"freq": "A", "unit": "PPS_HAB_EU27_2020"}),
        _indicator("gdp_pps", "gdp", filter={"freq": "A", "unit": "PPS_EU27_2020_HAB"}, valid=[0, 200000]),
        _indicator("jobs_rate", "jobs", filter={"sex": "T"}),
        _indicator("jobs_per_head", "jobs", derive=per),
        _indicator("inhabitants", "people", filter={"unit": "NR"}, valid=[0, None], status="waiting"),
        _indicator("index", "board", filter={"Indicator": "0 Summary Innovation Index"}),
    ]
    return Catalogue({one.id: one for one in indicators}, {source.id: source for source in sources}, {}, {})


@pytest.fixture
def settings(service: Publisher, tmp_path: Path) -> Settings:
    return replace(Settings(), var=tmp_path / "var", eurostat=service.address)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "figures"


@pytest.fixture
def go(settings: Settings, known: Catalogue, out: Path):
    def run(*sources: str, **options) -> refresh.Report:
        return refresh.run(settings, list(sources) or None, out, catalogue=known, patience=QUICK, **options)

    return run


def sdmx(*rows: str, header: str = HEADER, flow: str = "ESTAT:TGS00007(1.0),25/06/26 23:00:00,A,PC,T") -> str:
    return "\n".join([header, *(f"{flow},{row}" for row in rows), ""])


def stat(
    unit: str, values: dict[str, float], *, geo: str = "geo", status: dict[str, str] | None = None
) -> str:
    """A JSON-stat answer of one unit: two regions by two years."""
    dimension = {
        "freq": {"category": {"index": {"A": 0}}},
        "unit": {"category": {"index": {unit: 0}}},
        geo: {"category": {"index": {"AT21": 0, "HU11": 1}}},
        "time": {"category": {"index": {"2023": 0, "2024": 1}}},
    }
    content = {
        "version": "2.0",
        "class": "dataset",
        "updated": "2026-06-25T23:00:00+0200",
        "size": [1, 1, 2, 2],
    }
    content |= {"id": list(dimension), "dimension": dimension, "value": values, "status": status or {}}
    return json.dumps(content)


def answer_gdp(service: Publisher, *replies: Reply) -> None:
    """Both units of GDP are asked at one path, first `gdp_eu`, then `gdp_pps`."""
    service.answers(GDP, *replies)


def gdp_replies(first: float = 95.0, **headers: str) -> list[Reply]:
    eu = stat("PPS_HAB_EU27_2020", {"0": first, "1": 96.0, "2": 155.0, "3": 157.0}, status={"1": "p"})
    pps = stat("PPS_EU27_2020_HAB", {"0": 34100, "1": 35200, "2": 58000, "3": 59900})
    return [Reply(eu, headers=headers), Reply(pps, headers=headers)]


def figures(out: Path, source: str) -> list[dict[str, str]]:
    with (out / f"{source}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def held(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.glob("*"))}


def test_sdmx_csv_becomes_figures_with_flags_and_the_publishers_date(service, go, out):
    service.answers(JOBS, packed(sdmx(*ROWS)))
    (outcome,) = go("jobs").outcomes
    assert (outcome.status, outcome.figures, outcome.new) == ("refreshed", 4, 4)
    rows = {(row["region"], row["period"]): row for row in figures(out, "jobs")}
    assert rows["HU11", "2024"]["value"] == "76" and rows["HU11", "2024"]["flag"] == "b u"
    assert rows["EU27_2020", "2024"]["value"] == "70.8" and ("FR10", "2024") not in rows
    assert rows["AT21", "2023"]["vintage"] == "2026-06-25"
    (index,) = figures(out, "index")
    assert (index["indicator"], index["rows"], index["first"], index["last"]) == (
        "jobs_rate",
        "4",
        "2023",
        "2024",
    )


def test_json_stat_is_asked_by_filter_and_read(service, go, out):
    answer_gdp(service, *gdp_replies())
    assert go("gdp").ok
    assert [path for path, _ in service.requests] == [
        f"{GDP}?format=JSON&lang=EN&freq=A&unit=PPS_HAB_EU27_2020",
        f"{GDP}?format=JSON&lang=EN&freq=A&unit=PPS_EU27_2020_HAB",
    ]
    rows = {(row["indicator"], row["region"], row["period"]): row for row in figures(out, "gdp")}
    assert len(rows) == 8 and rows["gdp_pps", "HU11", "2024"]["value"] == "59900"
    assert rows["gdp_eu", "AT21", "2024"]["flag"] == "p"


def test_unchanged_answers_change_nothing(service, go, out):
    answer_gdp(service, *gdp_replies(ETag='"v1"'))
    go("gdp")
    before = held(out)
    answer_gdp(service, Reply(status=304))
    (outcome,) = go("gdp").outcomes
    assert outcome.status == "unchanged" and held(out) == before
    assert [headers.get("If-None-Match") for headers in service.asked(GDP)] == [None, None, '"v1"', '"v1"']


def test_what_changed_is_joined_with_what_did_not(service, go, out):
    answer_gdp(service, *gdp_replies(ETag='"v1"'))
    go("gdp")
    answer_gdp(service, gdp_replies(first=94.0)[0], Reply(status=304))
    (outcome,) = go("gdp").outcomes
    assert (outcome.figures, outcome.new, outcome.revised, outcome.gone) == (8, 0, 1, 0)
    assert [row["value"] for row in figures(out, "gdp")][:2] == ["94", "96"]


def test_figures_that_somebody_changed_are_asked_for_anew(service, go, out):
    answer_gdp(service, *gdp_replies(ETag='"v1"'))
    go("gdp")
    (out / "gdp.csv").unlink()
    answer_gdp(service, *gdp_replies(ETag='"v1"'))
    assert go("gdp").outcomes[0].status == "refreshed"
    assert "If-None-Match" not in service.asked(GDP)[-1]


def test_waiting_indicators_come_and_computed_ones_follow(service, go, out):
    service.answers(JOBS, Reply(sdmx(*ROWS)))
    service.answers(PEOPLE, Reply(stat("NR", {"0": 565000, "1": 570000, "3": 1700000})))
    report = go("jobs", "people")
    assert report.ok and "To show inhabitants, take status = 'waiting' out" in report.text()
    rows = {(row["indicator"], row["region"], row["period"]): row for row in figures(out, "jobs")}
    assert float(rows["jobs_per_head", "AT21", "2024"]["value"]) == pytest.approx(
        72.1 / 570000 * 1000, abs=1e-9
    )
    assert rows["jobs_per_head", "AT21", "2024"]["flag"] == "p computed"


def test_a_workbook_of_the_scoreboard_is_read(service, go, out, tmp_path):
    path = tmp_path / "ris.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("RIS")
        sheet.write_row(0, 0, ["Indicator", "Year", "Region", "Value"])
        sheet.write_row(1, 0, ["0 Summary Innovation Index", 2025, "AT1", 121.5])
        sheet.write_row(2, 0, ["0 Summary Innovation Index", 2025, "EU", 112.25])
    service.answers("/ris.xlsx", Reply(path.read_bytes()))
    assert go("board").ok
    assert [(row["region"], row["value"]) for row in figures(out, "board")] == [
        ("AT1", "121.5"),
        ("EU27_2020", "112.25"),
    ]


CHANGED = {
    "a renamed column": (sdmx(*ROWS, header=HEADER.replace("OBS_VALUE", "OBS_VAL")), "no column 'OBS_VALUE'"),
    "a dimension gone": (sdmx(*ROWS, header=HEADER.replace("sex", "gender")), "asks for a column 'sex'"),
    "another code": (sdmx(*ROWS).replace(",PC,T,", ",PC,TOTAL,"), "holds no figure of jobs_rate"),
    "a text for a number": (sdmx("AT21,2023,seventy,", *ROWS[1:]), "'seventy' is no number"),
    "another unit": (sdmx("AT21,2023,71500,", *ROWS[1:]), "Between 0 and 1,000 is possible"),
    "two figures for one place": (sdmx(*ROWS, "AT21,2023,70.0,"), "has different figures: 71.5 / 70.0"),
    "a table cut short": (sdmx(*ROWS[:2]), "would shrink from 4 to 2 figures"),
    "a web page": ("<!DOCTYPE html><html>Maintenance</html>", "a web page came instead of data"),
    "nothing": ("", "an empty answer"),
}


@pytest.mark.parametrize("case", CHANGED)
def test_a_changed_answer_is_refused_and_the_figures_keep_their_bytes(service, go, out, case):
    body, sentence = CHANGED[case]
    service.answers(JOBS, Reply(sdmx(*ROWS)))
    go("jobs")
    before = held(out)
    service.answers(JOBS, Reply(body))
    (outcome,) = go("jobs").refused
    assert sentence in outcome.reason and held(out) == before
    service.answers(JOBS, Reply(sdmx(*ROWS).replace("71.5", "71.6")))
    assert go("jobs").outcomes[0].revised == 1


def test_a_renamed_dimension_of_json_stat_is_named(service, go, out):
    answer_gdp(service, Reply(stat("PPS_HAB_EU27_2020", {"0": 95.0}, geo="region")))
    (outcome,) = go("gdp").refused
    assert "no column 'geo'" in outcome.reason and not list(out.glob("*.csv"))


@pytest.mark.parametrize(
    "replies",
    [
        [Reply("busy", status=500)],
        [Reply("slow down", status=429, headers={"Retry-After": "0"})],
        [Reply(sdmx(*ROWS), cut=60)],
        [Reply("gone", status=404)],
        [Reply('{"warning":[{"status":413,"label":"ASYNCHRONOUS_RESPONSE. Later."}]}', status=413)],
        [Reply("<faultstring>EXTRACTION_TOO_BIG: 420709314 rows</faultstring>", status=413)],
    ],
    ids=["500", "429", "cut", "404", "asynchronous", "too big"],
)
def test_a_failing_service_refuses_its_source_alone(service, go, out, replies):
    service.answers(JOBS, Reply(sdmx(*ROWS)))
    go("jobs")
    before = (out / "jobs.csv").read_bytes()
    service.answers(JOBS, *replies)
    answer_gdp(service, *gdp_replies())
    report = go("jobs", "gdp")
    assert [(outcome.source, outcome.status) for outcome in report.outcomes] == [
        ("jobs", "refused"),
        ("gdp", "refreshed"),
    ]
    assert (out / "jobs.csv").read_bytes() == before and not list(out.glob("*.part"))
    assert not report.ok and report.as_dict()["sources"][0]["reason"]


def test_a_service_that_fails_once_is_no_reason_to_refuse(service, go):
    service.answers(JOBS, Reply("busy", status=500), Reply(sdmx(*ROWS)))
    assert go("jobs").ok


def test_an_interrupted_run_goes_on_where_it_stopped(service, go):
    answer_gdp(service, gdp_replies()[0])

    def interrupted(questions):
        yield questions[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go("gdp", progress=interrupted)
    answer_gdp(service, gdp_replies()[1])
    assert go("gdp").ok
    assert [path.rpartition("unit=")[2] for path, _ in service.requests] == [
        "PPS_HAB_EU27_2020",
        "PPS_EU27_2020_HAB",
    ]


def test_a_dead_host_is_asked_once(settings, known, out):
    nobody = replace(settings, eurostat="http://127.0.0.1:9")
    report = refresh.run(nobody, ["gdp", "jobs"], out, catalogue=known, patience=QUICK)
    assert len(report.refused) == 2 and "connection refused" in report.refused[1].reason


def test_boundaries_are_a_source_of_their_own(settings, known, out, tmp_path):
    nobody = replace(settings, gisco="http://127.0.0.1:9")
    report = refresh.run(
        nobody, ["boundaries"], out, catalogue=known, boundaries=tmp_path / "maps", patience=QUICK
    )
    assert [outcome.source for outcome in report.refused] == ["boundaries"] and not list(out.iterdir())


def test_two_refreshes_do_not_run_at_once(settings, go):
    settings.var.mkdir(parents=True)
    with (
        FileLock(settings.var / "refresh.lock"),
        pytest.raises(refresh.RefreshRefused, match="Another refresh"),
    ):
        go("jobs")


def test_an_unknown_source_and_one_without_a_service_are_sentences(go):
    with pytest.raises(refresh.RefreshRefused, match="no source 'jbos'"):
        go("jbos")
    assert "names no public service" in go("old-file").refused[0].reason


def test_a_damaged_memory_is_forgotten(service, settings, go):
    settings.var.mkdir(parents=True)
    (settings.var / "refresh.json").write_text("{", "utf-8")
    service.answers(JOBS, Reply(sdmx(*ROWS)))
    assert go("jobs").ok

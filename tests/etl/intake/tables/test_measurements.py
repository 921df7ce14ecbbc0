"""Tables of pilots' measurements: figures to the last digit, series with baseline and target, doubts told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danube.settings import Settings
from danube.store import Warehouse, connect
from etl.intake import tables
from etl.intake.tables import measurements
from tests.etl.intake.tables.conftest import Examined, pilot_of, refused, told

HEAD = "Pilot;Kennzahl;Einheit;Ort;Art;Datum;Wert;Nachweis\n"
GERMAN = HEAD + (
    "SpinIT-03;KMU in Kooperation;;AT13;Ausgangswert;2023;12,5 %;Umfrage\n"
    "SpinIT-03;KMU in Kooperation;%;AT13;Ziel;31.12.2027;15;Umfrage\n"
    "SpinIT-03;KMU in Kooperation;%;AT13;Messung;2024-06;13,25 p;Umfrage\n"
)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """A warehouse that knows the pilot of the tables here."""
    opened = connect(Settings(var=tmp_path / "var", catalogue="", lake_data=""))
    pilot_of(opened, "SpinIT-03")
    return opened


def test_a_german_table_is_understood_without_a_question(examined: Examined) -> None:
    report = examined(GERMAN)
    assert (report.table, report.ok, report.decimal) == ("measurements", True, ",")
    rows = report.figures[["unit", "kind", "period", "value", "flag"]]
    assert rows.to_numpy().tolist() == [
        ["%", "baseline", "2023", 12.5, ""],
        ["%", "target", "2027-12-31", 15.0, ""],
        ["%", "measurement", "2024-06", 13.25, "p"],
    ]
    assert told(report) == set()


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("P1;Jobs;number;;Messung;2024;;", "Wert", "no-figure"),
        ("P1;Jobs;number;;Messung;2024;viele;", "Wert", "not-a-number"),
        ("P1;Jobs;number;;Messung;2024;12,5 %;", "Wert", "percent"),
        ("P1;Jobs;;;Messung;2024;12,5;", "Einheit", "no-unit"),
        ("P1;Jobs;number;;Mesung;2024;12,5;", "Art", "unknown-value"),
        ("P1;Jobs;number;;;2024;12,5;", "Art", "empty-cell"),
        (";Jobs;number;;Messung;2024;12,5;", "Pilot", "empty-cell"),
        ("P1;Jobs;number;;Messung;31.2.2024;12,5;", "Datum", "bad-period"),
        ("P1;Jobs;number;;Messung;06/07/2024;12,5;", "Datum", "bad-period"),
        ("P1;Jobs;number;AT99;Messung;2024;12,5;", "Ort", "unknown-region"),
    ],
)
def test_a_wrong_row_is_refused_with_place_and_remedy(
    examined: Examined, line: str, column: str, code: str
) -> None:
    report = examined(f"{GERMAN}{line}\n")
    assert refused(report) == [(5, column, code)]
    assert report.accepted == 3
    assert all(report.rejected[0][name] for name in ("reason", "hint"))


def test_an_open_decimal_sign_is_asked(examined: Examined) -> None:
    text = "pilot,indicator,unit,kind,period,value\nP1,Jobs,number,baseline,2023,1.234\n"
    assert [one["key"] for one in examined(text).questions] == ["decimal"]
    assert examined(text, answers={"decimal": ","}).figures["value"].tolist() == [1234.0]
    assert examined(text, answers={"decimal": "."}).figures["value"].tolist() == [1.234]


def test_an_indicator_of_the_catalogue_brings_its_id_and_unit(examined: Examined) -> None:
    report = examined("pilot,indicator,kind,period,value\nP1,gerd,baseline,2023,1.2\n")
    assert report.figures[["indicator", "unit"]].to_numpy().tolist() == [["gerd", "% of GDP"]]


def test_figures_that_contradict_each_other_are_refused(examined: Examined) -> None:
    line = "P1;Jobs;number;;Messung;2024;{};\n"
    report = examined(GERMAN + line.format("3") + line.format("4") + line.format("3"))
    assert [(row, code) for row, _column, code in refused(report)] == [(5, "conflict"), (6, "conflict")]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("P1;Jobs;number;;Messung;2024;3;", "no-baseline"),
        ("P1;Jobs;number;;Basis;2023;3;\nP1;Jobs;number;;Messung;2027;4;", "future"),
        ("P1;Jobs;number;;Basis;2023;3;\nP1;Jobs;%;;Messung;2024;4;", "units"),
        ("P1;Jobs;number;;Basis;2023;3;\nP1;Jobs;number;;Messung;2024;300;", "leap"),
        ("P1;Jobs;number;;Basis;2022;3;\nP1;Jobs;number;;Basis;2023;3;", "baselines"),
        ("P1;Jobs;number;FR10;Basis;2022;3;", "elsewhere"),
        ("spinit 03;Jobs;number;;Basis;2023;3;", "alike"),
        ("P1;=1+1;number;;Basis;2023;3;", "plain-text"),
    ],
)
def test_a_doubt_is_told_and_refuses_nothing(examined: Examined, lines: str, code: str) -> None:
    report = examined(f"{GERMAN}{lines}\n")
    assert report.rejected == [] and told(report) == {code}


def test_a_baseline_in_the_warehouse_counts(examined: Examined, warehouse: Warehouse) -> None:
    tables.store(examined(GERMAN), warehouse)
    more = HEAD + "SpinIT-03;KMU in Kooperation;%;AT13;Messung;2025;14;Umfrage\n"
    assert told(examined(more)) == {"no-baseline"}
    report = examined(more, register=warehouse.rows)
    assert told(report) == set() and report.counts()["new"] == 1


def test_a_corrected_figure_replaces_the_old_one_and_comes_back(
    examined: Examined, warehouse: Warehouse
) -> None:
    tables.store(examined(GERMAN), warehouse)
    report = examined(GERMAN.replace("13,25", "13,75"), register=warehouse.rows)
    assert report.counts() == {"new": 0, "changed": 1, "unchanged": 2}
    changed = report.changes()[0]
    assert (changed["before"], changed["after"]) == ("value: 13.25", "value: 13.75")
    tables.store(report, warehouse)
    measured = warehouse.rows("measurement")
    assert measured.loc[measured["kind"] == "measurement", "value"].tolist() == [13.75]
    warehouse.withdraw(warehouse.latest())
    measured = warehouse.rows("measurement")
    assert measured.loc[measured["kind"] == "measurement", "value"].tolist() == [13.25]


def test_a_pilot_that_nobody_planned_is_refused(examined: Examined, warehouse: Warehouse) -> None:
    line = "SpinIT-99;Jobs;number;;Basis;2023;3;\n"
    report = examined(GERMAN + line, register=warehouse.rows)
    assert refused(report) == [(5, "Pilot", "no-such-row")]
    assert "There is no pilot 'SpinIT-99'" in str(report.rejected[0]["reason"])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2024.0", "2024"), ("2024-06-30T00:00:00", "2024-06-30"), ("2024-06-30", "2024-06-30"),
        ("1.2.2024", "2024-02-01"), ("2024Q3", "2024-Q3"), ("2024-13-01", "2024-13-01"), ("soon", "soon"),
    ],
)  # fmt: skip
def test_a_period_is_written_in_one_way(text: str, written: str) -> None:
    assert measurements.period(text) == written


def test_a_period_ends_on_its_last_day() -> None:
    ends = [measurements.ends(one) for one in ("2024", "2024-S1", "2024-Q3", "2024-02", "2024-02-03")]
    days = [date(2024, 12, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 2, 29), date(2024, 2, 3)]
    assert ends == days


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.decimals(-9999, 9999, places=2), min_size=1, max_size=6))
def test_figures_are_kept_to_the_last_digit(examined: Examined, figures: list[object]) -> None:
    lines = [
        f"P{place};Jobs;number;;Basis;2023;{str(one).replace('.', ',')};" for place, one in enumerate(figures)
    ]
    report = examined(HEAD + "\n".join(lines))
    assert report.figures["value"].tolist() == [float(str(one)) for one in figures]

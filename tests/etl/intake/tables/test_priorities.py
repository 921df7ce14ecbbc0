"""Tables of S3 priorities: understood, placed, checked, compared, stored, and told when refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danube.catalogue import priorities as listed
from danube.settings import Settings
from danube.store import Warehouse, connect
from etl.intake import recipe, tables
from etl.intake.asked import ImportRefused, Misfit
from etl.intake.errors import Unreadable
from etl.intake.tables import priorities
from tests.etl.intake.tables.conftest import Examined, refused, told

GERMAN = (
    "Region;Priorität;NACE-Abteilungen;Status;Zeitraum;Quelle;Link\n"
    "AT13;Life Sciences;21 72 86;verabschiedet;2021–2027;Stadt Wien;https://example.org/a\n"
    "Kärnten;Holz und Papier;16, 17;Entwurf;2021-2027;Land Kärnten;\n"
)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return connect(Settings(var=tmp_path / "var", catalogue="", lake_data=""))


def test_a_german_table_is_understood_without_a_question(examined: Examined) -> None:
    report = examined(GERMAN)
    assert (report.table, report.ok, report.accepted, report.delimiter) == ("priorities", True, 2, ";")
    rows = report.figures[["region", "priority", "sections", "divisions", "status", "period"]]
    assert rows.to_numpy().tolist() == [
        ["AT13", "Life Sciences", "C M Q", "21 72 86", "adopted", "2021-2027"],
        ["AT21", "Holz und Papier", "C", "16 17", "draft", "2021-2027"],
    ]
    assert told(report) == {"sections"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1250", "windows-1252"])
def test_any_encoding_says_the_same(examined: Examined, encoding: str) -> None:
    text = GERMAN.replace("–", "-")
    assert examined(text, encoding).fingerprint == examined(text).fingerprint


def test_titles_above_and_notes_below_are_left_out_and_told(examined: Examined) -> None:
    report = examined(f"Priorities of our regions\n\n{GERMAN}Source: a ministry\n")
    assert report.accepted == 2
    assert [one["text"] for one in report.warnings if one["code"] == "aside"] == [
        "Row 1 is left out: 'Priorities of our regions'",
        "Row 6 is left out: 'Source: a ministry'",
    ]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("AT99;ICT;;;;;", "Region", "unknown-region"),
        (";ICT;;;;;", "Region", "unknown-region"),
        ("AT13;;62;;;x;", "Priorität", "empty-cell"),
        (f"AT13;{'x' * 201};;;;;", "Priorität", "too-long"),
        ("AT13;ICT;62.01;;;;", "NACE-Abteilungen", "unknown-division"),
        ("AT13;ICT;04;;;;", "NACE-Abteilungen", "unknown-division"),
        ("AT13;ICT;;Entwurff;;;", "Status", "unknown-value"),
        ("AT13;ICT;;;2027-2021;;", "Zeitraum", "bad-period"),
        ("AT13;ICT;;;soon;;", "Zeitraum", "bad-period"),
        ("AT13;ICT;;;;;javascript:alert(1)", "Link", "bad-address"),
        ("AT13;ICT;;;;;;more", "", "ragged"),
    ],
)
def test_a_wrong_row_is_refused_with_place_and_remedy(
    examined: Examined, line: str, column: str, code: str
) -> None:
    report = examined(f"{GERMAN}{line}\n")
    assert refused(report) == [(4, column, code)]
    assert report.accepted == 2
    assert all(report.rejected[0][name] for name in ("reason", "hint"))


def test_a_near_word_is_suggested_and_never_taken(examined: Examined) -> None:
    report = examined(f"{GERMAN}AT13;ICT;;Entwurff;;;\n")
    assert report.rejected[0]["hint"] == "Did you mean draft?"


def test_repeated_rows_count_once_and_contradictions_not_at_all(examined: Examined) -> None:
    lines = GERMAN.splitlines()
    report = examined("\n".join([*lines, lines[1], lines[2].replace("Entwurf", "alt")]).replace("alt", "old"))
    assert refused(report) == [(3, "Priorität", "conflict"), (5, "Priorität", "conflict")]
    assert report.rejected[0]["reason"] == (
        "Rows 3, 5 say different things about AT21 · Holz und Papier · 2021-2027."
    )
    assert (report.accepted, "repeated" in told(report)) == (1, True)


def test_markup_and_formulas_stay_text_and_are_told(examined: Examined) -> None:
    report = examined(f"{GERMAN}AT33;<b>ICT</b>;;;;;\nAT33;=cmd|'/C calc'!A0;;;;;\nAT33;A & B (C+D);;;;;\n")
    assert report.figures["priority"].tolist()[2:] == ["<b>ICT</b>", "=cmd|'/C calc'!A0", "A & B (C+D)"]
    (warning,) = [one for one in report.warnings if one["code"] == "plain-text"]
    assert str(warning["text"]).startswith("2 rows have cells that look like a formula or markup (rows 4, 5)")


def test_places_are_those_of_the_figures(examined: Examined) -> None:
    report = examined("region,priority\nPraha,ICT\nHR04,Wood\nFR10,Wine\nKarntn,Steel\n")
    assert [one["key"] for one in report.questions] == ["place:Praha", "place:Karntn"]
    assert refused(report) == [(3, "region", "not-convertible")]
    assert "outside" in told(report)
    answered = examined(
        "region,priority\nPraha,ICT\nKarntn,Steel\n",
        answers={"place:Praha": "CZ01", "place:Karntn": "leave out"},
    )
    assert answered.ok and answered.figures["region"].tolist() == ["CZ01"]


def test_an_older_code_that_only_changed_its_name_is_carried(examined: Examined) -> None:
    report = examined("region,priority\nHR041,Steel\n")
    assert report.figures["region"].tolist() == ["HR050"]
    assert [(one["from"], one["to"], one["method"]) for one in report.carried] == [
        ("HR041", "HR050", "recoded")
    ]


def test_a_heading_that_is_merely_alike_is_asked(examined: Examined) -> None:
    text = "Region;Prioritaet;Strategie;Status\nAT13;ICT;RIS3;draft\n"
    asked = examined(text)
    assert [one["key"] for one in asked.questions] == ["table"]
    report = examined(text, table="priorities")
    assert [(one["key"], one["options"]) for one in report.questions] == [
        ("heading:Prioritaet", ["priority", "leave out"])
    ]
    assert report.accepted == 0
    done = examined(text, table="priorities", answers={"heading:Prioritaet": "priority"})
    assert done.ok and done.figures["priority"].tolist() == ["ICT"]


def test_a_column_that_is_needed_is_asked_for(examined: Examined) -> None:
    text = "Region;Thema\nAT13;ICT\n"
    report = examined(text, table="priorities")
    assert [(one["key"], one["options"]) for one in report.questions] == [
        ("column:priority", ["Thema", "leave out"])
    ]
    assert examined(text, table="priorities", answers={"column:priority": "Thema"}).accepted == 1
    with pytest.raises(Unreadable, match=r"no column 'priority'"):
        examined("Region;Strategie\nAT13;RIS3\n", table="priorities")


def test_the_shipped_list_can_be_brought_and_changes_nothing(examined: Examined) -> None:
    report = examined(listed.FILE.read_bytes())
    assert report.ok and report.accepted == len(listed.load())
    assert report.counts() == {"new": 0, "changed": 0, "unchanged": len(listed.load())}


def test_it_is_stored_compared_and_withdrawn(examined: Examined, warehouse: Warehouse) -> None:
    first = examined(GERMAN, register=warehouse.rows)
    assert first.counts()["new"] == 2
    assert tables.store(first, warehouse, note="spring", who="Ana") == 1
    again = examined(GERMAN.replace("Entwurf", "verabschiedet"), register=warehouse.rows)
    assert again.counts() == {"new": 0, "changed": 1, "unchanged": 1}
    assert again.changes()[0] | {"region": "", "priority": ""} == {
        "region": "", "priority": "", "period": "2021-2027",
        "before": "status: draft", "after": "status: adopted",
    }  # fmt: skip
    assert again.told() == "Rows: 0 new, 1 changed, 1 as before."
    load = warehouse.loads().iloc[0]
    assert (load["kind"], load["holds"], load["who"], load["rows"]) == ("upload", "priority", "Ana", 2)
    warehouse.withdraw(1)
    assert warehouse.rows("priority").empty


def test_nothing_is_stored_while_a_question_is_open(examined: Examined, warehouse: Warehouse) -> None:
    with pytest.raises(ImportRefused, match="1 question is open"):
        tables.store(examined("region,priority\nPraha,ICT\n"), warehouse)
    with pytest.raises(ImportRefused, match="no row"):
        tables.store(examined("region,priority\nAT99,ICT\n"), warehouse)
    assert warehouse.latest() == 0


def test_a_recipe_goes_the_same_way_again(examined: Examined) -> None:
    text = "Region;Prioritaet\nPraha;ICT\n"
    answers = {"heading:Prioritaet": "priority", "place:Praha": "CZ01"}
    first = examined(text, table="priorities", answers=answers)
    kept = recipe.from_json(first.recipe.as_json())
    again = examined(text, recipe=kept, name="next year.csv")
    assert (again.ok, again.table, again.fingerprint) == (True, "priorities", first.fingerprint)
    with pytest.raises(Misfit, match="has no column 'Prioritaet'"):
        examined("Region;Thema\nPraha;ICT\n", recipe=kept)
    with pytest.raises(Misfit, match="another kind of table"):
        examined(text, table="measurements", recipe=kept)


def test_a_workbook_of_two_such_sheets_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    table = pd.DataFrame({"region": ["AT13"], "priority": ["ICT"]})
    with pd.ExcelWriter(path) as book:
        table.to_excel(book, sheet_name="new", index=False)
        table.to_excel(book, sheet_name="old", index=False)
    assert [one["key"] for one in tables.examine(path).questions] == ["sheet"]
    assert tables.examine(path, answers={"sheet": "new"}).ok


CELLS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6))
def test_every_row_is_accepted_refused_or_told(examined: Examined, rows: list[tuple[str, ...]]) -> None:
    table = pd.DataFrame(rows, columns=["region", "priority", "period"]).assign(region="AT13")
    report = examined(table.to_csv(index=False), table="priorities")
    assert report.accepted + len(report.rejected) <= report.rows
    known = {" ".join(str(name).split()) for name in table["priority"]}
    assert set(report.figures["priority"]) <= known


def test_years_are_written_in_one_way() -> None:
    assert [priorities._years(text) for text in ("2021 – 2027", "2021/2027", "2021.0", "soon")] == [
        "2021-2027",
        "2021-2027",
        "2021",
        "soon",
    ]

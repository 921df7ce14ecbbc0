"""Which kind of table a file is: told by its headings, asked where they leave it open."""

from __future__ import annotations

from pathlib import Path

import pytest

from danube.catalogue.forms import FORMS
from etl.intake import tables
from etl.intake.asked import ImportRefused
from tests.etl.intake.tables.conftest import Examined
from tests.imports import make


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("indicator;region;period;value", "figures"),
        ("Region;2022;2023", "figures"),
        ("geo;pilot;2022;2023", ""),
        ("Region;Priorität", "priorities"),
        ("nuts_code,priority_area,strategy", "priorities"),
        ("region;priority;value", ""),
        ("Region;Strategie;Status", ""),
        ("pilot;indicator;kind;period;value", "measurements"),
        ("Pilotprojekt;Kennzahl;Art;Stichtag;Messergebnis", "measurements"),
        ("pilot;indicator;period;value", ""),
        ("pilot;priority;region", ""),
        ("nothing;of;this", "figures"),
    ],
)
def test_headings_tell(tmp_path: Path, headings: str, kind: str) -> None:
    path = tmp_path / "table.csv"
    sign = ";" if ";" in headings else ","
    path.write_text(f"{headings}\n{sign.join(['1'] * (headings.count(sign) + 1))}\n", encoding="utf-8")
    assert tables.kind_of(path) == kind


@pytest.mark.parametrize("path", sorted(make.FILES.iterdir()), ids=lambda path: path.name)
def test_the_corpus_of_figures_holds_figures(path: Path) -> None:
    assert tables.kind_of(path) == "figures"


def test_the_question_is_answered_like_any_other(examined: Examined) -> None:
    text = "pilot;stage;indicator;region;period;value\nP1;baseline;gdp_pps;AT13;2023;5\n"
    asked = examined(text)
    assert [(one["key"], one["options"]) for one in asked.questions] == [("table", list(FORMS))]
    assert (asked.table, asked.accepted, asked.ok) == ("", 0, False)
    assert examined(text, answers={"table": "figures"}).table == "figures"
    report = examined(text, answers={"table": "measurements"})
    assert [one["key"] for one in report.questions] == ["column:kind"]
    done = examined(text, answers={"table": "measurements", "column:kind": "stage"})
    assert (done.ok, done.figures["kind"].tolist()) == (True, ["baseline"])
    with pytest.raises(ImportRefused, match="no kind of table 'pilots'"):
        examined(text, answers={"table": "pilots"})


def test_a_recipe_knows_the_kind(examined: Examined) -> None:
    text = "region;priority;value\nAT13;ICT;5\n"
    first = examined(text, answers={"table": "priorities"})
    again = examined(text, recipe=first.recipe)
    assert (again.table, again.fingerprint) == ("priorities", first.fingerprint)
    assert {one["code"] for one in again.warnings} == {"extra-column"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1250"])
def test_a_long_table_is_known_by_its_beginning(examined: Examined, encoding: str) -> None:
    lines = [f"AT21;Priorität {number};Kärnten {number}" for number in range(4_000)]
    report = examined("\n".join(["Region;Priorität;Strategie", *lines]), encoding)
    assert (report.table, report.ok, report.accepted) == ("priorities", True, 4_000)

"""Repairs: one per cell, only where the wrong value still stands, read back however they were saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from etl.intake import grid, importing, repairs
from etl.intake.asked import RecipeError
from etl.intake.errors import Unreadable
from etl.intake.grid import Framed
from etl.intake.importing import Choices, Report
from etl.intake.recipe import from_json
from etl.intake.repairs import Repair

TABLE = "Region;2022;2023\nWien;10,1;x\nAT11;=1+1;4,2\n"


@pytest.fixture
def framed() -> Framed:
    return grid.frame(grid.split(TABLE, ";"), 1)


def cells(framed: Framed) -> list[list[str]]:
    return framed.cells.to_numpy().tolist()


def test_a_cell_is_repaired_where_the_wrong_value_stands(framed: Framed) -> None:
    done, missed = repairs.applied(
        framed, [Repair(2, "2023", "x", " 10,4 "), Repair(3, "Region", "AT11", "AT12")]
    )
    assert cells(done) == [["Wien", "10,1", "10,4"], ["AT12", "=1+1", "4,2"]] and not missed
    assert cells(framed)[0][2] == "x"  # the table that came is left as it was


def test_a_repair_of_another_value_row_or_column_changes_nothing_and_is_told(framed: Framed) -> None:
    wrong = [Repair(2, "2023", "y", "1"), Repair(9, "2023", "x", "1"), Repair(2, "2024", "x", "1")]
    done, missed = repairs.applied(framed, wrong)
    assert cells(done) == cells(framed) and missed == wrong
    (told,) = repairs.told(0, missed)
    assert told["code"] == "repair"
    assert str(told["text"]).startswith("3 repairs are not applied") and "row 2, column '2023' ('y')" in str(
        told["text"]
    )


def test_a_wrong_heading_is_renamed_unless_another_column_has_that_name(framed: Framed) -> None:
    done, missed = repairs.applied(framed, [Repair(2, "2023", "2023", "2024")])
    assert done.headings == ["Region", "2022", "2024"] and list(done.cells) == done.headings and not missed
    done, missed = repairs.applied(framed, [Repair(2, "2023", "2023", "2022")])
    assert done.headings == framed.headings and len(missed) == 1


def test_without_repairs_the_table_is_the_same_object(framed: Framed) -> None:
    assert repairs.applied(framed, []) == (framed, [])


def test_one_repair_per_cell_and_the_last_word_counts() -> None:
    first, again = Repair(2, "2023", "x", "y"), Repair(2, "2023", "y", "10,4")
    assert repairs.merged([first], [again]) == [Repair(2, "2023", "x", "10,4")]
    assert repairs.merged([first], [Repair(2, "2023", "y", "x")]) == []  # back to what the file says
    assert repairs.merged([first], [Repair(3, "2023", "x", "1")]) == [first, Repair(3, "2023", "x", "1")]


def test_repairs_travel_as_plain_values() -> None:
    one = Repair(2, "2023", "x", "10,4")
    assert repairs.of([one.as_dict()]) == [one]
    with pytest.raises(ValueError, match="a repair must have row, column, old and new"):
        repairs.of([{"row": 2, "column": "2023"}])


REFUSED = [
    {"row": 2, "column": "2023", "value": "x", "code": "not-a-number", "reason": "no; number", "hint": "m"},
    {"row": 3, "column": "2022", "value": "=1+1", "code": "not-a-number", "reason": "r", "hint": ""},
]  # fmt: skip


@pytest.mark.parametrize(("sign", "encoding"), [(",", "utf-8"), (";", "windows-1252"), ("\t", "utf-16")])
def test_a_list_of_refusals_comes_back_however_it_was_saved(sign: str, encoding: str) -> None:
    table = repairs.table(REFUSED).assign(corrected=["10,4", "'-1"])
    table["value"] = ["x", "'=1+1"]  # as a download keeps a spreadsheet from running it
    found = repairs.read(table.to_csv(index=False, sep=sign).encode(encoding))
    assert found == [Repair(2, "2023", "x", "10,4"), Repair(3, "2022", "=1+1", "-1")]


def test_what_is_not_corrected_is_no_repair() -> None:
    assert repairs.read(repairs.table(REFUSED).to_csv(index=False).encode()) == []
    assert list(repairs.table([])) == ["row", "column", "value", "reason", "remedy", "corrected"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("region,period\nAT11,2023\n", "row, column, value, corrected is missing"),
        ("row,column,value\n2,2023,x\n", "corrected is missing"),
        ("row,column,value,corrected\ntwo,2023,x,1\n", "Row 2 of the list of repairs: 'two' is no number"),
    ],
)  # fmt: skip
def test_another_table_is_refused_with_what_is_missing(text: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        repairs.read(text.encode())


def test_headings_may_be_in_any_order_and_rows_may_be_short() -> None:
    text = "Corrected;value;ROW;column\n5;x;2;2023\n\n;x\n"
    assert repairs.read(text.encode()) == [Repair(2, "2023", "x", "5")]


FILE = "Region;2021;2022;2023\nKärnten;5,1;5,2;5,3\nBurgenland;10,6;x;10,8\nKartoffel;4,1;4,2;4,3\n"


def examined(path: Path, content: str, **options: object) -> Report:
    path.write_text(content, encoding="utf-8")
    return importing.examine(path, indicator="unemployment_rate", **options)  # type: ignore[arg-type]


def accepted(report: Report) -> list[tuple[str, str, float, str]]:
    columns = report.figures[["region", "period", "value", "flag"]]
    return [tuple(row) for row in columns.to_numpy(dtype=object).tolist()]


MENDED = [Repair(3, "2022", "x", "10,7"), Repair(4, "Region", "Kartoffel", "Tirol")]


def test_a_repaired_file_is_as_if_it_had_been_right_at_once(tmp_path: Path) -> None:
    right = FILE.replace("x", "10,7").replace("Kartoffel", "Tirol")
    at_once = examined(tmp_path / "right.csv", right)
    report = examined(tmp_path / "wrong.csv", FILE, repairs=MENDED)
    assert report.fingerprint == at_once.fingerprint and accepted(report) == accepted(at_once)
    assert report.accepted == 9 and not report.rejected
    assert [one["text"] for one in report.warnings if one["code"] == "repaired"] == [
        "2 cells count as repaired, not as they stand in the file."
    ]


def test_the_recipe_repairs_the_same_file_and_no_other(tmp_path: Path) -> None:
    first = examined(tmp_path / "this.csv", FILE, repairs=MENDED)
    recipe = from_json(first.recipe.as_json())
    again = importing.examine(tmp_path / "this.csv", recipe=recipe)
    assert again.fingerprint == first.fingerprint and again.recipe == first.recipe
    path = tmp_path / "next.csv"
    path.write_text(FILE.replace("5,1", "5,0"), encoding="utf-8")
    other = importing.examine(path, recipe=recipe)
    assert [one["value"] for one in other.rejected] == ["x", "Kartoffel"] and other.recipe.repairs == {}
    assert "2 repairs of the recipe are not applied: they were made for another file." in [
        one["text"] for one in other.warnings
    ]


def test_repairs_given_now_go_on_from_those_of_the_recipe(tmp_path: Path) -> None:
    first = examined(tmp_path / "this.csv", FILE, repairs=[Repair(3, "2022", "x", "y")])
    recipe = from_json(first.recipe.as_json())
    then = importing.examine(tmp_path / "this.csv", recipe=recipe, repairs=[Repair(3, "2022", "y", "10,7")])
    assert ("AT11", "2022", 10.7, "") in accepted(then)
    assert repairs.of(then.recipe.repairs["cells"]) == [Repair(3, "2022", "x", "10,7")]


def test_a_repair_that_does_not_fit_is_told_and_not_kept(tmp_path: Path) -> None:
    report = examined(tmp_path / "this.csv", FILE, repairs=[Repair(3, "2022", "z", "10,7")])
    (told,) = [str(one["text"]) for one in report.warnings if one["code"] == "repair"]
    assert told.startswith("1 repair is not applied") and report.recipe.repairs == {}


def test_an_ambiguous_repair_is_a_question_as_it_would_be_in_the_file(tmp_path: Path) -> None:
    content = "region,period,value\nAT11,2022,x\nAT12,2022,1.234\n"
    plain = examined(tmp_path / "right.csv", content.replace("x", "1.500"))
    mended = examined(tmp_path / "wrong.csv", content, repairs=[Repair(2, "value", "x", "1.500")])
    assert [one["key"] for one in mended.questions] == [one["key"] for one in plain.questions]


@pytest.mark.parametrize(
    "field", [{"file": 1, "cells": []}, {"cells": [{"row": 1}]}, {"file": "ab", "cells": [1]}, {"file": "ab"}]
)
def test_bad_repairs_of_a_recipe_are_refused_in_a_sentence(field: dict[str, object]) -> None:
    with pytest.raises(RecipeError, match="must name their file and cells"):
        from_json(json.dumps({"recipe": 1, "repairs": field}))


def test_a_region_in_the_heading_of_a_wide_table_is_repaired(tmp_path: Path) -> None:
    content = "Year;AT11;AT12;AT99\n2021;4,1;5,1;6,1\n2022;4,2;5,2;6,2\n"
    choices = Choices(layout="wide-regions", period="Year")
    wrong = examined(tmp_path / "wrong.csv", content, choices=choices)
    assert {(one["column"], one["value"]) for one in wrong.rejected} == {("AT99", "AT99")}
    mended = examined(
        tmp_path / "wrong.csv", content, choices=choices, repairs=[Repair(2, "AT99", "AT99", "AT13")]
    )
    right = examined(tmp_path / "right.csv", content.replace("AT99", "AT13"), choices=choices)
    assert mended.fingerprint == right.fingerprint and not mended.rejected


FIGURES = some.decimals(min_value=0, max_value=30, places=1).map(lambda one: str(one).replace(".", ","))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=some.lists(some.lists(FIGURES, min_size=3, max_size=3), min_size=3, max_size=3),
    place=some.tuples(some.integers(0, 2), some.integers(0, 2)),
    wrong=some.text("abxyz?=+-@'", min_size=1, max_size=6),
)
def test_repairing_any_cell_equals_a_file_that_had_it_right(
    tmp_path: Path, cells: list[list[str]], place: tuple[int, int], wrong: str
) -> None:
    row, column = place
    right = _written(cells)
    spoilt = [
        [wrong if (i, j) == place else cell for j, cell in enumerate(line)] for i, line in enumerate(cells)
    ]
    repair = Repair(row + 2, ("2021", "2022", "2023")[column], wrong, cells[row][column])
    at_once = examined(tmp_path / "right.csv", right)
    mended = examined(tmp_path / "wrong.csv", _written(spoilt), repairs=[repair])
    assert mended.fingerprint == at_once.fingerprint
    assert (mended.accepted, mended.rejected) == (at_once.accepted, at_once.rejected)


def _written(cells: list[list[str]]) -> str:
    lines = [";".join([code, *line]) for code, line in zip(("AT11", "AT12", "AT13"), cells, strict=True)]
    return "\n".join(["region;2021;2022;2023", *lines]) + "\n"

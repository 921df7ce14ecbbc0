"""Repairs: one per cell, only where the wrong value still stands, read back however they were saved."""

from __future__ import annotations

import pytest

from etl.intake import grid, repairs
from etl.intake.errors import Unreadable
from etl.intake.grid import Framed
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

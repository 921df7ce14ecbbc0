"""Row numbers, headings, notes: what stands where in the file."""

from __future__ import annotations

import pytest

from etl.intake import grid, signs
from etl.intake.errors import Unreadable


def test_rows_are_numbered_by_the_line_on_which_they_begin() -> None:
    found = grid.split('a;b\n\n"x\ny";1\r\nAT11;2\r"AT12";3', ";")
    assert found.numbers == [1, 3, 5, 6]
    assert found.rows[1] == ["x\ny", "1"]


def test_headings_are_the_fullest_row_above_the_first_figures() -> None:
    found = grid.frame(grid.split("Title\n;;\ngeo;2022;2023\n;%;\nAT11;1;2\n", ";"))
    assert (found.header, found.headings) == (3, ["geo", "2022", "2023"])
    assert found.cells.index.tolist() == [5]
    assert found.notes == ["Row 1 is left out: 'Title'", "Row 4 is left out: '%'"]


def test_rows_of_unknown_regions_are_no_headings() -> None:
    found = grid.frame(grid.split("geo;a;b\nNirvana;1;2\nUtopia;3;4\nAT11;5;6\n", ";"))
    assert found.header == 1
    assert found.cells["geo"].tolist() == ["Nirvana", "Utopia", "AT11"]


def test_chosen_headings_prevail() -> None:
    cells = grid.split("geo;2022\nAT11;1\nAT12;2\n", ";")
    assert grid.frame(cells, 0).headings == ["column 1", "column 2"]
    with pytest.raises(Unreadable, match="Row 9 is blank"):
        grid.frame(cells, 9)


def test_rows_with_too_many_or_too_few_cells_are_refused_one_by_one() -> None:
    found = grid.frame(grid.split("geo;2022\nAT11\nAT12;2;3\nAT13;4\n", ";"))
    assert [(one["row"], one["code"]) for one in found.refused] == [(2, "ragged"), (3, "ragged")]
    assert found.cells.index.tolist() == [4]


def test_many_rows_left_out_are_counted() -> None:
    notes = grid.frame(grid.split("geo;2022\nAT11;1\n" + "remark;\n" * 50, ";")).notes
    assert len(notes) == grid.NAMED + 1
    assert notes[-1] == "30 more rows are left out."


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("2022", ("", "2022")),
        ("2022*", ("", "2022")),
        ("2022 Q1", ("", "2022-Q1")),
        ("rok 2022", ("", "2022")),
        ("GDP_2022", ("GDP", "2022")),
        ("GDP 20220", ("GDP 20220", "")),
        ("value", ("value", "")),
        ("2021-2022", ("2021-2022", "")),
    ],
)
def test_headings_tell_their_period(heading: str, parts: tuple[str, str]) -> None:
    assert signs.headed(heading) == parts


@pytest.mark.parametrize(
    "text", ["AT11", "FR10", "DEA1", "HR04", "EU27_2020", "UA-51", "Kärnten", "Košický kraj"]
)
def test_regions_are_known_by_code_and_name(text: str) -> None:
    assert signs.region(text)


@pytest.mark.parametrize("text", ["", ":", "2022", "1.5", "Total", "NA", "GERD", "SEX", "Title", "x" * 100])
def test_other_texts_are_no_regions(text: str) -> None:
    assert not signs.region(text)

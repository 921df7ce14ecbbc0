"""Templates: a filled one goes through the import without a question, in either language and format."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from danube import texts
from danube.catalogue.forms import FORMS
from danube.catalogue.kinds import KINDS
from danube.catalogue.programme import TABLES
from danube.exports import templates
from danube.exports.tables import MEDIA_TYPES
from etl.intake import tables
from etl.intake.report import Report

EXAMPLES = {name: [one.example for one in form.fields] for name, form in FORMS.items()}


@pytest.fixture(params=texts.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    texts.use(request.param)
    yield request.param
    texts.use("en")


def report(path: Path, content: bytes) -> Report:
    path.write_bytes(content)
    return tables.examine(path, today=date(2026, 1, 1))


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def filled(content: bytes, row: list[object]) -> bytes:
    """The workbook with one more row, as a spreadsheet saves it: figures as numbers, both sheets."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        for place, (name, lines) in enumerate(sheets(content).items()):
            sheet = book.add_worksheet(name)
            for number, line in enumerate([*lines, row] if place == 0 else lines):
                sheet.write_row(number, 0, line)
    return target.getvalue()


@pytest.mark.parametrize("name", FORMS)
def test_a_filled_csv_goes_through_without_a_question(language: str, name: str, tmp_path: Path) -> None:
    text = templates.template(name, "csv").decode("utf-8-sig")
    sign = templates.DELIMITERS.get(language, ",")
    decimal = [
        one.replace(".", ",") if sign == ";" and one in ("3.2", "12.5") else one for one in EXAMPLES[name]
    ]
    line = io.StringIO()
    csv.writer(line, delimiter=sign, lineterminator="\r\n").writerow(decimal)
    found = report(tmp_path / "filled.csv", f"\ufeff{text}{line.getvalue()}".encode())
    assert (found.table, found.ok, found.accepted) == (name, True, 1)
    assert found.figures["value"].tolist() in ([3.2], [12.5]) if name != "priorities" else True


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("name", FORMS)
def test_a_filled_workbook_goes_through_without_a_question(name: str, tmp_path: Path) -> None:
    row: list[object] = [float(one) if one in ("3.2", "12.5") else one for one in EXAMPLES[name]]
    found = report(tmp_path / "filled.xlsx", filled(templates.template(name, "xlsx"), row))
    assert (found.table, found.ok, found.accepted) == (name, True, 1)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("kind", templates.FORMATS)
@pytest.mark.parametrize("name", [name for name in KINDS if name != "figures"])
def test_an_empty_one_holds_nothing_and_asks_nothing(name: str, kind: str, tmp_path: Path) -> None:
    found = report(tmp_path / f"empty.{kind}", templates.template(name, kind))
    assert (found.table, found.questions, found.rejected, found.accepted) == (name, [], [], 0)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("kind", templates.FORMATS)
@pytest.mark.parametrize("name", TABLES)
def test_a_filled_table_of_the_programme_is_known_without_a_question(
    name: str, kind: str, tmp_path: Path
) -> None:
    """A row of the examples, as a spreadsheet or an editor would add it."""
    row = [one.example or next(iter(one.values), "x") for one in TABLES[name].columns]
    content = templates.template(name, kind)
    if kind == "csv":
        text = content.decode("utf-8-sig")
        line = io.StringIO()
        csv.writer(line, delimiter=templates.DELIMITERS.get(texts.language(), ",")).writerow(row)
        found = report(tmp_path / "filled.csv", f"{text}{line.getvalue()}".encode())
    else:
        found = report(tmp_path / "filled.xlsx", filled(content, list(row)))
    assert (found.table, found.questions, found.rows) == (name, [], 1)


@pytest.mark.parametrize("name", KINDS)
def test_the_workbook_explains_every_column_and_value(name: str) -> None:
    table, explained = sheets(templates.template(name, "xlsx")).values()
    assert len(table) == 1 and [line[0] for line in explained[4:]] == table[0]
    words = "\n".join(str(cell) for line in explained for cell in line)
    assert all(value in words for one in KINDS[name].fields for value in one.values)


def test_names_and_media_types() -> None:
    found = templates.files()
    assert len(found) == 2 * len(KINDS)
    assert found["priorities-template.csv"][1] == MEDIA_TYPES["csv"]
    assert templates.template("figures", "xlsx") == templates.template("figures", "xlsx")

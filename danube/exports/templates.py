"""Empty tables to fill in and import: CSV, and a workbook whose second sheet explains every column.

They are made of the fields by which the import knows a column, in the reader's language, so that a filled
template goes through without a question. There is no example row that could be taken for data.
"""

from __future__ import annotations

import csv
import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from danube.catalogue.forms import Field, Form
from danube.catalogue.kinds import KINDS
from danube.exports.tables import MEDIA_TYPES
from danube.exports.workbook import CREATED
from danube.texts import _, language

FORMATS = ("csv", "xlsx")
ROWS = 5_000
"""Rows of a workbook that are prepared: texts stay texts, and lists of values open."""

DELIMITERS = {"de": ";"}
"""What a spreadsheet of that language expects between the cells, where it is no comma."""


def files() -> dict[str, tuple[bytes, str]]:
    """Name → content and media type of every template, in the language in use."""
    return {
        file_name(form.name, kind): (template(form.name, kind), MEDIA_TYPES[kind])
        for form in KINDS.values()
        for kind in FORMATS
    }


def file_name(form: str, kind: str) -> str:
    """`priorities-template.xlsx`."""
    return f"{form}-template.{kind}"


def template(form: str, kind: str) -> bytes:
    """The empty table of a form as `csv` or `xlsx`, in the language in use; the same bytes every time."""
    return _csv(KINDS[form]) if kind == "csv" else _xlsx(KINDS[form])


def heading(one: Field) -> str:
    """The heading of a column in the language in use."""
    return one.headings.get(language(), one.name)


def _csv(form: Form) -> bytes:
    """The headings alone, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    sign = DELIMITERS.get(language(), ",")
    csv.writer(text, delimiter=sign, lineterminator="\r\n").writerow([heading(one) for one in form.fields])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(form: Form) -> bytes:
    target = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": _(form.title), "created": CREATED})
        _table(book, form)
        _explanation(book, form)
    return target.getvalue()


def _table(book: xlsxwriter.Workbook, form: Form) -> None:
    """The sheet to fill in: codes and periods are text, so that no spreadsheet makes dates of them."""
    sheet = book.add_worksheet(_("Table"))
    sheet.freeze_panes(1, 0)
    plain = book.add_format({"num_format": "@"})
    heads = {True: book.add_format({"bold": True, "bottom": 2}), False: book.add_format({"bottom": 1})}
    for place, one in enumerate(form.fields):
        sheet.set_column(place, place, max(14, len(heading(one)) + 2), None if _is_figure(one) else plain)
        sheet.write_string(0, place, heading(one), heads[one.needed])
        if one.values and getattr(one, "kind", "") != "list":
            _list(sheet, place, one)


def _is_figure(one: Field) -> bool:
    """Columns of numbers, which a spreadsheet may write in its own way."""
    return getattr(one, "kind", "number" if one.name == "value" else "text") == "number"


def _list(sheet: Worksheet, place: int, one: Field) -> None:
    """The cells of a column offer its values, and take nothing else."""
    sheet.data_validation(
        1,
        place,
        ROWS,
        place,
        {
            "validate": "list",
            "source": list(one.values),
            "error_title": heading(one),
            "error_message": _("Choose one of the list."),
        },
    )


def _explanation(book: xlsxwriter.Workbook, form: Form) -> None:
    """The sheet that explains: what the table is for, then every column."""
    sheet = book.add_worksheet(_("Explanation"))
    strong = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate((24, 12, 70, 60, 32)):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, _(form.title), strong)
    sheet.write_string(1, 0, _(form.about))
    heads = [_("Column"), _("Needed"), _("What it holds"), _("What may stand there"), _("Example")]
    for place, head in enumerate(heads):
        sheet.write_string(3, place, head, strong)
    for line, one in enumerate(form.fields, start=4):
        sheet.write_string(line, 0, heading(one), strong)
        for place, text in enumerate(_explained(one), start=1):
            sheet.write_string(line, place, text, wrapped)


def _explained(one: Field) -> list[str]:
    allowed = "\n".join(f"{value}: {_(meaning)}" for value, meaning in one.values.items())
    example = _("for example {value}", value=one.example) if one.example else ""
    return [_("yes") if one.needed else _("no"), _(one.meaning), allowed, example]

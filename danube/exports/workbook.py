"""The table as a workbook: a sheet of figures and a sheet that says what is to be known about them."""

from __future__ import annotations

import io
import math
from datetime import date, datetime
from typing import Any, NamedTuple

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from danube.exports import harmless
from danube.exports.about import SOURCE_FIELDS, About, ExportRefused
from danube.texts import _, number

SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
# A fixed day instead of now: the same figures give the same bytes.
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 (a workbook knows no time zones)


class Dress(NamedTuple):
    """How cells look: a day, and text that stays text when somebody edits it (it begins like a formula)."""

    day: Format
    guarded: Format


def xlsx(table: pd.DataFrame, about: About) -> bytes:
    """A workbook of two sheets, the figures and what is to be known about them.

    Raises ExportRefused where a sheet cannot hold the table.
    """
    if len(table) >= SHEET_ROWS:
        raise ExportRefused(
            _(
                "A worksheet holds {most} rows and this table {rows}: take CSV or Parquet, or choose less.",
                most=number(SHEET_ROWS - 1, 0),
                rows=number(len(table), 0),
            )
        )
    target = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(target, options) as workbook:
        workbook.set_properties({"title": about.title, "created": CREATED})
        _data_sheet(workbook, table)
        _about_sheet(workbook, about)
    return target.getvalue()


def _data_sheet(workbook: xlsxwriter.Workbook, table: pd.DataFrame) -> None:
    sheet = workbook.add_worksheet(_("Data"))
    heading = workbook.add_format({"bold": True, "bottom": 1})
    dress = Dress(
        workbook.add_format({"num_format": "yyyy-mm-dd"}), workbook.add_format({"quote_prefix": True})
    )
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table), max(len(table.columns) - 1, 0))
    for place, name in enumerate(table.columns):
        sheet.set_column(place, place, _width(table.iloc[:200, place], str(name)))
    sheet.write_row(0, 0, [str(name) for name in table.columns], heading)
    for line, row in enumerate(table.itertuples(index=False, name=None), start=1):
        for place, value in enumerate(row):
            _cell(sheet, line, place, value, dress)


def _cell(sheet: Worksheet, row: int, place: int, value: Any, dress: Dress) -> None:
    if pd.isna(value):
        return
    if isinstance(value, date | pd.Timestamp):
        sheet.write_datetime(row, place, value, dress.day)
    elif isinstance(value, str):
        _text_cell(sheet, row, place, value, dress)
    elif isinstance(value, int | float) and math.isfinite(value):
        sheet.write(row, place, value)
    else:
        _text_cell(sheet, row, place, str(value), dress)


def _text_cell(sheet: Worksheet, row: int, place: int, text: str, dress: Dress) -> None:
    if len(text) > CELL_CHARACTERS:
        raise ExportRefused(
            _(
                "The cell in row {row} is longer than the {most} characters of a worksheet's cell: take CSV.",
                row=row + 1,
                most=number(CELL_CHARACTERS, 0),
            )
        )
    sheet.write_string(row, place, text, dress.guarded if harmless.is_formula(text) else None)


def _width(column: pd.Series, name: str) -> int:
    return min(max([len(name), *(len(str(value)) for value in column)]) + 2, 60)


def _about_sheet(workbook: xlsxwriter.Workbook, about: About) -> None:
    sheet = workbook.add_worksheet(_("About"))
    heading = workbook.add_format({"bold": True})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, len(SOURCE_FIELDS), 36)
    for line, row in enumerate(_about_rows(about)):
        for place, text in enumerate(row):
            sheet.write(line, place, text, heading if place == 0 else None)


def _about_rows(about: About) -> list[list[Any]]:
    choices: list[list[Any]] = [[key, str(value)] for key, value in about.filters.items()]
    sources = [[source.get(key, "") for key in ("id", *SOURCE_FIELDS)] for source in about.sources]
    heads = [_("Publisher"), _("Title"), _("Dataset"), _("Address"), _("Licence"), _("Attribution")]
    return [
        [_("Title"), about.title],
        [_("Version"), about.version],
        [_("Link"), about.link],
        [_("Filter"), about.filter],
        *choices,
        [],
        [_("Sources"), *heads, _("Vintage")],
        *sources,
        [],
        [_("Flag"), _("Meaning")],
        *map(list, about.flags.items()),
    ]

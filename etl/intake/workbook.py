"""XLSX, XLS and ODS through calamine, and Parquet through pyarrow: sheets as rows of text.

Figures come as the file stores them, to the last digit, and leave no doubt about their decimal sign.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from decimal import Decimal
from io import BytesIO
from typing import Any

from danube.texts import _, number
from etl.intake import archive, measured, numbers, signs
from etl.intake.content import CELLS, OLD_OFFICE, UNPACKED, refuse_shape
from etl.intake.errors import Unreadable
from etl.intake.grid import Grid

LOCKED = "EncryptedPackage".encode("utf-16-le")
PLACE = re.compile(rb'\sr="([A-Z]{1,3})(\d{1,7})"')
ODS_PART = re.compile(rb"<table:table-(row|cell)\b([^<>]*)>")
TIMES = re.compile(rb'-repeated="(\d+)"')
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")
FORMULA = re.compile(rb"<f[ >/]|\stable:formula=\"")
LINKED = re.compile(rb"\stable:formula=\"[^\"]{0,400}file:")
SHEETS = 3  # as large as one may be that are read of a workbook; any number of smaller ones
PIECE = 1 << 20
OVERLAP = 500


def sheets(content: bytes, decimal: str | None = None) -> dict[str, Grid]:
    """The visible sheets with something in them, by name.

    Figures stored as numbers are written with the decimal sign that the figures stored as text have, so that
    both can be read alike. Raises Unreadable where the workbook is broken, encrypted, too large or empty.
    """
    if content.startswith(OLD_OFFICE):
        if LOCKED in content:
            raise Unreadable(_("The workbook is encrypted: save it without a password and try again."))
    else:
        archive.guard(content)
        _refuse_far_cells(content)
    _refuse_greedy(content)
    found = {name: grid for name, grid in _sheets(content, decimal).items() if grid.rows}
    if not found:
        raise Unreadable(_("The workbook holds no table: all its sheets are empty."))
    return found


def remarks(content: bytes) -> list[str]:
    """What is to be minded about the figures: that they are results of formulas, or come from other files."""
    if content.startswith(OLD_OFFICE):
        return []
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = packed.namelist()
        tables = [name for name in names if SHEET.fullmatch(name)]
        if any(name.startswith("xl/externalLinks/") for name in names) or _holds(packed, tables, LINKED):
            return [
                _(
                    "The workbook takes figures from other files: these are not opened, the figures are read "
                    "as they were saved last."
                )
            ]
        if _holds(packed, tables, FORMULA):
            return [
                _("Some cells of the workbook are formulas: their results are read as they were saved last.")
            ]
    return []


def _holds(packed: zipfile.ZipFile, members: list[str], sign: re.Pattern[bytes]) -> bool:
    """True where any of the members has the sign; they are read in pieces that overlap."""
    for member in members:
        rest = b""
        with packed.open(member) as stream:
            while piece := stream.read(PIECE):
                if sign.search(rest + piece):
                    return True
                rest = piece[-OVERLAP:]
    return False


def _sheets(content: bytes, decimal: str | None) -> dict[str, Grid]:
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            return {name: _grid(book.get_sheet_by_name(name), decimal) for name in measured.visible(book)}
    except Unreadable:
        raise
    except calamine.PasswordError:
        raise Unreadable(_("The workbook is encrypted: save it without a password and try again.")) from None
    except (calamine.CalamineError, ValueError, OSError, OverflowError):
        raise Unreadable(_("The workbook is damaged or of an unknown kind: save it again as XLSX.")) from None
    except BaseException as error:  # calamine is compiled: what it cannot bear arrives as a panic
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(_("The workbook is damaged: save it again as XLSX.")) from None


def _grid(sheet: Any, decimal: str | None) -> Grid:
    if sheet.end is None:
        return Grid([], [])
    refuse_shape(sheet.end[0] + 1, sheet.end[1] + 1)
    return typed(sheet.to_python(skip_empty_area=False), decimal)


def typed(cells: list[list[object]], decimal: str | None = None) -> Grid:
    """Values as rows of text; `decimal` of the grid says how its figures stored as text are written."""
    texts = [cell for row in cells for cell in row if isinstance(cell, str) and signs.number(cell.strip())]
    sign, _thousands, certain = numbers.convention(texts)
    rows = [[_text(cell, decimal or sign) for cell in row] for row in cells]
    places = [place for place, row in enumerate(rows) if any(row)]
    told = (decimal or sign) if certain or decimal else ""
    return Grid([rows[place] for place in places], [place + 1 for place in places], told)


def _text(cell: object, decimal: str) -> str:
    """Figures in full (`1e-07` is `0.0000001`), dates as ISO writes them, texts without outer white space."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float | Decimal):
        return written(cell).replace(".", decimal)
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return cell.decode("utf-8", errors="replace").strip()
    return "" if cell is None else str(cell).strip()


def written(figure: float | Decimal) -> str:
    """The shortest text without an exponent that reads back as the same number; nothing for NaN."""
    if figure != figure:
        return ""
    exact = figure if isinstance(figure, Decimal) else Decimal(repr(figure))
    return format(exact, "f").removesuffix(".0") if exact.is_finite() else str(figure)


def _refuse_greedy(content: bytes) -> None:
    """What no look at the text has found out: a workbook can be written in many ways, and XLS is no text."""
    shapes = measured.shapes(content, "workbook", UNPACKED)
    if shapes is None or sum(rows * columns for rows, columns in shapes) > SHEETS * CELLS:
        raise Unreadable(_("The workbook repeats cells beyond measure: save its table as CSV."))
    for rows, columns in shapes:
        refuse_shape(rows, columns)


def _refuse_far_cells(content: bytes) -> None:
    """A single cell at the far end of a sheet would claim the memory of all cells before it."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        for member in packed.infolist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", member.filename):
                with packed.open(member) as stream:
                    _refuse_far(stream)
            elif member.filename == "content.xml":
                _refuse_repeated(packed.read(member))


def _refuse_far(stream: Any) -> None:
    rest, rows, columns = b"", 0, 0
    while piece := stream.read(PIECE):
        text = rest + piece
        for letters, row in PLACE.findall(text):
            rows, columns = max(rows, int(row)), max(columns, _column(letters))
        rest = text[-40:]
    refuse_shape(rows, columns)


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place


def _refuse_repeated(content: bytes) -> None:
    """ODS writes equal cells once with their number; what is not empty and repeated a lot is an attack."""
    claimed, rows = 0, 1
    for found in ODS_PART.finditer(content):
        kind, attributes = found.groups()
        repeated = TIMES.search(attributes)
        times = int(repeated[1]) if repeated else 1
        rows = times if kind == b"row" else rows
        claimed += rows * times if kind == b"cell" and b"value" in attributes else 0
        if claimed > CELLS:
            raise Unreadable(_("The workbook repeats cells beyond measure: save its table as CSV."))


def parquet(content: bytes) -> Grid:
    """A Parquet file as rows of text, its column names first; raises Unreadable where it is none."""
    import pyarrow
    from pyarrow import parquet as reader

    try:
        file = reader.ParquetFile(BytesIO(content))
        refuse_shape(file.metadata.num_rows, len(file.schema_arrow.names))
        if measured.shapes(content, "parquet", UNPACKED) is None:
            raise Unreadable(
                _(
                    "The Parquet file swells to more than {size} MB: write the table as CSV, or split it.",
                    size=number(UNPACKED // 1_000_000, 0),
                )
            )
        table = file.read()
    except Unreadable:
        raise
    except (pyarrow.ArrowException, OSError, ValueError, NotImplementedError):
        raise Unreadable(
            _("The Parquet file is damaged or written in an unknown way: write it again.")
        ) from None
    nested = [field.name for field in table.schema if pyarrow.types.is_nested(field.type)]
    if nested:
        raise Unreadable(
            _(
                "The Parquet column {name} holds lists or records: write one value into each cell.",
                name=repr(nested[0]),
            )
        )
    columns = [column.to_pylist() for column in table.columns]
    rows: list[list[object]] = [list(table.column_names), *map(list, zip(*columns, strict=True))]
    return typed(rows)

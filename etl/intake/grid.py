"""Rows of cells with the place they have in the file: where the headings stand, what is above and below.

A row is numbered by the line of the file it begins on: blank lines and line breaks inside quoted cells count,
so that an editor finds it. In a workbook the number is that of the sheet.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from danube.texts import N_, _, number
from etl.intake import signs
from etl.intake.content import CELLS, COLUMNS, ROWS, refuse_shape
from etl.intake.errors import Unreadable

LOOKED_AT = 60  # rows within which the headings are searched
NAMED = 20  # rows left out that are named one by one
SHOWN = 80  # characters of such a row
Finding = dict[str, object]
Row = Sequence[str]


@dataclass(frozen=True)
class Grid:
    """Cells without outer white space; blank rows are gone, their numbers are kept."""

    rows: list[Row]
    numbers: list[int]
    decimal: str = ""  # where the file itself leaves no doubt


@dataclass(frozen=True)
class Framed:
    """The table itself: headings, rows of the same width, and what was left out or refused, by row."""

    headings: list[str]
    header: int
    cells: pd.DataFrame  # columns as headings, index = row in the file
    notes: list[str] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)
    questions: list[Finding] = field(default_factory=list)


def split(text: str, delimiter: str) -> Grid:
    """The text as rows of cells; raises Unreadable where quotation marks or line ends break it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or "\x1f", strict=True)
    rows: list[Row] = []
    numbers: list[int] = []
    started, widest = 1, 0
    try:
        for cells in reader:
            widest = max(widest, len(cells))
            if widest > COLUMNS or len(rows) > ROWS or len(rows) * widest > CELLS:
                refuse_shape(max(len(rows), text.count("\n")), widest)
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                refuse_swallowed(stripped, cells, delimiter, started)
                rows.append(stripped)
                numbers.append(started)
            started = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(unquoted(started, str(error))) from None
    refuse_shape(len(rows), max((len(row) for row in rows), default=0))
    return Grid(rows, numbers)


def unquoted(row: int, error: str) -> str:
    """Why the quotation marks from a row on do not make cells."""
    if "unexpected end" in error:
        return _("The quotation mark opened in row {row} is never closed: close or remove it.", row=row)
    if "field larger" in error:
        return _(
            "Row {row} has a cell of more than {most} characters: perhaps a quotation mark is not closed.",
            row=row,
            most=number(csv.field_size_limit(), 0),
        )
    return _(
        "Row {row}: text follows a closing quotation mark; write a quotation mark inside a cell twice.",
        row=row,
    )


def refuse_swallowed(cells: Row, raw: Row, delimiter: str, row: int) -> None:
    """A quotation mark that is closed by another row's takes whole rows into one cell; never silently."""
    for cell in raw:
        breaks = cell.count("\n") or cell.count("\r")
        if breaks and len(raw) > 1 and cell.count(delimiter) == breaks * (len(raw) - 1):
            raise Unreadable(
                _(
                    "The quotation mark opened in row {row} is closed {count} rows further down only: close "
                    "or remove it.",
                    row=row,
                    count=number(breaks, 0),
                )
            )


def frame(grid: Grid, header: int | None = None) -> Framed:
    """Finds headings, body and notes; `header` is the row of the headings, 0 for none, None to find it."""
    if not grid.rows:
        raise Unreadable(_("The file holds no table: all its cells are empty."))
    place, questions = _header(grid, header)
    width = _width(grid, place)
    headings = headings_of(grid.rows[place][:width] if place >= 0 else [""] * width)
    number = grid.numbers[place] if place >= 0 else 0
    refuse_twice(headings, number)
    above = [left_out(grid, one) for one in range(place)]
    body = range(place + 1, len(grid.rows))
    kept, left, refused = _sorted_out(grid, body, width, headings)
    cells = pd.DataFrame(
        [list(grid.rows[one][:width]) + [""] * (width - len(grid.rows[one])) for one in kept],
        columns=headings,
        index=pd.Index([grid.numbers[one] for one in kept], dtype=int),
        dtype=object,
    )
    return Framed(headings, number, cells, shortened([*above, *left]), refused, questions)


def _header(grid: Grid, wanted: int | None) -> tuple[int, list[Finding]]:
    """The place of the headings in the grid, -1 for none, and the question where two rows would do."""
    if wanted == 0:
        return -1, []
    if wanted is not None:
        if wanted not in grid.numbers:
            raise Unreadable(
                _("Row {row} is blank or beyond the end; name the row of the headings.", row=wanted)
            )
        return grid.numbers.index(wanted), []
    first = _first_data(grid.rows)
    if first is None:
        return max(range(min(len(grid.rows), LOOKED_AT)), key=lambda one: (_filled(grid.rows[one]), -one)), []
    if first == 0:
        return -1, []
    candidates = [one for one in range(first) if not _has_figure(grid.rows[one])]
    if not candidates:
        return -1, []
    most = max(_filled(grid.rows[one]) for one in candidates)
    full = [one for one in candidates if _filled(grid.rows[one]) == most]
    if len(full) > 1 and most > 2 and grid.rows[full[-1]] != grid.rows[full[-2]]:
        return full[-1], [_header_question(grid, full)]
    return full[-1], []


def _header_question(grid: Grid, places: list[int]) -> Finding:
    rows = [grid.numbers[place] for place in places[-3:]]
    text = _("Which row holds the headings of the columns?")
    return {"key": "header", "code": "header", "text": text, "options": rows}


def _first_data(rows: list[Row]) -> int | None:
    """The first row with a region or period beside a figure; failing that, any text beside a figure."""
    looked = rows[: LOOKED_AT * 5]
    sure = next((place for place, row in enumerate(looked) if _is_data(row)), None)
    if sure is not None:
        return sure
    return next((place for place, row in enumerate(looked) if _has_figure(row) and _filled(row) > 1), None)


def _is_data(row: Row) -> bool:
    """A row of years alone is a row of headings; `AT11;2019;` and `2019;5,1` are data."""
    cells = [cell for cell in row if cell]
    placed = [cell for cell in cells if signs.region(cell)]
    rest = [cell for cell in cells if not signs.region(cell)]
    figures = [cell for cell in rest if signs.number(cell) or signs.missing(cell)]
    if len(placed) == 1 or (placed and len(placed) <= len(figures)):
        return bool(figures) and (len(rest) < 2 or not _are_years_in_order(rest))
    dated = any(signs.period(cell) for cell in rest)
    return dated and _has_figure(row)


def _are_years_in_order(cells: Row) -> bool:
    """True for `2019 2020 2021`: a corner that reads like a region does not make them figures."""
    years = [signs.period(cell) for cell in cells]
    return (
        all(years)
        and len(years) > 1
        and years == sorted(set(years))
        and int(years[-1][:4]) - int(years[0][:4]) < len(years) * 11
        and len(years) > 2
    )


def _has_figure(row: Row) -> bool:
    return any(signs.number(cell) and not signs.period(cell) for cell in row)


def _filled(row: Row) -> int:
    return sum(bool(cell) for cell in row)


def _width(grid: Grid, place: int) -> int:
    """The columns of the table: those of the headings, or the usual number where there are none."""
    if place < 0:
        return Counter(len(row) for row in grid.rows).most_common(1)[0][0]
    heads = grid.rows[place]
    width = len(heads)
    while width > 1 and not heads[width - 1] and not _used(grid, place, width - 1):
        width -= 1
    return width


def _used(grid: Grid, place: int, column: int) -> bool:
    return any(len(row) > column and row[column] for row in grid.rows[place + 1 :])


def headings_of(cells: Row) -> list[str]:
    """The headings in one line each; a column without one is called by its place."""
    return [" ".join(cell.split()) or f"column {place}" for place, cell in enumerate(cells, 1)]


def refuse_twice(headings: list[str], row: int) -> None:
    """Raises Unreadable where two columns bear the same heading."""
    twice = sorted(heading for heading, count in Counter(headings).items() if count > 1)
    if twice:
        told = (
            N_("The first row names {names} twice: give every column a name of its own.")
            if row == 1
            else N_("Row {row} names {names} twice: give every column a name of its own.")
        )
        raise Unreadable(_(told, row=row, names=", ".join(map(repr, twice[:5]))))


def _sorted_out(
    grid: Grid, body: range, width: int, headings: list[str]
) -> tuple[list[int], list[str], list[Finding]]:
    """Places of the rows of the table, sentences on those left out, findings on those refused."""
    kept, left, refused = [], [], []
    last = next((one for one in reversed(body) if in_table(grid.rows[one], width)), -1)
    for one in body:
        row = grid.rows[one]
        if one > last or is_heading(row, headings) or is_line_of_text(row):
            left.append(left_out(grid, one))
        elif len(row) < width or any(row[width:]):
            refused.append(ragged(grid.numbers[one], row, width))
        else:
            kept.append(one)
    return kept, left, refused


def is_heading(row: Row, headings: list[str]) -> bool:
    """True where the headings stand there once more."""
    return row[0] == headings[0] and [" ".join(cell.split()) for cell in row[: len(headings)]] == headings


def in_table(row: Row, width: int) -> bool:
    """True where the row holds a region, a figure or a period in any cell, so that it may not be a note."""
    fits = len(row) >= width and not any(row[width:])
    told = any(signs.region(cell) for cell in row) or (fits and any(map(signs.number, row)))
    return told or (fits and _filled(row) == width)


def is_line_of_text(row: Row) -> bool:
    """A title, unit or remark between the rows: a single text that is no region."""
    return _filled(row) == 1 and not any(signs.says_something(cell) for cell in row if cell)


def left_out(grid: Grid, place: int) -> str:
    """Says that a row of the grid does not count, and what it holds."""
    text = " | ".join(filter(None, grid.rows[place]))
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return _("Row {row} is left out: {text}", row=grid.numbers[place], text=repr(shown))


def shortened(notes: list[str]) -> list[str]:
    """The first of many notes, and how many more there are."""
    if len(notes) <= NAMED:
        return notes
    return [*notes[:NAMED], _("{count} more rows are left out.", count=number(len(notes) - NAMED, 0))]


def ragged(row: int, cells: Row, width: int) -> Finding:
    """The refusal of a row that has more or fewer cells than there are headings."""
    return {
        "row": row,
        "column": "",
        "value": " | ".join(cells),
        "code": "ragged",
        "reason": _("The row has {seen} cells, the first row has {width}.", seen=len(cells), width=width),
        "hint": _("A delimiter inside a cell must stand in quotation marks."),
    }

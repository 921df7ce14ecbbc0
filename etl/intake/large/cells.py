"""Pieces of the text as columns of cells with the number of their row; rows that are none stand apart.

A piece without surprises goes through Arrow's parser. Blank rows, quoted line breaks and whatever else might
be read in two ways go through Python's, as in the small route: then it is slower, and not another table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv

from etl.intake import grid
from etl.intake.errors import Unreadable
from etl.intake.grid import Grid, Row
from etl.intake.large.start import Plan, region_heading
from etl.intake.large.stream import END, Piece, ends

QUOTE, RETURN = ord('"'), ord("\r")
MANY = 100_000  # rows that Python reads before they are handed on


@dataclass(frozen=True)
class Cells:
    """Rows of the table: their numbers, the needed columns as texts, and the rows that are not of it."""

    rows: NDArray[np.int32]
    columns: dict[str, pa.Array]
    ragged: list[tuple[int, Row]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)  # sentences on rows that are left out


def is_plain(piece: Piece, delimiter: str) -> bool:
    """True where both parsers must see the same rows, one to a line.

    Blank rows are looked for where notes may stand below the table; elsewhere the number of rows tells them.
    """
    body = piece.body.rstrip(b"\r\n") if piece.last else piece.body
    return (
        len(delimiter.encode()) == 1
        and not has_bare_returns(body)
        and not (piece.last and _has_blank_rows(body))
        and quoted_whole(body, delimiter)
    )


def has_bare_returns(body: bytes) -> bool:
    """True where a carriage return stands without the end of line that belongs to it."""
    return b"\r" in body and body.count(b"\r") != body.count(b"\r\n")


def _has_blank_rows(body: bytes) -> bool:
    return body.startswith((b"\n", b"\r\n")) or b"\n\n" in body or b"\n\r\n" in body


def quoted_whole(body: bytes, delimiter: str) -> bool:
    """True where quotation marks, if any, only ever enclose a whole cell on one line."""
    if b'"' not in body:
        return True
    signs = np.frombuffer(body, np.uint8)
    marks = np.flatnonzero(signs == QUOTE)
    if len(marks) % 2 or len(delimiter.encode()) > 1:
        return False
    opened, closed = marks[0::2], marks[1::2]
    ends = [ord(delimiter), END, RETURN]
    before = signs[np.maximum(opened - 1, 0)]
    after = signs[np.minimum(closed + 1, len(signs) - 1)]
    fits = (np.isin(before, ends[:2]) | (opened == 0)) & (np.isin(after, ends) | (closed == len(signs) - 1))
    lines = np.flatnonzero(signs == END)
    return bool(fits.all() and (np.searchsorted(lines, opened) == np.searchsorted(lines, closed)).all())


def plain(piece: Piece, plan: Plan) -> list[Cells]:
    """The cells of a piece that is plain."""
    left: list[str] = []
    if piece.last:
        piece, left = _without_notes(piece, plan)
    lines = ends(piece.body) + (not piece.body.endswith(b"\n") and bool(piece.body))
    if not lines:
        return [replace(_of_rows([], [], plan), left=left)]
    odd: list[tuple[int, str]] = []
    table = _parsed(piece.body, plan, odd)
    if table is None or table.num_rows + len(odd) != lines:
        return [*careful([replace(piece, last=False)], plan), replace(_of_rows([], [], plan), left=left)]
    numbers = np.delete(np.arange(lines, dtype=np.int32), [line for line, _text in odd]) + piece.row
    doubtful = _doubtful(table, plan)
    if len(doubtful):
        odd += _lines(piece.body, numbers[doubtful] - piece.row)
        keep = np.ones(len(numbers), bool)
        keep[doubtful] = False
        table, numbers = table.filter(pa.array(keep)), numbers[keep]
    columns = {name: _column(table, plan, name) for name in plan.needed}
    others = [(line + piece.row, text) for line, text in sorted(odd)]
    return [Cells(numbers.astype(np.int32), columns), replace(_of_texts(others, plan), left=left)][
        : 2 if others or left else 1
    ]


def _parsed(body: bytes, plan: Plan, odd: list[tuple[int, str]]) -> pa.Table | None:
    """The needed columns; lines with another number of cells go to `odd`. Nothing where Arrow gives up."""

    def aside(row: arrow_csv.InvalidRow) -> str:
        odd.append((row.number - 1, row.text))
        return "skip"

    wanted = [place for place, name in enumerate(plan.headings) if name in plan.needed]
    wanted += range(len(plan.headings), plan.cells)
    figures = {plan.headings.index(name) for name in plan.found.figures}
    coded = pa.dictionary(pa.int32(), pa.string())
    try:
        return arrow_csv.read_csv(
            pa.py_buffer(body),
            arrow_csv.ReadOptions(
                use_threads=False, block_size=len(body) + 1, column_names=[str(n) for n in range(plan.cells)]
            ),
            arrow_csv.ParseOptions(delimiter=plan.delimiter, invalid_row_handler=aside),
            arrow_csv.ConvertOptions(
                check_utf8=False,
                include_columns=[str(place) for place in wanted],
                column_types={str(place): pa.string() if place in figures else coded for place in wanted},
                strings_can_be_null=False,
            ),
        ).combine_chunks()
    except pa.ArrowInvalid:
        return None


def _column(table: pa.Table, plan: Plan, name: str) -> pa.Array:
    cells = table.column(str(plan.headings.index(name)))
    if cells.num_chunks == 1:
        return cells.chunk(0)
    return cells.combine_chunks() if cells.num_chunks else pa.array([], cells.type)


def _doubtful(table: pa.Table, plan: Plan) -> NDArray[np.int64]:
    """Places of rows that may be a heading, a line of text, blank, or too long: looked at singly."""
    region = region_heading(plan.found)
    doubt = np.zeros(table.num_rows, bool)
    if region:
        texts = _column(table, plan, region)
        doubt |= _where(texts, [" ".join(text.split()) == region for text in texts.dictionary.to_pylist()])
    for place in range(len(plan.headings), plan.cells):
        more = table.column(str(place)).combine_chunks()
        doubt |= _where(more, [bool(text.strip()) for text in more.dictionary.to_pylist()])
    return np.flatnonzero(doubt | _bare(table, plan, region))


def _bare(table: pa.Table, plan: Plan, region: str) -> NDArray[np.bool_]:
    """True where a row has no region or no figure, and no period either, if it should have one."""
    bare = np.ones(table.num_rows, bool)
    if plan.found.period and (region or len(plan.found.figures) > 0):
        period = _column(table, plan, plan.found.period)
        if pa.types.is_dictionary(period.type):
            bare = _without(period)
    if not bare.any():
        return bare
    blank = _without(_column(table, plan, region)) if region else np.ones(table.num_rows, bool)
    none = np.ones(table.num_rows, bool)
    for name in plan.found.figures:
        none &= _blank(_column(table, plan, name))
    return bare & (blank | none)


def _without(coded: pa.DictionaryArray) -> NDArray[np.bool_]:
    """True where the text is blank."""
    return _where(coded, [not text.strip() for text in coded.dictionary.to_pylist()])


def _where(coded: pa.DictionaryArray, true: list[bool]) -> NDArray[np.bool_]:
    if not any(true):
        return np.zeros(len(coded), bool)
    return np.array(true).take(coded.indices.to_numpy())


def _blank(texts: pa.StringArray) -> NDArray[np.bool_]:
    return pa.compute.equal(pa.compute.utf8_trim_whitespace(texts), "").to_numpy(zero_copy_only=False)


def _lines(body: bytes, places: Iterable[int]) -> list[tuple[int, str]]:
    """The text of some lines, the first being 0."""
    ends = np.flatnonzero(np.frombuffer(body, np.uint8) == END)
    found = []
    for place in map(int, places):
        begin = int(ends[place - 1]) + 1 if place else 0
        end = int(ends[place]) if place < len(ends) else len(body)
        found.append((place, body[begin:end].decode("utf-8").removesuffix("\r")))
    return found


def _without_notes(piece: Piece, plan: Plan) -> tuple[Piece, list[str]]:
    """The last piece without what stands below the table, and a sentence on each such row."""
    body = piece.body.rstrip(b"\r\n")
    number = piece.row + body.count(b"\n")
    rows: list[Row] = []
    numbers: list[int] = []
    while body:
        begin = body.rfind(b"\n") + 1
        cells = split_line(body[begin:].decode("utf-8").removesuffix("\r"), plan)
        if any(cells) and grid.in_table(cells, len(plan.headings)):
            break
        if any(cells):
            rows.append(cells)
            numbers.append(number)
        body, number = body[: max(begin - 1, 0)].removesuffix(b"\r"), number - 1
    below = Grid(rows[::-1], numbers[::-1])
    return replace(piece, body=body), [grid.left_out(below, place) for place in range(len(rows))]


def split_line(line: str, plan: Plan) -> Row:
    """The cells of one line, without outer white space."""
    row = next(csv.reader([line], delimiter=plan.delimiter), [])
    return [cell.strip() for cell in row]


def _of_texts(lines: list[tuple[int, str]], plan: Plan) -> Cells:
    rows = [split_line(text, plan) for _number, text in lines]
    return sorted_out(rows, [number for number, _text in lines], plan)


def sorted_out(rows: list[Row], numbers: list[int], plan: Plan) -> Cells:
    """As `grid.frame` does it: rows of the table, rows left out, rows with a wrong number of cells."""
    width = len(plan.headings)
    kept, left, ragged = [], [], []
    for place, (row, number) in enumerate(zip(rows, numbers, strict=True)):
        if not any(row):
            continue
        if grid.is_heading(row, plan.headings) or grid.is_line_of_text(row):
            left.append(grid.left_out(Grid(rows, numbers), place))
        elif len(row) < width or any(row[width:]):
            ragged.append((number, row))
        else:
            kept.append(place)
    cells = _of_rows([rows[place] for place in kept], [numbers[place] for place in kept], plan)
    return replace(cells, ragged=ragged, left=left)


def _of_rows(rows: list[Row], numbers: list[int], plan: Plan) -> Cells:
    columns = {}
    for name in plan.needed:
        place = plan.headings.index(name)
        texts = pa.array([row[place] for row in rows], pa.string())
        columns[name] = texts if name in plan.found.figures else texts.dictionary_encode()
    return Cells(np.array(numbers, np.int32), columns)


def careful(pieces: Iterable[Piece], plan: Plan) -> Iterator[Cells]:
    """The cells as Python's reader sees them. Raises Unreadable where quotation marks break the rows."""
    rows: list[Row] = []
    numbers: list[int] = []
    end = 0  # rows up to here surely belong to the table: one that does came behind them
    last = False
    for number, row, is_last in split(pieces, plan.delimiter):
        last = is_last
        if number <= plan.understood.header:
            continue
        rows.append(row)
        numbers.append(number)
        end = len(rows) if grid.in_table(row, len(plan.headings)) else end
        if end >= MANY:
            yield sorted_out(rows[:end], numbers[:end], plan)
            rows, numbers, end = rows[end:], numbers[end:], 0
    if not last:
        end = len(rows)
    cells = sorted_out(rows[:end], numbers[:end], plan)
    below = Grid(rows[end:], numbers[end:])
    left = [grid.left_out(below, place) for place in range(len(rows) - end)]
    yield replace(cells, left=[*cells.left, *left])


def split(pieces: Iterable[Piece], delimiter: str) -> Iterator[tuple[int, Row, bool]]:
    """Number and cells of each row that is not blank, and whether it stands in the last piece."""
    state = {"row": 0, "last": False}

    def lines() -> Iterator[str]:
        for piece in pieces:
            state["row"] = state["row"] or piece.row
            state["last"] = piece.last
            yield from io.StringIO(piece.body.decode("utf-8"), newline="")

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    read = 0
    try:
        for raw in reader:
            started, read = read + (state["row"] or 1), reader.line_num
            cells = [cell.strip() for cell in raw]
            if any(cells):
                grid.refuse_swallowed(cells, raw, delimiter, started)
                yield started, cells, bool(state["last"])
    except csv.Error as error:
        raise Unreadable(grid.unquoted(read + (state["row"] or 1), str(error))) from None

"""A table of single statements is opened: its cells as text, its headings found by their names.

The reading of figures looks for the row where figures begin; these tables need not have any. Here the row of
the headings is the one that names most columns of the form.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path

import pandas as pd

from danube.catalogue.forms import Form, headings
from danube.catalogue.kinds import KINDS
from danube.texts import _
from etl.intake import content, dialect, grid, layout, repairs, signs, workbook
from etl.intake.asked import Finding, question
from etl.intake.errors import Unreadable
from etl.intake.grid import Framed, Grid, Row
from etl.intake.layout import Choices, Understood
from etl.intake.repairs import Repair

LOOKED_AT = 60  # rows within which the headings are searched
BEGINNING = 65_536  # bytes of a text by which its kind is known
FEWEST = 2  # known headings that make a row one of headings


@dataclass(frozen=True)
class Opened:
    """The cells as the file has them (columns = headings, index = row), and how they were read."""

    understood: Understood
    cells: pd.DataFrame
    refused: list[Finding] = field(default_factory=list)
    missed: tuple[Repair, ...] = ()


def opened(path: Path, form: Form, choices: Choices, mended: Sequence[Repair] = ()) -> Opened:
    """The table in the file. Raises Unreadable with one sentence."""
    start, grids = sheets(path, choices, (form,))
    fits = [name for name, one in grids.items() if named(one, form) >= FEWEST]
    sheet = choices.sheet or (fits or list(grids))[0]
    if not choices.sheet and len(fits) > 1:
        text = _("Which sheet holds the table?")
        start = replace(start, questions=(*start.questions, question("sheet", "sheet", text, fits)))
    framed = _framed(grids[sheet], form, choices.header)
    fixed, missed = repairs.applied(framed, mended)
    understood = replace(
        start,
        header=fixed.header,
        decimal=grids[sheet].decimal,
        sheet=sheet,
        columns=tuple(fixed.headings),
        rows=len(fixed.cells) + len(fixed.refused),
        notes=tuple(fixed.notes),
    )
    return Opened(understood, fixed.cells, fixed.refused, tuple(missed))


def sheets(path: Path, choices: Choices, forms: Sequence[Form]) -> tuple[Understood, dict[str, Grid]]:
    """Every sheet of a workbook as rows of cells; a text is one sheet without a name.

    The delimiter is the one that parts most known headings of the forms. Raises Unreadable.
    """
    chosen = layout.checked(choices)
    found, _name = layout.unpacked(content.bytes_of(path), path.name)
    kind = content.kind(found)
    if kind in (content.WORKBOOK, content.PARQUET):
        return _typed(found, kind, chosen)
    start, text = _text(found, kind, chosen, forms)
    return start, {"": grid.split(text, start.delimiter)}


def beginning(path: Path, choices: Choices, forms: Sequence[Form]) -> tuple[Understood, list[Row]]:
    """The first rows of every sheet, by which a table is known; of a long text no more than these are read.

    Raises Unreadable.
    """
    chosen = layout.checked(choices)
    found, _name = layout.unpacked(content.bytes_of(path), path.name)
    kind = content.kind(found)
    if kind in (content.WORKBOOK, content.PARQUET):
        start, grids = _typed(found, kind, chosen)
        cells = [grids[choices.sheet]] if choices.sheet else list(grids.values())
        return start, [row for one in cells for row in one.rows[:LOOKED_AT]]
    start, text = _text(_cut(found), kind, chosen, forms)
    return start, _first(text, start.delimiter)


def _typed(found: bytes, kind: str, choices: Choices) -> tuple[Understood, dict[str, Grid]]:
    """Sheets of a workbook, or the one table of a Parquet file."""
    if kind == content.PARQUET:
        return Understood(kind), {"": workbook.parquet(found)}
    every = workbook.sheets(found, choices.decimal)
    if choices.sheet and choices.sheet not in every:
        raise Unreadable(layout.no_sheet(choices.sheet, every))
    return Understood(kind, sheets=tuple(every)), every


def _text(found: bytes, kind: str, choices: Choices, forms: Sequence[Form]) -> tuple[Understood, str]:
    """The text, its encoding and its delimiter."""
    text = dialect.decoded(found, choices.encoding)
    sign = choices.delimiter or _delimiter(text.text, forms) or dialect.delimiter(text.text)
    if not sign:
        raise Unreadable(layout.no_columns())
    start = Understood(kind, text.encoding, sign, questions=tuple(layout.encoding_question(text)))
    return start, text.text


def _cut(found: bytes) -> bytes:
    """The beginning of a long text, up to the end of a row."""
    if len(found) <= BEGINNING:
        return found
    end = found.rfind(b"\n", 0, BEGINNING)
    wide = found.startswith(content.MARKS[1:]) or content.wide_order(found)
    return found[:BEGINNING] if wide or end < 0 else found[: end + 1]


def _first(text: str, sign: str) -> list[Row]:
    try:
        rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), LOOKED_AT)
        return [[cell.strip() for cell in row] for row in rows]
    except csv.Error:
        return []


def named(cells: Grid, form: Form) -> int:
    """How many columns of the form the best row of headings names."""
    return max((len(fields(row, form)) for row in cells.rows[:LOOKED_AT]), default=0)


def fields(row: Sequence[str], form: Form) -> set[str]:
    """The columns of the form that a row of headings names."""
    return _named(keys(row), form)


def keys(row: Sequence[str]) -> list[str]:
    """The headings of a row as they are looked up."""
    return [signs.key(cell) for cell in row]


def _named(looked_up: Sequence[str], form: Form) -> set[str]:
    words = known(form)
    return {words[key] for key in looked_up if key in words}


def known(form: Form) -> dict[str, str]:
    """Heading, as `signs.key` writes it, to the column of the form."""
    return _known(form.name) if KINDS.get(form.name) is form else _words(form)


@cache
def _known(name: str) -> dict[str, str]:
    return _words(KINDS[name])


def _words(form: Form) -> dict[str, str]:
    told = {signs.key(text): one.name for one in form.fields for text in headings(one)}
    if "region" in told.values():
        told = {**dict.fromkeys(sorted(signs.REGION_WORDS - {"code", "kód", "kod"}), "region"), **told}
    return told


def _delimiter(text: str, forms: Sequence[Form]) -> str:
    """The sign at which a row of the beginning splits into most known headings; empty where it is none."""
    lines = [line for line in text[: dialect.SAMPLE].splitlines() if line.strip()][:LOOKED_AT]
    merits = {}
    for sign in dialect.DELIMITERS:
        rows = [keys([cell.strip(' "') for cell in line.split(sign)]) for line in lines if sign in line]
        merits[sign] = max((len(_named(row, form)) for row in rows for form in forms), default=0)
    best = max(dialect.DELIMITERS, key=merits.__getitem__)
    return best if merits[best] >= FEWEST else ""


def _framed(cells: Grid, form: Form, wanted: int | None) -> Framed:
    """Headings, rows of the same width, and what was left out or refused, by row."""
    place = _place(cells, form, wanted)
    heads = grid.headings_of(cells.rows[place][: _width(cells.rows[place])])
    number = cells.numbers[place]
    grid.refuse_twice(heads, number)
    left = [grid.left_out(cells, one) for one in range(place)]
    kept, refused = [], []
    for one in range(place + 1, len(cells.rows)):
        row = cells.rows[one]
        if _aside(row, heads):
            left.append(grid.left_out(cells, one))
        elif len(row) < len(heads) or any(row[len(heads) :]):
            refused.append(grid.ragged(cells.numbers[one], row, len(heads)))
        else:
            kept.append(one)
    table = pd.DataFrame(
        [list(cells.rows[one][: len(heads)]) for one in kept],
        columns=heads,
        index=pd.Index([cells.numbers[one] for one in kept], dtype=int),
        dtype=object,
    )
    return Framed(heads, number, table, grid.shortened(left), refused)


def _place(cells: Grid, form: Form, wanted: int | None) -> int:
    """The row of the headings: the one that is told, or the first that names most columns."""
    if wanted is not None:
        if wanted not in cells.numbers:
            raise Unreadable(
                _("Row {row} is blank or beyond the end; name the row of the headings.", row=wanted)
            )
        return cells.numbers.index(wanted)
    looked = cells.rows[:LOOKED_AT]
    if not looked:
        raise Unreadable(_("The file holds no table: all its cells are empty."))
    best = max(range(len(looked)), key=lambda one: (len(fields(looked[one], form)), -one))
    if fields(looked[best], form):
        return best
    return max(range(len(looked)), key=lambda one: (sum(map(bool, looked[one])), -one))


def _width(row: Sequence[str]) -> int:
    """The columns up to the last one with a heading."""
    return max((place for place, cell in enumerate(row, 1) if cell), default=len(row))


def _aside(row: Sequence[str], heads: Sequence[str]) -> bool:
    """A note or title in the first cell alone, or the headings once more."""
    again = [" ".join(cell.split()) for cell in row[: len(heads)]] == list(heads)
    return again or (len(heads) > 1 and not any(row[1:]))

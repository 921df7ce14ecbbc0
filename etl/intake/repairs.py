"""Cells that the reader corrected: put into the table as it was read, where the wrong value still stands.

A repair is part of the recipe, together with the SHA-256 of the one file that it was made for: next year's
file has other rows, and no repair of this year's may ever touch them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pandas as pd

from danube.texts import _, n_
from etl.intake import content, dialect, grid, signs
from etl.intake.asked import Finding
from etl.intake.errors import Unreadable
from etl.intake.grid import Framed

COLUMNS = ("row", "column", "value", "corrected")
"""What a file of repairs must have; the list of refusals as it is downloaded has more."""

NAMED = 5  # repairs that a sentence names


@dataclass(frozen=True)
class Repair:
    """One cell of the file, by its row and the heading of its column: what stood there, what it should be."""

    row: int
    column: str
    old: str
    new: str

    def as_dict(self) -> dict[str, object]:
        """For a draft and a recipe."""
        return asdict(self)


def of(plain: object) -> list[Repair]:
    """The repairs in a draft or recipe. Raises ValueError where one of them is none."""
    try:
        return [
            Repair(int(str(one["row"])), str(one["column"]), str(one["old"]), str(one["new"]))
            for one in plain  # type: ignore[attr-defined]
        ]
    except (KeyError, TypeError) as error:
        raise ValueError(f"a repair must have row, column, old and new: {error}") from None


def merged(before: Iterable[Repair], more: Iterable[Repair]) -> list[Repair]:
    """Both, one per cell: a repair of a repaired cell leads from what the file says to the last word."""
    cells = {(one.row, one.column): one for one in before}
    for one in more:
        first = cells.get((one.row, one.column))
        known = replace(one, old=first.old) if first and first.new == one.old else one
        cells[one.row, one.column] = known
    return [one for one in cells.values() if one.new != one.old]


def applied(framed: Framed, repairs: Sequence[Repair]) -> tuple[Framed, list[Repair]]:
    """The table with its cells repaired, and the repairs that do not fit it, which change nothing.

    A repair whose value is the heading itself (a region of a wide table) renames the column.
    """
    if not repairs:
        return framed, []
    cells, heads, missed = framed.cells.copy(), {}, []
    for one in repairs:
        if one.column in cells and one.row in cells.index and _stands(cells.at[one.row, one.column], one.old):
            cells.loc[one.row, one.column] = _cell(one.new)
        elif _stands(one.column, one.old) and one.column in cells:
            heads[one.column] = _cell(one.new)
        else:
            missed.append(one)
    headings = [heads.get(name, name) for name in framed.headings]
    if len(set(headings)) < len(headings):
        missed += [one for one in repairs if one.column in heads and _stands(one.column, one.old)]
        headings = framed.headings
    return replace(framed, headings=headings, cells=cells.set_axis(headings, axis="columns")), missed


def _cell(text: str) -> str:
    """As the reader of tables takes a cell: without outer white space."""
    return text.strip()


def _stands(cell: object, old: str) -> bool:
    """True for the value as written, as a period is understood, or without a spreadsheet's apostrophe."""
    seen, wanted = str(cell).strip(), old.strip()
    return wanted in (seen, signs.period(seen) or seen, seen.removeprefix("'"))


def told(done: int, missed: Sequence[Repair], strange: int = 0) -> list[Finding]:
    """How many cells are not as the file has them, and which repairs did not fit.

    `strange`: repairs of a recipe that were made for another file.
    """
    found: list[Finding] = []
    if done:
        text = n_(
            "{count} cell counts as repaired, not as it stands in the file.",
            "{count} cells count as repaired, not as they stand in the file.",
            done,
        )
        found.append({"code": "repaired", "text": text})
    if missed:
        found.append({"code": "repair", "text": _not_applied(missed)})
    if strange:
        text = n_(
            "{count} repair of the recipe is not applied: it was made for another file.",
            "{count} repairs of the recipe are not applied: they were made for another file.",
            strange,
        )
        found.append({"code": "repair", "text": text})
    return found


def _not_applied(missed: Sequence[Repair]) -> str:
    places = [
        _("row {row}, column {column} ({old})", row=one.row, column=repr(one.column), old=repr(one.old))
        for one in missed[:NAMED]
    ]
    return n_(
        "{count} repair is not applied, because the value that it repairs does not stand there: {places}.",
        "{count} repairs are not applied, because the values that they repair do not stand there: {places}.",
        len(missed),
        places="; ".join([*places, *(["…"] if len(missed) > NAMED else [])]),
    )


def read(file: bytes | Path) -> list[Repair]:
    """The filled rows of a list of refusals with its column `corrected`, however a spreadsheet saved it.

    Raises Unreadable with one sentence.
    """
    text = dialect.decoded(content.bytes_of(file)).text
    cells = grid.split(text, _delimiter(text))
    heads = [cell.strip().lower() for cell in cells.rows[0]] if cells.rows else []
    missing = [name for name in COLUMNS if name not in heads]
    if missing:
        raise Unreadable(
            _(
                "This is no list of repairs: its first row must name the columns row, column, value and "
                "corrected, and {missing} is missing.",
                missing=", ".join(missing),
            )
        )
    places = {name: heads.index(name) for name in COLUMNS}
    lines = zip(cells.rows[1:], cells.numbers[1:], strict=True)
    return [_repair(row, number, places) for row, number in lines if _at(row, places["corrected"])]


def _delimiter(text: str) -> str:
    """The sign at which the first row splits into the most of our headings."""
    first = text.partition("\n")[0].lower()
    return max(
        dialect.DELIMITERS,
        key=lambda sign: len(set(COLUMNS) & {one.strip(' "\r') for one in first.split(sign)}),
    )


def _at(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _repair(row: Sequence[str], number: int, places: Mapping[str, int]) -> Repair:
    said = {name: _at(row, place) for name, place in places.items()}
    if not said["row"].isdigit():
        raise Unreadable(
            _(
                "Row {number} of the list of repairs: {row} is no number of a row; leave this column as it "
                "was downloaded.",
                number=number,
                row=repr(said["row"]),
            )
        )
    return Repair(int(said["row"]), _plain(said["column"]), _plain(said["value"]), _plain(said["corrected"]))


def _plain(text: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running `=1+1`; that of `'s-Gravenhage` stays."""
    return text[1:] if text.startswith("'") and not text[1:2].isalnum() else text


def table(refused: Sequence[Finding]) -> pd.DataFrame:
    """The list of refusals to take away and bring again: its last column is there to be filled."""
    names = {"row": "row", "column": "column", "value": "value", "reason": "reason", "hint": "remedy"}
    rows = pd.DataFrame(refused, columns=list(names)).rename(columns=names)
    return rows.assign(corrected="")

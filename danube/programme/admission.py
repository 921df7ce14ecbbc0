"""Whether rows may be stored in a table of the programme: what forms and imports both ask.

A row is judged by its cells, by its dates and by the chain. A row that stands in the register already is
never asked for more than it had: the facts of projects that ended before there was a chain can be corrected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from danube.catalogue.programme import TABLES
from danube.programme import cells, chain
from danube.programme.book import Book
from danube.programme.cells import Flaw, Row
from danube.programme.register import Register
from danube.texts import _

HAPPENED = {"discovery_group": "formed", "milestone": "done", "validation": "date", "replication": "date"}
"""The column of a table that tells when something happened, and so cannot lie ahead."""


@dataclass(frozen=True)
class Refused:
    """Why a row is not stored: its label in the table, the column and what stands there; what to do."""

    row: int
    column: str
    value: Any
    code: str
    reason: str
    hint: str

    def __str__(self) -> str:
        return f"{self.reason} {self.hint}".strip()


def refusals(
    register: Register, table: str, rows: pd.DataFrame, measurements: pd.DataFrame, today: date | None = None
) -> list[Refused]:
    """All that speaks against storing these rows; empty where they may be stored.

    Args:
        rows: the declared columns of the table (or those of `measurement`), typed as `register.checked` does;
            the index tells the rows apart, such as their numbers in the file.
        measurements: the current rows of the table `measurement`.
    """
    book = Book(register, measurements)
    on = (today or datetime.now(UTC).date()).isoformat()
    return [
        Refused(label, flaw.column, row.get(flaw.column, ""), flaw.code, flaw.reason, flaw.hint)
        for label, row in _labelled(rows)
        for flaw in _flaws(book, table, row, on)
    ]


def _labelled(rows: pd.DataFrame) -> Iterator[tuple[int, Row]]:
    plain = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    yield from zip(rows.index.tolist(), plain, strict=True)


def _flaws(book: Book, table: str, row: Row, on: str) -> Iterator[Flaw]:
    """Of the cells first; where one is wrong, the chain is not asked about that column as well."""
    found = [*_of_cells(book, table, row), *_ahead(table, row, on)]
    yield from found
    told = {flaw.column for flaw in found} | _had(book, table, row)
    for flaw in chain.gaps(book, table, row):
        if flaw.column not in told:
            yield flaw


def _of_cells(book: Book, table: str, row: Row) -> list[Flaw]:
    """An empty reference is left to the chain, which says what has to come before."""
    if table not in TABLES:
        return []
    led = chain.RESTS_ON.get(table, {})
    found = cells.flaws(TABLES[table], row, book.ids)
    return [one for one in found if one.column not in led or one.code not in ("missing", "no-such-row")]


def _had(book: Book, table: str, row: Row) -> set[str]:
    """The columns in which the row that stands there has the same gap: it is not asked for more."""
    stored = book.stored(table, row) if table in TABLES else None
    if stored is None:
        return set()
    old = chain.gaps(book, table, stored)
    return {flaw.column for flaw in old if stored[flaw.column] == row[flaw.column]}


def _ahead(table: str, row: Row, on: str) -> Iterator[Flaw]:
    column = HAPPENED.get(table, "")
    told = row.get(column, "")
    if told and cells.before(on, told):
        reason = _("{date} lies ahead: this is about what has happened.", date=told)
        yield Flaw(column, "ahead", reason, _("Enter it when it is done."))

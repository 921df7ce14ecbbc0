"""What a manager typed, stored as a load of one row: checked at the moment of storing, never halfway."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from danube.catalogue import kinds
from danube.catalogue.programme import TABLES
from danube.programme import admission, register
from danube.programme.book import Book
from danube.programme.cells import Row, blank
from danube.store import LoadInfo
from danube.texts import _
from danube.ui import figures, visitor

NAMING = ("name", "title", "statement")
LONGEST_ID = 40


class NotStored(Exception):  # noqa: N818 (reads as what happened)
    """Why a row was not stored: one sentence for each reason."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


def label(table: str, row: Mapping[str, Any]) -> str:
    """The key of a row as the address has it."""
    return " / ".join(str(row[name]) for name in TABLES[table].key)


def store(table: str, row: Row, *, seen: int, note: str = "", name: str = "") -> tuple[int, Row]:
    """The version that the row became, and the row with its id.

    Args:
        seen: the load of the row that the form was filled from, 0 where it is a new one.
        name: whose name it bears at this machine; an account bears its own.

    Raises NotStored, access.NotAllowed or StoreError; then nothing is stored.
    """
    person = visitor.require(*kinds.roles(table))
    warehouse = figures.warehouse()
    book = Book(register.load(warehouse), warehouse.rows("measurement"))
    row = _identified(book, table, row)
    _refuse_stale(book, table, row, seen)
    rows = register.checked(table, pd.DataFrame([row])).drop(columns="load")
    if found := admission.refusals(book.register, table, rows, book.measurements):
        raise NotStored([str(one) for one in found])
    who = name.strip() if person.how == "machine" and name.strip() else person.name
    info = LoadInfo(f"{table}.form", _fingerprint(row), who, note.strip(), kind="upload")
    return warehouse.add(rows, load=info, holds=table), row


def _identified(book: Book, table: str, row: Row) -> Row:
    """A row without an id gets one, made of its name: `Test laboratory` becomes `test-laboratory`."""
    if "id" not in row or row["id"]:
        return row
    told = next((str(row[name]) for name in NAMING if row.get(name)), "")
    return row | {"id": _free(_slug(told), book.ids[table])} if _slug(told) else row


def _slug(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", bare))[:LONGEST_ID].strip("-")


def _free(wanted: str, taken: set[str]) -> str:
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (wanted, *numbered) if one not in taken)


def _refuse_stale(book: Book, table: str, row: Row, seen: int) -> None:
    """Nobody overwrites a row that they have not seen, and a form without a change is no version."""
    standing = book.stored(table, row)
    if standing is None:
        return
    if not seen:
        raise NotStored(
            [_("There is a row {key} already: choose it above to change it.", key=repr(label(table, row)))]
        )
    if int(standing["load"]) != seen:
        raise NotStored([_("Somebody has changed this row meanwhile: load the page anew and look again.")])
    if all(_same(standing[name], value) for name, value in row.items()):
        raise NotStored([_("Nothing is stored: the row stands there exactly so.")])


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or (blank(one) and blank(other))


def _fingerprint(row: Row) -> str:
    plain = {name: None if blank(value) else value for name, value in row.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()

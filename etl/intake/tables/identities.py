"""Cells that name rows of other tables: by their id, or by a name that only one row bears."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from danube.catalogue.programme import PARTED_BY, Column, Table
from danube.programme.register import Register
from danube.texts import _, n_
from etl.intake.asked import Finding
from etl.intake.tables import reading

BORNE = ("name", "short", "title")
"""Columns by which people call a row."""
SIMILAR = 70  # of 100: an id that is spelt so much like the one that is sought

Called = Mapping[str, str]


def called(register: Register, table: str) -> dict[str, str]:
    """Id, and every name that one row alone bears, in lower case, to the id."""
    rows = register.table(table)
    names: dict[str, set[str]] = {}
    for column in BORNE:
        for text, key in zip(rows.get(column, ()), rows["id"], strict=False):
            names.setdefault(text.casefold(), set()).add(key)
    single = {text: keys.pop() for text, keys in names.items() if text and len(keys) == 1}
    return single | {str(key).casefold(): str(key) for key in rows["id"]}


def named(rows: pd.DataFrame, form: Table, register: Register) -> tuple[pd.DataFrame, list[Finding]]:
    """The rows with ids where names stood, and a sentence about them."""
    done, count = {}, 0
    for one in _naming(form):
        ids = called(register, one.names)
        done[one.name] = (
            rows[one.name].map(lambda text, one=one, ids=ids: _ids(text, one, ids)).astype(object)
        )
        count += int((done[one.name] != rows[one.name]).sum())
    return rows.assign(**done), [_told(count)] if count else []


def _naming(form: Table) -> list[Column]:
    return [one for one in form.columns if one.names and one.name != "id"]


def _ids(text: str, one: Column, ids: Called) -> str:
    if one.kind != "list":
        return ids.get(text.casefold(), text)
    found: list[str] = []
    for part in reading.parts(text):
        split = [part] if part.casefold() in ids else [word.strip() for word in part.split(",")]
        found += [ids.get(word.casefold(), word) for word in split if word]
    return PARTED_BY.join(dict.fromkeys(found))


def _told(count: int) -> Finding:
    text = n_(
        "{count} cell names a row by another word than its id: it is kept as the id.",
        "{count} cells name rows by other words than their ids: they are kept as the ids.",
        count,
    )
    return {"code": "named", "text": text}


def remedy(stranger: str, one: Column, ids: Iterable[str]) -> str:
    """What to do about a word that is no id: the one that is spelt most alike, or the other table first."""
    from rapidfuzz import process

    near = process.extractOne(stranger.casefold(), sorted(ids), score_cutoff=SIMILAR)
    if near:
        return _("Did you mean {name}?", name=near[0])
    return _("Bring the table {table} first, or name one of its ids.", table=repr(one.names))


def strangers(text: str, one: Column, ids: Iterable[str]) -> list[str]:
    """The words of a cell that are no ids."""
    said = reading.parts(text) if one.kind == "list" else [text]
    return [part for part in said if part not in set(ids)]

"""The policy chain: what a row rests on, and what is missing where it does not.

Local Discovery Group with its memorandum → need → action plan with a measure → pilot → figures →
validation → replication in another region → good practice. Nothing can be skipped. The same rules tell
whether a row may be stored (`admission`) and how far a pilot has come (`stages`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from danube.catalogue.programme import singular
from danube.programme import groundwork, proof
from danube.programme.absence import nothing
from danube.programme.book import Book
from danube.programme.cells import Flaw, Row
from danube.texts import _

RESTS_ON = {
    "need": {"group": "discovery_group"},
    "measure": {"need": "need", "action_plan": "action_plan"},
    "pilot": {"measure": "measure"},
    "validation": {"pilot": "pilot"},
    "replication": {"validation": "validation"},
    "good_practice": {"pilot": "pilot", "replication": "replication"},
    "pilot_partner": {"pilot": "pilot"},
    "milestone": {"pilot": "pilot"},
}
"""Table → its column that names the row before it in the chain → the table of that row."""


INCOMPLETE = "incomplete"


def lacks(book: Book, table: str, row: Row) -> Iterator[Flaw]:
    """What the row itself lacks to stand in the chain: nothing for a table outside it."""
    yield from _RULES.get(table, _free)(book, row)


def gaps(book: Book, table: str, row: Row) -> Iterator[Flaw]:
    """What a row lacks, or one that it rests on: something before it may have been withdrawn."""
    below = list(_below(book, table, row))
    yield from below
    told = {flaw.column for flaw in below}
    yield from (flaw for flaw in lacks(book, table, row) if flaw.column not in told)


def _below(book: Book, table: str, row: Row) -> Iterator[Flaw]:
    """The first gap of each row that this one names, told once however far down it is."""
    for column, named in RESTS_ON.get(table, {}).items():
        found = book.find(named, row[column])
        flaw = next(gaps(book, named, found), None) if found else None
        if flaw is not None:
            told = flaw if flaw.code == INCOMPLETE else _incomplete(named, row[column], flaw)
            yield replace(told, column=column)


def _incomplete(table: str, identity: str, flaw: Flaw) -> Flaw:
    reason = _(
        "It rests on the {table} {id}, which is incomplete: {reason}",
        table=singular.one(table),
        id=repr(identity),
        reason=flaw.reason,
    )
    return Flaw(flaw.column, INCOMPLETE, reason, flaw.hint)


def _free(_book: Book, _row: Row) -> Iterator[Flaw]:
    yield from ()


def _measurement(book: Book, row: Row) -> Iterator[Flaw]:
    """Files name a pilot by its id or by its name."""
    told = row["pilot"].casefold()
    pilot = next(
        (one for one in book.rows("pilot") if told in (one["id"].casefold(), one["name"].casefold())), None
    )
    if pilot is None:
        yield nothing("pilot", "pilot", row["pilot"])
    elif flaw := next(gaps(book, "pilot", pilot), None):
        yield Flaw("pilot", flaw.code, flaw.reason, flaw.hint)


_RULES: dict[str, Callable[[Book, Row], Iterator[Flaw]]] = {
    "need": groundwork.need,
    "action_plan": groundwork.plan,
    "measure": groundwork.measure,
    "pilot": groundwork.pilot,
    "pilot_partner": proof.of_pilot,
    "milestone": proof.of_pilot,
    "measurement": _measurement,
    "validation": proof.validation,
    "replication": proof.replication,
    "good_practice": proof.practice,
}

"""How far each pilot has come along the chain, what shows it, and what its next step lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from danube.programme import chain, proof
from danube.programme.book import Book
from danube.programme.cells import Row
from danube.programme.register import Register, records
from danube.texts import N_, _

STAGES = ("proposed", "planned", "measured", "validated", "replicated", "practice")
LABELS = {
    "proposed": N_("proposed"),
    "planned": N_("planned"),
    "measured": N_("measured"),
    "validated": N_("validated"),
    "replicated": N_("replicated"),
    "practice": N_("good practice"),
}
MEANINGS = {
    "proposed": N_("No measure of an action plan stands behind it yet."),
    "planned": N_("It carries out a measure that answers a need of a group."),
    "measured": N_("It has a baseline and something measured against it."),
    "validated": N_("A scientific partner has confirmed that it works."),
    "replicated": N_("It works in another region as well."),
    "practice": N_("It is told as a good practice."),
}


@dataclass(frozen=True)
class Step:
    """A step of the chain and its rows, none where it has not been made."""

    name: str
    table: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Standing:
    """A pilot, its stage, every step from group to practice, and a sentence: what the next one lacks."""

    pilot: Row
    project: str
    stage: str
    there: tuple[Step, ...]
    lacks: str


@dataclass(frozen=True)
class Waiting:
    """A row before the pilots that nothing rests on yet, and a sentence: what comes next."""

    table: str
    row: Row
    project: str
    lacks: str


def of(register: Register, measurements: pd.DataFrame) -> tuple[Standing, ...]:
    """Every pilot of the register in its order."""
    book = Book(register, measurements)
    return tuple(_standing(book, pilot) for pilot in book.rows("pilot"))


def waiting(register: Register) -> tuple[Waiting, ...]:
    """Groups without a need, needs without a measure, plans without one, measures without a pilot."""
    book = Book(register, pd.DataFrame(columns=["pilot", "indicator", "region", "kind", "value"]))
    return tuple(_waiting(book))


def _standing(book: Book, pilot: Row) -> Standing:
    there = (*_before(book, pilot), *_after(book, pilot))
    stage = _stage(book, pilot, {step.name: step.rows for step in there})
    return Standing(pilot, str(pilot["project"]), stage, there, _lacks(book, pilot, stage))


def _before(book: Book, pilot: Row) -> Iterator[Step]:
    measure = book.find("measure", pilot["measure"])
    need = book.find("need", measure["need"]) if measure else None
    plan = book.find("action_plan", measure["action_plan"] if measure else pilot["action_plan"])
    group = book.find("discovery_group", need["group"]) if need else None
    yield Step("group", "discovery_group", _some(group))
    yield Step("need", "need", _some(need))
    yield Step("plan", "action_plan", _some(plan))
    yield Step("measure", "measure", _some(measure))
    yield Step("pilot", "pilot", (pilot,))


def _after(book: Book, pilot: Row) -> Iterator[Step]:
    identity = pilot["id"]
    yield Step("figures", "measurement", tuple(records(book.figures(pilot))))
    for name, table in (
        ("validation", "validation"), ("replication", "replication"), ("practice", "good_practice")
    ):  # fmt: skip
        yield Step(name, table, tuple(book.rows(table, pilot=identity)))


def _some(row: Row | None) -> tuple[Row, ...]:
    return () if row is None else (row,)


def _stage(book: Book, pilot: Row, there: dict[str, tuple[Row, ...]]) -> str:
    """The last stage whose evidence stands, and that of every stage before it."""
    reached = (
        _sound(book, "pilot", pilot),
        bool(book.compared(pilot)),
        confirmed(tuple(row for row in there["validation"] if _sound(book, "validation", row))),
        any(_proves(book, row) for row in there["replication"]),
        any(_sound(book, "good_practice", row) for row in there["practice"]),
    )
    return STAGES[(*reached, False).index(False)]


def confirmed(validations: tuple[Row, ...]) -> bool:
    """Whether the latest validation says that the pilot works."""
    latest = max(validations, key=lambda row: str(row["date"]), default=None)
    return latest is not None and latest["verdict"] not in ("", proof.REFUTED)


def _proves(book: Book, replication: Row) -> bool:
    return _sound(book, "replication", replication) and replication["result"] in proof.PROVEN


def _sound(book: Book, table: str, row: Row) -> bool:
    return next(chain.gaps(book, table, row), None) is None


def _lacks(book: Book, pilot: Row, stage: str) -> str:
    if stage == "proposed":
        return str(next(chain.gaps(book, "pilot", pilot)))
    if stage == "planned":
        return str(next(proof.unmeasured(book, pilot)))
    if stage == "measured" and book.rows("validation", pilot=pilot["id"]):
        return _("The latest validation did not confirm it.")
    if stage == "validated" and book.rows("replication", pilot=pilot["id"], result="under-way"):
        return _("A replication is under way and has no result yet.")
    return _(_NEXT[stage])


_NEXT = {
    "measured": N_("No scientific partner has validated it yet."),
    "validated": N_("It has not been shown to work in another region yet."),
    "replicated": N_("No good practice tells of it yet."),
    "practice": "",
}


def _waiting(book: Book) -> Iterator[Waiting]:
    for table, (by, column), sentence in _FOLLOWED:
        named = {row[column] for row in book.rows(by)}
        for row in book.rows(table):
            if row["id"] not in named:
                yield Waiting(table, row, book.project(table, row), _lacking(book, table, row, sentence))


def _lacking(book: Book, table: str, row: Row, sentence: str) -> str:
    if table == "discovery_group" and not row["formed"]:
        return _("Its memorandum of understanding is not signed yet.")
    flaw = next(chain.gaps(book, table, row), None) if table in ("need", "measure") else None
    return str(flaw) if flaw else _(sentence)


_FOLLOWED = (
    ("discovery_group", ("need", "group"), N_("The group has told no need yet.")),
    ("need", ("measure", "need"), N_("No measure of an action plan answers it yet.")),
    ("action_plan", ("measure", "action_plan"), N_("None of its measures is tied to a need yet.")),
    ("measure", ("pilot", "measure"), N_("No pilot carries it out yet.")),
)
"""Table → the table and column that name its rows next → what is missing where none does."""

"""What kind of table a file holds, by its headings: figures, priorities, measurements, one of the programme.

Where the headings leave it open, it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from danube.catalogue.forms import FIGURES, FORMS, MEASUREMENTS, PRIORITIES, REGISTERED
from danube.catalogue.kinds import KINDS
from danube.catalogue.programme import TABLES
from danube.texts import _
from etl.intake import signs
from etl.intake.asked import Finding, question
from etl.intake.errors import Unreadable
from etl.intake.grid import Row
from etl.intake.layout import Choices, Understood
from etl.intake.tables import opening

TELLING = {PRIORITIES: "priority", MEASUREMENTS: "pilot"}
"""The column that no table of another kind is likely to have."""
BESIDE = frozenset({"original", "sections", "divisions", "clusters", "strategy", "status"})
"""Columns of priorities: where two of them stand, the table may be one although nothing is headed so."""
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
ALMOST, FEW = 2 / 3, 3
"""Share of the needed columns, and known headings, by which a table may be one of the programme."""


@dataclass(frozen=True)
class Decided:
    """The kind, empty where it is open; then `options` are the likely ones. `start`: how it was opened."""

    kind: str
    start: Understood | None = None
    options: tuple[str, ...] = ()


def kind_of(path: Path, choices: Choices | None = None) -> str:
    """A name of `KINDS`; empty where the headings leave it open."""
    return decided(path, choices or Choices()).kind


def decided(path: Path, choices: Choices) -> Decided:
    """The kind of the table; what cannot be opened is left to the figures."""
    forms = [KINDS[name] for name in KINDS if name != FIGURES]
    try:
        start, rows = opening.beginning(path, choices, forms)
    except Unreadable:
        return Decided(FIGURES)
    found = {_of_row(row) for row in rows} - {(FIGURES,)}
    if len(found) > 1:
        return Decided("", start, tuple(dict.fromkeys(name for one in sorted(found) for name in one)))
    options = found.pop() if found else (FIGURES,)
    return Decided(options[0], start) if len(options) == 1 else Decided("", start, options)


def asked(likely: Sequence[str] = ()) -> Finding:
    """The question where the headings do not tell; the `likely` kinds of the programme come first."""
    text = _("What does this table hold: figures of indicators, priorities, or measurements of pilots?")
    programme = [name for name in likely if name in TABLES]
    if programme:
        text = _("What does this table hold? Its headings fit several kinds of tables.")
    return question("table", "table", text, [*programme, *FORMS])


def _of_row(row: Row) -> tuple[str, ...]:
    """What a row would make of the table, if it were the row of the headings: all kinds that it may be."""
    has = {name: opening.fields(row, form) for name, form in KINDS.items()}
    whole = [name for name in TABLES if _whole(name, has[name])]
    most = max((len(has[name]) for name in whole), default=0)
    if most > max(len(has[name]) for name in REGISTERED):
        return _best(has, whole)
    usual = _statements(row, has)
    if most or usual == FIGURES:
        near = _best(has, whole) if most else _near(row, has)
        return (*near, *((usual,) if usual else FORMS)) if near else (usual,)
    return (usual,) if usual else tuple(FORMS)


def _statements(row: Row, has: dict[str, set[str]]) -> str:
    """The kind among those beside the programme's, empty where that is open."""
    told = [name for name in REGISTERED if TELLING[name] in has[name]]
    if not told:
        return "" if len(has[PRIORITIES] & BESIDE) > 1 and "region" in has[PRIORITIES] else FIGURES
    if len(told) > 1 or not _whole(told[0], has[told[0]]):
        return "" if len(set().union(*(has[name] for name in REGISTERED))) > 1 else FIGURES
    return "" if told[0] == PRIORITIES and _holds_figures(row) else told[0]


def _best(has: dict[str, set[str]], names: Sequence[str]) -> tuple[str, ...]:
    """Those of which most columns are there; of several the only one that lacks none of its own."""
    most = max((len(has[name]) for name in names), default=0)
    best = [name for name in names if len(has[name]) == most]
    complete = [name for name in best if len(TABLES[name].fields) == most]
    return tuple(complete if len(complete) == 1 else best)


def _near(row: Row, has: dict[str, set[str]]) -> tuple[str, ...]:
    """Tables of the programme that lack a needed column; none where a heading promises figures."""
    if _holds_figures(row) or any(map(YEAR.search, row)):
        return ()
    heads = sum(map(bool, row))
    near = [name for name in TABLES if _almost(name, has[name]) and 2 * len(has[name]) > heads]
    return _best(has, near)


def _almost(name: str, has: set[str]) -> bool:
    """Enough of the needed columns, among them one by which rows of the programme are tied together."""
    form = TABLES[name]
    tied = {one.name for one in form.columns if one.names or one.name == "id"} & set(form.needed)
    return len(has) >= FEW and bool(has & tied) and len(has & set(form.needed)) >= ALMOST * len(form.needed)


def _whole(name: str, has: set[str]) -> bool:
    return has.issuperset(KINDS[name].needed)


def _holds_figures(row: Row) -> bool:
    """True where a heading promises figures, which priorities do not have."""
    return any(signs.key(cell) in signs.VALUE_WORDS for cell in row)

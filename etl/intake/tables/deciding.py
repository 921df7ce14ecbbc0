"""What kind of table a file holds, by its headings: figures, priorities, measurements, or a question."""

from __future__ import annotations

from pathlib import Path

from danube.catalogue.forms import FIGURES, FORMS, MEASUREMENTS, PRIORITIES, REGISTERED
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


def kind_of(path: Path, choices: Choices | None = None) -> str:
    """`figures`, `priorities` or `measurements`; empty where the headings leave it open."""
    return decided(path, choices or Choices())[0]


def decided(path: Path, choices: Choices) -> tuple[str, Understood | None]:
    """The kind of the table, and how the file was opened; what cannot be opened is left to the figures."""
    forms = [FORMS[name] for name in REGISTERED]
    try:
        start, rows = opening.beginning(path, choices, forms)
    except Unreadable:
        return FIGURES, None
    found = {_of_row(row) for row in rows} - {FIGURES}
    return (found.pop() if len(found) == 1 else "" if found else FIGURES), start


def _of_row(row: Row) -> str:
    """What a row would make of the table, if it were the row of the headings."""
    has = {name: opening.fields(row, FORMS[name]) for name in REGISTERED}
    told = [name for name in REGISTERED if TELLING[name] in has[name]]
    if not told:
        return "" if len(has[PRIORITIES] & BESIDE) > 1 and "region" in has[PRIORITIES] else FIGURES
    if len(told) > 1 or not _whole(told[0], has[told[0]]):
        return "" if len(set().union(*has.values())) > 1 else FIGURES
    return "" if told[0] == PRIORITIES and _holds_figures(row) else told[0]


def _whole(name: str, has: set[str]) -> bool:
    return has.issuperset(FORMS[name].needed)


def _holds_figures(row: Row) -> bool:
    """True where a heading promises figures, which priorities do not have."""
    return any(signs.key(cell) in signs.VALUE_WORDS for cell in row)


def asked() -> Finding:
    """The question where the headings do not tell."""
    text = _("What does this table hold: figures of indicators, priorities, or measurements of pilots?")
    return question("table", "table", text, list(FORMS))

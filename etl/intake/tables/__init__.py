"""The front door of the import: tables of figures, of S3 priorities, of measurements, of the programme.

Which of them a file holds is decided by its headings, asked where they leave it open, or told. Figures go
their own way (`etl.intake.importing`); all others come here, and answer with a Report of the same shape,
whose `table` names the kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from danube.catalogue.forms import FIGURES, MEASUREMENTS, PRIORITIES
from danube.catalogue.kinds import KINDS
from danube.catalogue.programme import TABLES
from danube.programme import admission
from danube.programme.register import Register as Programme
from danube.store import LoadInfo, Warehouse
from danube.store.schema import REGISTER
from danube.texts import _
from etl.intake import importing
from etl.intake import recipe as merging
from etl.intake.asked import Answers, ImportRefused, Misfit
from etl.intake.layout import Choices
from etl.intake.recipe import Recipe
from etl.intake.repairs import Repair
from etl.intake.report import Report
from etl.intake.tables import deciding, examining
from etl.intake.tables.deciding import kind_of
from etl.intake.tables.ruling import Held

__all__ = ["examine", "examine_measurements", "examine_priorities", "kind_of", "store"]

TABLE = "table"
"""The key of the question which kind of table a file is, and of its answer."""
Register = Callable[[str], pd.DataFrame]
"""The current rows of a table of the warehouse, as `Warehouse.rows` gives them."""


def examine(
    path: Path,
    choices: Choices | None = None,
    *,
    table: str = "",
    recipe: Recipe | None = None,
    answers: Answers | None = None,
    known: pd.DataFrame | None = None,
    register: Register | None = None,
    **more: Any,
) -> Report:
    """What an import of the whole file would do, whatever kind of table it holds; nothing is changed.

    `table`: the kind, where somebody says it. `known`: current figures of the warehouse, and `register` the
    current rows of its other tables, to compare with and, in the programme, to find what a row names. All
    else is as in `importing.examine`, and so are the refusals.
    """
    kind, asked = _kind(path, choices, table, recipe, answers)
    if asked is not None:
        return asked
    if kind == FIGURES:
        return importing.examine(path, choices, recipe=recipe, answers=answers, known=known, **more)
    taken = {name: value for name, value in more.items() if name in ("today", "name", "repairs")}
    if register is not None:
        taken |= {"known": register(KINDS[kind].holds)}
        taken |= {"held": _held(register)} if kind in (*TABLES, MEASUREMENTS) else {}
    return _registered(kind, path, choices, recipe=recipe, answers=answers, **taken)


def _held(register: Register) -> Held:
    """The whole programme, of which a row may name any other, and what its pilots measured."""
    programme = Programme(0, {name: register(name) for name in TABLES})
    return Held(programme, register(KINDS[MEASUREMENTS].holds))


def examine_priorities(path: Path, choices: Choices | None = None, **more: Any) -> Report:
    """What an import of priorities would do; `known`: rows of the table `priority`."""
    return _registered(PRIORITIES, path, choices, **more)


def examine_measurements(path: Path, choices: Choices | None = None, **more: Any) -> Report:
    """What an import of measurements would do; `known`: rows of the table `measurement`."""
    return _registered(MEASUREMENTS, path, choices, **more)


def store(report: Report, warehouse: Warehouse, *, note: str = "", who: str = "") -> int:
    """The accepted rows as a new load; returns the version. Raises ImportRefused and stores nothing."""
    if report.table not in KINDS or report.table == FIGURES:
        return importing.store(report, warehouse, note=note, who=who)
    importing.refuse_open(report)
    _refuse_late(report, warehouse)
    holds = KINDS[report.table].holds
    info = LoadInfo(report.file, report.sha256, who, note, report.recipe.as_json(), "upload")
    return warehouse.add(report.figures[list(REGISTER[holds])], load=info, holds=holds)


def _refuse_late(report: Report, warehouse: Warehouse) -> None:
    """Raises ImportRefused where a row may no longer be stored: the programme has changed since the check."""
    if report.table not in (*TABLES, MEASUREMENTS):
        return
    held, holds = _held(warehouse.rows), KINDS[report.table].holds
    for one in admission.refusals(held.programme, holds, report.figures, held.measurements):
        row = int(str(report.figures.at[one.row, "row"]))
        raise ImportRefused(
            _(
                "Nothing is stored: row {row} is no longer accepted. {reason} {hint}",
                row=row,
                reason=one.reason,
                hint=one.hint,
            ).strip()
        )


def _kind(
    path: Path, choices: Choices | None, table: str, given: Recipe | None, answers: Answers | None
) -> tuple[str, Report | None]:
    """The kind of the table; where it is open, the report that asks for it."""
    expected = str(given.expects.get(TABLE, "")) if given else ""
    told = table or (answers or {}).get(TABLE, "") or (given.answers.get(TABLE, "") if given else "")
    if told and told not in KINDS:
        raise ImportRefused(
            _(
                "There is no kind of table {name}: choose among {names}.",
                name=repr(told),
                names=", ".join(KINDS),
            )
        )
    if told or expected in KINDS:
        return told or expected, None
    found = deciding.decided(path, choices or Choices())
    if found.kind:
        return found.kind, None
    start = found.start
    assert start is not None
    asked = Report(
        path.name, start.encoding, start.delimiter, "", start.layout, 0, 0,
        questions=[deciding.asked(found.options)], understood=start, table="",
    )  # fmt: skip
    return "", asked


def _registered(
    kind: str,
    path: Path,
    choices: Choices | None,
    *,
    recipe: Recipe | None = None,
    answers: Mapping[str, str] | None = None,
    known: pd.DataFrame | None = None,
    today: date | None = None,
    name: str = "",
    repairs: Sequence[Repair] = (),
    held: Held | None = None,
) -> Report:
    """A table of single statements. Raises Misfit where the recipe was made for another kind of table."""
    if recipe is not None and recipe.expects.get(TABLE, kind) != kind:
        raise Misfit(
            _(
                "The recipe does not fit {file}: it was made for another kind of table.",
                file=name or path.name,
            )
        )
    read, said = merging.merged(recipe, choices or Choices(), answers or {})
    return examining.examined(
        path, KINDS[kind], name or path.name, read, said, recipe, known, today, repairs, held
    )

"""The front door of the import: tables of figures, of S3 priorities and of pilots' measurements.

Which of them a file holds is decided by its headings, asked where they leave it open, or told. Figures go
their own way (`etl.intake.importing`); the other two come here, and answer with a Report of the same shape,
whose `table` names the kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from danube.catalogue.forms import FIGURES, FORMS, MEASUREMENTS, PRIORITIES
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

__all__ = ["examine", "examine_measurements", "examine_priorities", "kind_of", "store"]

TABLE = "table"
"""The key of the question which kind of table a file is, and of its answer."""
Register = Callable[[str], pd.DataFrame]


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
    current rows of its table `priority` or `measurement` (as `Warehouse.rows`), to compare with. All else is
    as in `importing.examine`, and so are the refusals.
    """
    kind, asked = _kind(path, choices, table, recipe, answers)
    if asked is not None:
        return asked
    if kind == FIGURES:
        return importing.examine(path, choices, recipe=recipe, answers=answers, known=known, **more)
    rows = register(FORMS[kind].holds) if register else None
    taken = {name: value for name, value in more.items() if name in ("today", "name", "repairs")}
    return _registered(kind, path, choices, recipe=recipe, answers=answers, known=rows, **taken)


def examine_priorities(path: Path, choices: Choices | None = None, **more: Any) -> Report:
    """What an import of priorities would do; `known`: rows of the table `priority`."""
    return _registered(PRIORITIES, path, choices, **more)


def examine_measurements(path: Path, choices: Choices | None = None, **more: Any) -> Report:
    """What an import of measurements would do; `known`: rows of the table `measurement`."""
    return _registered(MEASUREMENTS, path, choices, **more)


def store(report: Report, warehouse: Warehouse, *, note: str = "", who: str = "") -> int:
    """The accepted rows as a new load; returns the version. Raises ImportRefused and stores nothing."""
    if report.table not in (PRIORITIES, MEASUREMENTS):
        return importing.store(report, warehouse, note=note, who=who)
    importing.refuse_open(report)
    holds = FORMS[report.table].holds
    info = LoadInfo(report.file, report.sha256, who, note, report.recipe.as_json(), "upload")
    return warehouse.add(report.figures[list(REGISTER[holds])], load=info, holds=holds)


def _kind(
    path: Path, choices: Choices | None, table: str, given: Recipe | None, answers: Answers | None
) -> tuple[str, Report | None]:
    """The kind of the table; where it is open, the report that asks for it."""
    expected = str(given.expects.get(TABLE, "")) if given else ""
    told = table or (answers or {}).get(TABLE, "") or (given.answers.get(TABLE, "") if given else "")
    if told and told not in FORMS:
        raise ImportRefused(
            _(
                "There is no kind of table {name}: choose among {names}.",
                name=repr(told),
                names=", ".join(FORMS),
            )
        )
    if told or expected in FORMS:
        return told or expected, None
    kind, start = deciding.decided(path, choices or Choices())
    if kind:
        return kind, None
    assert start is not None
    asked = Report(
        path.name, start.encoding, start.delimiter, "", start.layout, 0, 0,
        questions=[deciding.asked()], understood=start, table="",
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
) -> Report:
    """A table of the register. Raises Misfit where the recipe was made for another kind of table."""
    if recipe is not None and recipe.expects.get(TABLE, kind) != kind:
        raise Misfit(
            _(
                "The recipe does not fit {file}: it was made for another kind of table.",
                file=name or path.name,
            )
        )
    read, said = merging.merged(recipe, choices or Choices(), answers or {})
    return examining.examined(path, FORMS[kind], name or path.name, read, said, recipe, known, today, repairs)

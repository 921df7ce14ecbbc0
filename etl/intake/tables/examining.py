"""What an import of single statements would do, told over the whole file, as of figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from danube.catalogue.forms import MEASUREMENTS, PRIORITIES, Form
from danube.catalogue.programme import Table
from danube.texts import _
from etl import checks
from etl.intake import layout, notes, recipe, repairs
from etl.intake.asked import Finding, Misfit, records
from etl.intake.layout import Choices, Understood
from etl.intake.recipe import Recipe
from etl.intake.repairs import Repair
from etl.intake.report import Report
from etl.intake.seen import FIRST, Seen
from etl.intake.tables import columns, comparison, measurements, opening, priorities, programme
from etl.intake.tables.columns import Assigned
from etl.intake.tables.opening import Opened
from etl.intake.tables.priorities import Taken
from etl.intake.tables.ruling import Held


def examined(
    path: Path,
    form: Form,
    file: str,
    choices: Choices,
    answers: Mapping[str, str],
    given: Recipe | None,
    known: pd.DataFrame | None,
    today: date | None,
    more: Sequence[Repair],
    held: Held | None = None,
) -> Report:
    """Everything about the file; nothing is changed. Raises Unreadable, Misfit or ImportRefused.

    `held`: the programme as it stands, which its tables and the measurements of pilots are held against.
    """
    mine, strange = recipe.repaired(given, path)
    mended = repairs.merged(mine, more)
    found = _opened(path, form, file, choices, given, mended)
    made = columns.assigned(found, form, choices, answers)
    understood, doubt = _understood(found.understood, made, form, choices)
    there = _there(form, known)
    taken = _taken(form, made, answers, understood.decimal, there, today, held)
    done = [one for one in mended if one not in set(found.missed)]
    rows = taken.rows.sort_values("row", kind="stable")
    return Report(
        file=file,
        encoding=understood.encoding,
        delimiter=understood.delimiter,
        decimal=understood.decimal,
        layout=understood.layout,
        rows=understood.rows,
        accepted=len(rows),
        rejected=_rejected(found, made, taken.refused),
        questions=[*understood.questions, *made.questions, *doubt, *taken.questions],
        warnings=[
            *repairs.told(len(done), found.missed, strange),
            *notes.opening(understood, made.unread),
            *taken.warnings,
        ],
        sha256=recipe.sha256(path),
        fingerprint=comparison.fingerprint(rows, form.holds),
        carried=records(taken.carried),
        understood=understood,
        seen=_seen(found.cells, made),
        recipe=recipe.with_repairs(_recipe(understood, form, made, choices, answers), done, path),
        figures=rows.reset_index(drop=True),
        difference=comparison.difference(rows, there, form),
        table=form.name,
    )


def _opened(
    path: Path, form: Form, file: str, choices: Choices, given: Recipe | None, mended: Sequence[Repair]
) -> Opened:
    try:
        found = opening.opened(path, form, choices, mended)
    except layout.Unreadable as error:
        if given is None:
            raise
        opening.opened(path, form, Choices())
        raise Misfit(_("The recipe does not fit {file}: {error}", file=file, error=error)) from None
    if given is not None:
        recipe.refuse_misfit(given, found.understood, file)
    return found


def _understood(
    start: Understood, made: Assigned, form: Form, choices: Choices
) -> tuple[Understood, list[Finding]]:
    """The columns as they were found, and the decimal sign of the figures where there are any."""
    named = {name: made.named.get(name, "") if name in made.table else "" for name in recipe.HEADINGS}
    known = replace(
        start,
        region=named["region"],
        period=named["period"],
        value=named["value"],
        indicator=named["indicator"],
        flag=named["flag"],
    )
    figures = _figures(made, form)
    if figures is None:
        return replace(known, decimal=start.decimal or "."), []
    sign, doubt = layout.decimal_of(figures, start, choices)
    return replace(known, decimal=sign), doubt


def _figures(made: Assigned, form: Form) -> pd.Series | None:
    """All cells that should be figures; None where the table has no column for any."""
    if isinstance(form, Table):
        columns = form.of_kind("number")
        return pd.concat([made.table[name] for name in columns]) if columns else None
    return made.table["value"] if form.name == MEASUREMENTS else None


def _there(form: Form, known: pd.DataFrame | None) -> pd.DataFrame | None:
    """What the rows are compared with: those of the warehouse, before the priorities that are shipped."""
    if form.name != PRIORITIES:
        return known
    rows = priorities.COLUMNS
    own = priorities.shipped() if known is None else pd.concat([known[rows], priorities.shipped()])
    return own.drop_duplicates(list(comparison.KEYS[form.holds]))


def _taken(
    form: Form,
    made: Assigned,
    answers: Mapping[str, str],
    decimal: str,
    known: pd.DataFrame | None,
    today: date | None,
    held: Held | None,
) -> Taken:
    """The rows read and held against the rules; none while a column that is needed is not known."""
    if made.lacking:
        nothing = made.table.iloc[:0].assign(place="", how="")
        return Taken(nothing, pd.DataFrame(columns=checks.REFUSED))
    if isinstance(form, Table):
        return programme.taken(made.table, form, answers, decimal, held, today)
    if form.name == PRIORITIES:
        return priorities.taken(made.table, answers)
    return measurements.taken(made.table, answers, decimal, known, today, held)


def _rejected(found: Opened, made: Assigned, refused: pd.DataFrame) -> list[Finding]:
    """All complaints in the order of the file, each naming the column as the file does."""
    named = refused.assign(column=refused["column"].map(made.named).fillna(refused["column"]))
    told = [{**one, "row": int(str(one["row"]))} for one in records(named)]
    return sorted([*found.refused, *told], key=lambda one: int(str(one["row"])))


def _seen(cells: pd.DataFrame, made: Assigned) -> Seen:
    """The first rows as the file has them; all its texts for regions and for periods."""
    first = cells.head(FIRST).reset_index(names="row")
    texts = {
        name: tuple(sorted({*made.table[name]} - {""})) if name in made.table else ()
        for name in ("region", "period")
    }
    return Seen(first, texts["region"], texts["period"])


def _recipe(
    understood: Understood, form: Form, made: Assigned, choices: Choices, answers: Mapping[str, str]
) -> Recipe:
    """What was decided, and the headings that this speaks of: all that a table of its kind must have."""
    plain = recipe.made(understood, choices, answers)
    heads = sorted({made.named[name] for name in form.needed if name in made.named})
    return replace(plain, expects={**plain.expects, "columns": heads, "table": form.name})

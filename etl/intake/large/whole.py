"""The whole file as numbers: read as its start tells, and once more where the rest tells otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from danube.texts import _
from etl.intake import grid, numbers, recipe
from etl.intake.asked import Finding
from etl.intake.large import single, start, stream
from etl.intake.large.gathered import Gathered, gather
from etl.intake.large.start import Plan
from etl.intake.large.stream import Piece, Written
from etl.intake.large.wanted import Asked
from etl.intake.large.workshop import Complaints


@dataclass(frozen=True)
class Whole:
    """The file as numbers, and how it was read."""

    plan: Plan
    how: Written
    found: Gathered

    def again(self, asked: Asked) -> Callable[[], Iterator[Piece]]:
        """The text of the file once more."""
        return lambda: stream.pieces(asked.source, self.how)


def read(asked: Asked, complaints: Complaints) -> Whole | None:
    """All rows, read as the start tells; once more where the rest tells otherwise."""
    how = stream.written(asked.source, asked.choices.encoding)
    try:
        plan = start.plan(asked.source, how, asked.choices)
    except stream.NotUtf8:
        return _read_as(asked, complaints, stream.evidence(asked.source))
    if plan is None:
        return None
    try:
        return _gathered(asked, complaints, plan, how)
    except stream.NotUtf8:
        complaints.clear()
        return _read_as(asked, complaints, stream.evidence(asked.source))


def _read_as(asked: Asked, complaints: Complaints, how: Written) -> Whole | None:
    plan = start.plan(asked.source, how, asked.choices)
    return None if plan is None else _gathered(asked, complaints, plan, how)


def _gathered(asked: Asked, complaints: Complaints, plan: Plan, how: Written) -> Whole:
    if asked.recipe is not None:
        recipe.refuse_misfit(asked.recipe, plan.understood, asked.file)
    found = _gather(asked, complaints, plan, how, plan.understood.decimal)
    sign, doubt = _decimal(plan, found)
    if sign != plan.understood.decimal:
        complaints.clear()
        found = _gather(asked, complaints, plan, how, sign)
    return Whole(_settled(plan, found, sign, doubt), how, found)


def _gather(asked: Asked, complaints: Complaints, plan: Plan, how: Written, decimal: str) -> Gathered:
    found = Gathered()
    if not plan.found.complete:  # which column is what must be answered before a row can be told
        return found
    size, passed = max(asked.source.path.stat().st_size, 1), [0]
    pieces = stream.pieces(asked.source, how, lambda at: passed.__setitem__(0, at))
    for so_far in gather(pieces, plan, decimal, complaints.add):
        found = so_far
        asked.tell(0.02 + 0.5 * passed[0] / size, _("Reading the rows"))
    return found


def _decimal(plan: Plan, found: Gathered) -> tuple[str, list[Finding]]:
    """The decimal sign that all figures tell, and the question where they do not."""
    asked = [one for one in plan.understood.questions if one["key"] == "decimal"]
    if plan.fixed or not found.shapes:
        return plan.understood.decimal, asked
    shapes = [*plan.shapes, *sorted(found.shapes)]
    sign, _thousands, certain = numbers.convention(shapes, plan.delimiter)
    return sign, [] if certain else asked or [numbers.question(shapes, plan.delimiter)]


def _settled(plan: Plan, found: Gathered, decimal: str, doubt: list[Finding]) -> Plan:
    """The plan as all rows confirm it."""
    others = [one for one in plan.understood.questions if one["key"] not in ("decimal", "series")]
    understood = replace(
        plan.understood,
        decimal=decimal,
        rows=found.rows // max(len(plan.found.figures), 1) + found.ragged,
        notes=(*grid.shortened([*plan.notes, *found.notes]), *plan.unread),
        questions=(*others, *single.which_series(found, plan), *doubt),
    )
    return replace(plan, start=replace(plan.start, understood=understood))

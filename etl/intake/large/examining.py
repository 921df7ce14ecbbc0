"""The examination of a large file, step by step: read, decided, checked, written, doubted, compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from danube import catalogue
from danube.store import Warehouse
from danube.texts import _, n_
from etl import tidy
from etl.intake import declaring, grid, importing, notes, numbers, recipe, seen
from etl.intake.asked import Finding, records
from etl.intake.content import TEXT
from etl.intake.large import (
    accepted,
    carrying,
    comparing,
    doubted,
    judged,
    single,
    sorting,
    start,
    stream,
    telling,
    workshop,
)
from etl.intake.large.gathered import Gathered, gather
from etl.intake.large.judged import Judged
from etl.intake.large.report import LargeReport
from etl.intake.large.sorting import Ordered
from etl.intake.large.start import Plan
from etl.intake.large.stream import Piece, Source, Written
from etl.intake.large.workshop import SHOWN, Complaints
from etl.intake.layout import Choices
from etl.intake.recipe import Recipe

Progress = Callable[[float, str], None]
Stop = Callable[[], bool]
PAUSE = 0.1  # seconds between two looks at work that goes on aside


class Cancelled(Exception):  # noqa: N818 (reads as what happened)
    """Whoever asked for it does not want it any more: one sentence; nothing is left."""


@dataclass(frozen=True)
class Asked:
    """What is to be done with a file, and who is told how far it is."""

    source: Source
    file: str
    choices: Choices
    answers: dict[str, str]
    recipe: Recipe | None
    warehouse: Warehouse | None
    today: date | None
    folder: Path
    progress: Progress
    cancelled: Stop

    def tell(self, fraction: float, phrase: str) -> None:
        """How far it is. Raises Cancelled where nobody waits for it."""
        self.go_on()
        self.progress(min(max(fraction, 0.0), 1.0), phrase)

    def go_on(self) -> None:
        """Raises Cancelled where nobody waits for it."""
        if self.cancelled():
            raise Cancelled(_("Cancelled; nothing was stored."))

    def noting(self, part: list[float]) -> Callable[[float], None]:
        """Puts down how far work is that goes on aside, and ends it where nobody waits for it."""

        def note(fraction: float) -> None:
            self.go_on()
            part[0] = fraction

        return note


@dataclass(frozen=True)
class Whole:
    """The file as numbers, and how it was read."""

    plan: Plan
    how: Written
    found: Gathered

    def again(self, asked: Asked) -> Callable[[], Iterator[Piece]]:
        """The text of the file once more."""
        return lambda: stream.pieces(asked.source, self.how)


def examine(asked: Asked) -> LargeReport | None:
    """The report; nothing where the table is of a kind or layout that only the small route knows."""
    if asked.source.kind != TEXT:
        return None
    with workshop.database(asked.folder) as connection, ThreadPoolExecutor(1) as aside:
        digest = aside.submit(recipe.sha256, asked.source.path)
        complaints = Complaints(connection)
        whole = _read(asked, complaints)
        return None if whole is None else _report(asked, whole, complaints, digest)


def _read(asked: Asked, complaints: Complaints) -> Whole | None:
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


@dataclass(frozen=True)
class Decided:
    """What is decided about the rows: those to be loaded, and what was told on the way."""

    done: Judged
    rows: Ordered
    carried: pd.DataFrame


@dataclass(frozen=True)
class Compared:
    """The rows to be loaded beside those of the warehouse, and the doubts about them."""

    difference: pd.DataFrame
    counts: dict[str, int]
    doubts: list[Finding]
    fingerprint: str


def _report(
    asked: Asked,
    whole: Whole,
    complaints: Complaints,
    digest: Future[str],
) -> LargeReport:
    plan, found, understood = whole.plan, whole.found, whole.plan.understood
    count = found.rows + found.ragged
    told = _decided(asked, whole, complaints)
    indicators = _indicators(told)
    file = asked.folder / "accepted.parquet"
    beside = _beside(asked, whole, told, indicators, file)
    return LargeReport(
        file=asked.file,
        encoding=understood.encoding,
        delimiter=understood.delimiter,
        decimal=understood.decimal,
        layout=understood.layout,
        rows=count,
        accepted=len(told.rows),
        rejected=complaints.first(),
        questions=[*importing.of_reading(understood, asked.answers), *told.done.questions],
        warnings=[*_noted(asked, plan, told.done, found), *notes.carried(told.carried), *beside.doubts],
        sha256=digest.result(),
        fingerprint=beside.fingerprint,
        carried=records(told.carried.head(SHOWN)),
        understood=understood,
        seen=_seen(plan, found),
        recipe=recipe.made(understood, asked.choices, asked.answers),
        figures=_first(asked, whole, told),
        difference=beside.difference,
        complaints=complaints.count,
        compared=beside.counts,
        indicators=indicators,
        accepted_file=file,
        refused_file=complaints.file(asked.folder / "refused.csv"),
        folder=asked.folder,
    )


def _decided(asked: Asked, whole: Whole, complaints: Complaints) -> Decided:
    """Every row held against the rules, and the refusals written down."""
    plan, found, known = whole.plan, whole.found, catalogue.load().indicators
    asked.tell(0.53, _("Looking up regions and indicators"))
    done = judged.judge(found, plan, known, asked.answers, asked.file)
    single.apart(done, found, plan, known, asked.answers)
    carried = carrying.carry(done, plan, found.texts, known, whole.again(asked), complaints.add)
    judged.rule(done, known, found.texts["flag"].all)
    asked.tell(0.6, _("Looking for rows that contradict each other"))
    rows, conflicts = sorting.in_order(done)
    for part in telling.complaints(done, conflicts, plan, found.texts, known, whole.again(asked)):
        complaints.add(part)
        asked.tell(0.65, _("Writing down what is refused"))
    return Decided(done, rows, carried)


def _beside(asked: Asked, whole: Whole, told: Decided, indicators: tuple[str, ...], file: Path) -> Compared:
    """Writes the rows to the file and takes their fingerprint, while they are compared and doubted."""
    rows, done, flags = told.rows, told.done, whole.found.texts["flag"].all
    part = [0.0]
    with ThreadPoolExecutor(2) as aside:
        writing = aside.submit(
            accepted.write, rows, done, flags, _sources(asked.recipe, done), file, asked.noting(part)
        )
        mark = aside.submit(accepted.mark, rows, done, flags)
        there = comparing.known(rows, done, list(indicators), asked.warehouse, asked.folder)
        asked.tell(0.7, _("Comparing with the warehouse"))
        difference, counts = comparing.compare(rows, done, flags, there)
        asked.tell(0.73, _("Looking for figures that seem wrong"))
        looked = doubted.Looked(rows, done, there, flags)
        doubts = doubted.find(looked, catalogue.load().indicators, asked.today)
        while not wait_for([writing], PAUSE).done:
            asked.tell(0.75 + 0.2 * part[0], _("Writing the accepted rows"))
        writing.result()
        return Compared(difference, counts, doubts, mark.result())


def _indicators(told: Decided) -> tuple[str, ...]:
    """Those of the accepted rows, by name."""
    names = told.done.indicators.sorted
    codes, periods = told.done.sizes[1], told.done.sizes[0]
    ends = np.searchsorted(told.rows.key, np.arange(len(names) + 1) * (codes * periods))
    return tuple(name for name, count in zip(names, np.diff(ends), strict=True) if count)


def _sources(given: Recipe | None, done: Judged) -> dict[str, str]:
    """The source of the figures of each indicator."""
    names = pd.Series(done.indicators.sorted, dtype=object)
    return dict(zip(names, declaring.sources(given or Recipe(), names), strict=True))


def _first(asked: Asked, whole: Whole, told: Decided) -> pd.DataFrame:
    """The first accepted figures in the order of the file, as the small route has them."""
    plan, texts = whole.plan, whole.found.texts
    first = sorting.first(told.done, told.rows, SHOWN)
    figures = telling.written(whole.again(asked), plan, *telling.cells(told.done, first))
    rows = telling.frame(told.done, first, plan, texts, figures)
    rows = rows.sort_values(["row", "column"], kind="stable").reset_index(drop=True)
    return rows.reindex(columns=importing.FIGURES)


def _noted(asked: Asked, plan: Plan, done: Judged, found: Gathered) -> list[Finding]:
    """What is told beside refusals and doubts, as the small route tells it."""
    names = pd.DataFrame({"indicator": done.indicators.sorted}, dtype=object)
    flags = pd.DataFrame({"flag": found.texts["flag"].all}, dtype=object)
    return [
        *_unrepaired(asked.recipe),
        *notes.reading(plan.start, notes.used(names, asked.answers)),
        *done.warnings,
        *notes.unknown_flags(flags),
        *notes.counted(done.left_out),
    ]


def _unrepaired(given: Recipe | None) -> list[Finding]:
    """Repairs of single cells are for files that a person looks through."""
    cells = given.repairs.get("cells", []) if given else []
    count = len(cells) if isinstance(cells, list) else 0
    if not count:
        return []
    text = n_(
        "{count} repair of the recipe is not applied: the file is too large for it.",
        "{count} repairs of the recipe are not applied: the file is too large for them.",
        count,
    )
    return [{"code": "repair", "text": text}]


def _seen(plan: Plan, found: Gathered) -> seen.Seen:
    """The first rows, and all texts for regions and periods."""
    periods = tidy.periods(pd.Series(found.texts["period"].all, dtype=object))
    texts = [text for text in found.texts["region"].all if text]
    first = plan.start.table.head(seen.FIRST).reset_index(drop=True)
    return seen.Seen(first, tuple(texts), tuple(sorted({text for text in periods if text})))

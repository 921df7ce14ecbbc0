"""The examination of a large file, step by step: read, decided, written, compared, doubted."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from danube import catalogue
from danube.texts import _, n_
from etl import tidy
from etl.intake import declaring, importing, notes, recipe, seen
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
    telling,
    workshop,
)
from etl.intake.large.gathered import Gathered
from etl.intake.large.judged import Judged
from etl.intake.large.report import LargeReport
from etl.intake.large.sorting import Ordered
from etl.intake.large.start import Plan
from etl.intake.large.wanted import Asked
from etl.intake.large.whole import Whole, read
from etl.intake.large.workshop import SHOWN, Complaints
from etl.intake.recipe import Recipe

PAUSE = 0.1  # seconds between two looks at work that goes on aside


def examine(asked: Asked) -> LargeReport | None:
    """The report; nothing where the table is of a kind or layout that only the small route knows."""
    if asked.source.kind != TEXT:
        return None
    with workshop.database(asked.folder) as connection, ThreadPoolExecutor(1) as aside:
        digest = aside.submit(recipe.sha256, asked.source.path)
        complaints = Complaints(connection)
        found = read(asked, complaints)
        return None if found is None else _report(asked, found, complaints, digest)


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
        asked.go_on()
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

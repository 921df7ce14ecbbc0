"""Files too big for memory: the same report as that of `etl.intake.importing`, by a stream of rows.

What the file is and how it is read, the start decides, by the small route's code; texts are decided about
once each, by the same code; figures are parsed by Arrow, or by the same code where they are not plain; rows
that are refused go through the same code themselves. Workbooks, JSON-stat, Parquet and Eurostat's TSV go the
small route here, too, within its limits.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from danube import settings
from danube.store import LoadInfo, StoreError, Warehouse
from danube.store.bulk import Work
from danube.texts import _
from etl.intake import declaring, importing
from etl.intake.asked import Answers
from etl.intake.large import accepted, examining, stream, workshop
from etl.intake.large.report import LargeReport
from etl.intake.large.wanted import Asked, Cancelled, Progress, Stop
from etl.intake.layout import Choices
from etl.intake.recipe import Recipe

__all__ = ["Cancelled", "LargeReport", "discard", "examine", "is_large", "store"]

PAUSE = 0.1  # seconds between two looks at a store at work


def is_large(path: Path) -> bool:
    """True for a table beyond the setting, packed or not, which is read as a stream."""
    return path.is_file() and stream.unpacked(path) > settings.read().small * stream.MB


def examine(
    path: Path,
    choices: Choices | None = None,
    *,
    recipe: Recipe | None = None,
    indicator: str = "",
    answers: Answers | None = None,
    warehouse: Warehouse | None = None,
    today: date | None = None,
    name: str = "",
    declared: Mapping[str, object] | None = None,
    folder: Path | None = None,
    progress: Progress = lambda _fraction, _phrase: None,
    cancelled: Stop = lambda: False,
) -> LargeReport:
    """What an import of the whole file would do; nothing is changed.

    Arguments as of `importing.examine`; `warehouse` to compare with. Its files are kept in a folder of its
    own in `folder`, until `discard`. Raises Unreadable, RecipeError, Misfit, ImportRefused or Cancelled, each
    with one sentence, and leaves nothing then.
    """
    source = stream.find(path)
    new = declaring.new(recipe, declared)
    own = workshop.place(folder)
    try:
        with declaring.known(new):
            said = indicator or declaring.only(new, recipe, answers)
            chosen, told = importing.told_of(recipe, choices, answers, said)
            asked = Asked(
                source, name or path.name, chosen, told, recipe, warehouse, today, own, progress, cancelled
            )
            report = examining.examine(asked)
            if report is None:
                return _small(asked, declared)
            return replace(report, recipe=declaring.kept(report.recipe, new, report.indicators))
    except BaseException:
        shutil.rmtree(own, ignore_errors=True)
        raise


def store(
    report: LargeReport,
    warehouse: Warehouse,
    *,
    note: str = "",
    who: str = "",
    progress: Progress = lambda _fraction, _phrase: None,
    cancelled: Stop = lambda: False,
) -> int:
    """The accepted figures as a new load; returns the version. Raises ImportRefused or Cancelled.

    What is told of `progress` is how far the database believes to be.
    """
    importing.refuse_open(report)
    info = LoadInfo(report.file, report.sha256, who, note, report.recipe.as_json(), "upload")
    work = Work()
    with ThreadPoolExecutor(1) as pool:
        stored = pool.submit(warehouse.add_parquet, report.accepted_file, load=info, work=work)
        try:
            _watch(stored, work, progress, cancelled)
        except BaseException:
            _stop(stored, work)
            raise
        return _outcome(stored, work)


def _watch(stored: Future[int], work: Work, progress: Progress, cancelled: Stop) -> None:
    """Waits for the store, tells how far it is, and stops it where that is wanted."""
    furthest = 0.0
    while not wait_for([stored], PAUSE).done:
        furthest = max(furthest, work.fraction())
        progress(min(furthest, 0.99), _("Storing the figures"))
        if cancelled():
            _stop(stored, work)
            return
    progress(1.0, _("Storing the figures"))


def _stop(stored: Future[int], work: Work) -> None:
    while not stored.done():
        work.stop()
        wait_for([stored], PAUSE)


def _outcome(stored: Future[int], work: Work) -> int:
    """The version; a store that was through before it could be stopped counts."""
    try:
        return stored.result()
    except StoreError:
        if work.stopped:
            raise Cancelled(_("Cancelled; nothing was stored.")) from None
        raise


def discard(report: LargeReport) -> None:
    """Lets go of the files of a report."""
    if report.folder.name.startswith("large-"):
        shutil.rmtree(report.folder, ignore_errors=True)


def _small(asked: Asked, declared: Mapping[str, object] | None) -> LargeReport:
    """The report of the small route, for what only that can read; within its limits."""
    asked.tell(0.05, _("Reading the whole file"))
    known = asked.warehouse.observations() if asked.warehouse is not None else None
    report = importing.examine(
        asked.source.path,
        asked.choices,
        recipe=asked.recipe,
        answers=asked.answers,
        known=known,
        today=asked.today,
        name=asked.file,
        declared=declared,
    )
    asked.tell(0.95, _("Writing the accepted rows"))
    path, refused = asked.folder / "accepted.parquet", asked.folder / "refused.csv"
    rows = report.figures[importing.LOADED]
    sources = declaring.sources(report.recipe, rows["indicator"])
    accepted.of_frame(rows.assign(source=sources, row=report.figures["row"]), path)
    workshop.listed(report.rejected, refused)
    whole = {one.name: getattr(report, one.name) for one in fields(report)}
    return LargeReport(
        **{
            **whole,
            "rejected": report.rejected[: workshop.SHOWN],
            "figures": report.figures.head(workshop.SHOWN),
            "difference": report.difference.sort_values("status", kind="stable").head(workshop.SHOWN),
        },
        complaints=len(report.rejected),
        compared=report.counts(),
        accepted_file=path,
        refused_file=refused,
        folder=asked.folder,
    )

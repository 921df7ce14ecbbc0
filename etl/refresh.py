"""Newer figures from the publishers' public services, or no change at all.

Source by source: ask (only for what changed since the last adopted answer), read with the readers of
`etl compile`, hold against its checks and against the figures at hand. What passes is written beside the
figures and moved into place at the end, file by file; a source that fails anywhere keeps its bytes.
Answers wait in `var/refresh/`, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import requests
from filelock import FileLock, Timeout

from danube import catalogue as catalogues
from danube.catalogue import Catalogue, Source
from danube.crosswalk import CrosswalkError
from danube.settings import DATA, Settings
from etl import adoption, gisco, queries
from etl.adoption import RefreshRefused
from etl.fetch import FetchRefused, Patience, Unreachable, fetch, session
from etl.memory import Memory
from etl.outcome import Outcome, Report
from etl.queries import Query
from etl.sources import SourceUnreadable

Progress = Callable[[list[Query]], Iterable[Query]]


@dataclass
class Draft:
    """One source on its way: what its services answered, or the sentence that stops it."""

    source: Source
    queries: list[Query]
    reason: str = ""


def run(
    settings: Settings,
    sources: Sequence[str] | None = None,
    out: Path = DATA / "figures",
    progress: Progress = iter,
    *,
    catalogue: Catalogue | None = None,
    boundaries: Path = DATA / "boundaries",
    patience: Patience | None = None,
) -> Report:
    """Refresh the named sources (all that have a service by default) in the folder `out`.

    The source `boundaries` stands for the maps and has a folder of its own. Raises RefreshRefused where
    nothing can begin: an unknown source, or another refresh at work.
    """
    known = catalogue or catalogues.load()
    figures = None if sources is None else [name for name in sources if name != gisco.SOURCE]
    drafts, waiting = _drafts(known, figures, settings), patience or Patience()
    settings.var.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(settings.var / "refresh.lock", timeout=0):
            memory = Memory.load(settings.var, out)
            _ask(drafts, memory, progress, waiting)
            report = _adopt(drafts, memory, known, out)
            if sources is not None and gisco.SOURCE not in sources:
                return report
            return Report((*report.outcomes, gisco.run(settings, boundaries, waiting)))
    except Timeout as error:
        raise RefreshRefused("Another refresh is at work; wait until it has finished.") from error


def _drafts(known: Catalogue, ids: Sequence[str] | None, settings: Settings) -> list[Draft]:
    try:
        wanted = queries.chosen(known, ids)
    except KeyError as error:
        raise RefreshRefused(f"There is no source {error.args[0]!r} in the catalogue.") from error
    drafts = [Draft(source, queries.of(source, known, settings.eurostat)) for source in wanted]
    for draft in drafts:
        if not draft.queries:
            draft.reason = "The catalogue names no public service for it; compile its file instead."
    return drafts


def _ask(drafts: list[Draft], memory: Memory, progress: Progress, patience: Patience) -> None:
    """Every answer into the folder of the run; a refusal stops its source, a dead host all that ask there."""
    by_source = {draft.source.id: draft for draft in drafts}
    dead: dict[str, str] = {}
    with session(patience) as opened:
        for query in progress([query for draft in drafts for query in draft.queries]):
            draft, host = by_source[query.source.id], urlsplit(query.url).netloc
            draft.reason = draft.reason or dead.get(host, "")
            if draft.reason or memory.holds(query):
                continue
            try:
                _fetch(opened, query, memory, patience)
            except FetchRefused as error:
                draft.reason = str(error)
                if isinstance(error, Unreachable):
                    dead[host] = str(error)


def _fetch(opened: requests.Session, query: Query, memory: Memory, patience: Patience) -> None:
    known = memory.validators(query)
    target = memory.folder / query.file
    answer = fetch(opened, query.url, target, patience=patience, known=known, layout=query.layout)
    memory.keep(query, answer)


def _adopt(drafts: list[Draft], memory: Memory, known: Catalogue, out: Path) -> Report:
    """Reads and checks every answer, then moves all that passed into place."""
    fresh: dict[str, pd.DataFrame] = {}
    outcomes: dict[str, Outcome] = {}
    for draft in drafts:
        name = draft.source.id
        try:
            table = _table(draft, memory, out)
        except (RefreshRefused, SourceUnreadable, CrosswalkError) as error:
            outcomes[name] = Outcome(name, "refused", str(error))
            continue
        if table is None:
            outcomes[name] = Outcome(name, "unchanged")
            continue
        fresh[name] = table
        counts = adoption.differences(table, adoption.before(name, out))
        outcomes[name] = Outcome(name, "refreshed", "", *counts, advice=_advice(draft))
    report = Report(tuple(outcomes.values()))
    adoption.publish(fresh, {outcome.source for outcome in report.refused}, known, out)
    for draft in drafts:
        memory.settle(draft.source.id, draft.queries, outcomes[draft.source.id].status)
    return report


def _table(draft: Draft, memory: Memory, out: Path) -> pd.DataFrame | None:
    """The figures of a source with what changed; None where nothing did. Raises the reason of a refusal."""
    if draft.reason:
        raise RefreshRefused(draft.reason)
    changed = [query for query in draft.queries if memory.changed(query)]
    if not changed:
        return None
    new = pd.concat([adoption.figures(query, memory.folder) for query in changed], ignore_index=True)
    earlier = adoption.before(draft.source.id, out)
    adoption.hold(new, earlier)
    same = {one.id for query in draft.queries if query not in changed for one in query.indicators}
    kept = earlier[earlier["indicator"].isin(same)]
    return pd.concat([kept, new], ignore_index=True)


def _advice(draft: Draft) -> str:
    """What only a person decides: to show what was waiting, to trust what was copied by hand."""
    brought = [one for query in draft.queries for one in query.indicators]
    waiting = [one.id for one in brought if one.status == "waiting"]
    if waiting:
        return f"To show {', '.join(waiting)}, take status = 'waiting' out of the catalogue's blocks."
    if draft.source.status == "by-hand":
        return "The copy by hand is replaced: set status = 'published' in the catalogue's block."
    return ""

"""What is told about refused rows: in the words of the small route, which gets just these rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl import checks
from etl.intake import importing, placing
from etl.intake.asked import Finding
from etl.intake.large.cells import Cells
from etl.intake.large.figures import BAD, PERCENT
from etl.intake.large.gathered import Texts, through
from etl.intake.large.judged import TOLD, Indicators, Judged
from etl.intake.large.start import Plan
from etl.intake.large.stream import Piece
from etl.intake.layout import Read

BATCH = 50_000  # rows that are told about at a time
PASS = 2_000_000  # rows whose figures are fetched from the file in one go
Rows = NDArray[Any]
Open = Callable[[], Iterator[Piece]]
"""The pieces of the file once more."""


def complaints(
    done: Judged, conflicts: Rows, plan: Plan, texts: dict[str, Texts], known: Indicators, pieces: Open
) -> Iterator[list[Finding]]:
    """The refusals, some rows at a time: those that break a rule, then those that contradict each other."""
    told = np.flatnonzero(done.verdict == TOLD).astype(np.int32)
    single = told[~np.isin(told, conflicts)] if len(conflicts) else told
    for at, groups in ((single, done.rows), (conflicts, done.key)):
        for pass_ in _batches(groups[at], at, PASS):
            figures = written(pieces, plan, *cells(done, pass_))
            spots = dict(zip(map(int, pass_), range(len(pass_)), strict=True))
            for part in _batches(groups[pass_], pass_, BATCH):
                rows = frame(done, part, plan, texts, [figures[spots[int(one)]] for one in part])
                yield _refused(rows, plan, known)


def _refused(rows: pd.DataFrame, plan: Plan, known: Indicators) -> list[Finding]:
    """What the small route says to just these rows."""
    percent = importing.in_percent(rows, known) & ~rows["lost"]
    found = checks.check(rows[~rows["lost"] & ~percent], known).refused
    refused = [placing.strangers(rows[rows["lost"]]), importing.percents(rows[percent]), found]
    return importing.rejected_of(Read(plan.understood, rows, [], rows[[]]), refused, rows)


def _batches(groups: NDArray[np.generic], at: Rows, size: int) -> Iterator[Rows]:
    """The rows in batches that part no group of them, which stand together."""
    begin = 0
    while begin < len(at):
        end = min(begin + size, len(at))
        while end < len(at) and groups[end] == groups[end - 1]:
            end += 1
        yield at[begin:end]
        begin = end


def cells(done: Judged, at: Rows) -> tuple[Rows, NDArray[np.int16]]:
    """The rows and columns where the figures stand."""
    return done.rows[at], np.zeros(len(at), np.int16) if done.column is None else done.column[at]


def frame(done: Judged, at: Rows, plan: Plan, texts: dict[str, Texts], figures: list[str]) -> pd.DataFrame:
    """The rows as the small route has them behind all decisions, in the order of the file.

    `figures` as written, in the order of `at`; `lost`: the text of the region names nothing.
    """
    rows, columns = cells(done, at)
    place = np.array(texts["region"].all, dtype=object)[done.place[at]]
    lacking, ranks = done.key[at] < 0, done.ranks(at)
    names = (done.indicators.sorted, done.regions.sorted, done.periods.sorted)
    parts = [
        np.array([*name, ""], dtype=object)[np.where(lacking, len(name), rank)]
        for name, rank in zip(names, ranks, strict=True)
    ]
    table = pd.DataFrame(
        {
            "row": rows.astype(int),
            "column": np.array(plan.found.figures, dtype=object)[columns],
            "indicator": parts[0],
            "region": parts[1],
            "period": parts[2],
            "text": pd.Series(figures, dtype=object),
            "flag": np.array(texts["flag"].all, dtype=object)[done.flag[at]],
            "place": place,
            "how": [done.how.get(text, "") for text in place],
            "value": done.value[at],
            "bad": done.kind[at] == BAD,
            "percent": done.kind[at] == PERCENT,
            "lost": done.regions.lost[done.place[at]],
        }
    )
    order = np.lexsort((columns, rows))
    return table.iloc[order].reset_index(drop=True)


def written(pieces: Open, plan: Plan, rows: Rows, columns: NDArray[np.int16]) -> list[str]:
    """Figures as they are written in the file, each by its row and column."""
    found: list[str] = [""] * len(rows)
    order = np.argsort(rows, kind="stable")
    wanted, left = rows[order], len(rows)
    if not left:
        return found
    since, until = int(wanted[0]), int(wanted[-1])
    pick = partial(_picked, plan=plan, wanted=wanted, columns=columns[order])
    for _read, here in through(pieces(), plan, pick, since, until):
        for place, text in here:
            found[int(order[place])] = text
        left -= len(here)
        if not left:
            break
    return found


def _picked(read: Cells, plan: Plan, wanted: Rows, columns: NDArray[np.int16]) -> list[tuple[int, str]]:
    """Of the wanted figures those in these cells, by their place among the wanted."""
    if not len(read.rows):
        return []
    begin, end = np.searchsorted(wanted, [read.rows[0], read.rows[-1] + 1])
    spots = np.searchsorted(read.rows, wanted[begin:end])
    hits = np.flatnonzero(read.rows[np.minimum(spots, len(read.rows) - 1)] == wanted[begin:end])
    figures = [read.columns[name] for name in plan.found.figures]
    return [
        (int(begin + hit), figures[columns[begin + hit]][int(spots[hit])].as_py().strip()) for hit in hits
    ]

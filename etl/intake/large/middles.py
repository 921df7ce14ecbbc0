"""The middle of every series and how far its figures usually lie from it: many series at a time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Figures = NDArray[np.float64]
CELLS = 100_000  # figures that are looked at together: few enough to stay in the cache
THREADS = 2
DEVIATION = 1.4826  # of a median absolute deviation: as a standard deviation


@dataclass(frozen=True)
class Measures:
    """By series: `middle` (median), `spread` (median absolute deviation as a standard deviation), `years`."""

    middle: Figures
    spread: Figures
    years: Places


def begins(groups: NDArray[np.generic]) -> Places:
    """Where each group of equal neighbours begins."""
    if not len(groups):
        return np.zeros(0, np.int64)
    return np.concatenate([[0], np.flatnonzero(groups[1:] != groups[:-1]) + 1])


def lengths(starts: Places, count: int) -> Places:
    """How many belong to each of the groups that begin there."""
    return np.diff(starts, append=count)


def measured(values: Figures, starts: Places) -> Measures:
    """Of series that stand one behind the other, each beginning at a start; no value is missing."""
    years = lengths(starts, len(values))
    found = Measures(np.zeros(len(starts)), np.zeros(len(starts)), years)

    def work(part: Places) -> None:
        table = values[starts[part][:, None] + np.arange(years[part[0]])]
        middle = medians(table)
        found.middle[part] = middle
        found.spread[part] = medians(np.abs(table - middle[:, None])) * DEVIATION

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, _alike(years)))
    return found


def _alike(years: Places) -> Iterator[Places]:
    """The places of series of the same length, as many at a time as make a table of a good size."""
    order = np.argsort(years, kind="stable")
    for group in np.split(order, begins(years[order])[1:]):
        size = max(CELLS // int(years[group[0]]), 1) if len(group) else 1
        for begin in range(0, len(group), size):
            yield group[begin : begin + size]


def medians(table: Figures) -> Figures:
    """The median of every row of a table, which is put into another order."""
    count = table.shape[1]
    low, high = (count - 1) // 2, count // 2
    parted = np.partition(table, [low, high] if high > low else low, axis=1)
    return parted[:, low] if low == high else (parted[:, low] + parted[:, high]) / 2


def spanned(values: Figures, starts: Places) -> tuple[Figures, Figures]:
    """The least and the largest figure of each series."""
    if not len(starts):
        return values[:0], values[:0]
    return np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts)

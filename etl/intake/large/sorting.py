"""The rows that may be loaded, in the order of their keys, as columns of numbers that stand side by side."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.intake.large.judged import ASIDE, KEPT, TOLD, Judged, Short

SPREAD = 4  # places for keys, as a multiple of the rows, up to which they are put where they belong
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Ordered:
    """`at`: places of the rows in what was judged; `key`, `value` and `flag` are theirs."""

    at: Places
    key: NDArray[np.int64]
    value: NDArray[np.float64]
    flag: Short

    def __len__(self) -> int:
        return len(self.at)


def in_order(done: Judged) -> tuple[Ordered, Places]:
    """The rows to be loaded by their keys, and the places of those of keys with different figures, by key.

    What merely repeats another row is left out.
    """
    kept = done.verdict == KEPT
    if kept.all():
        at, key = _sorted(done.key)
    else:
        places = np.flatnonzero(kept)
        order, key = _sorted(done.key[places])
        at = places[order]
    conflicts = at[:0]
    same = key[1:] == key[:-1]
    if same.any():
        twice = np.concatenate([[False], same]) | np.concatenate([same, [False]])
        conflicts = _apart(done, at[twice])
        at = at[done.verdict[at] == KEPT]
        key = done.key[at]
    with ThreadPoolExecutor(1) as aside:
        flag = aside.submit(done.flag.take, at)
        return Ordered(at, key, done.value.take(at), flag.result()), conflicts


def first(done: Judged, rows: Ordered, count: int) -> Places:
    """The places of those of the rows that come first in the file."""
    if (done.rows[1:] >= done.rows[:-1]).all():
        return np.flatnonzero(done.verdict == KEPT)[:count]
    return rows.at[np.argsort(done.rows[rows.at], kind="stable")[:count]]


def _sorted(key: NDArray[np.int64]) -> tuple[Places, NDArray[np.int64]]:
    """The order of the keys, and the keys in it; those close together are each put where they belong."""
    if (key[1:] > key[:-1]).all():
        return np.arange(len(key)), key
    size = int(key.max()) + 1
    if size <= SPREAD * len(key):
        place = np.full(size, -1, np.int32)
        place[key] = np.arange(len(key), dtype=np.int32)
        ordered = np.flatnonzero(place >= 0)
        if len(ordered) == len(key):
            return place[ordered].astype(np.int64), ordered
    order = np.argsort(key)
    return order, key[order]


def _apart(done: Judged, at: NDArray[Any]) -> Places:
    """Of rows with the same keys: the verdicts on those that repeat and on those that contradict another."""
    columns = {"key": done.key[at], "value": done.value[at], "row": done.rows[at], "at": at}
    columns["column"] = np.zeros(len(at)) if done.column is None else done.column[at]
    rows = pd.DataFrame(columns).sort_values(["key", "row", "column"])
    repeated = rows.duplicated(["key", "value"])
    done.verdict[rows.loc[repeated, "at"]] = ASIDE
    done.left_out["repeated"] += int(repeated.sum())
    rest = rows[~repeated]
    conflicts = rest[rest.duplicated("key", keep=False)]["at"].to_numpy(dtype=np.int64)
    done.verdict[conflicts] = TOLD
    return conflicts

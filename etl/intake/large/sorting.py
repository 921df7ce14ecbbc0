"""The rows that may be loaded, in the order of their keys, as columns of numbers that stand side by side."""

from __future__ import annotations

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
    every = bool(kept.all())
    at = np.arange(len(kept)) if every else np.flatnonzero(kept)
    key = done.key if every else done.key[at]
    conflicts = at[:0]
    if not _rises(key):
        order = _order(key)
        at, key = at[order], key[order]
        same = key[1:] == key[:-1]
        if same.any():
            twice = np.concatenate([[False], same]) | np.concatenate([same, [False]])
            conflicts = _apart(done, at[twice])
            at = at[done.verdict[at] == KEPT]
            key = done.key[at]
    return Ordered(at, key, done.value.take(at), done.flag.take(at)), conflicts


def first(done: Judged, rows: Ordered, count: int) -> Places:
    """The places of those of the rows that come first in the file."""
    if (done.rows[1:] >= done.rows[:-1]).all():
        return np.flatnonzero(done.verdict == KEPT)[:count]
    return rows.at[np.argsort(done.rows[rows.at], kind="stable")[:count]]


def _rises(key: NDArray[np.int64]) -> bool:
    return bool((key[1:] > key[:-1]).all())


def _order(key: NDArray[np.int64]) -> Places:
    """The order of the keys: where they are close together, each is put where it belongs."""
    size = int(key.max()) + 1
    if size > SPREAD * len(key):
        return np.argsort(key)
    place = np.full(size, -1, np.int32)
    place[key] = np.arange(len(key), dtype=np.int32)
    found = place[place >= 0]
    return found.astype(np.int64) if len(found) == len(key) else np.argsort(key)


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

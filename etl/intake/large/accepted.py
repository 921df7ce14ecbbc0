"""The rows that may be loaded, in the order of their keys: as a Parquet file, and as one fingerprint.

The fingerprint is that of `etl.intake.fingerprint`, over places and figures as they are here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from etl.intake import fingerprint, importing
from etl.intake.large.judged import ASIDE, KEPT, TOLD, Judged

ROWS = 500_000  # of one block
AHEAD = 3  # blocks being made while one is written
Rows = NDArray[np.int32]
T = TypeVar("T")
FIELDS = pa.schema(
    [
        *((name, pa.dictionary(pa.int32(), pa.string())) for name in importing.KEY),
        ("value", pa.float64()),
        ("flag", pa.dictionary(pa.int32(), pa.string())),
        ("source", pa.dictionary(pa.int32(), pa.string())),
        ("row", pa.int32()),
        ("column", pa.dictionary(pa.int32(), pa.string())),
        ("pair", pa.int32()),  # a number for indicator and region together
    ]
)
CODED = [field.name for field in FIELDS if pa.types.is_dictionary(field.type)]


@dataclass(frozen=True)
class Written:
    """The file, how many rows it holds, and their fingerprint."""

    path: Path
    rows: int
    fingerprint: str


def in_order(done: Judged) -> tuple[Rows, Rows]:
    """The rows to be loaded by their keys, and those of keys with different figures, key by key.

    What merely repeats another row is left out.
    """
    at = np.flatnonzero(done.verdict == KEPT).astype(np.int32)
    key = done.key[at]
    if len(key) > 1 and not (key[1:] > key[:-1]).all():
        at = at[np.argsort(key).astype(np.int32)]
        key = done.key[at]
    same = key[1:] == key[:-1]
    if not same.any():
        return at, at[:0]
    twice = np.concatenate([[False], same]) | np.concatenate([same, [False]])
    conflicts = _apart(done, at[twice])
    return at[done.verdict[at] == KEPT], conflicts


def _apart(done: Judged, at: Rows) -> Rows:
    """Of rows with the same keys: the verdicts on those that repeat and on those that contradict another."""
    columns = {"key": done.key[at], "value": done.value[at], "row": done.rows[at], "at": at}
    columns["column"] = np.zeros(len(at)) if done.column is None else done.column[at]
    rows = pd.DataFrame(columns).sort_values(["key", "row", "column"])
    repeated = rows.duplicated(["key", "value"])
    done.verdict[rows.loc[repeated, "at"]] = ASIDE
    done.left_out["repeated"] += int(repeated.sum())
    rest = rows[~repeated]
    conflicts = rest[rest.duplicated("key", keep=False)]["at"].to_numpy(dtype=np.int32)
    done.verdict[conflicts] = TOLD
    return conflicts


def write(
    done: Judged,
    at: Rows,
    flags: list[str],
    columns: list[str],
    sources: Mapping[str, str],
    path: Path,
    told: Callable[[float], None],
) -> Written:
    """Writes the rows, which another thread makes, while a third takes their fingerprint."""
    texts = [pa.array(one.sorted, pa.string()) for one in (done.indicators, done.regions, done.periods)]
    origin = pa.array([sources[name] for name in done.indicators.sorted], pa.string())

    def made(part: Rows) -> pa.Table:
        ranks = done.ranks(part)
        parts = [
            pa.DictionaryArray.from_arrays(pa.array(r, pa.int32()), t)
            for r, t in zip(ranks, texts, strict=True)
        ]
        value = pa.array(done.value[part], from_pandas=True)
        flag = pa.array(done.flag[part], pa.int32())
        column = np.zeros(len(part), np.int32) if done.column is None else done.column[part]
        return pa.Table.from_arrays(
            [
                *parts,
                value,
                pa.DictionaryArray.from_arrays(flag, pa.array(flags, pa.string())),
                pa.DictionaryArray.from_arrays(pa.array(ranks[0], pa.int32()), origin),
                pa.array(done.rows[part]),
                pa.DictionaryArray.from_arrays(pa.array(column, pa.int32()), pa.array(columns, pa.string())),
                pa.array(ranks[0] * len(texts[1]) + ranks[1], pa.int32()),
            ],
            schema=FIELDS,
        )

    with parquet.ParquetWriter(path, FIELDS, use_dictionary=CODED) as file, ThreadPoolExecutor(2) as pool:
        mark = pool.submit(_fingerprint, done, at, flags)
        for count, table in enumerate(_ahead(pool, made, _blocks(at)), 1):
            file.write_table(table)
            told(min(count * ROWS / max(len(at), 1), 1.0))
    return Written(path, len(at), mark.result())


def _ranks(done: Judged, part: int, at: Rows) -> Iterator[NDArray[np.int64]]:
    return (done.rank(part, rows) for rows in _blocks(at))


def _fingerprint(done: Judged, at: Rows, flags: list[str]) -> str:
    """Block by block, so that no column is held a second time."""
    texts = [one.sorted for one in (done.indicators, done.regions, done.periods)]
    keys = [fingerprint.Column(names, partial(_ranks, done, part, at)) for part, names in enumerate(texts)]
    place = np.argsort(np.argsort(np.array(flags, dtype=object), kind="stable"))
    beside = fingerprint.Column(sorted(flags), lambda: (place[done.flag[rows]] for rows in _blocks(at)))
    return fingerprint.of_columns([*keys, beside], (done.value[rows] for rows in _blocks(at)))


def _blocks(at: Rows) -> Iterator[Rows]:
    for begin in range(0, len(at), ROWS):
        yield at[begin : begin + ROWS]


def _ahead(pool: ThreadPoolExecutor, work: Callable[[Rows], T], parts: Iterator[Rows]) -> Iterator[T]:
    """What work makes of the parts, in their order, never more than a few at a time."""
    waiting: deque[Future[T]] = deque()
    for part in parts:
        waiting.append(pool.submit(work, part))
        if len(waiting) > AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def of_frame(rows: pd.DataFrame, path: Path) -> None:
    """The same file of rows that fit into memory."""
    rows.sort_values(importing.KEY).reset_index(drop=True).to_parquet(path, index=False)

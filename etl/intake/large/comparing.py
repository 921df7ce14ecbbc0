"""The accepted figures beside those of the warehouse: counted whole, shown in part."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from danube.store import Warehouse
from etl.intake.large.judged import Judged
from etl.intake.large.sorting import Ordered, Places
from etl.intake.large.workshop import SHOWN
from etl.intake.report import DIFFERENCE

NEW, CHANGED, UNCHANGED = range(3)
STATES = {CHANGED: "changed", NEW: "new", UNCHANGED: "unchanged"}
CODED = ["indicator", "region", "period", "flag"]


@dataclass(frozen=True)
class Known:
    """What the warehouse has of the indicators of the file, in its order.

    `indicator`: ranks; `pair`: of indicator and region in one number, below 0 where the file has no such
    region; `key`: as in `Judged`, below 0 where it has no such period either; `same`: the place of an
    accepted row with this key, below 0 where there is none.
    """

    indicator: Places
    pair: Places
    key: Places
    value: NDArray[np.float64]
    flag: NDArray[np.object_]
    same: Places


def known(
    rows: Ordered, done: Judged, names: list[str], warehouse: Warehouse | None, folder: Path
) -> Known | None:
    """The figures of these indicators; nothing where there are none."""
    file = folder / "there.parquet"
    if warehouse is None or not names or not warehouse.export(file, names):
        return None
    table = parquet.read_table(file, read_dictionary=CODED)
    indicator = _ranks(table["indicator"], done.indicators.sorted)
    region, period = (
        _ranks(table["region"], done.regions.sorted),
        _ranks(table["period"], done.periods.sorted),
    )
    pair = np.where(region < 0, -1, indicator * done.sizes[1] + region)
    key = np.where((pair < 0) | (period < 0), -1, pair * done.sizes[0] + period)
    at = np.searchsorted(rows.key, key)
    hit = (key >= 0) & (rows.key.take(at, mode="clip") == key) if len(rows) else key < -1
    flags = np.array(table["flag"].fill_null("").to_pylist(), dtype=object)
    value = table["value"].to_numpy().astype(float)
    return Known(indicator, pair, key, value, flags, np.where(hit, at, -1))


def _ranks(column: pa.ChunkedArray, names: list[str]) -> Places:
    """The ranks of the texts of a column, below 0 for those that are not among the names."""
    ranks = {name: rank for rank, name in enumerate(names)}
    parts = [
        np.array([*(ranks.get(text, -1) for text in chunk.dictionary.to_pylist()), -1], np.int64)[
            chunk.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        ]
        for chunk in column.chunks
    ]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def compare(
    rows: Ordered, done: Judged, flags: list[str], there: Known | None
) -> tuple[pd.DataFrame, dict[str, int]]:
    """The first differences (changed ones before all others), and all of them counted."""
    state = np.full(len(rows), NEW, np.uint8)
    before: NDArray[np.float64] = np.broadcast_to(np.nan, len(rows))
    if there is not None:
        hit = there.same >= 0
        at, value = there.same[hit], there.value[hit]
        alike = (rows.value[at] == value) | (np.isnan(rows.value[at]) & np.isnan(value))
        alike &= np.array(flags, dtype=object)[rows.flag[at]] == there.flag[hit]
        state[at] = np.where(alike, UNCHANGED, CHANGED)
        before = np.full(len(rows), np.nan)
        before[at] = value
    counts = {name: int(np.count_nonzero(state == code)) for code, name in sorted(STATES.items())}
    return _first(rows, done, state, before), counts


def _first(
    rows: Ordered, done: Judged, state: NDArray[np.uint8], before: NDArray[np.float64]
) -> pd.DataFrame:
    first = np.concatenate([np.flatnonzero(state == code)[:SHOWN] for code in STATES])[:SHOWN]
    parts = done.named(rows.key[first])
    columns = [*parts, before[first], rows.value[first], [STATES[code] for code in state[first]]]
    return pd.DataFrame(dict(zip(DIFFERENCE, columns, strict=True)))

"""One number for all accepted rows: whoever replays a recipe on the same file gets the same.

It is SHA-256 over the rows in the order of their keys, column by column: first the different texts of every
column, sorted, as JSON; then for each column of texts the places of its texts (32 bits, little-endian); then
the figures (64-bit floats, little-endian; one bit pattern for a missing one, and no negative zero).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

KEY = ["indicator", "region", "period"]
TEXTS = [*KEY, "flag"]
Numbers = NDArray[Any]
Parts = Callable[[], Iterable[Numbers]]


@dataclass(frozen=True)
class Column:
    """A column of texts: `names` in order, and the places of its rows in parts; names may be unused."""

    names: Sequence[str]
    places: Parts


def of_rows(figures: pd.DataFrame) -> str:
    """Of a table with indicator, region, period, flag and value, whatever its order."""
    rows = figures.reindex(columns=[*TEXTS, "value"])
    texts = [_coded(rows[name]) for name in TEXTS]
    order = np.lexsort([places for _names, places in reversed(texts[: len(KEY)])])
    columns = [Column(names, _once(places[order])) for names, places in texts]
    return of_columns(columns, [rows["value"].to_numpy(dtype=float)[order]])


def of_columns(columns: Sequence[Column], values: Iterable[Numbers]) -> str:
    """Of rows that come in parts, already in the order of their keys."""
    used = [_used(column) for column in columns]
    names = [[column.names[place] for place in seen] for column, seen in zip(columns, used, strict=True)]
    digest = hashlib.sha256(json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode())
    for column, seen in zip(columns, used, strict=True):
        for part in _renumbered(column, seen):
            digest.update(part.tobytes())
    for part in values:
        digest.update(np.where(np.isnan(part), np.nan, part + 0.0).astype("<f8").tobytes())
    return digest.hexdigest()


def _coded(texts: pd.Series) -> tuple[list[str], Numbers]:
    """The different texts in order, and the place of each."""
    told = texts.astype(object).fillna("").astype(str)
    names = sorted(set(told))
    return names, pd.Categorical(told, categories=names).codes


def _once(places: Numbers) -> Parts:
    return lambda: [places]


def _used(column: Column) -> list[int]:
    """The places that occur, ascending."""
    count = np.zeros(len(column.names), np.int64)
    for part in column.places():
        count += np.bincount(part, minlength=len(count))
    return [int(place) for place in np.flatnonzero(count)]


def _renumbered(column: Column, seen: list[int]) -> Iterator[Numbers]:
    """The places among the names that occur."""
    place = np.zeros(max(len(column.names), 1), "<i4")
    place[seen] = np.arange(len(seen))
    for part in column.places():
        yield place[part]

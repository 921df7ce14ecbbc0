"""Figures in such numbers that they come and go as Parquet files, never as a table in memory."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray
from pyarrow import parquet

from danube.store import kept, readers, writers
from danube.store.errors import StoreError
from danube.store.schema import KEYS, OBSERVATION
from danube.store.writers import LoadInfo
from danube.texts import _

MEMORY = "1500MB"
KEY = ", ".join(KEYS["observation"])
TWICE = f"""SELECT count(*) - count(DISTINCT ({KEY})), any_value(({KEY})) FROM read_parquet($path)"""
"""Asked only where the rows are not in the order of their keys, as then one may stand there twice."""
LARGEST = 2**62  # of a key as one number
Numbers = NDArray[Any]
Keep = Callable[[Path, int], str]


@dataclass
class Work:
    """A write that goes on in another thread: how far it is, and how to end it."""

    cursor: DuckDBPyConnection | None = None
    stopped: bool = False
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, cursor: DuckDBPyConnection | None) -> None:
        """The cursor at work; none from now on, so that nobody reaches for one that is closed."""
        with self._guard:
            self.cursor = cursor

    def stop(self) -> None:
        """Ends it: its transaction comes to nothing, unless it is through already."""
        self.stopped = True
        with self._guard:
            if self.cursor is not None:
                self.cursor.interrupt()

    def go_on(self) -> None:
        """Raises StoreError where it was ended between two queries."""
        if self.stopped:
            raise StoreError(_("Stopped; nothing was stored."))

    def fraction(self) -> float:
        """How far the query at work is, 0 where that is not known."""
        with self._guard:
            done = self.cursor.query_progress() if self.cursor is not None else 0.0
        return min(max(done, 0.0), 100.0) / 100


def add(cursor: DuckDBPyConnection, path: Path, load: LoadInfo, work: Work, keep: Keep) -> int:
    """Adds the figures of the file as a new load, in its order; returns the version.

    They are held against the same rules as those of `writers.add`. An upload stays a file where `keep` gives
    it a name. Raises StoreError and changes nothing.
    """
    work.begin(cursor)
    cursor.execute(f"SET memory_limit = '{MEMORY}'")
    try:
        rows = _checked(cursor, path, load.file)
        work.go_on()
        version = writers.begin(cursor, load, "observation", rows)
        if load.kind == "upload" and (name := keep(path, version)):
            kept.enter(cursor, version, name)
        else:
            _insert(cursor, path, version, rows)
        work.go_on()
        return version
    finally:
        work.begin(None)
        cursor.execute("RESET memory_limit")


def _insert(cursor: DuckDBPyConnection, path: Path, version: int, rows: int) -> None:
    query = f"INSERT INTO observation SELECT {kept.GIVEN}, {version} FROM read_parquet($path)"
    cursor.execute(query, {"path": str(path)})
    writers.refuse_loss(cursor, "observation", version, rows)


def _checked(cursor: DuckDBPyConnection, path: Path, file: str) -> int:
    """The number of rows, each with its key, none twice, no figure infinite."""
    missing = [name for name in OBSERVATION if name not in parquet.read_schema(path).names]
    if missing:
        raise StoreError(f"{file}: the columns {', '.join(missing)} are missing.")
    seen = _seen(path)
    if not seen.rows:
        raise StoreError(f"{file}: there are no rows to load.")
    if seen.gaps:
        raise StoreError(f"{file}: {seen.gaps} rows have no {' or no '.join(KEYS['observation'])}.")
    if seen.infinite:
        raise StoreError(f"{file}: a value is infinite; leave it empty where there is no figure.")
    if not seen.in_order:
        twice, example = cursor.execute(TWICE, {"path": str(path)}).fetchone() or (0, "")
        if twice:
            raise StoreError(f"{file}: {twice} rows stand there twice, such as one of {example}.")
    return seen.rows


@dataclass
class Seen:
    """What stands in a file: rows, those without a whole key, infinite figures, whether the keys rise."""

    rows: int = 0
    gaps: int = 0
    infinite: int = 0
    in_order: bool = True
    last: list[str] = field(default_factory=list)

    def add(self, rows: pyarrow.Table) -> None:
        """Some more rows, keys and figures."""
        columns = [_coded(rows[name]) for name in KEYS["observation"]]
        empty = np.zeros(len(rows), bool)
        for names, place in columns:
            empty |= place < 0 if "" not in names else place <= 0
        self.rows += len(rows)
        self.gaps += int(empty.sum())
        value = rows["value"].cast(pyarrow.float64()).to_numpy()
        self.infinite += int(np.isinf(value).sum())
        if self.in_order and not self.gaps and len(rows):
            first, last = ([names[place[at]] for names, place in columns] for at in (0, -1))
            places = [place for _names, place in columns]
            self.in_order = first > self.last and _rises(places, [len(names) for names, _place in columns])
            self.last = last


def _seen(path: Path) -> Seen:
    keys, seen = list(KEYS["observation"]), Seen()
    with parquet.ParquetFile(path, read_dictionary=keys) as file:
        for group in range(file.num_row_groups):
            seen.add(file.read_row_group(group, [*keys, "value"]))
    return seen


def _coded(column: pyarrow.ChunkedArray) -> tuple[list[str], Numbers]:
    """The different texts of a column in order, and the place of each row among them, -1 for none."""
    if not pyarrow.types.is_dictionary(column.type):
        column = column.cast(pyarrow.string()).dictionary_encode()
    coded = column.unify_dictionaries().combine_chunks()
    texts = coded.dictionary.cast(pyarrow.string()).to_pylist()
    names = sorted(set(texts) - {None})
    places = {name: place for place, name in enumerate(names)}
    table = np.array([*(places.get(text, -1) for text in texts), -1], np.int64)
    indices = coded.indices.fill_null(len(texts)) if coded.indices.null_count else coded.indices
    return names, table.take(indices.to_numpy())


def _rises(places: list[Numbers], sizes: list[int]) -> bool:
    """True where the rows rise strictly; false, too, where they have too many texts to tell."""
    if math.prod(sizes) > LARGEST:
        return False
    key = np.zeros(len(places[0]), np.int64)
    for place, size in zip(places, sizes, strict=True):
        key = key * size + place
    return bool((key[1:] > key[:-1]).all())


def export(cursor: DuckDBPyConnection, path: Path, indicators: Collection[str]) -> int:
    """The current figures of these indicators as a Parquet file; returns how many there are."""
    rows = 0
    cursor.execute(f"SET memory_limit = '{MEMORY}'")
    reader = readers.stream(cursor, None, {"indicator": indicators})
    names = ["indicator", "region", "period", "value", "flag"]
    schema = pyarrow.schema([reader.schema.field(name) for name in names])
    with parquet.ParquetWriter(path, schema) as file:
        for batch in reader:
            file.write_batch(batch.select(names))
            rows += len(batch)
    return rows

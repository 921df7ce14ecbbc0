"""The rows that may be loaded, in the order of their keys: as a Parquet file, and as one fingerprint.

The fingerprint is that of `etl.intake.fingerprint`, over places and figures as they are here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from etl.intake import fingerprint, importing
from etl.intake.large.judged import Judged
from etl.intake.large.sorting import Ordered

ROWS = 250_000  # of one block
TEXTS = ("indicator", "region", "period", "flag", "source")
CODED = pa.dictionary(pa.int32(), pa.string())
FIELDS = pa.schema(
    [
        pa.field(name, pa.float64() if name == "value" else CODED, nullable=name == "value")
        for name in ("indicator", "region", "period", "value", "flag", "source")
    ]
)
PRUNED = ["indicator"]  # by whose least and largest text a reader passes over blocks


def write(
    rows: Ordered,
    done: Judged,
    flags: list[str],
    sources: Mapping[str, str],
    path: Path,
    told: Callable[[float], None],
) -> Path:
    """Writes the rows block by block; `told` is how much of them is written."""
    names = [pa.array(one.sorted, pa.string()) for one in (done.indicators, done.regions, done.periods)]
    origin = pa.array([sources[name] for name in done.indicators.sorted], pa.string())
    texts = dict(zip(TEXTS, [*names, pa.array(flags, pa.string()), origin], strict=True))
    with parquet.ParquetWriter(
        path, FIELDS, use_dictionary=list(TEXTS), compression="lz4", write_statistics=PRUNED
    ) as file:
        for part in _blocks(rows):
            file.write_table(_table(rows, done, part, texts))
            told(min(part.stop / max(len(rows), 1), 1.0))
    return path


def _table(rows: Ordered, done: Judged, part: slice, texts: dict[str, pa.Array]) -> pa.Table:
    indicator, region, period = done.apart(rows.key[part])
    places: dict[str, NDArray[Any]] = {
        "indicator": indicator,
        "region": region,
        "period": period,
        "source": indicator,
        "flag": rows.flag[part],
    }
    columns: dict[str, pa.Array] = {
        name: pa.DictionaryArray.from_arrays(pa.array(place.astype(np.int32)), texts[name])
        for name, place in places.items()
    }
    columns["value"] = pa.array(rows.value[part], from_pandas=True)
    return pa.Table.from_arrays([columns[name] for name in FIELDS.names], schema=FIELDS)


def mark(rows: Ordered, done: Judged, flags: list[str]) -> str:
    """The fingerprint, block by block, so that no column is held a second time."""
    texts = [one.sorted for one in (done.indicators, done.regions, done.periods)]
    keys = [fingerprint.Column(names, partial(_ranks, rows, done, part)) for part, names in enumerate(texts)]
    place = np.argsort(np.argsort(np.array(flags, dtype=object), kind="stable"))
    beside = fingerprint.Column(
        sorted(flags), lambda: (place.take(rows.flag[part]) for part in _blocks(rows))
    )
    return fingerprint.of_columns([*keys, beside], (rows.value[part] for part in _blocks(rows)))


def _ranks(rows: Ordered, done: Judged, which: int) -> Iterator[NDArray[np.int64]]:
    return (done.rank(which, rows.key[part]) for part in _blocks(rows))


def _blocks(rows: Ordered) -> Iterator[slice]:
    for begin in range(0, len(rows), ROWS):
        yield slice(begin, begin + ROWS)


def of_frame(rows: pd.DataFrame, path: Path) -> None:
    """The same file of rows that fit into memory."""
    rows.sort_values(importing.KEY).reset_index(drop=True).to_parquet(path, index=False)

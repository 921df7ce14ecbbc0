"""What a transaction may do to the warehouse: add a load, withdraw one, bring one back.

Each adds rows and one event; none changes or deletes a row, the clock apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from duckdb import DuckDBPyConnection
from pandas import DataFrame, Series

from danube.store.errors import StoreError
from danube.store.readers import latest
from danube.store.schema import KEYS, LOADED, OPEN, REGISTER
from danube.texts import _

GONE = "its file is gone"
EARLIER = """SELECT load, sha256 FROM load
    WHERE file = ? AND holds = ? AND kind <> 'upload' ORDER BY load DESC"""
Kind = Literal["publisher", "upload", "reference"]


@dataclass(frozen=True, slots=True)
class LoadInfo:
    """Where a load comes from: file name, SHA-256 of the file, person, note, import recipe (JSON)."""

    file: str
    sha256: str = ""
    who: str = ""
    note: str = ""
    recipe: str = ""
    kind: Kind = "publisher"


@dataclass(frozen=True, slots=True)
class Batch:
    """One load to be: its rows for one table, any of `schema.LOADED`."""

    load: LoadInfo
    holds: str
    rows: DataFrame


def add(cursor: DuckDBPyConnection, batch: Batch) -> int:
    """Adds the rows as a new load; returns its number, which is the new version."""
    rows = _checked(batch)
    load = begin(cursor, batch.load, batch.holds, len(rows))
    _insert(cursor, batch.holds, rows, load)
    return load


def begin(cursor: DuckDBPyConnection, info: LoadInfo, holds: str, rows: int) -> int:
    """The entry of a load whose rows are to follow in this transaction; returns its number."""
    load = _event(cursor, "load", None, info.who, info.note)
    told = [info.who, info.kind, holds, info.file, info.sha256, info.recipe, info.note, rows]
    cursor.execute("INSERT INTO load VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [load, _now(), *told])
    return load


def sync(cursor: DuckDBPyConnection, batches: list[Batch], gone: list[int]) -> int:
    """Adds each batch whose file changed since its newest load; withdraws the loads in `gone`."""
    for load in gone:
        if _state(cursor, load) != "withdraw":
            _event(cursor, "withdraw", load, "", GONE)
    for batch in batches:
        before = _newest(cursor, batch)
        if before is None or before[1] != batch.load.sha256:
            _replace(cursor, batch, before)
        elif _last_note(cursor, before[0]) == GONE:
            _event(cursor, "restore", before[0], batch.load.who, "its file is back")
    return latest(cursor)


def _replace(cursor: DuckDBPyConnection, batch: Batch, before: tuple[int, str] | None) -> None:
    """Adds the batch. Where the file lost rows, its older loads are withdrawn.

    Otherwise a figure or row that the publisher took back would shine through from below.
    """
    load = add(cursor, batch)
    single = batch.holds == "observation" or batch.holds in REGISTER
    if before and single and _lost(cursor, batch.holds, before[0], load):
        _withdraw_older(cursor, batch, load)


def withdraw(cursor: DuckDBPyConnection, load: int, who: str, note: str) -> int:
    """From now on the figures of this load do not count; returns the new version."""
    if _state(cursor, load) == "withdraw":
        raise StoreError(_("Load {load} is withdrawn already.", load=load))
    if _holds(cursor, load) not in ("observation", *REGISTER):
        raise StoreError(
            _(
                "Load {load} holds no figures but the table {table}, which other loads need; correct its "
                "file under data/ and run `python -m etl build`.",
                load=load,
                table=repr(_holds(cursor, load)),
            )
        )
    return _event(cursor, "withdraw", load, who, note)


def restore(cursor: DuckDBPyConnection, load: int, who: str, note: str) -> int:
    """The figures of a withdrawn load count again, in their old place; returns the new version."""
    if _state(cursor, load) != "withdraw":
        raise StoreError(_("Load {load} is not withdrawn, so there is nothing to restore.", load=load))
    return _event(cursor, "restore", load, who, note)


def _event(cursor: DuckDBPyConnection, kind: str, load: int | None, who: str, note: str) -> int:
    version = latest(cursor) + 1
    cursor.execute("UPDATE clock SET version = ?", [version])
    cursor.execute(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)",
        [version, kind, version if load is None else load, _now(), who, note],
    )
    return version


def _insert(cursor: DuckDBPyConnection, table: str, rows: DataFrame, load: int) -> None:
    """By name: in a warehouse of before, columns that came later stand behind the load."""
    columns = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in LOADED[table].items())
    cursor.register("incoming", rows)
    try:
        cursor.execute(
            f'INSERT INTO "{table}" BY NAME SELECT {columns}, {load} AS load FROM incoming ORDER BY ALL'
        )
    finally:
        cursor.unregister("incoming")
    refuse_loss(cursor, table, load, len(rows))


def refuse_loss(cursor: DuckDBPyConnection, table: str, load: int, rows: int) -> None:
    """Raises StoreError, which undoes the transaction, where not all rows of a load are there."""
    stored = cursor.execute(f'SELECT count(*) FROM "{table}" WHERE load = ?', [load]).fetchone()
    if stored != (rows,):
        raise StoreError(f"Of {rows} rows {stored} were stored; nothing was changed.")


def _checked(batch: Batch) -> DataFrame:
    columns = LOADED[batch.holds]
    missing = [name for name in columns if name not in batch.rows.columns]
    if missing:
        raise StoreError(f"{batch.load.file}: the columns {', '.join(missing)} are missing.")
    if batch.rows.empty:
        raise StoreError(f"{batch.load.file}: there are no rows to load.")
    rows = batch.rows[list(columns)]
    _refuse_gaps(batch, rows)
    if batch.holds == "observation":
        return rows.assign(value=_finite(batch, rows["value"]), flag=rows["flag"].fillna(""))
    if batch.holds in REGISTER:
        texts = [name for name in columns if columns[name] == "VARCHAR"]
        numbers = {name: _finite(batch, rows[name]) for name in columns if name not in texts}
        return rows.assign(**rows[texts].fillna(""), **numbers)
    return rows


def _refuse_gaps(batch: Batch, rows: DataFrame) -> None:
    keys = list(KEYS[batch.holds])
    needed = [key for key in keys if key not in OPEN.get(batch.holds, ())]
    empty = rows[needed].isna().any(axis="columns") | (rows[needed] == "").any(axis="columns")
    if empty.any():
        raise StoreError(f"{batch.load.file}: {int(empty.sum())} rows have no {' or no '.join(needed)}.")
    twice = rows[rows.duplicated(keys)]
    if len(twice):
        example = ", ".join(str(twice.iloc[0][key]) for key in keys)
        raise StoreError(
            f"{batch.load.file}: {len(twice)} rows stand there twice, the first being {example}."
        )


def _finite(batch: Batch, values: Series) -> Series:
    numbers = values.astype("float64")
    if numbers.isin([math.inf, -math.inf]).any():
        raise StoreError(f"{batch.load.file}: a value is infinite; leave it empty where there is no figure.")
    return numbers


def _newest(cursor: DuckDBPyConnection, batch: Batch) -> tuple[int, str] | None:
    loads = cursor.execute(EARLIER, [batch.load.file, batch.holds]).fetchall()
    return loads[0] if loads else None


def _lost(cursor: DuckDBPyConnection, table: str, before: int, load: int) -> bool:
    key = ", ".join(f'"{name}"' for name in KEYS[table])
    query = f"""SELECT count(*) FROM "{table}" AS old ANTI JOIN
        (FROM "{table}" WHERE load = ?) AS new USING ({key}) WHERE old.load = ?"""
    row = cursor.execute(query, [load, before]).fetchone()
    return bool(row and row[0])


def _withdraw_older(cursor: DuckDBPyConnection, batch: Batch, load: int) -> None:
    loads = cursor.execute(EARLIER, [batch.load.file, batch.holds]).fetchall()
    for number, _file in reversed(loads[1:]):
        if _state(cursor, number) != "withdraw":
            _event(cursor, "withdraw", number, batch.load.who, f"replaced by load {load}")


def _last_note(cursor: DuckDBPyConnection, load: int) -> str:
    row = cursor.execute("SELECT arg_max(note, version) FROM event WHERE load = ?", [load]).fetchone()
    return str(row[0]) if row else ""


def _state(cursor: DuckDBPyConnection, load: int) -> str:
    row = cursor.execute("SELECT arg_max(kind, version) FROM event WHERE load = ?", [load]).fetchone()
    if not row or row[0] is None:
        raise StoreError(_("There is no load {load}; `python -m etl versions` lists them.", load=load))
    return str(row[0])


def _holds(cursor: DuckDBPyConnection, load: int) -> str:
    row = cursor.execute("SELECT holds FROM load WHERE load = ?", [load]).fetchone()
    return str(row[0]) if row else ""


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)

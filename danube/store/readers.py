"""Reading as of a version: every question to the warehouse as one SQL statement.

A load is live at version n when the last event about it, up to n, is not a withdrawal. The current
figure of an indicator, region and period is the one of its newest live load.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from duckdb import DuckDBPyConnection
from pandas import DataFrame
from pyarrow import RecordBatchReader

from danube.store.errors import StoreError
from danube.store.schema import KEYS, REFERENCE, REGISTER, written

BATCH = 500_000
BROUGHT = ("load", "brought", "who", "file", "why", "withdrawn")
"""What is told of the load of a row in its history."""

LIVE = """live AS (
    SELECT load FROM event WHERE version <= $version
    GROUP BY load HAVING arg_max(kind, version) <> 'withdraw')"""

COUNTED = """counted AS (
    SELECT load FROM load
    WHERE kind NOT IN (SELECT unnest($without))
    AND (load IN (FROM live)) <> (load IN (SELECT unnest($turned))))"""
"""Live loads of the kinds wanted; those turned count as if they had been withdrawn, or restored."""

LOADS = """
WITH state AS (
    SELECT load, arg_max(kind, version) = 'withdraw' AS withdrawn
    FROM event WHERE version <= $version GROUP BY load)
SELECT load, "at", who, file, sha256, recipe, note, rows, withdrawn, kind, holds
FROM load JOIN state USING (load) ORDER BY load"""

DECLARED = """
SELECT load, recipe, event.version, event.kind = 'withdraw' AS withdrawn
FROM load JOIN event USING (load)
WHERE load.kind = 'upload' AND contains(recipe, '"declared"') ORDER BY load, event.version"""

FIGURES = """
WITH {live}, {counted}, place AS (
    SELECT code, level FROM region
    WHERE load = (SELECT max(load) FROM region JOIN live USING (load)))
SELECT indicator, region, level, period, value, flag, source, load
FROM observation JOIN counted USING (load) LEFT JOIN place ON code = region
{where}
QUALIFY row_number() OVER (PARTITION BY indicator, region, period ORDER BY load DESC) = 1
ORDER BY indicator, region, period"""

ROWS = """
WITH {live}, {counted}
SELECT {columns}, load FROM "{table}" JOIN counted USING (load)
QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY load DESC) = 1
ORDER BY ALL"""


EVERY = """
WITH state AS (
    SELECT load, arg_max(kind, version) = 'withdraw' AS withdrawn
    FROM event WHERE version <= $version GROUP BY load)
SELECT {columns}, load, "at" AS brought, who, file, load.note AS why, withdrawn
FROM "{table}" AS stored JOIN load USING (load) JOIN state USING (load)
WHERE {fits} ORDER BY load"""


def latest(cursor: DuckDBPyConnection) -> int:
    """The number of the last event, 0 where nothing happened yet."""
    row = cursor.execute("SELECT max(version) FROM clock").fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def events(cursor: DuckDBPyConnection) -> DataFrame:
    """Everything that ever happened, oldest first: version, kind, load, at (UTC), who, note."""
    return _table(cursor, 'SELECT version, kind, load, "at", who, note FROM event ORDER BY version', {})


def loads(cursor: DuckDBPyConnection, version: int | None) -> DataFrame:
    """The loads known at a version, oldest first, and whether each was withdrawn by then."""
    return _table(cursor, LOADS, {"version": _known(cursor, version)})


def declared(cursor: DuckDBPyConnection) -> DataFrame:
    """The recipes of uploads that declare indicators, a row an event: load, recipe, version, withdrawn."""
    return _table(cursor, DECLARED, {})


def reference(cursor: DuckDBPyConnection, name: str, version: int | None) -> DataFrame:
    """A reference table as its newest live load gives it."""
    if name not in REFERENCE:
        raise StoreError(f"There is no reference table {name!r}; there are {', '.join(REFERENCE)}.")
    columns = ", ".join(REFERENCE[name])
    query = f"""WITH {LIVE} SELECT {columns} FROM "{name}" AS t
        WHERE t.load = (SELECT max(x.load) FROM "{name}" AS x JOIN live USING (load)) ORDER BY ALL"""
    return _table(cursor, query, {"version": _known(cursor, version)})


def rows(
    cursor: DuckDBPyConnection,
    name: str,
    version: int | None,
    without: Collection[str] = (),
    turned: Collection[int] = (),
) -> DataFrame:
    """The current rows of a table of the register, and the load of each.

    There are none where the warehouse was written before there was such a table, and a column is empty in
    the rows that were written before there was such a column.
    """
    if name not in REGISTER:
        raise StoreError(f"There is no table {name!r} of single rows; there are {', '.join(REGISTER)}.")
    values = {"version": _known(cursor, version), **_counting(without, turned)}
    there = written(cursor).get(name)
    if there is None:
        return DataFrame(columns=[*REGISTER[name], "load"])
    columns = ", ".join(_shown(column, kind, there) for column, kind in REGISTER[name].items())
    key = ", ".join(f'"{column}"' for column in KEYS[name])
    query = ROWS.format(live=LIVE, counted=COUNTED, columns=columns, table=name, key=key)
    return _table(cursor, query, values)


def history(cursor: DuckDBPyConnection, name: str, key: Mapping[str, str], version: int | None) -> DataFrame:
    """Every row that was ever stored under a key, oldest first, withdrawn ones too; and who brought each."""
    if name not in REGISTER or set(key) != set(KEYS[name]):
        raise StoreError(f"The rows of {name!r} are told apart by {', '.join(KEYS.get(name, ()))}.")
    there = written(cursor).get(name, ())
    shown = {column: _shown(column, kind, there, "stored.") for column, kind in REGISTER[name].items()}
    if not there:
        return DataFrame(columns=[*shown, *BROUGHT])
    fits = " AND ".join(f'stored."{column}" = $key_{number}' for number, column in enumerate(key))
    query = EVERY.format(columns=", ".join(shown.values()), table=name, fits=fits)
    values = {f"key_{number}": text for number, text in enumerate(key.values())}
    return _table(cursor, query, {"version": _known(cursor, version), **values})


def _shown(column: str, kind: str, there: Collection[str], table: str = "") -> str:
    """The column; texts are empty and numbers missing where it was not there yet."""
    value = f'{table}"{column}"' if column in there else f"CAST(NULL AS {kind})"
    if kind == "VARCHAR":
        value = f"coalesce({value}, '')"
    return f'{value} AS "{column}"'


def figures(
    cursor: DuckDBPyConnection,
    version: int | None,
    chosen: dict[str, Collection[str]],
    level: int | None,
    without: Collection[str] = (),
    turned: Collection[int] = (),
) -> DataFrame:
    """The current figures; `chosen` maps indicator, region, period to the wanted ones, empty meaning all.

    Loads of the kinds in `without` are read over, which brings back what they covered.
    """
    query, values = _asked(cursor, version, chosen, level, without, turned)
    return _table(cursor, query, values).astype({"level": "Int8"})


def stream(
    cursor: DuckDBPyConnection, version: int | None, chosen: dict[str, Collection[str]]
) -> RecordBatchReader:
    """The same current figures, some at a time."""
    query, values = _asked(cursor, version, chosen, None, (), ())
    return cursor.execute(query, values).to_arrow_reader(BATCH)


def _asked(
    cursor: DuckDBPyConnection,
    version: int | None,
    chosen: dict[str, Collection[str]],
    level: int | None,
    without: Collection[str],
    turned: Collection[int],
) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"version": _known(cursor, version), **_counting(without, turned)}
    conditions = []
    for column, wanted in chosen.items():
        if wanted:
            conditions.append(f"{column} IN (SELECT unnest(${column}))")
            values[column] = [wanted] if isinstance(wanted, str) else list(wanted)
    if level is not None:
        conditions.append("level = $level")
        values["level"] = level
    where = "WHERE " + " AND ".join(conditions) if conditions else ""
    return FIGURES.format(live=LIVE, counted=COUNTED, where=where), values


def _counting(without: Collection[str], turned: Collection[int]) -> dict[str, Any]:
    return {"without": list(without), "turned": list(turned)}


def _table(cursor: DuckDBPyConnection, query: str, values: dict[str, Any]) -> DataFrame:
    return cursor.execute(query, values).to_arrow_table().to_pandas()


def _known(cursor: DuckDBPyConnection, version: int | None) -> int:
    last = latest(cursor)
    if version is None:
        return last
    if not 0 <= version <= last:
        raise StoreError(f"There is no version {version}: the warehouse knows 0 to {last}.")
    return version

"""Large loads that stay the Parquet file they came as: beside the version files, read as if in their table.

The table `kept` of a version names the file of each such load. As loads are never taken away, neither are
these files; one that no version names was left by a writer that died.
"""

from __future__ import annotations

from pathlib import Path

from duckdb import CatalogException, DuckDBPyConnection

from danube.store.schema import OBSERVATION

GIVEN = ", ".join(
    "coalesce(CAST(flag AS VARCHAR), '') AS flag"
    if name == "flag"
    else f'CAST("{name}" AS {kind}) AS "{name}"'
    for name, kind in OBSERVATION.items()
)
"""The columns of a Parquet file as those of the table `observation`, which has the load behind them."""


def name(load: int) -> str:
    """Of the file of a load."""
    return f"figures-{load}.parquet"


def enter(cursor: DuckDBPyConnection, load: int, file: str) -> None:
    """Writes down that the figures of the load are those of the file."""
    cursor.execute("CREATE TABLE IF NOT EXISTS kept (load INTEGER, file VARCHAR)")
    cursor.execute("INSERT INTO kept VALUES (?, ?)", [load, file])


def entered(cursor: DuckDBPyConnection) -> list[tuple[int, str]]:
    """The loads that are files, and their names; none in a warehouse that never had any."""
    try:
        return cursor.execute("SELECT load, file FROM kept ORDER BY load").fetchall()
    except CatalogException:
        return []


def show(cursor: DuckDBPyConnection, folder: Path, loads: list[tuple[int, str]]) -> None:
    """From now on `observation` has the figures of these files, too, for this cursor alone."""
    row = cursor.execute("SELECT current_database()").fetchone()
    database = str(row[0] if row else "").replace('"', '""')
    parts = [f'FROM "{database}".main.observation']
    for load, file in loads:
        path = str(folder / file).replace("'", "''")
        parts.append(f"SELECT {GIVEN}, CAST({load} AS INTEGER) AS load FROM read_parquet('{path}')")
    cursor.execute(f"CREATE OR REPLACE TEMP VIEW observation AS {' UNION ALL '.join(parts)}")

"""The accepted figures beside those of the warehouse: counted whole, shown in part."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from duckdb import DuckDBPyConnection

from danube.store import Warehouse
from etl.intake.large.accepted import Written
from etl.intake.large.workshop import SHOWN
from etl.intake.report import DIFFERENCE

BOTH = """CREATE OR REPLACE VIEW compared AS
    SELECT mine.indicator, mine.region, mine.period, there.value AS before, mine.value AS after,
        CASE WHEN there.indicator IS NULL THEN 'new'
            WHEN there.value IS NOT DISTINCT FROM mine.value
                AND coalesce(there.flag, '') = coalesce(mine.flag, '') THEN 'unchanged'
            ELSE 'changed' END AS status
    FROM mine LEFT JOIN there USING (indicator, region, period)"""
COUNTS = "SELECT status, count(*) FROM compared GROUP BY status"
FIRST = f"""SELECT {", ".join(DIFFERENCE)} FROM compared
    ORDER BY status, indicator, region, period LIMIT {SHOWN}"""


def compare(
    connection: DuckDBPyConnection, file: Written, warehouse: Warehouse | None, folder: Path
) -> tuple[pd.DataFrame, dict[str, int]]:
    """The first differences (changed ones before all others), and all of them counted.

    Leaves the views `mine` and `there`, the accepted and the known figures of the same indicators.
    """
    _view(connection, "mine", file.path)
    names = [row[0] for row in connection.execute("SELECT DISTINCT indicator FROM mine").fetchall()]
    there = folder / "there.parquet"
    known = warehouse.export(there, names) if warehouse is not None and names else 0
    if known:
        _view(connection, "there", there)
    else:
        connection.execute("CREATE OR REPLACE VIEW there AS FROM mine WHERE false")
    connection.execute(BOTH)
    counts = {"new": file.rows, "changed": 0, "unchanged": 0}
    if known:
        counts |= {"new": 0} | dict(connection.execute(COUNTS).fetchall())
    return connection.execute(FIRST).df()[DIFFERENCE], counts


def _view(connection: DuckDBPyConnection, name: str, path: Path) -> None:
    quoted = str(path).replace("'", "''")
    connection.execute(f"CREATE OR REPLACE VIEW {name} AS FROM read_parquet('{quoted}')")

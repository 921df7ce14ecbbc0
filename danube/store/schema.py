"""The tables of the warehouse, the same for both engines.

Rows are only ever added. `clock` holds the number of the last event; a writer raises it in the
transaction of its load, so that of two writers at once one is told to try again and every number is
given once. The number of a load is the number of the event that brought it. Every other row names its load.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

Columns = dict[str, str]

OBSERVATION: Columns = {
    "indicator": "VARCHAR",
    "region": "VARCHAR",
    "period": "VARCHAR",
    "value": "DOUBLE",
    "flag": "VARCHAR",
    "source": "VARCHAR",
}

REFERENCE: dict[str, Columns] = {
    "region": {
        "code": "VARCHAR",
        "level": "TINYINT",
        "name": "VARCHAR",
        "native": "VARCHAR",
        "english": "VARCHAR",
        "country": "VARCHAR",
        "parent": "VARCHAR",
        "drawn": "VARCHAR",
        "spinit": "VARCHAR",
    },
    "boundary": {"layer": "VARCHAR", "code": "VARCHAR", "geometry": "VARCHAR"},
    "indicator": {
        "id": "VARCHAR",
        "name": "VARCHAR",
        "unit": "VARCHAR",
        "direction": "VARCHAR",
        "pillar": "VARCHAR",
        "source": "VARCHAR",
        "dataset": "VARCHAR",
        "level": "TINYINT",
        "decimals": "TINYINT",
        "status": "VARCHAR",
        "definition": "VARCHAR",
    },
    "source": {
        "id": "VARCHAR",
        "publisher": "VARCHAR",
        "title": "VARCHAR",
        "dataset": "VARCHAR",
        "url": "VARCHAR",
        "licence": "VARCHAR",
        "attribution": "VARCHAR",
        "vintage": "VARCHAR",
    },
}

EVENT: Columns = {
    "version": "INTEGER",
    "kind": "VARCHAR",
    "load": "INTEGER",
    "at": "TIMESTAMP",
    "who": "VARCHAR",
    "note": "VARCHAR",
}

LOAD: Columns = {
    "load": "INTEGER",
    "at": "TIMESTAMP",
    "who": "VARCHAR",
    "kind": "VARCHAR",
    "holds": "VARCHAR",
    "file": "VARCHAR",
    "sha256": "VARCHAR",
    "recipe": "VARCHAR",
    "note": "VARCHAR",
    "rows": "INTEGER",
}

LOADED: dict[str, Columns] = {"observation": OBSERVATION, **REFERENCE}
KEYS: dict[str, tuple[str, ...]] = {
    "observation": ("indicator", "region", "period"),
    "region": ("code",),
    "boundary": ("layer", "code"),
    "indicator": ("id",),
    "source": ("id",),
}
TABLES: dict[str, Columns] = {
    "clock": {"version": "INTEGER"},
    "event": EVENT,
    "load": LOAD,
    **{name: {**columns, "load": "INTEGER"} for name, columns in LOADED.items()},
}


def create(cursor: DuckDBPyConnection) -> None:
    """Creates what is missing; call it inside a transaction."""
    for name, columns in TABLES.items():
        body = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        cursor.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({body})')
    cursor.execute("INSERT INTO clock SELECT 0 WHERE NOT EXISTS (FROM clock)")

"""The tables of the warehouse, the same for both engines.

Rows are only ever added. `clock` holds the number of the last event; a writer raises it in the
transaction of its load, so that of two writers at once one is told to try again and every number is
given once. The number of a load is the number of the event that brought it. Every other row names its load.

`priority` is what a region has chosen to specialise in, beside `data/priorities.csv`: its name, the same in
the language of the strategy (`original`, which `language` tells), sections and divisions of NACE Rev. 2 and
clusters as lists (by space, by `; `), the strategy with its period and state, and from where it was read.
`measurement` is a figure of a pilot: `indicator` is an id of the catalogue or the pilot's own words, `kind`
one of baseline, target and measurement, `period` a year, half-year, quarter, month or day, and `region` where
it was measured, empty for the pilot as a whole, so that the same pilot in two places has two series. The
`source` says who measured it, `url` where the evidence is. The tables of the programme (`project`,
`organisation` and so on) are declared in `danube.catalogue.programme`.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from danube.catalogue.programme import TABLES as PROGRAMME
from danube.catalogue.programme import Table

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


def _columns(table: Table) -> Columns:
    numbers = table.of_kind("number")
    return {one.name: "DOUBLE" if one.name in numbers else "VARCHAR" for one in table.columns}


REGISTER: dict[str, Columns] = {
    "priority": dict.fromkeys(
        (
            "region", "priority", "original", "language", "sections", "divisions", "clusters",
            "strategy", "period", "status", "source", "url", "licence", "note",
        ),
        "VARCHAR",
    ),
    "measurement": {
        "pilot": "VARCHAR",
        "indicator": "VARCHAR",
        "unit": "VARCHAR",
        "region": "VARCHAR",
        "kind": "VARCHAR",
        "period": "VARCHAR",
        "value": "DOUBLE",
        "flag": "VARCHAR",
        "source": "VARCHAR",
        "url": "VARCHAR",
        "note": "VARCHAR",
    },
    **{name: _columns(table) for name, table in PROGRAMME.items()},
}  # fmt: skip
"""Tables of single statements: the current one is that of the newest live load, as with figures."""

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

LOADED: dict[str, Columns] = {"observation": OBSERVATION, **REFERENCE, **REGISTER}
KEYS: dict[str, tuple[str, ...]] = {
    "observation": ("indicator", "region", "period"),
    "region": ("code",),
    "boundary": ("layer", "code"),
    "indicator": ("id",),
    "source": ("id",),
    "priority": ("region", "priority", "period"),
    "measurement": ("pilot", "indicator", "region", "kind", "period"),
    **{name: table.key for name, table in PROGRAMME.items()},
}
OPEN: dict[str, tuple[str, ...]] = {"priority": ("period",), "measurement": ("region",)}
"""Columns of a key that may be empty: a strategy without a period, a pilot measured as a whole."""

TABLES: dict[str, Columns] = {
    "clock": {"version": "INTEGER"},
    "event": EVENT,
    "load": LOAD,
    **{name: {**columns, "load": "INTEGER"} for name, columns in LOADED.items()},
}


def plural(name: str) -> str:
    """What a table of single statements is called where people ask in SQL: `priorities`, `pilots`."""
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def create(cursor: DuckDBPyConnection) -> None:
    """Creates the tables and columns that are missing; call it inside a transaction.

    A column that a warehouse of before did not have is empty in the rows that stand there.
    """
    for name, columns in TABLES.items():
        body = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        cursor.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({body})')
    there = written(cursor)
    for name, columns in TABLES.items():
        for column in columns.keys() - there[name]:
            cursor.execute(f'ALTER TABLE "{name}" ADD COLUMN "{column}" {columns[column]}')
    cursor.execute("INSERT INTO clock SELECT 0 WHERE NOT EXISTS (FROM clock)")


def written(cursor: DuckDBPyConnection) -> dict[str, set[str]]:
    """The tables that a warehouse has, and their columns: fewer than `TABLES` where it is an old one."""
    found = cursor.execute(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_catalog = current_database()"
    ).fetchall()
    there: dict[str, set[str]] = {}
    for table, column in found:
        there.setdefault(table, set()).add(column)
    return there

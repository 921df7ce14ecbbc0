"""Rules that the tables of the programme keep among themselves: one sentence for each breach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from danube.catalogue.programme import TABLES, Table
from danube.programme import cells
from danube.programme.cells import Ids, Row
from danube.programme.register import records


@dataclass(frozen=True)
class Breach:
    """Where: the table and the row's own id or key; what is wrong, in a sentence."""

    table: str
    row: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.sentence}"


def breaches(tables: Mapping[str, pd.DataFrame]) -> list[Breach]:
    """All breaches in the tables, which have the columns that are declared; empty where all is well."""
    ids = {name: set(table["id"]) for name, table in tables.items() if "id" in table}
    found = []
    for name, table in tables.items():
        declared = TABLES[name]
        for row in records(table):
            label = " / ".join(str(row[one]) for one in declared.key)
            found += [Breach(name, label, sentence) for sentence in _of_row(declared, row, ids)]
        found += [
            Breach(name, label, "This row occurs twice; keep one.") for label in _twice(declared, table)
        ]
    return found


def _twice(declared: Table, table: pd.DataFrame) -> list[str]:
    key = list(declared.key)
    rows = table.loc[table.duplicated(key), key]
    return [" / ".join(map(str, row)) for row in rows.itertuples(index=False)]


def _of_row(declared: Table, row: Row, ids: Ids) -> Iterator[str]:
    yield from map(str, cells.flaws(declared, row, ids))
    if "of" in row and row["subject"] not in ids.get(row["of"], set()):
        yield f"There is no {row['of']} {row['subject']!r}; name a row of that table."


def told(found: Iterable[Breach]) -> str:
    """All breaches, one to a line."""
    return "\n".join(map(str, found))

"""The register opened for looking up: a row by its id, the rows that name it, the figures of a pilot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from danube.catalogue.forms import BASELINE, MEASUREMENT
from danube.catalogue.programme import TABLES
from danube.programme.cells import Row
from danube.programme.register import Register, records

FOLLOWS = {
    "stakeholder": ("group", "discovery_group"),
    "workshop": ("group", "discovery_group"),
    "need": ("group", "discovery_group"),
    "measure": ("action_plan", "action_plan"),
    "pilot_partner": ("pilot", "pilot"),
    "milestone": ("pilot", "pilot"),
    "validation": ("pilot", "pilot"),
    "replication": ("pilot", "pilot"),
}
"""The column by which a table without a project names the row that has one, or leads to one."""


@dataclass(frozen=True)
class Book:
    """A register, and the measurements of its pilots as `Warehouse.rows("measurement")` gives them."""

    register: Register
    measurements: pd.DataFrame

    @cached_property
    def _rows(self) -> dict[str, list[Row]]:
        return {name: list(self.register.rows(name)) for name in TABLES}

    @cached_property
    def _known(self) -> dict[str, dict[str, Row]]:
        return {name: {row["id"]: row for row in rows if "id" in row} for name, rows in self._rows.items()}

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        """The ids of every table that has some."""
        return {name: set(rows) for name, rows in self._known.items()}

    def rows(self, table: str, **wanted: str) -> list[Row]:
        """The rows of a table whose columns hold these texts."""
        return [row for row in self._rows[table] if all(row[name] == text for name, text in wanted.items())]

    def find(self, table: str, identity: str) -> Row | None:
        """The row of this id, None where there is none."""
        return self._known[table].get(identity)

    def stored(self, table: str, row: Row) -> Row | None:
        """The row that stands under the same key."""
        key = TABLES[table].key
        found = self.rows(table, **{name: row[name] for name in key})
        return found[0] if found else None

    def project(self, table: str, row: Row) -> str:
        """The project that a row belongs to, by way of what it follows; empty where that is not known."""
        while "project" not in row:
            if table not in FOLLOWS:
                return ""
            column, table = FOLLOWS[table]
            found = self.find(table, row[column])
            if found is None:
                return ""
            row = found
        return str(row["project"])

    def figures(self, pilot: Row) -> pd.DataFrame:
        """The measurements of a pilot, which files name by its id or by its name."""
        named = self.measurements["pilot"].astype(str).str.casefold()
        return self.measurements[named.isin({pilot["id"].casefold(), pilot["name"].casefold()})]

    def compared(self, pilot: Row) -> list[Row]:
        """The series of a pilot with a baseline and something measured: indicator and region."""
        rows = self.figures(pilot).dropna(subset=["value"])
        series = rows.groupby(["indicator", "region"], sort=True)["kind"].agg(set).reset_index()
        return [row for row in records(series) if {BASELINE, MEASUREMENT} <= row["kind"]]

"""The register of the programme as of a version: every table, its columns checked, handed out as a copy."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from danube.catalogue.programme import PARTED_BY, TABLES
from danube.store import Warehouse
from danube.store.writers import Kind


class RegisterError(ValueError):
    """A table that is not of the register, or lacks columns; one sentence says which."""


@dataclass(frozen=True)
class Register:
    """All tables of `danube.catalogue.programme` at one version; nothing that is taken out changes it."""

    version: int
    tables: Mapping[str, pd.DataFrame]

    def __post_init__(self) -> None:
        kept = {name: checked(name, self.tables.get(name)) for name in TABLES}
        object.__setattr__(self, "tables", MappingProxyType(kept))

    def table(self, name: str, project: str = "") -> pd.DataFrame:
        """The rows of a table, or those of one project, as a copy.

        Columns as declared, and `load`; texts are empty and numbers NaN where nothing is known.
        """
        if name not in TABLES:
            raise RegisterError(f"There is no table {name!r}; there are {', '.join(TABLES)}.")
        table = self.tables[name]
        return table.loc[table["project"] == project].copy() if project else table.copy()

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a table one by one."""
        yield from records(self.table(name))

    def row(self, name: str, identity: str) -> dict[str, Any]:
        """The row of this id."""
        found = next((row for row in self.rows(name) if row.get("id") == identity), None)
        if found is None:
            raise RegisterError(f"There is no {name} {identity!r} in version {self.version}.")
        return found

    def documents(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The documents that these rows name, each once, in the order in which they are named."""
        named = list(dict.fromkeys(one for text in rows["document"] for one in parts(text)))
        known = self.tables["document"].set_index("id", drop=False)
        return known.loc[[one for one in named if one in known.index]].reset_index(drop=True)


def load(warehouse: Warehouse, version: int | None = None, without: Collection[Kind] = ()) -> Register:
    """The register as of a version, the latest where none is named; empty where the warehouse is older."""
    version = warehouse.latest() if version is None else version
    return Register(
        version, {name: warehouse.rows(name, version=version, without=without) for name in TABLES}
    )


def checked(name: str, table: pd.DataFrame | None) -> pd.DataFrame:
    """The declared columns and the load; texts as str, numbers as float64; no rows without a table."""
    declared = TABLES[name]
    columns = [one.name for one in declared.columns]
    if table is None:
        table = pd.DataFrame(columns=columns)
    if missing := [one for one in columns if one not in table.columns]:
        raise RegisterError(f"The table {name} lacks the columns {', '.join(missing)}.")
    numbers = declared.of_kind("number")
    texts = [one for one in columns if one not in numbers]
    kept = table.reindex(columns=[*columns, "load"]).reset_index(drop=True)
    return kept.assign(**kept[texts].astype(object).fillna("")).astype(
        {**dict.fromkeys(numbers, "float64"), "load": "Int64"}
    )


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as plain mappings from column to value."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def parts(text: str) -> tuple[str, ...]:
    """What a list names: `spinit-page; eusdr-spinit` are two."""
    return tuple(one for one in text.split(PARTED_BY) if one)

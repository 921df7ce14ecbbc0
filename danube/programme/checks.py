"""Rules that the tables of the programme keep among themselves: one sentence for each breach."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from danube import regions
from danube.catalogue.programme import TABLES, Column, Table
from danube.programme import places
from danube.programme.register import parts, records

IDENTITY = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
COUNTRY = re.compile(r"[A-Z]{2}")
SOME_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
Row = dict[str, Any]
Ids = Mapping[str, set[str]]


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
    for one in declared.columns:
        yield from _of_cell(one, row[one.name], declared, ids)
    yield from _of_order(row, "begins", "ends")
    yield from _of_money(row)
    yield from _of_place(row)
    if "of" in row and row["subject"] not in ids.get(row["of"], set()):
        yield f"There is no {row['of']} {row['subject']!r}; name a row of that table."


def _of_cell(one: Column, value: Any, declared: Table, ids: Ids) -> Iterator[str]:
    if pd.isna(value) or value == "":
        if one.needed or one.name in declared.key:
            yield f"{one.name} is empty; every row has one."
        return
    if one.name == "id" and not IDENTITY.fullmatch(value):
        yield f"The id {value!r} may have small letters, figures and hyphens alone."
    if one.values and value not in one.values:
        yield f"{one.name} {value!r} must be one of {', '.join(one.values)}."
    if one.names:
        yield from _strangers(one, value, ids)
    yield from _OF_KIND.get(one.kind, _anything)(one, value)


def _strangers(one: Column, value: str, ids: Ids) -> Iterator[str]:
    known = ids.get(one.names, set())
    for part in parts(value) if one.kind == "list" else (value,):
        if part not in known:
            yield f"There is no {one.names} {part!r}; name a row of that table."


def _of_place(row: Row) -> Iterator[str]:
    region, town, country = (row.get(name, "") for name in ("region", "town", "country"))
    if region and country and (sentence := places.contradiction(region, town, country)):
        yield sentence


def _of_order(row: Row, first: str, last: str) -> Iterator[str]:
    begins, ends = row.get(first) or "", row.get(last) or ""
    shared = min(len(begins), len(ends))
    if shared and ends[:shared] < begins[:shared]:
        yield f"It ends on {ends}, before it begins on {begins}."


def _of_money(row: Row) -> Iterator[str]:
    """Support and share are parts of the budget."""
    budget, support, share = (row.get(name, float("nan")) for name in ("budget", "support", "share"))
    if support > budget:
        yield f"The support of {support:,.2f} EUR is more than the budget of {budget:,.2f} EUR."
    if share > 100:
        yield f"The share of {share:g} % is more than the whole."


def _anything(one: Column, value: Any) -> Iterator[str]:
    yield from ()


def _of_number(one: Column, value: float) -> Iterator[str]:
    if value < 0:
        yield f"{one.name} is {value:g}; it cannot be below 0."


def _of_date(one: Column, value: str) -> Iterator[str]:
    if not SOME_DATE.fullmatch(value) or not _exists(value):
        yield f"{one.name} {value!r} is no date; write 2024, 2024-09 or 2024-09-01."


def _exists(value: str) -> bool:
    try:
        date(*(int(part) for part in f"{value}-01-01".split("-")[:3]))
    except ValueError:
        return False
    return True


def _of_region(one: Column, value: str) -> Iterator[str]:
    if value not in regions.load():
        hint = regions.meant(value)
        yield f"There is no region {value!r}{f'; did you mean {hint!r}?' if hint else '.'}"


def _of_country(one: Column, value: str) -> Iterator[str]:
    if not COUNTRY.fullmatch(value):
        yield f"The country {value!r} must be two capital letters of ISO 3166-1."


def _of_url(one: Column, value: str) -> Iterator[str]:
    if not value.startswith(("http://", "https://")):
        yield f"{one.name} {value!r} must begin with http:// or https://."


_OF_KIND: dict[str, Callable[[Column, Any], Iterator[str]]] = {
    "number": _of_number,
    "date": _of_date,
    "region": _of_region,
    "country": _of_country,
    "url": _of_url,
}


def told(found: Iterable[Breach]) -> str:
    """All breaches, one to a line."""
    return "\n".join(map(str, found))

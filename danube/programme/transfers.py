"""What became of pilots elsewhere: verdicts by places of replication, and what made it work there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from danube.catalogue.programme.columns import RESULTS
from danube.programme.register import Register, parts, records

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Tested:
    """A validated pilot: the latest verdict, and place → its replications there, the earliest first."""

    pilot: Row
    validation: Row
    places: Mapping[str, tuple[Row, ...]]


def tested(register: Register) -> tuple[Tested, ...]:
    """Every pilot that has a validation, those repeated in most places first."""
    pilots = {row["id"]: row for row in register.rows("pilot")}
    judged = {row["pilot"]: row for row in records(register.table("validation").sort_values("date"))}
    done = records(register.table("replication").sort_values("date", kind="stable"))
    found = [_tested(pilots[key], judged[key], done) for key in pilots if key in judged]
    return tuple(sorted(found, key=lambda one: -len(one.places)))


def _tested(pilot: Row, validation: Row, done: list[dict[str, Any]]) -> Tested:
    places: dict[str, tuple[Row, ...]] = {}
    for row in done:
        if row["pilot"] == pilot["id"]:
            places[where(row)] = (*places.get(where(row), ()), row)
    return Tested(pilot, validation, places)


def where(row: Row) -> str:
    """The place of a row as a code: its region, else its country."""
    return str(row["region"] or row["country"])


def destinations(found: tuple[Tested, ...]) -> tuple[str, ...]:
    """All places of replication, the one with most replications first, then by code."""
    counts: dict[str, int] = {}
    for one in found:
        for place, rows in one.places.items():
            counts[place] = counts.get(place, 0) + len(rows)
    return tuple(sorted(counts, key=lambda place: (-counts[place], place)))


def factors(register: Register) -> pd.DataFrame:
    """Factor, and the number of replications that name it by result (works, adapted, failed, under-way).

    What is named most often comes first; words that differ in capitals alone are the same factor.
    """
    rows = [
        (part.strip(), row["result"])
        for row in register.rows("replication")
        for part in parts(row["factors"])
    ]
    named = pd.DataFrame(rows, columns=["factor", "result"])
    key = named["factor"].str.casefold().rename("key")
    counts = pd.crosstab(key, named["result"]).reindex(columns=list(RESULTS), fill_value=0)
    first = named.groupby(key)["factor"].first()
    table = counts.assign(all=counts.sum(axis="columns"), factor=first).rename_axis(columns=None)
    ordered = table.sort_values(["all", "factor"], ascending=[False, True]).reset_index(drop=True)
    return ordered[["factor", *RESULTS]]

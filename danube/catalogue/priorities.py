"""What countries and regions have chosen to specialise in: the priorities of their S3 strategies.

`data/priorities.csv` is the one list, one row per priority. Names of priorities are facts; every row says
from where it was read, and in what state: many are drafts, of an earlier period or not checked by anybody.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from danube import regions
from danube.settings import DATA
from danube.texts import N_

FILE = DATA / "priorities.csv"
COLUMNS = (
    "region",
    "priority",
    "language",
    "sections",
    "divisions",
    "strategy",
    "period",
    "status",
    "source",
    "url",
    "licence",
)
STATUSES = {
    "adopted": N_("adopted strategy"),
    "draft": N_("draft put to consultation, not the final text"),
    "former": N_("strategy of an earlier period"),
    "incomplete": N_("the list is incomplete"),
    "secondary": N_("from a secondary source"),
    "undated": N_("the source does not state the period"),
    "unchecked": N_("read from a PDF by the author of a collection, not independently checked"),
}
SECTIONS = frozenset("ABCDEFGHIJKLMNOPQRSTU")
LONGEST = 70
"""Letters of a priority's name: a name, never a sentence of the strategy."""


class PrioritiesError(ValueError):
    """The list of priorities breaks a rule; the message names every breach with its line."""


@dataclass(frozen=True, slots=True)
class Priority:
    """One row of the list; `sections` are letters of NACE Rev. 2, empty where the strategy names none.

    `source` is an id of the catalogue; of an uploaded priority, whose `load` is a number, it is free text,
    and `original`, `clusters` and `note` may say more. Texts of uploads are as they were typed.
    """

    region: str
    priority: str
    language: str
    sections: tuple[str, ...]
    divisions: tuple[str, ...]
    strategy: str
    period: str
    status: str
    source: str
    url: str
    licence: str
    original: str = ""
    clusters: str = ""
    note: str = ""
    load: int | None = None

    @property
    def uploaded(self) -> bool:
        """True where an analyst brought it."""
        return self.load is not None


@cache
def load(path: Path = FILE) -> tuple[Priority, ...]:
    """All priorities in the order of the file. Raises PrioritiesError with every breach."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise PrioritiesError(f"{path.name}, line 1: the columns must be {', '.join(COLUMNS)}.")
        rows = list(reader)
    breaches = [f"{path.name}, line {line}: {breach}" for line, breach in _breaches(rows)]
    if breaches:
        raise PrioritiesError("\n".join(breaches))
    return tuple(_priority(row) for row in rows)


def of_rows(rows: Iterable[Mapping[str, object]]) -> tuple[Priority, ...]:
    """Uploaded priorities, as the rows of the warehouse's table `priority` have them."""
    names = [one.name for one in fields(Priority) if one.name not in ("sections", "divisions", "load")]
    return tuple(
        Priority(
            **{name: str(row[name]) for name in names},
            sections=tuple(str(row["sections"]).split()),
            divisions=tuple(str(row["divisions"]).split()),
            load=int(str(row["load"])),
        )
        for row in rows
    )


def beside(uploaded: Iterable[Priority]) -> tuple[Priority, ...]:
    """The list with what was uploaded behind it; an upload of the same region, name and period replaces."""
    theirs = tuple(uploaded)
    covered = {_same(one) for one in theirs}
    return (*(one for one in load() if _same(one) not in covered), *theirs)


def _same(one: Priority) -> tuple[str, str, str]:
    return one.region, one.priority.casefold(), one.period


def around(code: str, listed: Iterable[Priority] | None = None) -> dict[str, list[Priority]]:
    """Unit → its priorities: the region itself, the units within it, then the larger ones, in this order.

    `listed`: all priorities there are, those of the file where nothing is said.
    """
    units = (code, *_within(code), *regions.ancestors(code))
    every = load() if listed is None else tuple(listed)
    found = {unit: [one for one in every if one.region == unit] for unit in units}
    return {unit: rows for unit, rows in found.items() if rows}


def _within(code: str) -> list[str]:
    inner = regions.children(code)
    return [*inner, *(finer for unit in inner for finer in _within(unit))]


def _priority(row: dict[str, str]) -> Priority:
    lists = {name: tuple(row[name].split()) for name in ("sections", "divisions")}
    return Priority(**{**row, **lists})  # type: ignore[arg-type]


def _breaches(rows: list[dict[str, str]]) -> Iterator[tuple[int, str]]:
    """Line number and sentence for each broken rule."""
    seen: set[tuple[str, str]] = set()
    for line, row in enumerate(rows, start=2):
        key = row["region"], row["priority"]
        if key in seen:
            yield line, f"{row['priority']!r} of {row['region']} occurs twice; keep one."
        seen.add(key)
        yield from ((line, breach) for breach in _of_row(row))


def _of_row(row: dict[str, str]) -> Iterator[str]:
    if row["region"] not in regions.load():
        yield f"unknown region {row['region']!r}; use a code of data/regions.csv."
    if not 0 < len(row["priority"]) <= LONGEST:
        yield f"the name {row['priority']!r} must have 1 to {LONGEST} letters: a name, not a sentence."
    if row["status"] not in STATUSES:
        yield f"status {row['status']!r} must be one of {', '.join(STATUSES)}."
    if strange := [letter for letter in row["sections"].split() if letter not in SECTIONS]:
        yield f"{', '.join(strange)} is no section of NACE Rev. 2; use A to U."
    if not row["url"].startswith(("http://", "https://")):
        yield f"url {row['url']!r} must name the page that it was read from."
    for name in ("language", "source", "licence"):
        if not row[name]:
            yield f"{name} is empty; every priority says it."

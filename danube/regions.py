"""The regions of the study: codes, levels, names in three scripts, and how they nest.

Levels are those of NUTS 2024: 0 country, 1, 2, 3; the EU as a whole stands at -1. Moldova has no finer
units; the four Ukrainian oblasts are level 2 with ISO 3166-2 codes. `data/regions.csv` is the one list.
"""

from __future__ import annotations

import csv
import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from danube.settings import DATA
from danube.texts import N_, _, language

FILE = DATA / "regions.csv"
TOWNS = DATA / "towns.csv"
COLUMNS = ("code", "level", "name", "native", "english", "country", "parent", "drawn", "spinit")
LEVELS = (0, 1, 2, 3)
EU = "EU27_2020"

ATTRIBUTION = N_(
    "© EuroGeographics for the administrative boundaries; rivers and Ukrainian oblasts: Natural Earth"
)
DISCLAIMER = N_(
    "Boundaries and names serve orientation and imply no judgement on the legal status of any territory."
)
NAMES = {
    "EU27_2020": N_("European Union (27)"),
    "AT": N_("Austria"),
    "BA": N_("Bosnia and Herzegovina"),
    "BG": N_("Bulgaria"),
    "CZ": N_("Czechia"),
    "DE": N_("Germany"),
    "HR": N_("Croatia"),
    "HU": N_("Hungary"),
    "MD": N_("Moldova"),
    "ME": N_("Montenegro"),
    "RO": N_("Romania"),
    "RS": N_("Serbia"),
    "SI": N_("Slovenia"),
    "SK": N_("Slovakia"),
    "UA": N_("Ukraine"),
}


class RegionsError(ValueError):
    """The list of regions breaks a rule; the message names every breach with its line."""


class UnknownRegion(KeyError):  # noqa: N818
    """A code that is not in the list; the message says what may have been meant."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Region:
    """One row of `data/regions.csv`; `drawn` holds the map levels where it is a polygon of its own."""

    code: str
    level: int
    name: str
    native: str
    english: str
    country: str
    parent: str | None
    drawn: tuple[int, ...]
    spinit: tuple[str, ...]

    @property
    def label(self) -> str:
        """The official name, with the English one behind it where that differs: Kärnten (Carinthia)."""
        differs = self.english and self.english != self.name
        return f"{self.name} ({self.english})" if differs else self.name


@dataclass(frozen=True, slots=True)
class Town:
    """A partner town of SpinIT; degrees north and east."""

    town: str
    region: str
    country: str
    lat: float
    lon: float


@cache
def load(path: Path = FILE) -> dict[str, Region]:
    """All regions by code, in the order of the file. Raises RegionsError with every breach."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise RegionsError(f"{path.name}, line 1: the columns must be {', '.join(COLUMNS)}.")
        rows = list(reader)
    breaches = [f"{path.name}, line {line}: {breach}" for line, breach in _breaches(rows)]
    if breaches:
        raise RegionsError("\n".join(breaches))
    return {row["code"]: _region(row) for row in rows}


def _region(row: dict[str, str]) -> Region:
    return Region(
        code=row["code"],
        level=int(row["level"]),
        name=row["name"],
        native=row["native"],
        english=row["english"],
        country=row["country"],
        parent=row["parent"] or None,
        drawn=tuple(int(level) for level in row["drawn"].split()),
        spinit=tuple(town for town in row["spinit"].split(";") if town),
    )


def _breaches(rows: list[dict[str, str]]) -> Iterator[tuple[int, str]]:
    """Line number and sentence for each broken rule; parents must precede their children's level."""
    levels = {row["code"]: row["level"] for row in rows}
    seen: Counter[str] = Counter()
    for line, row in enumerate(rows, start=2):
        code, parent = row["code"], row["parent"]
        seen[code] += 1
        if seen[code] > 1:
            yield line, f"the code {code!r} occurs twice; keep one."
        if row["level"] not in {"-1", "0", "1", "2", "3"}:
            yield line, f"level {row['level']!r} of {code} must be one of -1, 0, 1, 2, 3."
            continue
        if not (row["name"] and row["native"]):
            yield line, f"{code} needs a name and a native name."
        if parent and levels.get(parent, "9") >= row["level"]:
            yield line, f"the parent {parent!r} of {code} must be in the list at a coarser level."
        if int(row["level"]) > 0 and not parent:
            yield line, f"{code} needs a parent."
        if row["level"] != "-1" and not code.startswith(row["country"]):
            yield line, f"the country {row['country']!r} does not fit the code {code}."
        if not set(row["drawn"].split()) <= {"0", "1", "2", "3"}:
            yield line, f"drawn {row['drawn']!r} of {code} must list levels 0 to 3."


def get(code: str) -> Region:
    """The region with this code. Raises UnknownRegion with a suggestion."""
    regions = load()
    if code in regions:
        return regions[code]
    close = meant(code)
    hint = f"; did you mean {close!r} ({regions[close].label})?" if close else "."
    raise UnknownRegion(f"Unknown region {code!r}{hint}")


def meant(word: str) -> str:
    """The code that a wrong code, or a name in its place, stands for most likely; empty for none."""
    by_word = {region.code: region.code for region in load().values()}
    for region in load().values():
        for name_ in (region.name, region.native, region.english):
            by_word.setdefault(name_.casefold(), region.code)
    exact = by_word.get(word.strip().upper()) or by_word.get(word.strip().casefold())
    close = difflib.get_close_matches(word.strip().upper(), load(), n=1) or [""]
    return exact or close[0]


@cache
def at_level(level: int) -> tuple[str, ...]:
    """The codes drawn as polygons at this map level; at level 2 the 68 regions, Moldova, four oblasts."""
    return tuple(region.code for region in load().values() if level in region.drawn)


@cache
def nuts2() -> tuple[str, ...]:
    """The 68 NUTS 2 regions of NUTS 2024."""
    return tuple(code for code, region in load().items() if region.level == 2 and region.country != "UA")


@cache
def countries() -> tuple[str, ...]:
    """The 14 countries."""
    return tuple(code for code, region in load().items() if region.level == 0)


def level_of(code: str) -> int:
    """0 to 3, or -1 for the European Union."""
    return get(code).level


def country_of(code: str) -> str:
    """The code of the country, `EU` for the European Union."""
    return get(code).country


def ancestors(code: str) -> tuple[str, ...]:
    """The larger units around a region, nearest first: AT211 → AT21, AT2, AT."""
    parent = get(code).parent
    return (parent, *ancestors(parent)) if parent else ()


def children(code: str) -> tuple[str, ...]:
    """The units directly below."""
    return tuple(other.code for other in load().values() if other.parent == code)


def name(code: str) -> str:
    """How a reader sees it: countries in the reader's language, regions with an exonym in English alone."""
    region = get(code)
    if code in NAMES:
        return _(NAMES[code])
    return region.label if language() == "en" else region.name


@cache
def towns(path: Path = TOWNS) -> tuple[Town, ...]:
    """The partner towns of SpinIT with their places on the map."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Town(row["town"], row["region"], row["country"], float(row["lat"]), float(row["lon"]))
            for row in csv.DictReader(file)
        )

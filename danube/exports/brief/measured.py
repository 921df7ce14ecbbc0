"""What a brief is calculated from, once per edition for all regions: profiles, indices, peers, courses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from danube import catalogue, regions
from danube.benchmark import doubted, peers, portrait, recipe, structure, timeline
from danube.benchmark.doubted import Doubted
from danube.benchmark.portrait import Portrait, records
from danube.benchmark.recipe import RecipeError
from danube.benchmark.scores import ScoreError
from danube.benchmark.timeline import MEDIAN, Timeline
from danube.catalogue import Indicator, priorities
from danube.catalogue.priorities import Priority
from danube.exports.shelf import Shelf

CLOSEST = 5
"""Peers that a region is set against, as on its profile."""

HEADLINES = (
    "gerd", "tertiary_attainment", "household_internet", "employment_rate", "unemployment_rate",
    "gdp_pps_eu100", "ris_index", "digital_skills", "doctoral_share", "ris_patents", "wages",
)  # fmt: skip
"""Whose courses are drawn, the first six of which enough is known: long series come first."""

COURSES, ENOUGH = 6, 3
"""So many courses, and figures of a course that make it one."""


def profile(shelf: Shelf, region: str) -> Portrait:
    """The profile of a region."""
    return shelf.kept.of(("portrait", region), lambda: portrait.of(shelf.everything, shelf.yearly, region))


def index(shelf: Shelf, lens: str) -> Doubted | None:
    """A ready-made index with its doubt; None where there are not enough figures for it."""
    known = catalogue.load()
    try:
        chosen = recipe.lens(lens, known)
        return shelf.kept.of(
            ("index", chosen.as_json()), lambda: doubted.of(shelf.of(*chosen.indicators), chosen, known)
        )
    except (RecipeError, ScoreError):
        return None


def alike(shelf: Shelf, region: str) -> list[str]:
    """The structural peers of a region, closest first; none where too little is known of it."""
    table = shelf.kept.of(("structure", False), lambda: structure.structure(shelf.everything))
    if peers.known_share(table, region) < peers.KNOWN:
        return []
    return [str(code) for code in peers.nearest(table, region, CLOSEST).index]


def listed(shelf: Shelf) -> tuple[Priority, ...]:
    """All priorities of the edition: the list that ships, and what was uploaded."""
    return shelf.kept.of(("priorities",), lambda: _listed(shelf))


def _listed(shelf: Shelf) -> tuple[Priority, ...]:
    rows = shelf.warehouse.rows("priority", version=shelf.version, without=shelf.without)
    return priorities.beside(priorities.of_rows(records(rows)))


@dataclass(frozen=True)
class Told:
    """The course of an indicator: whose it is (the region or a larger unit), and beside whom."""

    block: Indicator
    origin: str
    country: str
    line: Timeline

    @property
    def breaks(self) -> list[str]:
        """The years in which the series of the region begins anew."""
        flags = self.line.flags[self.origin].items()
        return [str(year) for year, flag in flags if "b" in str(flag).split()]


def courses(shelf: Shelf, region: str) -> list[Told]:
    """The courses of a region: its own figures first, then those of larger units."""
    found = list(_courses(shelf, region))
    own = [one for one in found if one.origin == region]
    kept = [*own, *(one for one in found if one.origin != region)][:COURSES]
    order = {key: place for place, key in enumerate(HEADLINES)}
    return sorted(kept, key=lambda one: order[one.block.id])


def _courses(shelf: Shelf, region: str) -> Iterator[Told]:
    known, table = catalogue.load().indicators, profile(shelf, region).table
    for key in HEADLINES:
        if key not in table.index or table["state"][key] == "missing":
            continue
        origin = str(table["origin"][key])
        line = timeline.of(shelf.of(key), key, (origin, MEDIAN, *_around(shelf, key, origin)))
        if line.values[origin].notna().sum() >= ENOUGH:
            yield Told(known[key], origin, regions.country_of(region), line)


def _around(shelf: Shelf, indicator: str, origin: str) -> list[str]:
    """Country and EU, where the indicator is no total and they have figures: as on the profile."""
    years = shelf.yearly.get(indicator, {})
    units = [code for code in (regions.country_of(origin), regions.EU) if code != origin]
    there = [code for code in units if any(code in figures for figures in years.values())]
    return [] if portrait.is_total(indicator) else there


def scores(found: Doubted) -> pd.DataFrame:
    """Region by field: scores from 0 to 100 of the ranked regions; fields in the order of the catalogue."""
    nodes = found.scores.nodes
    return nodes[[key for key in catalogue.load().pillars if key in nodes]].dropna(how="all")

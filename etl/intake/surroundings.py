"""Which regions border on which, read off the project's own boundaries.

The outlines of one level were fitted to each other when they were compiled: where two regions touch, their
outlines share a point.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from danube import regions
from danube.settings import DATA

FOLDER = DATA / "boundaries"
LEVELS = (0, 1, 2, 3)


@cache
def neighbours() -> Mapping[str, frozenset[str]]:
    """Region to the regions of its level that touch it, be it in one point; a region without any has none.

    Where a region is drawn at several levels (Wien at two, Moldova at all), it has the neighbours of each.
    """
    found: dict[str, frozenset[str]] = {}
    for level in LEVELS:
        for code, others in touching(FOLDER / f"level{level}.geojson").items():
            found[code] = found.get(code, frozenset()) | others
    return found


def touching(path: Path) -> dict[str, frozenset[str]]:
    """The same for one file of boundaries."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    at: dict[tuple[float, float], set[str]] = defaultdict(set)
    for feature in features:
        for point in _points(feature["geometry"]["coordinates"]):
            at[point].add(feature["properties"]["code"])
    found: dict[str, set[str]] = {feature["properties"]["code"]: set() for feature in features}
    for codes in at.values():
        for code in codes:
            found[code] |= codes - {code}
    return {code: frozenset(others) for code, others in found.items()}


def _points(coordinates: list) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _points(part)


@cache
def compatriots() -> Mapping[str, frozenset[str]]:
    """Region to the other regions of its country and level."""
    groups: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in regions.load().values():
        groups[one.country, one.level].add(one.code)
    return {code: frozenset(codes - {code}) for codes in groups.values() for code in codes}

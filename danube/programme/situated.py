"""Where somebody is on the globe, as exactly as the register tells it, in the Danube Region and abroad.

A town that the project knows, else the middle of the region, else that of the country. Areas and countries
abroad stand in `data/abroad.csv`, to a tenth of a degree: good for how far apart two partners are.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from danube import regions
from danube.benchmark import neighbours
from danube.settings import DATA

ABROAD = DATA / "abroad.csv"
How = Literal["town", "region", "area", "country"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Degrees east and north, and what they are the middle of."""

    lon: float
    lat: float
    how: How


def where(row: Mapping[str, Any]) -> Spot | None:
    """The spot of a row by its town, area, region or country, the finest that is known; None without any."""
    town, area, region, country = (str(row.get(name) or "") for name in ("town", "area", "region", "country"))
    return _town(town, country) or _region(region) or _abroad(area, country) or _country(country)


def apart(one: Spot | None, other: Spot | None) -> float | None:
    """Kilometres along the globe between two spots; None where one is not known."""
    if one is None or other is None:
        return None
    return neighbours.distance((one.lon, one.lat), (other.lon, other.lat))


@cache
def _town(town: str, country: str) -> Spot | None:
    found = (one for one in regions.towns() if (one.town, one.country) == (town, country))
    return next((Spot(one.lon, one.lat, "town") for one in found), None)


@cache
def _region(region: str) -> Spot | None:
    """The middle of a region, or of the regions that a larger unit consists of."""
    middles = neighbours.boundaries()[1]
    if region not in regions.load():
        return None
    parts = [code for code in middles if region in (code, *regions.ancestors(code))]
    return _middle([middles[code] for code in parts], "country" if len(region) == 2 else "region")


@cache
def _country(country: str) -> Spot | None:
    return _region(country) or _abroad("", country)


def _middle(points: list[tuple[float, float]], how: How) -> Spot | None:
    if not points:
        return None
    lon, lat = (sum(values) / len(points) for values in zip(*points, strict=True))
    return Spot(lon, lat, how)


def _abroad(area: str, country: str) -> Spot | None:
    return abroad().get((area, country))


@cache
def abroad(path: Path = ABROAD) -> dict[tuple[str, str], Spot]:
    """Area (empty for the whole) and country → its middle, outside the Danube Region."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["area"], row["country"]): Spot(
                float(row["lon"]), float(row["lat"]), "area" if row["area"] else "country"
            )
            for row in csv.DictReader(file)
        }

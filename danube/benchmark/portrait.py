"""The profile of one region with all that is compared with it: shared by page, paper and slides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from danube import catalogue
from danube.benchmark import comparison, panel, positions, profile


@dataclass(frozen=True)
class Portrait:
    """One region at one version.

    table: as `profile.of`, for every visible indicator, with eu_distance and country_distance beside it;
    clouds: indicator → distances of all regions; movements: as `profile.movements`.
    """

    region: str
    table: pd.DataFrame
    clouds: dict[str, list[float]]
    movements: pd.DataFrame

    @cached_property
    def headlines(self) -> pd.DataFrame:
        """The rows of the indicators recent enough for a headline."""
        known = catalogue.load().indicators
        return self.table[[known[key].headline for key in self.table.index]]

    def shown(self, pillar: str) -> pd.DataFrame:
        """The rows of a pillar that have a better side and a place on the scale, best first."""
        rows = self.table[(self.table["pillar"] == pillar) & (self.table["direction"] != "neutral")]
        return rows.dropna(subset=["distance"]).sort_values("distance", ascending=False, kind="stable")

    def coarser(self) -> pd.DataFrame:
        """The rows where only a larger unit has a figure."""
        return self.table[self.table["state"] == "coarser"]

    def silent(self) -> bool:
        """True where no figure is the region's own."""
        return not (self.table["state"] == "value").any()

    def context(self, pillar: str) -> pd.DataFrame:
        """The rows of a pillar that have figures and no better side: sizes and structures."""
        rows = self.table[(self.table["pillar"] == pillar) & (self.table["direction"] == "neutral")]
        return rows[rows["state"] != "missing"]


def of(everything: pd.DataFrame, shelves: Mapping[str, panel.Years], region: str) -> Portrait:
    """The profile of a region; `everything` are all figures of a version, `shelves` the same by year."""
    table = profile.of(everything, region, profile.meta(catalogue.load().visible()))
    table = _without_totals(table)
    return Portrait(
        region,
        table.join(_distances(table, shelves)),
        comparison.clouds(everything, table),
        profile.movements(everything, region, table),
    )


def _without_totals(table: pd.DataFrame) -> pd.DataFrame:
    """A total of the country or the EU is nothing to compare a region's total with."""
    total = pd.Series([is_total(str(key)) for key in table.index], index=table.index)
    return table.assign(country=table["country"].mask(total), eu=table["eu"].mask(total))


def is_total(indicator: str) -> bool:
    """True of counts and sums, which grow with the size of the region."""
    return catalogue.load().indicators[indicator].conversion == "sum"


def _distances(table: pd.DataFrame, shelves: Mapping[str, panel.Years]) -> pd.DataFrame:
    """Where the EU and the country stand on the scale of each row."""
    found: dict[str, list[float | None]] = {"eu_distance": [], "country_distance": []}
    for key, row in zip(table.index.tolist(), records(table), strict=True):
        period = row["period"]
        against = None if row["state"] == "missing" else positions.reference_of(shelves[key][period], period)
        for name, value in (("eu_distance", row["eu"]), ("country_distance", row["country"])):
            away = None if against is None else positions.distance(value, against, row["direction"])
            found[name].append(away)
    return pd.DataFrame(found, index=table.index, dtype=float)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain dictionaries."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]

"""What the benchmark says of two regions: where one is weak and the other strong, and how alike they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from danube import regions
from danube.benchmark import panel, peers, positions
from danube.benchmark.lessons import MUCH, SUBJECTS, SUMMARIES
from danube.benchmark.profile import NOTABLE

MOST = 3.0
"""Robust standard deviations of a lead that count; what lies beyond is an outlier rather than a lesson."""


@dataclass(frozen=True, eq=False)
class Regional:
    """The benchmark as the matching needs it.

    standing: region by indicator, robust distances to the Danube median, positive = better, the region's
    own figures alone; table: region by structural variable, as `structure.structure`.
    """

    standing: pd.DataFrame
    table: pd.DataFrame

    def weak(self, region: str) -> pd.Series:
        """Indicator → distance, of those on which the region is weak, worst first."""
        return self._weak.get(region, pd.Series(dtype=float))

    def leads(self, region: str, other: str) -> pd.Series:
        """Indicator → by how much another region is ahead where this one is weak; the largest first."""
        weak = self.weak(region)
        if other not in self.standing.index or weak.empty:
            return pd.Series(dtype=float)
        theirs = self._own(other).reindex(weak.index)
        ahead = (theirs - weak).where(theirs > -NOTABLE)
        return ahead[ahead >= MUCH].sort_values(ascending=False, kind="stable")

    def gap(self, region: str, other: str) -> float:
        """Share of the weak points of a region on which the other is well ahead, each by how far, 0 to 1.

        Missing where the region has no weak point or the other no figure on any of them.
        """
        own, theirs = self._weak_points(region, other)
        known = int(np.isfinite(theirs).sum())
        if not known:
            return np.nan
        ahead = np.where(theirs > -NOTABLE, theirs - own, 0.0)
        return float(np.minimum(ahead, MOST)[ahead >= MUCH].sum() / (MOST * known))

    def shared_weakness(self, region: str, other: str) -> float:
        """Share of the weak points of one region, as far as known of the other, that are weak there too."""
        theirs = self._weak_points(region, other)[1]
        known = theirs[np.isfinite(theirs)]
        return float((known <= -NOTABLE).mean()) if len(known) else np.nan

    def _weak_points(self, region: str, other: str) -> tuple[np.ndarray, np.ndarray]:
        """The distances of a region on its weak points, and of the other on the same."""
        rows, values = self._rows
        if region not in rows or other not in rows:
            return np.array([]), np.array([])
        own = values[rows[region]]
        weak = own <= -NOTABLE
        return own[weak], values[rows[other]][weak]

    def _own(self, region: str) -> pd.Series:
        """Indicator → distance of one region."""
        return pd.Series(self.standing.loc[region], dtype=float)

    def alike(self, region: str, other: str) -> float:
        """How alike two regions are in structure: e to the minus distance, 1 for the same region."""
        away = self.away(region, other)
        return np.nan if np.isnan(away) else float(np.exp(-away))

    def away(self, region: str, other: str) -> float:
        """The structural distance of two regions; missing where too little is known of one of them."""
        if region == other and region in self.table.index:
            return 0.0
        found = self._distances.get(region)
        if found is None or other not in found.index or found["known"][other] < peers.KNOWN:
            return np.nan
        return float(found["distance"][other])

    @cached_property
    def _weak(self) -> dict[str, pd.Series]:
        """Region → as `weak`."""
        return {
            str(code): own[own <= -NOTABLE].sort_values(kind="stable")
            for code, own in self.standing.iterrows()
        }

    @cached_property
    def _rows(self) -> tuple[dict[str, int], np.ndarray]:
        """Region → row, and the figures as an array: many pairs are asked for."""
        rows = {str(code): row for row, code in enumerate(self.standing.index)}
        return rows, self.standing.to_numpy(dtype=float)

    @cached_property
    def _distances(self) -> dict[str, pd.DataFrame]:
        """Region → `peers.distances`, of those that can be compared at all."""
        able = [str(code) for code in self.table.index if peers.known_share(self.table, code) >= peers.KNOWN]
        return {code: peers.distances(self.table, code) for code in able}


def of(shelves: Mapping[str, panel.Years], catalogue: pd.DataFrame, table: pd.DataFrame) -> Regional:
    """From the figures by indicator and year, the catalogue as `profile.meta`, and the structure.

    Only fields in which one learns count (research, people, households and firms online): the economy is
    what comes of them. Each indicator in its latest well covered year.
    """
    rows = {
        str(name): _standing(shelves[str(name)], direction)
        for name, pillar, direction in zip(
            catalogue.index, catalogue["pillar"], catalogue["direction"], strict=True
        )
        if pillar in SUBJECTS and name not in SUMMARIES and direction != "neutral" and name in shelves
    }
    standing = pd.DataFrame(rows, dtype=float).reindex(index=list(regions.at_level(2)))
    return Regional(standing.dropna(axis="columns", how="all"), table)


def _standing(years: panel.Years, direction: str) -> dict[str, float | None]:
    period = max(panel.covered(years), default=None)
    if period is None:
        return {}
    against = positions.reference_of(years[period], period)
    if against.level != 2:
        return {}
    own = {code: years[period][code] for code in regions.at_level(2) if code in years[period]}
    return {code: positions.distance(value, against, direction) for code, value in own.items()}

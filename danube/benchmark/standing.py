"""How far every region stands from the Danube median on every indicator that has a better side: one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from danube.benchmark import panel, positions

COLUMNS = ["region", "indicator", "pillar", "period", "value", "median", "distance"]


def of(shelves: Mapping[str, panel.Years], catalogue: pd.DataFrame, units: Sequence[str]) -> pd.DataFrame:
    """A row per region and indicator: region, indicator, pillar, period, value, median, distance.

    `shelves` as `panel.yearly`, `catalogue` as `profile.meta`. Each region in the latest well covered year
    in which it has a figure of its own, else its latest, as in its profile; distance is the robust distance
    to the median of that year, positive = better. No row where a region has no figure of its own.
    """
    rows = [
        row
        for name, pillar, direction in zip(
            catalogue.index.tolist(),
            catalogue["pillar"].tolist(),
            catalogue["direction"].tolist(),
            strict=True,
        )
        if direction != "neutral"
        for row in _rows(shelves.get(name, {}), name, pillar, direction, units)
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype(dict.fromkeys(("value", "median", "distance"), float))


def _rows(
    years: panel.Years, indicator: str, pillar: str, direction: str, units: Sequence[str]
) -> list[tuple[object, ...]]:
    """The rows of one indicator; a year's median is found once."""
    covered = panel.covered(years)
    order = [*reversed(covered), *(year for year in reversed(list(years)) if year not in covered)]
    against = {year: positions.reference_of(years[year], year) for year in order}
    found: list[tuple[object, ...]] = []
    for code in units:
        year = next((one for one in order if code in years[one]), None)
        if year is not None:
            value = years[year][code]
            away = positions.distance(value, against[year], direction)
            found.append((code, indicator, pillar, year, value, against[year].median, away))
    return found

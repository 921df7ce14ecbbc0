"""Several regions, or all of them, on many indicators at once, on one standardised scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danube import regions
from danube.benchmark import panel, positions

COLUMNS = ["indicator", "region", "period", "value", "origin", "state", "median", "distance", "flag"]


def side_by_side(observations: pd.DataFrame, codes: Sequence[str], catalogue: pd.DataFrame) -> pd.DataFrame:
    """Indicator, region → period, value, origin, state, median, distance, flag, in the order given.

    All regions are compared in one year per indicator: the latest well covered one in which all of them
    have a figure, else the one in which most of them do. `catalogue` as `profile.meta` makes it.
    """
    shelves = panel.yearly(observations)
    rows = [
        row
        for name, direction in zip(catalogue.index.tolist(), catalogue["direction"].tolist(), strict=True)
        for row in _compared(shelves.get(name, {}), name, codes, direction)
    ]
    table = pd.DataFrame(rows, columns=COLUMNS[:-1])
    table = table.merge(_flags(observations, codes), on=["indicator", "origin", "period"], how="left")
    table["flag"] = table["flag"].astype(object).where(table["flag"].notna(), "")
    return table.astype(dict.fromkeys(("value", "median", "distance"), float))[COLUMNS]


def _flags(observations: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """The flags of the regions and of the larger units around them."""
    near = {unit for code in codes for unit in (code, *regions.ancestors(code))}
    rows = observations.loc[observations["region"].isin(near), ["indicator", "region", "period", "flag"]]
    return rows.rename(columns={"region": "origin"}).drop_duplicates(
        ["indicator", "origin", "period"], keep="last"
    )


def _compared(
    years: panel.Years, indicator: str, codes: Sequence[str], direction: str
) -> list[dict[str, Any]]:
    period = shared_period(years, codes)
    if period is None:
        return []
    figures = years[period]
    against = positions.reference_of(figures, period)
    return [
        {
            "indicator": indicator,
            "region": code,
            "period": period,
            **_figure(figures, code),
            "median": against.median,
            "distance": positions.distance(_figure(figures, code)["value"], against, direction),
        }
        for code in codes
    ]


def _figure(figures: dict[str, float], code: str) -> dict[str, Any]:
    """value, origin, state: its own figure, else that of the nearest larger unit, named as such."""
    origin = next((unit for unit in (code, *regions.ancestors(code)) if unit in figures), None)
    if origin is None:
        return {"value": None, "origin": None, "state": "missing"}
    return {"value": figures[origin], "origin": origin, "state": "value" if origin == code else "coarser"}


def shared_period(years: panel.Years, codes: Sequence[str]) -> str | None:
    """The latest well covered year with a figure of their own for as many of the regions as ever."""
    own = {period: sum(code in years[period] for code in codes) for period in panel.covered(years)}
    return max(own, key=lambda period: (own[period], period), default=None)


def wide(compared: pd.DataFrame, column: str = "value") -> pd.DataFrame:
    """Indicators by regions, both in their order: one column of `side_by_side`."""
    table = compared.pivot(index="indicator", columns="region", values=column)
    return table.reindex(index=compared["indicator"].unique(), columns=compared["region"].unique())


def clouds(observations: pd.DataFrame, profile: pd.DataFrame) -> dict[str, list[float]]:
    """Indicator → robust distances of all units that the profile's median runs over, in its year."""
    shelves = panel.yearly(observations)
    known = profile[profile["state"] != "missing"]
    return {
        name: _cloud(shelves[name][period], period, direction)
        for name, period, direction in zip(
            known.index.tolist(), known["period"].tolist(), known["direction"].tolist(), strict=True
        )
    }


def _cloud(figures: dict[str, float], period: str, direction: str) -> list[float]:
    against = positions.reference_of(figures, period)
    away = [positions.distance(value, against, direction) for value in positions.basis(figures)[1].values()]
    return [one for one in away if one is not None]

"""What is said of several regions side by side, and on which indicators they are shown."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from danube import catalogue, regions, texts
from danube.benchmark import comparison
from danube.texts import N_, _, n_
from danube.words.phrases import amount

WIDEST = 12
"""Indicators that are shown first: those on which the regions lie furthest apart."""

FEW = 5
"""With fewer indicators that all regions share, those that two of them share are shown."""

AHEAD = N_("{region} ({count})")


def periods(compared: pd.DataFrame) -> dict[str, str]:
    """Indicator → the year in which it is compared."""
    return dict(zip(compared["indicator"].tolist(), compared["period"].tolist(), strict=True))


def wide(compared: pd.DataFrame, column: str, keys: Sequence[str]) -> pd.DataFrame:
    """Indicators `keys` by regions: one column of the comparison."""
    return comparison.wide(compared, column).reindex(index=list(keys))


def rated(compared: pd.DataFrame) -> pd.DataFrame:
    """Indicator by region → distance of own figures, on headline indicators that have a better side."""
    known = catalogue.load().indicators
    own = compared[compared["state"] == "value"]
    table = own.pivot(index="indicator", columns="region", values="distance")
    table = table.reindex(columns=compared["region"].unique())
    return table[[known[key].headline and known[key].direction != "neutral" for key in table.index]]


def shared(compared: pd.DataFrame) -> pd.DataFrame:
    """The rows of `rated` with all regions; those that have no figure of their own at all are left out."""
    table = rated(compared).dropna(axis="columns", how="all")
    return table.dropna() if len(table.columns) > 1 else table.head(0)


def widest(compared: pd.DataFrame) -> list[str]:
    """The indicators on which the regions lie furthest apart: those that all share, else that two share."""
    table = shared(compared)
    if len(table) < FEW:
        table = rated(compared)
        table = table[table.notna().sum(axis="columns") > 1]
    apart = table.max(axis="columns") - table.min(axis="columns")
    return [str(key) for key in apart.nlargest(WIDEST).index]


def of_pillar(compared: pd.DataFrame, pillar: str) -> list[str]:
    """The indicators of a pillar with a better side, on which at least two of the regions have a figure."""
    known = catalogue.load().indicators
    counts = compared.dropna(subset=["distance"]).groupby("indicator", sort=False)["region"].nunique()
    return [
        block.id
        for block in catalogue.load().by_pillar()[pillar]
        if counts.get(block.id, 0) >= 2 and known[block.id].direction != "neutral"
    ]


def answer(compared: pd.DataFrame) -> str:
    """Who does best on how many indicators, where they lie furthest apart, and who has no figures."""
    table = shared(compared)
    silent = [code for code in compared["region"].unique() if code not in table.columns]
    without = _("No figure of their own to compare: {regions}.", regions=_named(silent)) if silent else ""
    if table.empty:
        return f"{_('There is no indicator on which all of these regions have figures.')} {without}".strip()
    best = table.eq(table.max(axis="columns"), axis="index").sum().sort_values(ascending=False, kind="stable")
    ranked = [_(AHEAD, region=regions.name(str(code)), count=count) for code, count in best.items()]
    first = n_(
        "They share {count} headline indicator; does best on it: {regions}.",
        "They share {count} headline indicators. How often each does best: {regions}.",
        len(table),
        regions=texts.listing(ranked),
    )
    return f"{first} {_furthest(compared, table)} {without}".strip()


def _named(codes: Sequence[str]) -> str:
    return texts.listing([regions.name(code) for code in codes])


def _furthest(compared: pd.DataFrame, table: pd.DataFrame) -> str:
    key = str((table.max(axis="columns") - table.min(axis="columns")).idxmax())
    high, low = str(table.loc[key].idxmax()), str(table.loc[key].idxmin())
    figure = compared[compared["indicator"] == key].set_index("region")["value"]
    block = catalogue.load().indicators[key]
    return _(
        "They lie furthest apart in {indicator}: {best} with {high}, {worst} with {low} ({year}).",
        indicator=_(block.name),
        best=regions.name(high),
        high=amount(figure[high], block),
        worst=regions.name(low),
        low=amount(figure[low], block),
        year=periods(compared)[key],
    )

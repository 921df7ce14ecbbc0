"""The tables behind the pictures: which columns, how they are headed and written."""

from __future__ import annotations

import pandas as pd

from danube import regions
from danube.catalogue import FLAGS, Indicator
from danube.texts import _
from danube.ui.show import Column, Columns


def flag_words(flag: object) -> str:
    """The flags of a figure in words, separated by semicolons."""
    return "; ".join(_(FLAGS.get(token, token)) for token in str(flag or "").split())


def ranked(ranking: pd.DataFrame, change: pd.DataFrame | None) -> pd.DataFrame:
    """A ranking as a table for people: rank, region, country, figure, change, flags."""
    table = ranking.assign(
        name=[regions.name(code) for code in ranking.index],
        country=[regions.name(regions.country_of(code)) for code in ranking.index],
        flags=[flag_words(flag) for flag in ranking["flag"]],
    )
    return table if change is None else table.join(change[["since", "absolute"]])


def of_ranking(indicator: Indicator, year: str, since: str | None) -> Columns:
    """The columns of `ranked`."""
    unit, decimals = _(indicator.unit), indicator.decimals
    heads = {
        "name": Column(_("Region")),
        "country": Column(_("Country")),
        "rank": Column(_("Rank"), decimals=0),
        "value": Column(year, unit=unit, decimals=decimals),
    }
    if since:
        heads["since"] = Column(since, unit=unit, decimals=decimals)
        heads["absolute"] = Column(_("Change"), unit=unit, decimals=decimals, sign=True)
    return heads | {"flags": Column(_("Notes"))}


def mapped(table: pd.DataFrame) -> pd.DataFrame:
    """A map as a table for people, highest figure first: region, country, figure, notes."""
    ordered = table.sort_values("value", ascending=False, kind="stable")
    notes = [
        "; ".join(filter(None, [note, flag_words(flag)]))
        for note, flag in zip(ordered["note"], ordered["flag"], strict=True)
    ]
    return ordered.assign(
        name=[regions.name(code) for code in ordered.index],
        country=[regions.name(regions.country_of(code)) for code in ordered.index],
        notes=notes,
    )


def of_map(indicator: Indicator, year: str) -> Columns:
    """The columns of `mapped`."""
    return {
        "name": Column(_("Region")),
        "country": Column(_("Country")),
        "value": Column(year, unit=_(indicator.unit), decimals=indicator.decimals),
        "notes": Column(_("Notes")),
    }

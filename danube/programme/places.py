"""Where a row of the register lies, and whether that is in the region of study: computed, never typed."""

from __future__ import annotations

from functools import cache

import pandas as pd

from danube import regions

IN_PART = frozenset({"DE", "UA"})
"""Countries of which only some regions belong to the Danube Region."""


def inside(region: str, country: str) -> bool | None:
    """Whether a place belongs to the region of study; None where only its country is known, and that in part.

    A region is a code of `data/regions.csv`; all of them are inside, but not the whole of a country in part.
    """
    if region and region not in IN_PART:
        return region in regions.load()
    unit = region or country
    if unit in IN_PART or not unit:
        return None
    return unit in regions.countries()


def region_of(town: str, country: str) -> str:
    """The NUTS 2 region of a town that the project knows, or of a country that is one region; else empty."""
    known = {(one.town, one.country): one.region for one in regions.towns()}
    return known.get((town, country)) or _only_region(country)


@cache
def _only_region(country: str) -> str:
    """ME00 for Montenegro, MD for Moldova, which has no finer units."""
    drawn = [code for code in regions.at_level(2) if regions.country_of(code) == country]
    return drawn[0] if len(drawn) == 1 else ""


def settled(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with an empty `region` filled from the town, and with `inside` (boolean, may be missing)."""
    towns = rows["town"] if "town" in rows else pd.Series("", index=rows.index)
    pairs = zip(rows["region"], towns, rows["country"], strict=True)
    codes = [region or region_of(town, country) for region, town, country in pairs]
    within = [inside(code, country) for code, country in zip(codes, rows["country"], strict=True)]
    return rows.assign(
        region=pd.Series(codes, index=rows.index, dtype=object),
        inside=pd.Series(within, index=rows.index, dtype="boolean"),
    )


def contradiction(region: str, town: str, country: str) -> str:
    """A sentence where a known region does not fit town or country; empty where all is well."""
    found = regions.load().get(region)
    if found is None:
        return ""
    if found.country != country:
        return f"The region {region} is in {found.country}, not in {country}."
    known = region_of(town, country) if town else ""
    around = (region, *regions.ancestors(region))
    if known and known not in around and region not in regions.ancestors(known):
        return f"{town} is in {known}, not in {region}."
    return ""

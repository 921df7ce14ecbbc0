"""Which figures exist and which do not, and why: the honest side of every picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from danube import regions
from danube.benchmark import panel

COLUMNS = ["indicator", "period", "country", "covered", "coarser", "of", "share"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a region has no figure of its own in a year.

    kind: `withheld` (a row without value, see flag), `coarser` (only for the larger unit `origin`),
    `ended` (its last figure is of `period`), `later` (its first one is of `period`), `skipped` (figures
    before and after), `region` (others in the country have one, this region never), `country` (nobody
    in the country ever has). With `origin` set, the figures spoken of are those of that larger unit.
    """

    kind: str
    country: str
    period: str | None = None
    origin: str | None = None
    flag: str = ""


def table(
    observations: pd.DataFrame, indicators: Iterable[str], units: Sequence[str] | None = None
) -> pd.DataFrame:
    """Indicator, period, country → covered, coarser, of, share.

    covered = units of the country with a figure of their own, coarser = those with one of a larger unit
    alone, of = its units, share = covered / of. Units: the 68 NUTS 2 regions unless given. Every year of
    an indicator has a row for every country, zero coverage included.
    """
    codes = list(units or regions.nuts2())
    countries = pd.Series({code: regions.country_of(code) for code in codes})
    own = _seen(observations, indicators, {code: (code,) for code in codes})
    any_level = _seen(observations, indicators, {code: (code, *regions.ancestors(code)) for code in codes})
    size = countries.value_counts()
    covered = _per_country(own, countries, any_level)
    reached = _per_country(any_level, countries, any_level)
    result = reached.rename("reached").to_frame().assign(covered=covered.reindex(reached.index, fill_value=0))
    result = result.reset_index()
    result["of"] = result["country"].map(size).astype(int)
    result["coarser"] = result["reached"] - result["covered"]
    result["share"] = result["covered"] / result["of"]
    return result[COLUMNS].sort_values(COLUMNS[:3]).reset_index(drop=True)


def _seen(
    observations: pd.DataFrame, indicators: Iterable[str], sources: dict[str, tuple[str, ...]]
) -> pd.DataFrame:
    """Distinct indicator, period, unit with a figure in any of the unit's `sources`."""
    wanted = observations["indicator"].isin(list(indicators)) & observations["value"].notna()
    known = observations.loc[wanted, ["indicator", "period", "region"]]
    pairs = [(unit, code) for unit, codes in sources.items() for code in codes]
    joined = known.merge(pd.DataFrame(pairs, columns=["unit", "region"]), on="region")
    return joined[["indicator", "period", "unit"]].drop_duplicates()


def _per_country(seen: pd.DataFrame, countries: pd.Series, every: pd.DataFrame) -> pd.Series:
    """Number of units per indicator, period and country, for all years of `every`."""
    number = (
        seen.assign(country=seen["unit"].map(countries)).groupby(["indicator", "period", "country"]).size()
    )
    years = every[["indicator", "period"]].drop_duplicates()
    grid = years.merge(pd.DataFrame({"country": countries.unique()}), how="cross")
    return number.reindex(pd.MultiIndex.from_frame(grid), fill_value=0)


def share(
    observations: pd.DataFrame, indicator: str, period: str, units: Sequence[str] | None = None
) -> float:
    """Share of the units (the 68 NUTS 2 regions unless given) with a figure of their own."""
    codes = list(units or regions.nuts2())
    known = panel.at(observations, indicator, period)["value"].dropna().index
    return sum(code in known for code in codes) / len(codes)


def reasons(
    observations: pd.DataFrame, indicator: str, period: str, units: Iterable[str] | None = None
) -> dict[str, Reason]:
    """Region → why it has no figure of its own in that year; regions with one are left out."""
    rows = observations[observations["indicator"] == indicator]
    years = panel.yearly(rows).get(indicator, {})
    figures = panel.at(rows, indicator, period)
    kept = figures[figures["value"].isna()]
    withheld: dict[str, str] = dict(zip(kept.index.tolist(), kept["flag"].tolist(), strict=True))
    own = years.get(period, {})
    wanted = units if units is not None else regions.at_level(2)
    return {
        code: reason(years, code, period, withheld=withheld.get(code)) for code in wanted if code not in own
    }


def reason(years: panel.Years, code: str, period: str, *, withheld: str | None = None) -> Reason:
    """Why the region has no figure in that year; `withheld` is the flag of a row without value, if any."""
    country = regions.country_of(code)
    around = regions.ancestors(code)
    origin = next((unit for unit in around if unit in years.get(period, {})), None)
    if withheld is not None:
        return Reason("withheld", country, period, origin, withheld)
    if origin is not None:
        return Reason("coarser", country, period, origin)
    for unit in (code, *around):
        measured = [year for year, figures in years.items() if unit in figures]
        if measured:
            return _interrupted(country, period, measured, None if unit == code else unit)
    reporting = any(unit[:2] == country for figures in years.values() for unit in figures)
    return Reason("region" if reporting else "country", country)


def _interrupted(country: str, period: str, years: list[str], origin: str | None) -> Reason:
    if years[-1] < period:
        return Reason("ended", country, years[-1], origin)
    if years[0] > period:
        return Reason("later", country, years[0], origin)
    return Reason("skipped", country, period, origin)

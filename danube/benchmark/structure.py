"""What regions are like, apart from how well they do: the slow variables by which peers are found.

After the structural distances of the regional benchmarking of the JRC (Navarro et al. 2014). Its own
weights could not be read; ours are plain: every dimension counts the same, its variables share its weight.
Urban type has no figures yet: density and the market within reach stand for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from danube import regions
from danube.benchmark import areas, panel

DIMENSIONS = ("place", "education", "sectors", "manufacturing", "wealth")
"""In the order of the pictures; `wealth` (GDP) is an option that is off unless asked for."""

OPTIONAL = "wealth"
TOTAL = ("employment_total",)


@dataclass(frozen=True, slots=True)
class Variable:
    """A structural variable: an indicator, or the sum `of` over the sum `per` as a percentage.

    `area`: per km² of the region; `log`: compared as a ratio, since one region is ten times another;
    `weight`: within its dimension; what is published for larger units alone counts half.
    """

    dimension: str
    of: tuple[str, ...]
    per: tuple[str, ...] = ()
    area: bool = False
    log: bool = False
    weight: float = 1.0


VARIABLES: dict[str, Variable] = {
    "population": Variable("place", ("population",), log=True),
    "density": Variable("place", ("population",), area=True, log=True),
    "market": Variable("place", ("rci_market_population",), log=True),
    "tertiary": Variable("education", ("tertiary_attainment",)),
    "low_education": Variable("education", ("rci_lower_secondary",)),
    "agriculture": Variable("sectors", ("employment_a",), TOTAL),
    "industry": Variable("sectors", ("employment_b_e",), TOTAL),
    "trade": Variable("sectors", ("employment_g_i",), TOTAL),
    "business_services": Variable("sectors", ("employment_k", "employment_m_n"), TOTAL),
    "public_services": Variable("sectors", ("employment_o_q",), TOTAL),
    "manufacturing": Variable("manufacturing", ("manufacturing_employment",), weight=0.5),
    "technology": Variable("manufacturing", ("medium_high_manufacturing",)),
    "firm_size": Variable("manufacturing", ("firm_size",), weight=0.5),
    "gdp": Variable("wealth", ("gdp_pps_eu100",), log=True),
}

KIN = frozenset(
    {
        "tertiary_attainment",
        "ris_tertiary_education",
        "rci_higher_education",
        "rci_lower_secondary",
        "rci_business_services_employment",
        "rci_business_services_gva",
        "medium_high_manufacturing",
        "rci_market_population",
        "rci_market_gdp",
    }
)
"""Indicators that measure the structure by which peers are chosen: never compared among them."""

KIN_OF_GDP = frozenset({"gdp_pps_eu100", "gdp_pps", "gdp_current", "rci_disposable_income", "wages"})
"""The same where GDP is among the variables."""


def kin(*, gdp: bool = False) -> frozenset[str]:
    """The indicators that are not compared among peers chosen by these variables."""
    return KIN | KIN_OF_GDP if gdp else KIN


def indicators(*, gdp: bool = False) -> list[str]:
    """The indicators of the catalogue that the variables are made of."""
    used = [name for key in chosen(gdp=gdp) for name in (*VARIABLES[key].of, *VARIABLES[key].per)]
    return list(dict.fromkeys(used))


def chosen(*, gdp: bool = False) -> list[str]:
    """The variables in their order, GDP among them or not."""
    return [key for key, variable in VARIABLES.items() if gdp or variable.dimension != OPTIONAL]


def structure(observations: pd.DataFrame, *, gdp: bool = False) -> pd.DataFrame:
    """Region by variable, for every region drawn at level 2; missing stays missing.

    A figure published for a larger unit alone stands in for its regions: `vintages` says which.
    """
    table = vintages(observations, gdp=gdp)
    wide = table.pivot(index="region", columns="variable", values="value")
    return wide.reindex(index=list(regions.at_level(2)), columns=chosen(gdp=gdp)).astype(float)


def vintages(observations: pd.DataFrame, *, gdp: bool = False) -> pd.DataFrame:
    """One row per region and variable: value, period and origin (the region, or the unit whose figure it is).

    The region's own figure in the latest well covered year in which it has one, else its latest, else that
    of the nearest larger unit; None where nobody has one.
    """
    needed = observations[observations["indicator"].isin(indicators(gdp=gdp))]
    shelves = panel.yearly(needed)
    rows: list[dict[str, Any]] = []
    for key in chosen(gdp=gdp):
        years = _years(VARIABLES[key], shelves)
        covered = set(panel.covered(years))
        rows += [{"region": code, "variable": key, **_figure(years, covered, code)}
                 for code in regions.at_level(2)]  # fmt: skip
    return pd.DataFrame(rows, columns=["region", "variable", "value", "period", "origin"])


def _years(variable: Variable, shelves: Mapping[str, panel.Years]) -> panel.Years:
    """Year → region → the variable's figure; a region that lacks one of the parts has none."""
    first, *_rest = variable.of
    periods = sorted(shelves.get(first, {}))
    found = {period: _combined(variable, period, shelves) for period in periods}
    return {period: figures for period, figures in found.items() if figures}


def _combined(variable: Variable, period: str, shelves: Mapping[str, panel.Years]) -> dict[str, float]:
    above = _sums(variable.of, period, shelves)
    if variable.area:
        sizes = areas.load()
        return {code: value / sizes[code] for code, value in above.items() if code in sizes}
    if not variable.per:
        return above
    below = _sums(variable.per, period, shelves)
    return {code: 100 * value / below[code] for code, value in above.items() if below.get(code)}


def _sums(names: tuple[str, ...], period: str, shelves: Mapping[str, panel.Years]) -> dict[str, float]:
    parts = [shelves.get(name, {}).get(period, {}) for name in names]
    shared = set(parts[0]).intersection(*parts[1:])
    return {code: sum(part[code] for part in parts) for code in shared}


def _figure(years: panel.Years, covered: set[str], region: str) -> dict[str, Any]:
    for code in (region, *regions.ancestors(region)):
        known = [period for period, figures in years.items() if code in figures]
        if known and code != regions.EU:
            period = next((one for one in reversed(known) if one in covered), known[-1])
            return {"value": years[period][code], "period": period, "origin": _origin(code, region)}
    return {"value": None, "period": None, "origin": None}


def _origin(unit: str, region: str) -> str:
    """The larger unit whose figure it is, or the region itself where the unit consists of nothing else."""
    parts = [code for code in regions.at_level(2) if unit in regions.ancestors(code)]
    return region if parts == [region] else unit


def standardised(table: pd.DataFrame) -> pd.DataFrame:
    """Every variable in standard deviations from the mean region; logarithms of those that are ratios.

    A variable that is the same everywhere tells nobody apart: 0 for all.
    """
    ratios = [key for key in table if key in VARIABLES and VARIABLES[str(key)].log]
    scaled = table.astype(float)
    scaled[ratios] = np.log(scaled[ratios].where(scaled[ratios] > 0))
    centred = scaled - scaled.mean()
    spread = scaled.std(ddof=0)
    even = spread.isna() | (spread <= 1e-12 * scaled.abs().max())
    return centred.div(spread.mask(even, 1.0)).where(centred.isna() | ~even, 0.0)

"""Where regions stand on one indicator: ranks, reference values, change, distance to the median.

Robust distance: z = (x - median) / s with s = 1.4826 * median absolute deviation, or the interquartile
range / 1.349 where more than half of the regions share one value (Rousseeuw & Croux 1993).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from danube import regions
from danube.benchmark import panel

MAD_TO_SIGMA = 1.4826
IQR_TO_SIGMA = 1.349


@dataclass(frozen=True, slots=True)
class Reference:
    """What a figure is compared with in one year; None where there is nothing to compare with.

    `level` says over which units the median and quartiles run: NUTS 2, or the next coarser level
    that has figures; `count` is how many. `countries` are the publisher's own country values.
    """

    period: str
    level: int | None
    count: int
    median: float | None
    low: float | None
    high: float | None
    spread: float | None
    eu: float | None
    countries: dict[str, float] = field(default_factory=dict)


def rank(series: pd.Series, direction: str = "higher") -> pd.DataFrame:
    """Region → value, rank (1 is best, ties share the better rank), of (how many are ranked).

    Regions without a figure keep their row and have no rank. Where the direction is `neutral` the rank
    is a mere order from the highest: see `ordered_only`.
    """
    ranks = series.rank(method="min", ascending=direction == "lower")
    count = int(series.notna().sum())
    return pd.DataFrame({"value": series, "rank": ranks.astype("Int64"), "of": count}, index=series.index)


def ordered_only(direction: str) -> bool:
    """True where a rank is no merit: the indicator has no better side."""
    return direction == "neutral"


def ranking(
    observations: pd.DataFrame,
    indicator: str,
    period: str,
    direction: str,
    *,
    units: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The units (NUTS 2 and what is drawn beside them) with a figure of their own, best first.

    Columns value, rank, of, flag; indexed by region. Coarser figures are not ranked among finer ones.
    """
    figures = panel.at(observations, indicator, period)
    wanted = [code for code in (units or regions.at_level(2)) if code in figures.index]
    ranked = rank(figures["value"].reindex(wanted), direction).dropna(subset=["value"])
    ranked["flag"] = figures["flag"].reindex(ranked.index)
    ranked.index.name = "region"
    return ranked.sort_values("rank", kind="stable")


def reference(
    observations: pd.DataFrame, indicator: str, period: str, *, units: Sequence[str] | None = None
) -> Reference:
    """Median and quartiles of the Danube Region, the EU value and the country values in one year.

    Over the 68 NUTS 2 regions (or `units`); where none of them has a figure, over the study area's
    NUTS 1 units, else over its countries.
    """
    figures = panel.at(observations, indicator, period)["value"].dropna()
    known = dict(zip(figures.index.tolist(), figures.tolist(), strict=True))
    return reference_of(known, period, units=units)


def medians(observations: pd.DataFrame, indicator: str) -> pd.Series:
    """Year → Danube median, in the years with at least 90 % of the figures of the best one.

    Thinner years are left out: their median would move with who reports, not with what happened.
    """
    years = panel.periods(observations, indicator, min_share=0.9, level=basis_level(observations, indicator))
    found = {year: reference(observations, indicator, year).median for year in years}
    return pd.Series(found, dtype=float, name="median").rename_axis("period")


def basis_level(observations: pd.DataFrame, indicator: str) -> int | None:
    """The finest level, 2 or coarser, at which the indicator has figures at all."""
    rows = observations[(observations["indicator"] == indicator) & observations["value"].notna()]
    levels = [int(level) for level in rows["level"].unique() if 0 <= level <= 2]
    return max(levels, default=None)


def reference_of(
    figures: Mapping[str, float], period: str, *, units: Sequence[str] | None = None
) -> Reference:
    """As `reference`, from the figures of one indicator and year by region."""
    level, values = basis(figures, units)
    low, median, high = quartiles(list(values.values()))
    countries = {code: figures[code] for code in regions.countries() if code in figures}
    scale = spread(list(values.values()))
    return Reference(period, level, len(values), median, low, high, scale, figures.get(regions.EU), countries)


def basis(
    figures: Mapping[str, float], units: Sequence[str] | None = None
) -> tuple[int | None, dict[str, float]]:
    """The finest level at which the study area has figures, and these."""
    for level in (2, 1, 0):
        values = {code: figures[code] for code in _units(level, units) if code in figures}
        if values:
            return level, values
    return None, {}


def _units(level: int, units: Sequence[str] | None) -> Sequence[str]:
    if level == 2:
        return units or regions.nuts2()
    return regions.at_level(level)


def quartiles(values: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    """Lower quartile, median and upper quartile, interpolated; None of nothing."""
    if not values:
        return None, None, None
    low, median, high = np.percentile(values, [25, 50, 75])
    return float(low), float(median), float(high)


def spread(values: Sequence[float]) -> float | None:
    """Robust standard deviation; None where it is zero or nothing is known."""
    low, median, high = quartiles(values)
    if low is None or median is None or high is None:
        return None
    deviation = MAD_TO_SIGMA * float(np.median(np.abs(np.asarray(values) - median)))
    robust = deviation or (high - low) / IQR_TO_SIGMA
    return robust if robust > 0 else None


def distance(value: float | None, against: Reference, direction: str) -> float | None:
    """Robust distance to the median; positive is better, or merely higher where direction is neutral."""
    if value is None or value != value or against.median is None or against.spread is None:
        return None
    away = (value - against.median) / against.spread
    return -away if direction == "lower" else away


def change(observations: pd.DataFrame, indicator: str, since: str, until: str) -> pd.DataFrame:
    """Region → since, until (the two figures), absolute, relative (share of the first), break.

    `break` is True where a figure after `since` up to `until` carries the flag b: the difference is
    then partly one of definition. Regions without both figures have no row.
    """
    rows = panel.of(observations, indicator)
    pair = pd.DataFrame({"since": _at(rows, since), "until": _at(rows, until)}).dropna()
    pair["absolute"] = pair["until"] - pair["since"]
    pair["relative"] = (pair["absolute"] / pair["since"].abs()).where(pair["since"] != 0)
    between = rows[(rows["period"] > since) & (rows["period"] <= until)]
    broken = between.loc[has_flag(between["flag"], "b"), "region"]
    pair["break"] = pair.index.isin(broken)
    return pair.rename_axis("region")


def _at(rows: pd.DataFrame, period: str) -> pd.Series:
    cut = rows[rows["period"] == period].drop_duplicates("region", keep="last")
    return cut.set_index("region")["value"]


def has_flag(flags: pd.Series, token: str) -> pd.Series:
    """True where the space-separated flags hold this token."""
    return flags.fillna("").str.split().map(lambda tokens: token in tokens).astype(bool)

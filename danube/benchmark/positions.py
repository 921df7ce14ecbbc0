"""Where regions stand on one indicator: ranks, reference values, change, distance to the median.

Robust distance: z = (x - median) / s with s = 1.4826 * median absolute deviation, or the interquartile
range / 1.349 where more than half of the regions share one value (Rousseeuw & Croux 1993).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from danube import regions
from danube.benchmark import panel

EU = "EU27_2020"
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
    return reference_of(panel.at(observations, indicator, period), period, units=units)


def reference_of(figures: pd.DataFrame, period: str, *, units: Sequence[str] | None = None) -> Reference:
    """As `reference`, from figures already cut to one indicator and year (`panel.at`)."""
    known = figures["value"].dropna()
    level, values = _basis(known, units)
    low, median, high = (_number(values.quantile(q)) if len(values) else None for q in (0.25, 0.5, 0.75))
    countries = {str(code): float(known[code]) for code in regions.countries() if code in known.index}
    eu = float(known[EU]) if EU in known.index else None
    return Reference(period, level, len(values), median, low, high, spread(values), eu, countries)


def _basis(known: pd.Series, units: Sequence[str] | None) -> tuple[int | None, pd.Series]:
    """The finest level at which the study area has figures, and these."""
    for level in (2, 1, 0):
        values = known[known.index.isin(_units(level, units))]
        if len(values):
            return level, values
    return None, known.iloc[:0]


def _units(level: int, units: Sequence[str] | None) -> Sequence[str]:
    if level == 2:
        return units or regions.nuts2()
    return regions.at_level(level)


def spread(values: pd.Series) -> float | None:
    """Robust standard deviation; None where it is zero or nothing is known."""
    known = values.dropna()
    deviation = MAD_TO_SIGMA * (known - known.median()).abs().median()
    robust = deviation or (known.quantile(0.75) - known.quantile(0.25)) / IQR_TO_SIGMA
    return float(robust) if robust > 0 else None


def distance(value: float | None, against: Reference, direction: str) -> float | None:
    """Robust distance to the median; positive is better, or merely higher where direction is neutral."""
    if value is None or pd.isna(value) or against.median is None or against.spread is None:
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


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)

"""Do the regions behind catch up? The same regions in the same years, beta convergence, quintiles.

Beta convergence (Barro & Sala-i-Martin 1992): yearly growth over T years, g = ln(y_T / y_0) / T, regressed
on ln(y_0) by least squares. A slope b below zero means that who began lower grew faster; the speed of
convergence is beta = -ln(1 + b T) / T a year, the half-life of a gap ln 2 / beta years. The band is that of
the mean (Student's t, n - 2 degrees of freedom). Regions that drive it are those without which the slope
would change by more than 2 / sqrt(n) of its standard error (DFBETAS; Belsley, Kuh & Welsch 1980).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log, sqrt

import numpy as np
import pandas as pd

from danube.benchmark import panel, positions

COMPLETE = 0.9
"""A year between the two compared ones is kept where so many of the common regions have a figure."""

FEWEST = 10
"""Regions below which neither a spread nor a regression says anything."""

SHORTEST = 3
"""Years between the two compared ones."""

CLASSES = 5
CONFIDENCE = 0.95


class ConvergenceError(ValueError):
    """What cannot be compared, why, and what to do instead."""


@dataclass(frozen=True)
class Panel:
    """The same regions in the same years.

    `figures` are years by regions without gaps; `partial` the regions with a figure in only some of the
    years, which are left out; `broken` those whose publisher marks a break after the first year;
    `skipped` the years left out because too few of the regions have a figure.
    """

    figures: pd.DataFrame
    partial: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def first(self) -> pd.Series:
        """The figures of the first year."""
        return self.figures.iloc[0]

    @property
    def last(self) -> pd.Series:
        """The figures of the last year."""
        return self.figures.iloc[-1]

    @property
    def span(self) -> int:
        """Years from the first to the last."""
        return int(self.figures.index[-1]) - int(self.figures.index[0])


def balanced(
    observations: pd.DataFrame, indicator: str, since: str, until: str, *, units: Sequence[str]
) -> Panel:
    """The regions of `units` with a figure of their own in `since`, in `until` and in the years between.

    Years in which fewer than 90 % of the regions common to both ends have a figure are skipped.
    """
    every = panel.history(observations, indicator, units).loc[since:until]
    some = every.columns[every.notna().any()]
    if since not in every.index or until not in every.index or since >= until:
        return Panel(every.iloc[:0, :0], tuple(some))
    ends = every.columns[every.loc[[since, until]].notna().all()]
    share = every[ends].notna().mean(axis="columns")
    kept = every.loc[share >= COMPLETE, ends].dropna(axis="columns")
    flags = panel.flags(observations, indicator, kept.columns).reindex(every.index).iloc[1:]
    broken = [code for code in kept.columns if positions.has_flag(flags[code], "b").any()]
    return Panel(
        kept,
        tuple(code for code in some if code not in kept.columns),
        tuple(broken),
        tuple(str(year) for year in every.index.difference(kept.index)),
    )


@dataclass(frozen=True)
class Beta:
    """A regression of growth on the first level; growth is a share a year (0.02 is 2 %).

    `slope` with its 95 % interval `low`, `high` and p-value; `speed` a year and `half_life` in years, both
    None where the gap does not close (or closes more than wholly). `points` holds per region: level, last,
    growth, fitted, leverage, cook (distance), change (of the slope if the region is left out) and dfbetas
    (that change in standard errors, sign turned: below zero it steepens the fall); `line` the mean with
    its band over the range of levels: level, growth, low, high.
    """

    slope: float
    intercept: float
    low: float
    high: float
    p: float
    r2: float
    years: int
    speed: float | None
    half_life: float | None
    points: pd.DataFrame = field(repr=False)
    line: pd.DataFrame = field(repr=False)

    @property
    def finding(self) -> str:
        """`together`, `apart`, or `unclear` where the interval of the slope holds zero."""
        if self.low <= 0 <= self.high:
            return "unclear"
        return "together" if self.slope < 0 else "apart"

    def drivers(self, most: int = 5) -> pd.DataFrame:
        """The points with |DFBETAS| above 2 / sqrt(n), those that move the slope most first."""
        size = self.points["dfbetas"].abs()
        strong = size[size > 2 / sqrt(len(size))].sort_values(ascending=False, kind="stable")
        return self.points.loc[strong.index].head(most)


def beta(first: pd.Series, last: pd.Series, years: int) -> Beta:
    """Beta convergence from the figures of two years that lie `years` apart.

    Regions with a figure in both count; ConvergenceError where one is zero or below, fewer than ten
    remain, or all begin at the same level.
    """
    pair = pd.DataFrame({"first": first, "last": last}).dropna().astype(float).sort_index()
    _check(pair, years)
    x = np.log(pair["first"].to_numpy())
    y = np.log(pair["last"].to_numpy() / pair["first"].to_numpy()) / years
    return _regressed(pair, x, y, years)


def _check(pair: pd.DataFrame, years: int) -> None:
    if years < 1:
        raise ConvergenceError(f"Growth needs two years, the later one last, but they lie {years} apart.")
    low = pair.index[(pair <= 0).any(axis="columns")]
    if len(low):
        raise ConvergenceError(
            f"Growth in per cent needs figures above zero, which {', '.join(map(str, low))} lack; "
            "leave these regions out or choose another indicator."
        )
    if len(pair) < FEWEST:
        raise ConvergenceError(
            f"Only {len(pair)} regions have a figure in both years; {FEWEST} are needed. Choose other years."
        )
    if pair["first"].nunique() < 2:
        raise ConvergenceError("All regions began at the same level; choose another first year.")


def _regressed(pair: pd.DataFrame, x: np.ndarray, y: np.ndarray, years: int) -> Beta:
    """Ordinary least squares with one regressor and its interval."""
    from scipy.stats import t

    n, away = len(x), x - x.mean()
    slope = float(away @ y / (away @ away))
    residual = y - y.mean() - slope * away
    variance = float(residual @ residual) / (n - 2)
    error, reach = sqrt(variance / float(away @ away)), float(t.ppf((1 + CONFIDENCE) / 2, n - 2))
    total, speed = float((y - y.mean()) @ (y - y.mean())), _speed(slope, years)
    return Beta(
        slope=slope,
        intercept=float(y.mean() - slope * x.mean()),
        low=slope - reach * error,
        high=slope + reach * error,
        p=float(2 * t.sf(abs(slope) / error, n - 2)) if error else float(slope == 0),
        r2=1 - float(residual @ residual) / total if total else 0.0,
        years=years,
        speed=speed,
        half_life=log(2) / speed if speed else None,
        points=pair.rename(columns={"first": "level"}).assign(
            growth=y, fitted=y - residual, **_influence(away, residual, variance)
        ),
        line=_band(x, float(y.mean()), slope, reach * sqrt(variance)),
    )


def _influence(away: np.ndarray, residual: np.ndarray, variance: float) -> dict[str, np.ndarray]:
    """Leverage, Cook's distance (Cook 1977), what leaving each region out does to the slope."""
    n, squares = len(away), float(away @ away)
    leverage = 1 / n + away**2 / squares
    left = residual / (1 - leverage)
    change = -away * left / squares
    if variance <= 0:
        return {"leverage": leverage, "cook": np.zeros(n), "change": change, "dfbetas": np.zeros(n)}
    without = np.sqrt(((n - 2) * variance - residual * left) / (n - 3))
    return {
        "leverage": leverage,
        "cook": left**2 * leverage / (2 * variance),
        "change": change,
        "dfbetas": -change * np.sqrt(squares) / without,
    }


def _band(x: np.ndarray, growth: float, slope: float, reach: float) -> pd.DataFrame:
    """The mean growth along the levels with its confidence band, at 50 levels from lowest to highest."""
    places = np.linspace(x.min(), x.max(), 50)
    away = places - x.mean()
    mean = growth + slope * away
    half = reach * np.sqrt(1 / len(x) + away**2 / float(((x - x.mean()) ** 2).sum()))
    return pd.DataFrame({"level": np.exp(places), "growth": mean, "low": mean - half, "high": mean + half})


def _speed(slope: float, years: int) -> float | None:
    """Of a slope below zero; None where gaps do not close, or more than close within the years."""
    if slope >= 0 or slope * years <= -1:
        return None
    return -log(1 + slope * years) / years


def quintiles(values: pd.Series, classes: int = CLASSES) -> pd.Series:
    """Region → class by rank, 1 (lowest fifth) to 5 (highest); regions that tie share their class."""
    known = values.dropna()
    rank = known.rank(method="average")
    return ((rank - 0.5) * classes / len(known) + 1).clip(1, classes).astype(int)


def transitions(first: pd.Series, last: pd.Series, classes: int = CLASSES) -> pd.DataFrame:
    """Class in the first year by class in the last: how many regions moved from one to the other.

    Regions with a figure in both years; their classes stand in `.attrs["classes"]` (region → first, last).
    """
    pair = pd.DataFrame({"first": first, "last": last}).dropna()
    moved = pair.apply(quintiles, classes=classes) if len(pair) else pair.astype(int)
    counts = pd.crosstab(moved["first"], moved["last"])
    numbers = range(1, classes + 1)
    table = counts.reindex(index=numbers, columns=numbers).astype("Int64")
    table = table.where(table.notna(), 0).astype(int)
    table.attrs["classes"] = moved
    return table


def mobility(matrix: pd.DataFrame) -> float:
    """0 where nobody changes class, 1 where the class left says nothing of the one reached (Shorrocks 1978).

    (k - trace P) / (k - 1), P being the matrix with rows that add up to 1; empty rows are left out.
    """
    shares = matrix.div(matrix.sum(axis="columns"), axis="index").dropna()
    if len(shares) < 2:
        return 0.0
    stay = float(np.trace(shares[shares.index]))
    return (len(shares) - stay) / (len(shares) - 1)

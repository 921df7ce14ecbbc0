"""Where an indicator of a pilot is heading: a straight line through its measurements, and how sure it is.

The line is that of least squares through baseline and measurements over time; the band is the prediction
interval of one new measurement, Student's t with n - 2 degrees of freedom:
line ± t * s * sqrt(1 + 1/n + (x - mean x)² / Σ(x - mean x)²). Four points are needed, and the line is not
drawn further ahead than the pilot has been measured: what lies beyond nobody knows from so few figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy.stats import t as student

from danube.catalogue.forms import BASELINE, MEASUREMENT, TARGET
from danube.programme import periods
from danube.programme.register import records

SHARE = 0.8
"""How often a new measurement falls into the band, were the line true."""

FEWEST = 4
STEPS = 24
SERIES = ["indicator", "region"]
Verdict = Literal["", "reached", "likely", "open", "unlikely"]
Lack = Literal["", "few", "same-day", "no-target", "far"]


@dataclass(frozen=True)
class Point:
    """A figure, the period it is of, and the day it stands at: the middle, of a target the last."""

    period: str
    when: date
    value: float
    source: str


@dataclass(frozen=True)
class Series:
    """An indicator of a pilot in one place (empty: the pilot as a whole), measurements by time."""

    pilot: str
    indicator: str
    unit: str
    region: str
    baseline: Point | None
    target: Point | None
    measured: tuple[Point, ...]

    @property
    def known(self) -> tuple[Point, ...]:
        """Baseline and measurements, by time."""
        first = () if self.baseline is None else (self.baseline,)
        return tuple(sorted((*first, *self.measured), key=lambda one: one.when))

    @property
    def progress(self) -> float | None:
        """The way from baseline to target that is done; 1 is all of it, None where nobody can say."""
        if self.baseline is None or self.target is None or not self.measured:
            return None
        way = self.target.value - self.baseline.value
        return (self.measured[-1].value - self.baseline.value) / way if way else None


@dataclass(frozen=True)
class Forecast:
    """The line (when, value, low, high) and what it says of the day `at`; `lacks` says why there is none.

    verdict: `reached` where the latest measurement has the target; else whether the whole band lies beyond
    the target (`likely`), short of it (`unlikely`) or around it (`open`).
    """

    path: pd.DataFrame
    at: date | None
    expected: float | None
    low: float | None
    high: float | None
    verdict: Verdict
    lacks: Lack


def series(measurements: pd.DataFrame, pilot: str) -> tuple[Series, ...]:
    """The series of a pilot: one per indicator and region, from rows of the table `measurement`."""
    own = measurements[(measurements["pilot"] == pilot) & measurements["value"].notna()]
    return tuple(
        _series(pilot, str(indicator), str(region), records(rows))
        for (indicator, region), rows in own.groupby(SERIES, sort=True)
    )


def _series(pilot: str, indicator: str, region: str, rows: list[dict[str, Any]]) -> Series:
    points = {kind: _points(rows, kind) for kind in (BASELINE, TARGET, MEASUREMENT)}
    unit = next((row["unit"] for row in rows if row["unit"]), "")
    earliest, latest = points[BASELINE][:1], points[TARGET][-1:]
    return Series(
        pilot,
        indicator,
        unit,
        region,
        earliest[0] if earliest else None,
        latest[0] if latest else None,
        points[MEASUREMENT],
    )


def _points(rows: list[dict[str, Any]], kind: str) -> tuple[Point, ...]:
    day = periods.last if kind == TARGET else periods.middle
    found = [
        Point(row["period"], day(row["period"]), float(row["value"]), row["source"])
        for row in rows
        if row["kind"] == kind
    ]
    return tuple(sorted(found, key=lambda one: one.when))


def of(one: Series, until: date | None = None, *, share: float = SHARE) -> Forecast:
    """The line up to a day, that of the target where none is named, and what it says of the target."""
    points = one.known
    if len(points) < FEWEST:
        return _nothing(one, "few")
    if len({point.when for point in points}) < 3:
        return _nothing(one, "same-day")
    wanted = until or (one.target.when if one.target else None)
    reach = points[-1].when + (points[-1].when - points[0].when)
    end = min(wanted or reach, reach)
    path = _path(points, max(end, points[-1].when), share)
    lacks: Lack = "no-target" if wanted is None else "far" if wanted > reach else ""
    if lacks:
        return Forecast(path, None, None, None, None, _reached(one), lacks)
    expected, low, high = _band(points, [end], share)[0]
    return Forecast(path, end, expected, low, high, _verdict(one, low, high), "")


def _nothing(one: Series, lacks: Lack) -> Forecast:
    empty = pd.DataFrame(columns=["when", "value", "low", "high"])
    return Forecast(empty, None, None, None, None, _reached(one), lacks)


def _path(points: tuple[Point, ...], end: date, share: float) -> pd.DataFrame:
    """From the first point to the end in equal steps."""
    first = points[0].when
    days = [first + timedelta(days=round(step * (end - first).days / STEPS)) for step in range(STEPS + 1)]
    rows = [(pd.Timestamp(day), *row) for day, row in zip(days, _band(points, days, share), strict=True)]
    return pd.DataFrame(rows, columns=["when", "value", "low", "high"])


def _band(points: tuple[Point, ...], days: list[date], share: float) -> list[tuple[float, float, float]]:
    """Of each day: the line, and both ends of the prediction interval."""
    x = np.array([point.when.toordinal() for point in points], dtype=float)
    y = np.array([point.value for point in points], dtype=float)
    away = x - x.mean()
    slope = float(away @ y / (away @ away))
    rest = y - y.mean() - slope * away
    spread = sqrt(float(rest @ rest) / (len(x) - 2))
    ahead = np.array([day.toordinal() for day in days], dtype=float) - x.mean()
    line = y.mean() + slope * ahead
    quantile = float(student.ppf((1 + share) / 2, len(x) - 2))
    half = quantile * spread * np.sqrt(1 + 1 / len(x) + ahead**2 / (away @ away))
    return [(float(at), float(at - by), float(at + by)) for at, by in zip(line, half, strict=True)]


def _reached(one: Series) -> Verdict:
    """Whether the latest measurement has the target; a fall is what some targets want."""
    progress = one.progress
    return "reached" if progress is not None and progress >= 1 else ""


def _verdict(one: Series, low: float, high: float) -> Verdict:
    if one.target is None or _reached(one):
        return _reached(one)
    goal = one.target.value
    falling = one.baseline is not None and goal < one.baseline.value
    if one.baseline is None:
        return ""
    beyond, short = (high <= goal, low > goal) if falling else (low >= goal, high < goal)
    return "likely" if beyond else "unlikely" if short else "open"

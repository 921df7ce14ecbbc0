"""Outliers drawn in before normalisation, with a record of every figure that was changed.

An indicator is treated while its skewness lies beyond 2 and its excess kurtosis above 3.5 (both sample
estimates G1 and G2, Joanes & Gill 1998), the rule of the JRC's COINr and of the Global Innovation Index.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from danube.benchmark.hierarchy import ScoreError
from danube.texts import _

TREATMENTS = ("none", "winsorise", "log", "auto")
SKEWNESS = 2.0
KURTOSIS = 3.5
MOST = 5
RECORD = ["indicator", "what", "region", "before", "after", "skewness", "kurtosis"]

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Treated:
    """The figures after treatment; `record` has a row per changed figure, skewness and kurtosis before."""

    values: pd.DataFrame
    record: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=RECORD))


def treat(values: pd.DataFrame, *, method: str = "none", most: int = MOST) -> Treated:
    """Units × indicators with outliers drawn in; nothing is done to an indicator without any.

    winsorise: the farthest figures take the value of the next, at most `most` of them; log: the whole
    indicator is moved to positive figures and its logarithm taken; auto: winsorise, or log where that does
    not suffice.
    """
    if method not in TREATMENTS:
        raise ScoreError(
            _(
                "There is no treatment {method}; choose one of {methods}.",
                method=method,
                methods=", ".join(TREATMENTS),
            )
        )
    figures = values.to_numpy(dtype=float)
    if method == "none":
        return Treated(values.astype(float))
    suspects = [place for place in range(figures.shape[1]) if outlying(figures[:, place])]
    after = figures.copy()
    rows: list[pd.DataFrame] = []
    for place in suspects:
        what, after[:, place] = _treated(figures[:, place], method, most)
        rows.append(_changes(values.columns[place], what, values.index, figures[:, place], after[:, place]))
    record = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=RECORD)
    return Treated(pd.DataFrame(after, index=values.index, columns=values.columns), record)


def moments(figures: Vector) -> tuple[float, float]:
    """Skewness G1 and excess kurtosis G2 of the known figures; NaN of fewer than four or of equal ones."""
    known = figures[~np.isnan(figures)]
    count = len(known)
    away = known - known.mean() if count else known
    second = float((away**2).mean()) if count else 0.0
    if count < 4 or second == 0 or known.min() == known.max():
        return float("nan"), float("nan")
    third, fourth = float((away**3).mean()) / second**1.5, float((away**4).mean()) / second**2 - 3
    skewness = third * (count * (count - 1)) ** 0.5 / (count - 2)
    kurtosis = ((count + 1) * fourth + 6) * (count - 1) / ((count - 2) * (count - 3))
    return skewness, kurtosis


def outlying(figures: Vector) -> bool:
    """True where the rule of skewness and kurtosis calls for treatment."""
    skewness, kurtosis = moments(figures)
    return abs(skewness) > SKEWNESS and kurtosis > KURTOSIS


def _treated(figures: Vector, method: str, most: int) -> tuple[str, Vector]:
    if method == "log":
        return "log", logged(figures)
    drawn = winsorised(figures, most)
    if method == "auto" and outlying(drawn):
        return "log", logged(figures)
    return "winsorised", drawn


def winsorised(figures: Vector, most: int = MOST) -> Vector:
    """The farthest figures set to the next one, one after the other, until the rule is met.

    On the side of the skew; equal figures move together; never more than `most` figures in all.
    """
    drawn = figures.copy()
    while outlying(drawn):
        side = 1 if moments(drawn)[0] > 0 else -1
        far = side * drawn == np.nanmax(side * drawn)
        if far.sum() > most or far.all():
            break
        drawn[far] = side * np.nanmax(side * drawn[~far])
    return drawn


def logged(figures: Vector) -> Vector:
    """Logarithm of the figures moved to a hundredth of their range above zero, mirrored where left-skewed.

    ln(x - min + range / 100), the transformation of COINr; the order of the units is kept.
    """
    side = 1 if moments(figures)[0] >= 0 else -1
    turned = side * figures
    low, high = np.nanmin(turned), np.nanmax(turned)
    return np.asarray(side * np.log(turned - low + (high - low) / 100))


def _changes(indicator: str, what: str, units: pd.Index, before: Vector, after: Vector) -> pd.DataFrame:
    """A row per figure that changed; NaN is never a change."""
    moved = np.flatnonzero((before != after) & ~np.isnan(before))
    skewness, kurtosis = moments(before)
    return pd.DataFrame(
        {
            "indicator": indicator,
            "what": what,
            "region": units[moved],
            "before": before[moved],
            "after": after[moved],
            "skewness": skewness,
            "kurtosis": kurtosis,
        },
        columns=RECORD,
    )

"""Indicators of different units on one scale, higher always better.

The methods are those of the Handbook on Constructing Composite Indicators (OECD & JRC 2008, step 5). A
missing figure stays missing, a known one stays known: an indicator on which all units agree puts them in
the middle of the scale.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from danube.benchmark.hierarchy import ScoreError
from danube.texts import _

METHODS = ("min-max", "z-score", "rank", "percentile", "leader", "reference")
FLOOR = 1.0
"""Lowest score that enters a geometric or harmonic mean: these need positive figures."""

Matrix = npt.NDArray[np.float64]


def normalise(
    values: pd.DataFrame,
    directions: pd.Series | Mapping[str, int],
    method: str = "min-max",
    *,
    reference: pd.Series | None = None,
    bounds: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Units × indicators on one scale; `directions` +1 or -1 by indicator.

    min-max 0..100 (within `bounds`, a table indicator → low, high, where given); z-score mean 0 and sample
    standard deviation 1; rank 0..100 by place, ties in the middle; percentile 0..100, share of units below
    plus half of those level (Hazen); leader and reference in % of the best figure or of `reference`.
    """
    names = list(values.columns)
    signs = np.array([directions[name] for name in names], dtype=float)
    figures = values.to_numpy(dtype=float)
    if method in SCALES:
        scaled = SCALES[method](figures * signs)
    elif method == "min-max":
        scaled = _min_max(figures, signs, _limits(figures, names, bounds))
    elif method in ("leader", "reference"):
        against = _best(figures, signs) if method == "leader" else _reference(reference, names)
        scaled = _relative(figures, signs, against, names)
    else:
        raise ScoreError(_("There is no normalisation {method}; choose one of {methods}.", **_known(method)))
    return pd.DataFrame(scaled, index=values.index, columns=values.columns)


def positive(normalised: pd.DataFrame, method: str) -> pd.DataFrame:
    """The same scale made positive, for geometric and harmonic means; differences keep their proportions.

    z-scores become 100 + 10 z (Mazziotta & Pareto 2013), all others move from 0..100 to 1..100 (OECD & JRC
    2008); what would still fall below 1 stands at 1.
    """
    moved = 100 + 10 * normalised if method == "z-score" else FLOOR + (100 - FLOOR) / 100 * normalised
    return moved.clip(lower=FLOOR)


def _known(method: str) -> dict[str, str]:
    return {"method": method, "methods": ", ".join(METHODS)}


def _lowest(figures: Matrix) -> Matrix:
    return np.fmin.reduce(figures, axis=0, initial=np.nan)


def _highest(figures: Matrix) -> Matrix:
    return np.fmax.reduce(figures, axis=0, initial=np.nan)


def _limits(figures: Matrix, names: list[str], bounds: pd.DataFrame | None) -> tuple[Matrix, Matrix]:
    """Low and high per indicator: from `bounds`, or those of the figures where it tells none."""
    low, high = _lowest(figures), _highest(figures)
    if bounds is None:
        return low, high
    fixed = bounds.reindex(names)
    fixed_low, fixed_high = (fixed[side].to_numpy(dtype=float) for side in ("low", "high"))
    return np.where(np.isnan(fixed_low), low, fixed_low), np.where(np.isnan(fixed_high), high, fixed_high)


def _min_max(figures: Matrix, signs: Matrix, limits: tuple[Matrix, Matrix]) -> Matrix:
    low, high = limits
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (figures - low) / (high - low)
    share = np.where((high > low) | np.isnan(figures), share, 0.5)
    return 100 * np.where(signs > 0, share, 1 - share)


def _z(figures: Matrix) -> Matrix:
    known = ~np.isnan(figures)
    count = known.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        away = figures - np.nansum(figures, axis=0) / count
        scaled = away / np.sqrt(np.nansum(away**2, axis=0) / (count - 1))
    level = _highest(figures) <= _lowest(figures)
    return np.where(level & known, 0.0, scaled)


def _places(figures: Matrix) -> tuple[Matrix, Matrix]:
    """Rank from below, ties in the middle; and how many are ranked."""
    return pd.DataFrame(figures).rank().to_numpy(), (~np.isnan(figures)).sum(axis=0).astype(float)


def _rank(figures: Matrix) -> Matrix:
    place, count = _places(figures)
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = 100 * (place - 1) / (count - 1)
    return np.where((count == 1) & ~np.isnan(figures), 50.0, scaled)


def _percentile(figures: Matrix) -> Matrix:
    place, count = _places(figures)
    with np.errstate(divide="ignore", invalid="ignore"):
        return 100 * (place - 0.5) / count


SCALES: dict[str, Callable[[Matrix], Matrix]] = {"z-score": _z, "rank": _rank, "percentile": _percentile}


def _best(figures: Matrix, signs: Matrix) -> Matrix:
    return np.where(signs > 0, _highest(figures), _lowest(figures))


def _reference(reference: pd.Series | None, names: list[str]) -> Matrix:
    if reference is None:
        raise ScoreError(_("The distance to a reference needs a reference figure for every indicator."))
    return reference.reindex(names).to_numpy(dtype=float)


def _relative(figures: Matrix, signs: Matrix, against: Matrix, names: list[str]) -> Matrix:
    """Figure in % of `against`, or the reverse where lower is better; positive figures only."""
    lowest = _lowest(figures)
    for name, low, base, sign in zip(names, lowest, against, signs, strict=True):
        if low == low and (not base > 0 or low < 0 or (sign < 0 and low == 0)):
            raise ScoreError(
                _(
                    "{name} has no percentage of a leader or a reference, because a figure is missing, zero "
                    "or negative; choose another normalisation, such as min-max.",
                    name=name,
                )
            )
    with np.errstate(divide="ignore", invalid="ignore"):
        return 100 * np.where(signs > 0, figures / against, against / figures)

"""How far apart regions lie in one year: coefficient of variation, Gini, Theil within and between countries.

With figures y, weights w (shares of the population, adding up to 1) and mean m = sum of w y:

    coefficient of variation = sqrt(sum of w (y - m)^2) / m       (Barro & Sala-i-Martin 1992, sigma)
    Gini = sum over pairs of w_i w_j |y_i - y_j| / (2 m)
    Theil T = sum of w (y / m) ln(y / m)                           (Theil 1967; 0 ln 0 = 0)
    between = sum over groups of W (M / m) ln(M / m), W and M being the group's weight and mean
    within = sum over groups of W (M / m) T of the group; within + between = T  (Shorrocks 1980)

All three are 0 where every figure is the same and do not change with the unit. They need figures that
have a zero: of scores around zero there is only the standard deviation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

YEARLY = ["mean", "deviation", "variation", "gini", "theil", "within", "between", "count"]


class DisparityError(ValueError):
    """Figures or weights of which no measure can be made: what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Theil:
    """The whole and its two parts; `groups` holds weight, mean, theil and share of each group.

    `share` is what the inequality inside the group adds to the whole: all shares add up to `within`.
    """

    total: float
    within: float
    between: float
    groups: pd.DataFrame


def deviation(values: pd.Series, weights: pd.Series | None = None) -> float:
    """Standard deviation, of the whole population (divided by n, not n - 1), in the figures' unit."""
    y, w = _weighed(values, weights)
    return float(np.sqrt(w @ (y - w @ y) ** 2))


def variation(values: pd.Series, weights: pd.Series | None = None) -> float:
    """Coefficient of variation: the standard deviation as a share of the mean."""
    y, w = _weighed(_positive(values, "coefficient of variation"), weights)
    return float(np.sqrt(w @ (y - w @ y) ** 2) / (w @ y))


def gini(values: pd.Series, weights: pd.Series | None = None) -> float:
    """0 where all figures are the same; half the mean difference of two, as a share of the mean."""
    y, w = _weighed(_positive(values, "Gini coefficient"), weights)
    return float(w @ np.abs(y[:, None] - y[None, :]) @ w / (2 * (w @ y)))


def theil(values: pd.Series, groups: pd.Series, weights: pd.Series | None = None) -> Theil:
    """Theil's T of regions, split by `groups` (region → country), weighted by `weights` (population).

    Regions without a figure are left out; DisparityError where a figure is below zero, a weight is
    missing or no figure is above zero.
    """
    y, w = _weighed(_positive(values, "Theil index"), weights)
    table = pd.DataFrame({"w": w, "y": y, "of": groups.reindex(values.dropna().index).to_numpy()})
    if table["of"].isna().any():
        raise DisparityError("Every region needs a group; give one to each or leave the region out.")
    mean = float(w @ y)
    parts = pd.DataFrame(
        {key: _group(part, mean) for key, part in table.groupby("of", sort=True)}
    ).T.rename_axis("group")  # fmt: skip
    between = float(parts["weight"].to_numpy() @ _entropy(parts["mean"].to_numpy() / mean))
    within = float(parts["share"].to_numpy().sum())
    return Theil(float(w @ _entropy(y / mean)), within, between, parts)


def _group(part: pd.DataFrame, mean: float) -> dict[str, float]:
    w, y = part["w"].to_numpy(), part["y"].to_numpy()
    weight = float(w.sum())
    own = float(w @ y) / weight
    inside = float(w @ _entropy(y / own)) / weight if own > 0 else 0.0
    return {"weight": weight, "mean": own, "theil": inside, "share": weight * own / mean * inside}


def _entropy(ratios: np.ndarray) -> np.ndarray:
    """x ln x, which is 0 at 0."""
    return ratios * np.log(np.where(ratios > 0, ratios, 1.0))


def over_years(figures: pd.DataFrame, groups: pd.Series, weights: pd.Series | None = None) -> pd.DataFrame:
    """Year → mean, deviation, variation, gini, theil, within, between, count.

    `figures` are years by regions, the same regions in all years; the weights stay the same too, so that
    only figures move the measures. Where a figure is zero or below in any year, all but mean and
    deviation are missing.
    """
    relative = bool((figures.min().min() >= 0) and (figures.max(axis="columns") > 0).all())
    rows = {str(year): _year(row.dropna(), groups, weights, relative) for year, row in figures.iterrows()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=YEARLY).rename_axis("period")


def _year(row: pd.Series, groups: pd.Series, weights: pd.Series | None, relative: bool) -> tuple[float, ...]:
    y, w = _weighed(row, weights)
    plain = (float(w @ y), deviation(row, weights))
    if not relative:
        return (*plain, *[float("nan")] * 5, len(row))
    split = theil(row, groups, weights)
    shares = (variation(row, weights), gini(row, weights), split.total, split.within, split.between)
    return (*plain, *shares, len(row))


def _positive(values: pd.Series, measure: str) -> pd.Series:
    known = values.dropna()
    if known.empty or known.max() <= 0 or known.min() < 0:
        seen = "no figure is above zero" if known.empty or known.max() <= 0 else f"one is {known.min():g}"
        raise DisparityError(
            f"The {measure} compares figures with their mean and needs them from zero upwards, but {seen}; "
            "use the standard deviation."
        )
    return known


def _weighed(values: pd.Series, weights: pd.Series | None) -> tuple[np.ndarray, np.ndarray]:
    """Figures and their weights, which add up to 1; every region with a figure needs a positive weight."""
    known = values.dropna()
    if known.empty:
        raise DisparityError("There is no figure; choose a year in which regions have figures.")
    if weights is None:
        return known.to_numpy(dtype=float), np.full(len(known), 1 / len(known))
    share = weights.reindex(known.index)
    bad = share.index[~(share > 0)]
    if len(bad):
        raise DisparityError(
            f"No weight above zero for {', '.join(map(str, bad))}; give one or leave the region out."
        )
    return known.to_numpy(dtype=float), (share / share.sum()).to_numpy(dtype=float)

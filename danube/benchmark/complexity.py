"""Relatedness and complexity: which sectors go together, and which few regions can do.

All start from the table of specialisations M, region by sector: 1.0 where the region has more than its
share of a sector, 0.0 where it has not, NaN where no figure says. What is unknown counts on neither side:
proximities rest on the regions that know both sectors, complexity on the regions that know every sector.
With few sectors the figures are coarse; `Complexity.regions` and `.sectors` hold what they rest on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

COVERED = 0.65
"""A sector known in a smaller share of the regions carries no complexity (the JRC's rule of thumb)."""

FEWEST = 3
"""Regions and sectors without which there is no second eigenvector to speak of."""


@dataclass(frozen=True)
class Complexity:
    """Standardised indices (mean 0, sd 1); NaN where a region or sector could not be placed.

    `regions`: economic complexity index. `sectors`: product complexity index. Higher is more complex.
    """

    regions: pd.Series
    sectors: pd.Series


def proximity(matrix: pd.DataFrame) -> pd.DataFrame:
    """Sector by sector: the smaller of P(i | j) and P(j | i), 1 on the diagonal.

    Counted over the regions that know both; NaN where nobody is specialised in either.
    (Hidalgo, Klinger, Barabási & Hausmann 2007)
    """
    known = matrix.notna().to_numpy(float)
    special = matrix.eq(1.0).to_numpy(float)
    both = special.T @ special
    bases = special.T @ known  # specialised in the row's sector, the column's one being known
    most = np.maximum(bases, bases.T)
    near = np.divide(both, most, out=np.full_like(both, np.nan), where=most > 0)
    return pd.DataFrame(near, index=matrix.columns, columns=matrix.columns)


def density(matrix: pd.DataFrame, near: pd.DataFrame) -> pd.DataFrame:
    """Region by sector, 0 to 100: how much of what is close to a sector the region already does.

    100 · Σ_j M_rj φ_ij / Σ_j φ_ij over the other sectors j that the region knows. (Balland et al. 2019)
    """
    link = near.reindex(index=matrix.columns, columns=matrix.columns).to_numpy(float, copy=True)
    np.fill_diagonal(link, np.nan)
    link = np.where(np.isnan(link), 0.0, link)
    done = matrix.eq(1.0).to_numpy(float) @ link
    all_ = matrix.notna().to_numpy(float) @ link
    share = np.divide(100 * done, all_, out=np.full_like(done, np.nan), where=all_ > 0)
    return pd.DataFrame(share, index=matrix.index, columns=matrix.columns)


def complexity(matrix: pd.DataFrame, *, covered: float = COVERED) -> Complexity:
    """Complexity of regions and of sectors, by the eigenvector method.

    The second eigenvector of Σ_p M_cp M_c'p / (k_c k_p), standardised with the sample's deviation; its
    sign is that of the correlation with diversity. A sector is as complex as the mean of the regions
    specialised in it. (Hidalgo & Hausmann 2009; Balland et al. 2019)
    """
    regions = pd.Series(np.nan, index=matrix.index, name="complexity", dtype=float)
    sectors = pd.Series(np.nan, index=matrix.columns, name="complexity", dtype=float)
    table = _placed(matrix.loc[:, matrix.notna().mean() >= covered].dropna())
    if min(table.shape) < FEWEST:
        return Complexity(regions, sectors)
    found = _standard(_second(table))
    mean = table.T.dot(found) / table.sum()
    regions.update(found)
    sectors.update(_standard(mean))
    return Complexity(regions, sectors)


def _placed(table: pd.DataFrame) -> pd.DataFrame:
    """Without regions that are specialised in nothing and sectors in which nobody is, in a fixed order."""
    kept = table.loc[table.sum(axis="columns") > 0, table.sum() > 0]
    return kept.sort_index().sort_index(axis="columns")


def _second(table: pd.DataFrame) -> pd.Series:
    """The second eigenvector of regions, through the symmetric matrix that has the same eigenvalues."""
    cells = table.to_numpy(float)
    diversity, ubiquity = cells.sum(axis=1), cells.sum(axis=0)
    root = cells / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)
    vectors = np.linalg.eigh(root @ root.T)[1]
    vector = pd.Series(vectors[:, -2] / np.sqrt(diversity), index=table.index)
    return vector * _sign(vector, diversity)


def _sign(vector: pd.Series, diversity: np.ndarray) -> float:
    """+1 or -1; where diversity does not tell (everybody does as many things), the first region decides."""
    away = float(np.dot(vector - vector.mean(), diversity - diversity.mean()))
    scale = float(np.linalg.norm(vector) * np.linalg.norm(diversity))
    return 1.0 if (away if abs(away) > 1e-9 * scale else vector.iloc[0]) >= 0 else -1.0


def _standard(series: pd.Series) -> pd.Series:
    deviation = float(series.std(ddof=1))
    return (series - series.mean()) / deviation if deviation > 0 else series * np.nan

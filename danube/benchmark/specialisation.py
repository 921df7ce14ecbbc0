"""What regions are specialised in: shares, location quotients, and what could come next.

All start from a table of employment (or another size), unit by sector, NaN where no figure says. Shares
are of the unit's published total, so that a sector that nobody may publish does not swell the others; a
sector is compared over the units that know it. With every cell known these are the textbook's formulas.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from danube.benchmark.complexity import Complexity


class SpecialisationError(ValueError):
    """A table that cannot be sizes of sectors; the message says which cell and why."""


def shares(sizes: pd.DataFrame, totals: pd.Series | None = None) -> pd.DataFrame:
    """Unit by sector: the share of the sector in the unit, 0 to 1.

    Without `totals`, a unit's total is the sum of its known sectors. Raises `SpecialisationError`.
    """
    return sizes.div(_totals(sizes, totals), axis="index")


def whole(sizes: pd.DataFrame, totals: pd.Series | None = None) -> pd.Series:
    """Sector → its share in all units together that know it."""
    bases = _bases(sizes, _totals(sizes, totals)).sum()
    return (sizes.sum(min_count=1) / bases).where(bases > 0)


def rest(sizes: pd.DataFrame, totals: pd.Series | None = None) -> pd.DataFrame:
    """Unit by sector: the share of the sector in all the other units together that know it."""
    bases = _bases(sizes, _totals(sizes, totals))
    others = bases.sum() - bases.where(sizes.notna(), 0.0)
    left = sizes.sum() - sizes.where(sizes.notna(), 0.0)
    return (left / others).where(others > 1e-9 * bases.sum())


def quotients(share: pd.DataFrame, against: pd.Series) -> pd.DataFrame:
    """Share of a sector in the unit over its share in the whole; 1 means as much as everywhere.

    The location quotient, in trade revealed comparative advantage, also called the Hoover–Balassa
    index. (Hoover 1936; Florence 1939; Balassa 1965)
    """
    return share.div(against.where(against > 0), axis="columns")


def symmetric(quotient: pd.DataFrame) -> pd.DataFrame:
    """(q - 1) / (q + 1): from -1 (none) over 0 (as everywhere) to 1; half and double lie equally far away.

    (Dalum, Laursen & Villumsen 1998)
    """
    return (quotient - 1) / (quotient + 1)


def specialised(quotient: pd.DataFrame) -> pd.DataFrame:
    """1.0 where the quotient is 1 or more, 0.0 where less, NaN where it is not known. (Balassa 1965)"""
    return quotient.ge(1.0).astype(float).where(quotient.notna())


def krugman(share: pd.DataFrame, others: pd.DataFrame | pd.Series) -> pd.Series:
    """Unit → Σ |share - share elsewhere| over the sectors known on both sides, 0 (alike) to 2 (disjoint).

    Half of it is the share of the jobs that would have to change sector for the unit to look like the
    others. Both sides are first brought to sum 1 over the sectors compared. (Krugman 1991)
    """
    elsewhere = others if isinstance(others, pd.DataFrame) else _repeated(others, share.index)
    elsewhere = elsewhere.reindex(index=share.index, columns=share.columns)
    known = share.notna() & elsewhere.notna()
    here, there = (_to_one(side.where(known)) for side in (share, elsewhere))
    return (here - there).abs().sum(axis="columns", min_count=1).rename("krugman")


def localisation(sizes: pd.DataFrame, totals: pd.Series | None = None) -> pd.Series:
    """Sector → ½ Σ_r |unit's share of the sector - its share of all sectors|: 0 (spread) to 1 (in one place).

    Over the units that know the sector. (Hoover 1936)
    """
    bases = _bases(sizes, _totals(sizes, totals))
    apart = (sizes / sizes.sum() - bases / bases.sum()).abs()
    return (apart.sum(min_count=1) / 2).rename("localisation")


def opportunities(
    unit: str, matrix: pd.DataFrame, related: pd.DataFrame, complexities: Complexity
) -> pd.DataFrame:
    """The sectors in which the unit is not specialised yet: relatedness, complexity, gain; nearest first.

    `gain`: by how much the mean complexity of the unit's specialisations would change with this one
    (a unit's complexity is proportional to that mean). NaN where a sector's complexity is not known.
    (Balland, Boschma, Crespo & Rigby 2019)
    """
    row = pd.Series(matrix.loc[unit])
    known = complexities.sectors.reindex(row.index)
    own = known[list(row.index[row.eq(1.0)])].dropna()
    mean = own.mean() if len(own) else 0.0
    table = pd.DataFrame(
        {
            "relatedness": related.loc[unit],
            "complexity": known,
            "gain": (known - mean) / (len(own) + 1),
        }
    )
    waiting = table.loc[list(row.index[row.eq(0.0)])].rename_axis("sector")
    return waiting.sort_values("relatedness", ascending=False, kind="stable")


def usual(matrix: pd.DataFrame, related: pd.DataFrame) -> pd.Series:
    """Sector → the median relatedness of the units that are not specialised in it."""
    return related.where(matrix.eq(0.0)).median().rename("usual")


def complementarities(
    matrix: pd.DataFrame, related: pd.DataFrame, one: str, other: str, common: pd.Series | None = None
) -> pd.DataFrame:
    """Sectors in which one of two units is specialised and the other one is not yet, but near to it.

    Columns strong (who is specialised), open (who is not), sector, relatedness (of the open one), usual
    (`common`, as `usual` of all units) and near (at least as related as usual); nearest first.
    """
    common = usual(matrix, related) if common is None else common
    rows = [
        (strong, open_, sector, near, common[sector])
        for strong, open_ in ((one, other), (other, one))
        for sector, has, lacks, near in zip(
            matrix.columns,
            matrix.loc[strong] == 1.0,
            matrix.loc[open_] == 0.0,
            related.loc[open_],
            strict=True,
        )
        if has and lacks
    ]
    table = pd.DataFrame(rows, columns=["strong", "open", "sector", "relatedness", "usual"])
    table["near"] = table["relatedness"] >= table["usual"]
    order = ["near", "relatedness"]
    return table.sort_values(order, ascending=False, kind="stable").reset_index(drop=True)


def _totals(sizes: pd.DataFrame, totals: pd.Series | None) -> pd.Series:
    """The units' totals; what cannot be a size is refused with its place."""
    wrong = sizes.lt(0) | np.isinf(sizes)
    if wrong.to_numpy().any():
        row, column = np.argwhere(wrong.to_numpy())[0].tolist()
        place = f"{sizes.index[row]!s}, {sizes.columns[column]!s}"
        raise SpecialisationError(
            f"{place}: {sizes.to_numpy(float)[row, column]:g} cannot be the size of a sector; it must be a "
            "finite number of 0 or more, or missing."
        )
    sums = sizes.sum(axis="columns", min_count=1)
    known = sums if totals is None else totals.reindex(sizes.index).astype(float)
    return known.where(known > 0)


def _bases(sizes: pd.DataFrame, totals: pd.Series) -> pd.DataFrame:
    """The totals of the units, in the cells that are known."""
    return pd.DataFrame({sector: totals.where(sizes[sector].notna()) for sector in sizes})


def _repeated(row: pd.Series, units: pd.Index) -> pd.DataFrame:
    return pd.DataFrame([row] * len(units), index=units)


def _to_one(side: pd.DataFrame) -> pd.DataFrame:
    sums = side.sum(axis="columns", min_count=1)
    return side.div(sums.where(sums > 0), axis="index")

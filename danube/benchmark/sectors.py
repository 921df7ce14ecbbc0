"""Employment by sector as pages ask for it: which year, which units, and all that follows for each of them.

The basis is the NUTS 2 regions with figures of their own. Larger units stand beside them, measured against
the same basis, for regions that have none; they change nobody's figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from danube.benchmark import complexity, panel, specialisation
from danube.benchmark.complexity import COVERED, Complexity

REGION = 2


@dataclass(frozen=True)
class Sectors:
    """One year of employment by sector; units by sectors, NaN where no figure says.

    quotient, matrix, related: units by sectors, as in `specialisation` and `complexity`; krugman by unit;
    `regions` are the NUTS 2 regions that the comparison rests on.
    """

    period: str
    regions: tuple[str, ...]
    share: pd.DataFrame
    whole: pd.Series
    quotient: pd.DataFrame
    matrix: pd.DataFrame
    related: pd.DataFrame
    complexities: Complexity
    krugman: pd.Series
    flags: pd.DataFrame

    def origin(self, unit: str, ancestors: Sequence[str]) -> str | None:
        """The unit itself, else the nearest larger one with figures; None without any."""
        return next((code for code in (unit, *ancestors) if code in self.share.index), None)

    def table(self, unit: str) -> pd.DataFrame:
        """One row per sector: share, whole, quotient, symmetric, done, relatedness, complexity, flag.

        Highest quotient first, unknown sectors last.
        """
        columns = {
            "share": self.share.loc[unit],
            "whole": self.whole,
            "quotient": self.quotient.loc[unit],
            "symmetric": specialisation.symmetric(self.quotient).loc[unit],
            "done": self.matrix.loc[unit],
            "relatedness": self.related.loc[unit],
            "complexity": self.complexities.sectors,
            "flag": self.flags.loc[unit],
        }
        return pd.DataFrame(columns).sort_values("quotient", ascending=False, kind="stable")

    def next_steps(self, unit: str) -> pd.DataFrame:
        """As `specialisation.opportunities`."""
        return specialisation.opportunities(unit, self.matrix, self.related, self.complexities)

    def together(self, one: str, other: str) -> pd.DataFrame:
        """As `specialisation.complementarities`, measured against what is usual among the regions."""
        return specialisation.complementarities(self.matrix, self.related, one, other, self._usual)

    @cached_property
    def _usual(self) -> pd.Series:
        matrix, related = (part.loc[[*self.regions]] for part in (self.matrix, self.related))
        return specialisation.usual(matrix, related)


def of(observations: pd.DataFrame, sectors: Mapping[str, str], total: str | None = None) -> Sectors | None:
    """The latest year in which most sectors are well covered; None where there is none.

    Args:
        observations: tidy rows with level, as the store gives them.
        sectors: indicator → what the sector is called in the result's columns.
        total: the indicator of the units' totals.
    """
    period = latest(observations, list(sectors))
    if period is None:
        return None
    rows = observations[(observations["period"] == period) & (observations["level"] >= 0)]
    sizes = _wide(rows, sectors, "value").astype(float)
    sizes = sizes[sizes.notna().mean(axis="columns") >= COVERED]
    levels = rows.drop_duplicates("region").set_index("region")["level"].reindex(sizes.index)
    basis = sizes[levels == REGION]
    if basis.empty:
        return None
    return _measured(period, sizes, basis, _totals(rows, total, sizes), _wide(rows, sectors, "flag"))


def latest(observations: pd.DataFrame, sectors: Sequence[str]) -> str | None:
    """The latest year in which 65 % of the sectors are covered as well as in their best year, nearly."""
    covered = [panel.periods(observations, name, min_share=COVERED, level=REGION) for name in sectors]
    counts = pd.Series([year for years in covered for year in years], dtype=object).value_counts()
    enough = [str(year) for year, count in counts.items() if count >= COVERED * len(sectors)]
    return max(enough, default=None)


def _measured(
    period: str, sizes: pd.DataFrame, basis: pd.DataFrame, totals: pd.Series | None, flags: pd.DataFrame
) -> Sectors:
    share, whole = specialisation.shares(sizes, totals), specialisation.whole(basis, totals)
    quotient = specialisation.quotients(share, whole)
    matrix = specialisation.specialised(quotient)
    near = complexity.proximity(matrix.loc[basis.index])
    others = specialisation.rest(basis, totals).reindex(sizes.index)
    larger = [code for code in sizes.index if code not in basis.index]
    others.loc[larger] = whole.to_numpy()
    return Sectors(
        period,
        tuple(str(code) for code in basis.index),
        share,
        whole,
        quotient,
        matrix,
        complexity.density(matrix, near),
        complexity.complexity(matrix.loc[basis.index]),
        specialisation.krugman(share, others),
        flags.reindex(index=sizes.index, columns=sizes.columns),
    )


def _wide(rows: pd.DataFrame, sectors: Mapping[str, str], column: str) -> pd.DataFrame:
    """Units by sectors, in the order of `sectors`."""
    mine = rows[rows["indicator"].isin(list(sectors))]
    table = mine.pivot_table(index="region", columns="indicator", values=column, aggfunc="last", dropna=False)
    return table.reindex(columns=list(sectors)).rename(columns=dict(sectors)).rename_axis(columns="sector")


def _totals(rows: pd.DataFrame, total: str | None, sizes: pd.DataFrame) -> pd.Series | None:
    """The published totals; without them the sums of the sectors, unit by unit."""
    if total is None:
        return None
    known = rows[rows["indicator"] == total].drop_duplicates("region", keep="last").set_index("region")
    sums = sizes.sum(axis="columns", min_count=1)
    return known["value"].reindex(sizes.index).astype(float).combine_first(sums)

"""The index of a recipe with its doubt: scores, and how sure each place is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from danube.benchmark import distinguish, explanation, index, uncertainty
from danube.benchmark.index import Assembled
from danube.benchmark.recipe import Recipe
from danube.benchmark.scores import Scores
from danube.benchmark.uncertainty import Assumptions, Ranks
from danube.catalogue import Catalogue


@dataclass(frozen=True)
class Doubted:
    """One scenario: what was scored, the scores, how sure the places are."""

    recipe: Recipe
    table: Assembled
    scores: Scores
    ranks: Ranks

    @cached_property
    def ranking(self) -> pd.DataFrame:
        """Best first: score, rank, median, low, high, group, and the chances of ends and groups."""
        scored = self.scores.index.to_frame("score")
        return scored.join(self.ranks.table.drop(columns="score", errors="ignore"))

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """Region → its row of the ranking as plain values."""
        values = self.ranking.to_dict("records")
        return {
            str(code): {str(key): value for key, value in row.items()}
            for code, row in zip(self.ranking.index, values, strict=True)
        }

    @property
    def doubted(self) -> bool:
        """True where anything is varied at all."""
        return bool(self.recipe.vary) and self.recipe.draws > 0

    @cached_property
    def tied(self) -> int:
        """How many regions cannot be told apart from the one in the middle, itself included; 0 undoubted."""
        if not self.doubted:
            return 0
        return 1 + len(self.alike(str(self.ranking.index[(len(self.ranking) - 1) // 2])))

    @cached_property
    def marked(self) -> list[str]:
        """The ranked regions that are scored with a figure filled in for a missing one."""
        filled = (self.table.imputed != "").any(axis="columns")
        return [str(code) for code in self.ranking.index if filled.get(code, False)]

    def alike(self, region: str) -> list[str]:
        """The regions that cannot be told apart from this one, best first."""
        found = set(distinguish.tied_with(self.ranks, region))
        return [str(code) for code in self.ranking.index if code in found]

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """Region × indicator: points that lift a score above the average or hold it down."""
        return explanation.contributions(self.scores)


def of(observations: pd.DataFrame, recipe: Recipe, catalogue: Catalogue) -> Doubted:
    """The recipe over the tidy `observations`. Raises RecipeError or ScoreError with one sentence."""
    table = index.assemble(observations, recipe, catalogue)
    scored = index.rescored(table, recipe)
    return Doubted(recipe, table, scored, uncertainty.simulate(scored, assumptions(recipe)))


def assumptions(chosen: Recipe) -> Assumptions:
    """What the recipe varies, as the simulation takes it."""
    varied = chosen.vary if chosen.draws else ()
    return Assumptions.varying(varied, draws=max(chosen.draws, 1), seed=chosen.seed)

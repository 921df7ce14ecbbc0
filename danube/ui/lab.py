"""The index of a recipe with its doubt, calculated once per version and shared by all visitors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st

from danube import catalogue
from danube.benchmark import distinguish, explanation, index, recipe, uncertainty
from danube.benchmark.index import Assembled
from danube.benchmark.recipe import DRAWS, Recipe, RecipeError
from danube.benchmark.scores import Scores
from danube.benchmark.uncertainty import Assumptions, Ranks
from danube.store import editions
from danube.texts import _
from danube.ui import figures
from danube.words import lab as told

MOST_DRAWS = DRAWS
"""More would hold up the other visitors; the command line takes them."""

ASSEMBLY = ("imputation", "period", "level", "bounds", "reference")
"""What decides on the table that is scored; all else only decides on how."""


@dataclass(frozen=True)
class Lab:
    """One scenario at one edition of the figures: what was scored, the scores, how sure the places are."""

    recipe: Recipe
    edition: int
    table: Assembled
    scores: Scores
    ranks: Ranks

    @cached_property
    def ranking(self) -> pd.DataFrame:
        """Best first: score, rank, median, low, high, group, and the chances of ends and groups."""
        scored = self.scores.index.to_frame("score")
        return scored.join(self.ranks.table.drop(columns="score", errors="ignore"))

    @property
    def version(self) -> int:
        """The number of the version, for people and files."""
        return editions.version(self.edition)

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


@dataclass(frozen=True)
class Standing:
    """A region in a ready-made index: place as an interval, score, group; not ranked without a place.

    `share` is the part of the indicators that it has a figure for.
    """

    lens: str
    ranked: bool
    share: float
    count: int
    score: float = float("nan")
    low: int = 0
    high: int = 0
    group: str = ""

    @property
    def place(self) -> str:
        """`between 12th and 19th of 64`; empty where it is not ranked."""
        return told.between(self.low, self.high, self.count) if self.ranked else ""


def of(chosen: Recipe) -> Lab:
    """The index of a recipe at the version in use. Raises RecipeError or ScoreError with one sentence."""
    if chosen.draws > MOST_DRAWS:
        raise RecipeError(_("A page calculates at most {most} times; choose fewer.", most=MOST_DRAWS))
    return _at(figures.version(), chosen)


def _at(edition: int, chosen: Recipe) -> Lab:
    """The index of a recipe at this version, whichever the recipe names."""
    dated = replace(chosen, version=editions.version(edition))
    plain = replace(Recipe(chosen.indicators), **{key: getattr(chosen, key) for key in ASSEMBLY})
    return _calculated(edition, dated.as_json(), plain.as_json(), dated, plain)


def prime() -> None:
    """Calculates the ready-made indices of the latest version before the first visitor asks for them."""
    latest = figures.warehouse().latest()
    for name in recipe.LENSES:
        _at(latest, recipe.lens(name, catalogue.load()))


@st.cache_resource(show_spinner=False, max_entries=32)
def _calculated(edition: int, key: str, plain_key: str, _chosen: Recipe, _plain: Recipe) -> Lab:
    table = _assembled(edition, plain_key, _plain)
    scored = index.rescored(table, _chosen)
    ranks = uncertainty.simulate(scored, assumptions(_chosen))
    return Lab(_chosen, edition, table, scored, ranks)


@st.cache_resource(show_spinner=False, max_entries=48)
def _assembled(edition: int, key: str, _plain: Recipe) -> Assembled:
    return index.assemble(figures.at(edition).of(*_plain.indicators), _plain, catalogue.load())


def assumptions(chosen: Recipe) -> Assumptions:
    """What the recipe varies, as the simulation takes it."""
    varied = chosen.vary if chosen.draws else ()
    return Assumptions.varying(varied, draws=max(chosen.draws, 1), seed=chosen.seed)


def standing(region: str) -> dict[str, Standing]:
    """Where a region stands in the ready-made indices at the version in use: lens → place and score."""
    return _standings(figures.version(), region)


@st.cache_resource(show_spinner=False, max_entries=256)
def _standings(edition: int, region: str) -> dict[str, Standing]:
    return {name: _standing(of(recipe.lens(name, catalogue.load())), name, region) for name in recipe.LENSES}


def _standing(found: Lab, name: str, region: str) -> Standing:
    count, row = len(found.rows), found.rows.get(region)
    known = found.scores.values.notna().mean(axis="columns")
    share = float(known.get(region, 0.0))
    if row is None:
        return Standing(name, False, share, count)
    return Standing(name, True, share, count, row["score"], int(row["low"]), int(row["high"]), row["group"])

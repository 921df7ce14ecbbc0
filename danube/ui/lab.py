"""The index of a recipe with its doubt, calculated once per version and shared by all visitors."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from danube import catalogue
from danube.benchmark import index, recipe, uncertainty
from danube.benchmark.doubted import Doubted, assumptions
from danube.benchmark.index import Assembled
from danube.benchmark.recipe import DRAWS, Recipe, RecipeError
from danube.store import editions
from danube.texts import _
from danube.ui import figures
from danube.words.lab import Standing, stood

MOST_DRAWS = DRAWS
"""More would hold up the other visitors; the command line takes them."""

ASSEMBLY = ("imputation", "period", "level", "bounds", "reference")
"""What decides on the table that is scored; all else only decides on how."""


@dataclass(frozen=True)
class Lab(Doubted):
    """A scenario at one edition of the figures."""

    edition: int

    @property
    def version(self) -> int:
        """The number of the version, for people and files."""
        return editions.version(self.edition)


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
    return Lab(_chosen, table, scored, ranks, edition)


@st.cache_resource(show_spinner=False, max_entries=48)
def _assembled(edition: int, key: str, _plain: Recipe) -> Assembled:
    return index.assemble(figures.at(edition).of(*_plain.indicators), _plain, catalogue.load())


def standing(region: str) -> dict[str, Standing]:
    """Where a region stands in the ready-made indices at the version in use: lens → place and score."""
    return _standings(figures.version(), region)


@st.cache_resource(show_spinner=False, max_entries=256)
def _standings(edition: int, region: str) -> dict[str, Standing]:
    return {name: stood(of(recipe.lens(name, catalogue.load())), name, region) for name in recipe.LENSES}

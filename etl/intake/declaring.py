"""Indicators that an import brings along: from its recipe, from a file of blocks, from the analyst's form."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd

from danube import catalogue
from danube.catalogue import declaration, declared
from danube.catalogue.declared import DeclarationError
from danube.texts import _
from etl.intake.asked import Answers, ImportRefused, RecipeError
from etl.intake.recipe import Recipe

Blocks = Mapping[str, object]
UPLOAD = "upload"
"""The source of uploaded figures whose indicator is a publisher's."""


def read(path: Path) -> Blocks:
    """Id → fields of the blocks in a TOML file. Raises RecipeError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise RecipeError(_("{path} cannot be read as a declaration.", path=path)) from None
    except tomllib.TOMLDecodeError as error:
        raise RecipeError(_("{path} is no TOML: {error}.", path=path, error=error)) from None


def new(recipe: Recipe | None, given: Blocks | None) -> Blocks:
    """What the recipe declares, overlaid by what is declared now."""
    return {**(recipe.declared if recipe else {}), **(given or {})}


@contextmanager
def known(blocks: Blocks) -> Iterator[None]:
    """Inside, the catalogue has these indicators, too. Raises ImportRefused where one cannot be taken."""
    try:
        with declared.beside(blocks):
            yield
    except DeclarationError as error:
        raise ImportRefused(str(error)) from None


def kept(recipe: Recipe, blocks: Blocks, indicators: Iterable[str]) -> Recipe:
    """The recipe with what is declared of these indicators: now, or by an earlier load that may be withdrawn.

    While no figure is accepted, all that is new is kept.
    """
    used = set(indicators)
    mine = {name: fields for name, fields in blocks.items() if name in used or not used}
    return replace(recipe, declared={**declared.bodies(used), **mine})


def sources(recipe: Recipe, indicators: pd.Series) -> pd.Series:
    """The source of every figure: its own for a declared indicator, `upload` for any other."""
    known = catalogue.load()
    here = {name for name, one in known.indicators.items() if known.sources[one.source].status == "uploaded"}
    theirs = here | set(recipe.declared)
    return indicators.map(lambda name: declaration.source_of(name) if name in theirs else UPLOAD)


def only(blocks: Blocks, recipe: Recipe | None, answers: Answers | None) -> str:
    """The one new indicator, where nobody says which indicator the file is about; otherwise empty."""
    said = {**(recipe.answers if recipe else {}), **(answers or {})}
    return next(iter(blocks)) if len(blocks) == 1 and "id" not in said else ""

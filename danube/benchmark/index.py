"""From the warehouse's figures and a recipe to the table that is scored, and to its scores."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from danube import catalogue as declared
from danube import regions
from danube.benchmark import imputation, panel, scores
from danube.benchmark.hierarchy import ROOT
from danube.benchmark.panel import Years
from danube.benchmark.recipe import Recipe, RecipeError, checked
from danube.benchmark.scores import COVERAGE, Scores
from danube.catalogue import Catalogue
from danube.texts import _, listing

SIGNS = {"higher": 1, "lower": -1}


@dataclass(frozen=True)
class Assembled:
    """What a recipe scores.

    values: region × indicator; meta: the tree indicator → pillar → index; periods: indicator → year (None
    without any figure); imputed: the mark of every filled cell (see `imputation`), empty for own figures;
    bounds: indicator → low, high over all years, None where the year alone counts; reference: indicator →
    the figure that distances are measured from.
    """

    values: pd.DataFrame
    meta: pd.DataFrame
    periods: dict[str, str | None]
    imputed: pd.DataFrame
    bounds: pd.DataFrame | None
    reference: pd.Series


@dataclass(frozen=True)
class Index:
    """A recipe, the table that it came to, and the scores of that table."""

    recipe: Recipe
    assembled: Assembled
    scores: Scores


def run(observations: pd.DataFrame, recipe: Recipe, catalogue: Catalogue) -> Index:
    """Scores and ranks of the recipe over the tidy `observations`. Raises RecipeError or ScoreError."""
    table = assemble(observations, recipe, catalogue)
    return Index(recipe, table, rescored(table, recipe))


def rescored(table: Assembled, recipe: Recipe) -> Scores:
    """The scores of a table already assembled, where only weights and methods have changed."""
    if recipe.normalisation == "reference":
        _refuse_unmeasured(table.reference, recipe)
    return scores.score(
        table.values,
        metadata(recipe, table.meta),
        recipe.method(),
        reference=table.reference,
        bounds=table.bounds,
    )


def _refuse_unmeasured(reference: pd.Series, recipe: Recipe) -> None:
    """Distances are measured where every indicator has a reference figure."""
    blocks = declared.load().indicators
    lacking = [_(blocks[key].name) for key in recipe.indicators if pd.isna(reference[key])]
    if lacking:
        whose = _("the EU") if recipe.reference == "eu" else _("the Danube median")
        raise RecipeError(
            _(
                "There is no figure of {whose} for {names}; leave them out or measure from elsewhere.",
                whose=whose,
                names=listing(lacking if len(lacking) <= 3 else [*lacking[:2], _("others")]),
            )
        )


def assemble(observations: pd.DataFrame, recipe: Recipe, catalogue: Catalogue) -> Assembled:
    """Every region of the recipe's level × every indicator of the recipe; missing stays missing."""
    checked(recipe, catalogue)
    figures = shelves(observations, recipe.indicators)
    units = regions.at_level(recipe.level)
    own = {key: _own(figures[key], units) for key in recipe.indicators}
    periods = {key: recipe.period or _latest(own[key], figures[key]) for key in recipe.indicators}
    columns = {key: pd.Series(own[key].get(year or "", {}), dtype=float) for key, year in periods.items()}
    values = pd.DataFrame(columns).reindex(list(units)).rename_axis(index="region", columns="indicator")
    filled = imputation.fill(values, recipe.imputation, figures, periods)
    _refuse_empty(filled.values, recipe)
    return Assembled(
        values=filled.values,
        meta=_meta(recipe, catalogue),
        periods=periods,
        imputed=filled.origins,
        bounds=_bounds(own, filled.values) if recipe.bounds == "years" else None,
        reference=_references(figures, periods, values, recipe.reference),
    )


def covered(observations: pd.DataFrame, indicators: Iterable[str], level: int = 2) -> set[str]:
    """The indicators that at least 65 % of the level's regions have in the year that would be scored.

    The JRC's rule for indicators; measured over the regions with any figure at all (those that no
    publisher covers would lower all indicators alike).
    """
    keys = list(indicators)
    units = regions.at_level(level)
    own = {key: _own(years, units) for key, years in shelves(observations, keys).items()}
    latest = {key: set(years.get(_latest(years, {}) or "", {})) for key, years in own.items()}
    seen = set().union(*latest.values())
    return {key for key, found in latest.items() if len(found) >= COVERAGE * len(seen) and found}


def shelves(observations: pd.DataFrame, indicators: Collection[str]) -> dict[str, Years]:
    """Indicator → year → region → figure of these indicators; an empty shelf where there is none."""
    found = panel.yearly(observations[observations["indicator"].isin(list(indicators))])
    return {key: found.get(key, {}) for key in indicators}


def _own(years: Years, units: Collection[str]) -> Years:
    """The years in which a unit has a figure of its own, and these figures."""
    wanted = set(units)
    cut = {
        year: {unit: value for unit, value in figures.items() if unit in wanted}
        for year, figures in years.items()
    }
    return {year: figures for year, figures in cut.items() if figures}


def _latest(own: Years, every: Years) -> str | None:
    """The latest year that is well covered at this level; without any, the latest at other levels."""
    years = panel.covered(own) or panel.covered(every)
    return years[-1] if years else None


def _refuse_empty(values: pd.DataFrame, recipe: Recipe) -> None:
    if values.notna().to_numpy().any():
        return
    raise RecipeError(
        _(
            "None of the chosen indicators has figures of {period} at level {level}; choose others.",
            period=recipe.period or _("any year"),
            level=recipe.level,
        )
    )


def metadata(recipe: Recipe, meta: pd.DataFrame) -> pd.DataFrame:
    """The metadata with the recipe's weights."""
    weights = [float(recipe.weights.get(code, 1.0)) for code in meta.index]
    return meta.assign(weight=weights)


def _meta(recipe: Recipe, catalogue: Catalogue) -> pd.DataFrame:
    blocks = [catalogue.indicators[key] for key in recipe.indicators]
    used = {one.pillar for one in blocks}
    rows = [(one.id, SIGNS[one.direction], one.pillar, 1) for one in blocks]
    rows += [(pillar, 1, ROOT, 2) for pillar in catalogue.pillars if pillar in used]
    rows.append((ROOT, 1, "", 3))
    table = pd.DataFrame(rows, columns=["code", "direction", "parent", "level"]).set_index("code")
    return metadata(recipe, table)[["direction", "weight", "parent", "level"]]


def _bounds(own: Mapping[str, Years], filled: pd.DataFrame) -> pd.DataFrame:
    """Indicator → lowest and highest figure of any year, and of those filled in."""
    ends = {}
    for key, years in own.items():
        known = [value for figures in years.values() for value in figures.values()]
        known += filled[key].dropna().tolist()
        ends[key] = (min(known), max(known)) if known else (float("nan"), float("nan"))
    return pd.DataFrame.from_dict(ends, orient="index", columns=["low", "high"], dtype=float)


def _references(
    figures: Mapping[str, Years], periods: Mapping[str, str | None], values: pd.DataFrame, which: str
) -> pd.Series:
    """Indicator → the EU's figure of the year, or the median of the regions' own; NaN where unknown."""
    if which == "median":
        return values.median().rename("reference")
    found = {key: figures[key].get(year or "", {}).get(regions.EU) for key, year in periods.items()}
    return pd.Series(found, dtype=float, name="reference")

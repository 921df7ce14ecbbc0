"""From tidy figures and a recipe to scores: years, bounds, references by hand; lenses on real figures."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from danube import catalogue, regions
from danube.benchmark import index, lenses, recipe
from danube.benchmark.recipe import Recipe, RecipeError
from danube.store import Warehouse
from tests.benchmark.tables import one, tidy, together

CATALOGUE = catalogue.load()
TWO = Recipe(("gerd", "unemployment_rate"))
SMALL = together(
    one("gerd", "2021", AT11=1, AT12=2, BG31=3, EU27_2020=2.2),
    one("gerd", "2023", AT11=2, AT12=4, AT=3.5, EU27_2020=2.3),
    one("gerd", "2024", AT11=9),
    one("unemployment_rate", "2023", AT11=4, AT12=2, BG31=6),
)


@pytest.fixture(scope="module")
def figures(warehouse: Warehouse) -> pd.DataFrame:
    return warehouse.observations(version=warehouse.latest())


def test_every_indicator_in_its_latest_well_covered_year() -> None:
    found = index.assemble(SMALL, TWO, CATALOGUE)
    assert found.periods == {"gerd": "2023", "unemployment_rate": "2023"}
    assert len(found.values) == len(regions.at_level(2)) == 73
    assert found.values.loc["AT12"].tolist() == [4, 2]
    assert pd.isna(found.values.loc["BG31", "gerd"])
    assert found.values.loc["MD"].isna().all()
    assert (found.imputed == "").all(axis=None)


def test_the_tree_is_indicator_pillar_index() -> None:
    meta = index.assemble(SMALL, TWO, CATALOGUE).meta
    assert meta.index.tolist() == ["gerd", "unemployment_rate", "research", "economy", "index"]
    assert meta["direction"].tolist()[:2] == [1, -1]
    assert meta["parent"].tolist() == ["research", "economy", "index", "index", ""]
    assert meta["level"].tolist() == [1, 1, 2, 2, 3]


def test_a_chosen_year_is_the_year_of_all() -> None:
    found = index.assemble(SMALL, replace(TWO, period="2021"), CATALOGUE)
    assert found.values.loc["BG31", "gerd"] == 3
    assert found.values["unemployment_rate"].isna().all()
    with pytest.raises(RecipeError, match="None of the chosen indicators has figures of 1990 at level 2"):
        index.assemble(SMALL, replace(TWO, period="1990"), CATALOGUE)


def test_the_scale_spans_all_years_or_one() -> None:
    found = index.run(SMALL, TWO, CATALOGUE)
    assert found.assembled.bounds.loc["gerd"].tolist() == [1, 9]  # type: ignore[union-attr]
    assert found.scores.nodes.loc["AT12", "gerd"] == 37.5
    single = index.run(SMALL, replace(TWO, bounds="year"), CATALOGUE)
    assert single.assembled.bounds is None
    assert single.scores.nodes.loc["AT12", "index"] == 100
    assert single.scores.index.index.tolist() == ["AT12", "AT11"]
    assert single.scores.not_ranked.loc["BG31", "missing"] == ["gerd"]


def test_references_are_the_median_or_the_eu() -> None:
    assert index.assemble(SMALL, TWO, CATALOGUE).reference.tolist() == [3, 4]
    eu = index.assemble(SMALL, replace(TWO, reference="eu"), CATALOGUE).reference
    assert eu["gerd"] == 2.3
    assert pd.isna(eu["unemployment_rate"])


def test_a_missing_reference_is_told_by_name() -> None:
    far = replace(TWO, normalisation="reference", reference="eu")
    with pytest.raises(
        RecipeError, match="There is no figure of the EU for Unemployment rate.*; leave them out"
    ):
        index.run(SMALL, far, CATALOGUE)
    near = index.run(SMALL, replace(far, reference="median"), CATALOGUE)
    assert near.scores.nodes.loc["AT12", ["gerd", "unemployment_rate"]].round(1).tolist() == [133.3, 200]


def test_filled_cells_are_marked_and_stay_within_the_scale() -> None:
    found = index.assemble(SMALL, replace(TWO, imputation="coarser"), CATALOGUE)
    assert found.values.loc["AT13", "gerd"] == 3.5
    assert found.imputed.loc["AT13", "gerd"] == "region AT"
    assert found.imputed.loc["AT12", "gerd"] == ""
    wide = tidy(("gerd", "DE", "2023", 50.0))
    outside = index.assemble(together(SMALL, wide), replace(TWO, imputation="coarser"), CATALOGUE)
    assert outside.bounds.loc["gerd", "high"] == 50  # type: ignore[union-attr]


def test_sliders_score_the_same_table_again() -> None:
    table = index.assemble(SMALL, TWO, CATALOGUE)
    heavy = replace(TWO, weighting="own", weights={"research": 3})
    found = index.rescored(table, heavy)
    assert found.weights.to_dict() == {"gerd": 0.75, "unemployment_rate": 0.25}


@pytest.mark.parametrize(
    ("name", "ranked"), [("danube", 64), ("it", 60), ("industry40", 55), ("cross-sectoral", 60)]
)
def test_a_lens_ranks_most_regions(figures: pd.DataFrame, name: str, ranked: int) -> None:
    found = index.run(figures, recipe.lens(name, CATALOGUE), CATALOGUE)
    assert len(found.scores.index) >= ranked
    assert found.scores.index.between(0, 100).all()
    lacking = found.scores.not_ranked["missing"]
    assert {"BA", "ME", "MD", "UA"} <= {regions.country_of(code) for code in lacking.index}
    assert lacking.map(len).min() > 0


def test_the_balanced_index_leaves_no_country_out_for_one_publisher(figures: pd.DataFrame) -> None:
    found = index.run(figures, recipe.lens("danube", CATALOGUE), CATALOGUE)
    countries = {regions.country_of(code) for code in found.scores.index.index}
    assert countries == {"AT", "BG", "CZ", "DE", "HR", "HU", "RO", "RS", "SI", "SK"}
    assert found.scores.index.index[0] == "DE21"  # Upper Bavaria


def test_what_is_too_thin_for_a_lens_and_what_is_not(figures: pd.DataFrame) -> None:
    """Should newer figures make a survey of firms complete, its id leaves `THIN`."""
    used = {key for name in lenses.LENSES for key in recipe.lens(name, CATALOGUE).indicators}
    enough = index.covered(figures, used | lenses.THIN)
    assert enough == used


def test_an_index_of_countries(figures: pd.DataFrame) -> None:
    found = index.run(
        figures, Recipe(("gdp_pps_eu100", "household_internet"), level=0, coverage=0.5), CATALOGUE
    )
    assert set(found.scores.index.index) <= set(regions.at_level(0))
    assert len(found.scores.index) >= 10

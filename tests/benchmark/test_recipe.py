"""Scenarios travel in an address and as JSON, and impossible ones are told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube import catalogue
from danube.benchmark import lenses, recipe
from danube.benchmark.recipe import Recipe, RecipeError
from danube.benchmark.scores import AGGREGATIONS, Method

CATALOGUE = catalogue.load()
IDS = sorted(one.id for one in CATALOGUE.visible() if one.direction != "neutral")
RECIPES = st.builds(
    Recipe,
    indicators=st.lists(st.sampled_from(IDS), min_size=1, max_size=40, unique=True).map(tuple),
    weights=st.dictionaries(st.sampled_from([*IDS[:4], "research"]), st.sampled_from([0, 1 / 3, 1, 40])),
    normalisation=st.sampled_from(["min-max", "z-score", "reference"]),
    weighting=st.sampled_from(["equal", "own", "principal-components"]),
    aggregation=st.sampled_from(AGGREGATIONS),
    coverage=st.sampled_from([0.0, 0.5, 0.65, 1.0]),
    imputation=st.sampled_from(["none", "coarser"]),
    period=st.none() | st.sampled_from(["2021", "2023"]),
    bounds=st.sampled_from(["years", "year"]),
    vary=st.lists(st.sampled_from(recipe.VARIABLE), unique=True).map(tuple),
    draws=st.sampled_from([0, 500, 10_000]),
    seed=st.integers(0, 2**32 - 1),
    version=st.none() | st.integers(1, 99),
)


@settings(max_examples=50, deadline=None)
@given(RECIPES)
def test_a_recipe_comes_back_as_it_was(one: Recipe) -> None:
    assert recipe.from_json(one.as_json()) == one
    assert recipe.from_query(one.as_query()) == one
    assert recipe.from_query({**one.as_query(), "lang": "de"}) == one


def test_addresses_are_short() -> None:
    danube = recipe.lens("danube", CATALOGUE)
    assert danube.as_query() == {"i": "danube"}
    assert recipe.from_query({}) == danube
    fewer = recipe.with_indicators(danube, [one for one in danube.indicators if one != "gerd"], CATALOGUE)
    assert fewer.as_query() == {"i": "danube,-gerd"}
    more = recipe.with_indicators(
        recipe.lens("it", CATALOGUE), [*recipe.lens("it", CATALOGUE).indicators, "gerd"], CATALOGUE
    )
    assert more.as_query() == {"i": "it,gerd"}
    own = Recipe(("gerd", "eqi"), {"gerd": 2.5}, weighting="own", vary=(), draws=500, seed=7)
    assert own.as_query() == {"i": "gerd,eqi", "w": "gerd:2.5", "u": "none", "d": "500", "s": "7"}


def test_the_json_holds_every_choice() -> None:
    told = json.loads(Recipe(("gerd",)).as_json())
    assert told["indicators"] == ["gerd"]
    assert (told["normalisation"], told["coverage"], told["draws"], told["version"]) == (
        "min-max",
        0.65,
        10_000,
        None,
    )


def test_weights_without_a_weighting_are_own_weights() -> None:
    assert recipe.from_mapping({"indicators": ["gerd"], "weights": {"gerd": 2}}).weighting == "own"
    assert recipe.from_mapping({"indicators": ["gerd"]}).weighting == "equal"
    given_ = recipe.from_mapping({"indicators": ["gerd"], "weights": {"gerd": "2"}, "coverage": 0.5})
    assert given_.method() == Method(weighting="own", weights={"gerd": 2.0}, coverage=0.5)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "The recipe is not JSON"),
        (b"\xff\xfe{", "The recipe is not JSON"),
        ("[1]", "The recipe must be a JSON object"),
        ("{}", "A recipe needs a list of indicators"),
        ('{"indicators": "gerd"}', "A recipe needs a list of indicators"),
        ('{"indicators": [["gerd"]]}', "A recipe needs a list of indicators"),
        ('{"indicators": []}', "No indicator is chosen"),
        ('{"indicators": ["gerd", "gerd"]}', "The indicator gerd is chosen twice"),
        ('{"indicators": ["gerd"], "draw": 5}', "A recipe has no draw; it may hold indicators, weights"),
        ('{"indicators": ["gerd"], "draws": 1e9}', "draws is 1000000000.0; it must be one of: 0 … 100000"),
        ('{"indicators": ["gerd"], "draws": -1}', "draws is -1"),
        ('{"indicators": ["gerd"], "seed": "x"}', "seed is x"),
        ('{"indicators": ["gerd"], "seed": true}', "seed is True"),
        ('{"indicators": ["gerd"], "version": 0}', "version is 0"),
        ('{"indicators": ["gerd"], "coverage": 65}', "coverage is 65; it must be one of: 0 … 1"),
        ('{"indicators": ["gerd"], "coverage": NaN}', "coverage is nan"),
        (
            '{"indicators": ["gerd"], "normalisation": ["z"]}',
            "normalisation is .*; it must be one of: min-max",
        ),
        ('{"indicators": ["gerd"], "period": 2023}', 'period is 2023; it must be one of: "2023"'),
        ('{"indicators": ["gerd"], "weights": [1]}', "weights is"),
        ('{"indicators": ["gerd"], "weights": {"gerd": -1}}', "The weight of gerd is -1"),
        ('{"indicators": ["gerd"], "weights": {"gerd": {}}}', "The weight of gerd is {}"),
        ('{"indicators": ["gerd"], "vary": "weights"}', "vary is weights"),
        ('{"indicators": ["gerd"], "vary": [["weights"]]}', "vary is"),
    ],
)
def test_what_is_no_recipe_is_told(text: str | bytes, sentence: str) -> None:
    with pytest.raises(RecipeError, match=sentence):
        recipe.from_json(text)


@pytest.mark.parametrize(
    "query",
    [
        {"d": "many"},
        {"c": "half"},
        {"w": "gerd"},
        {"w": "gerd:x"},
        {"l": "9"},
        {"n": "best"},
        {"i": ","},
        {"y": ""},
    ],
)
def test_a_broken_address_is_told(query: dict[str, str]) -> None:
    with pytest.raises(RecipeError):
        recipe.from_query(query)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.sampled_from(["i", *recipe.SHORT.values()]), st.text(max_size=12), max_size=5))
def test_any_address_is_a_recipe_or_a_sentence(query: dict[str, str]) -> None:
    try:
        recipe.from_query(query)
    except RecipeError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("indicators", "weights", "sentence"),
    [
        (("gerdd",), {}, "There is no indicator gerdd in this index; did you mean gerd?"),
        (("population",), {}, "Population.* has no better side and cannot be scored"),
        (("gerd",), {"eqi": 1.0}, "There is no indicator eqi in this index"),
    ],
)
def test_a_recipe_must_fit_the_catalogue(indicators: tuple[str, ...], weights: dict, sentence: str) -> None:
    with pytest.raises(RecipeError, match=sentence):
        recipe.checked(Recipe(indicators, weights), CATALOGUE)


def test_bounds_of_others_and_waiting_indicators_cannot_be_chosen() -> None:
    for one in CATALOGUE.indicators.values():
        if one.hidden or one.status == "waiting":
            with pytest.raises(RecipeError, match="cannot be scored"):
                recipe.checked(Recipe((one.id,)), CATALOGUE)


@pytest.mark.parametrize("name", lenses.LENSES)
def test_every_lens_fits_the_catalogue(name: str) -> None:
    one = recipe.checked(recipe.lens(name, CATALOGUE), CATALOGUE)
    assert len(one.indicators) >= lenses.FEWEST
    assert all(CATALOGUE.indicators[key].headline for key in one.indicators)


def test_an_unknown_lens_is_told() -> None:
    with pytest.raises(RecipeError, match="lens is green; it must be one of: danube, it, industry40"):
        recipe.lens("green", CATALOGUE)


def test_the_balanced_index_names_indicators_that_exist() -> None:
    assert set(recipe.lens("danube", CATALOGUE).indicators) == set(lenses.BALANCED)

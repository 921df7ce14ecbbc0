"""Recipes as JSON: what they keep, and what is no recipe."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from etl.intake import recipe
from etl.intake.asked import RecipeError
from etl.intake.layout import Choices, Understood
from etl.intake.recipe import Recipe

UNDERSTOOD = Understood(
    kind="text",
    encoding="windows-1250",
    delimiter=";",
    decimal=",",
    header=3,
    layout="long",
    region="Kraj",
    period="Rok",
    value="Hodnota",
    columns=("Kraj", "Rok", "Hodnota"),
)


def test_recipe_keeps_decisions_and_leaves_to_the_next_file_what_may_differ() -> None:
    made = recipe.made(UNDERSTOOD, Choices(), {"id": "gdp_pps"})
    assert made.choices == {
        "decimal": ",",
        "layout": "long",
        "region": "Kraj",
        "period": "Rok",
        "value": "Hodnota",
    }
    assert made.expects == {"layout": "long", "columns": ["Hodnota", "Kraj", "Rok"]}
    chosen = recipe.made(UNDERSTOOD, Choices(encoding="windows-1250", header=3), {})
    assert (chosen.choices["encoding"], chosen.choices["header"]) == ("windows-1250", 3)


def test_open_question_is_not_decided_by_a_recipe() -> None:
    open_ = Understood(**{**vars(UNDERSTOOD), "questions": ({"key": "decimal", "options": [",", "."]},)})
    assert "decimal" not in recipe.made(open_, Choices(), {}).choices


def test_recipe_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = recipe.made(UNDERSTOOD, Choices(), {"place:Praha": "CZ01"})
    path = tmp_path / "r.json"
    path.write_text(made.as_json(), encoding="utf-8")
    assert recipe.read(path) == made


def test_what_is_said_now_comes_before_the_recipe() -> None:
    base = Recipe({"decimal": ",", "region": "Kraj"}, {"id": "gdp_pps"})
    choices, answers = recipe.merged(base, Choices(region="Region"), {"id": "gerd", "header": "4"})
    assert recipe.merged(base, Choices(), {"series": ""})[0].indicator == ""
    assert (choices.decimal, choices.region, choices.header, answers["id"]) == (",", "Region", 4, "gerd")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is no JSON"),
        ("[" * 200_000, "is no JSON"),
        ('{"recipe": 1, "answers": {"year": "\\ud800"}}', "is no JSON"),
        ("[]", "This is no recipe"),
        ("{}", "This is no recipe"),
        (json.dumps({"recipe": 2}), "This is no recipe"),
        (json.dumps({"recipe": 1, "colour": {}}), "a field 'colour'"),
        (json.dumps({"recipe": 1, "answers": []}), "a field 'answers'"),
        (json.dumps({"recipe": 1, "choices": {"colour": "red"}}), "a choice 'colour'"),
        (json.dumps({"recipe": 1, "choices": {"region": ["a"]}}), "a choice 'region'"),
        (json.dumps({"recipe": 1, "answers": {"id": 3}}), "a choice 'id'"),
    ],
)
def test_what_is_no_recipe_is_said_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(RecipeError, match=sentence):
        recipe.from_json(text)


def test_a_row_is_written_with_plain_digits() -> None:
    with pytest.raises(RecipeError, match="must be a number"):
        recipe.merged(Recipe(answers={"header": "²"}), Choices(), {})


def test_recipe_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="cannot be read as a recipe"):
        recipe.read(tmp_path / "none.json")


def dated(year: str, file: str) -> Recipe:
    """The recipe of a file that names no year, as its maker answered."""
    return recipe.made(UNDERSTOOD, Choices(), {"id": "gdp_pps", "year": year}, file)


@pytest.mark.parametrize(
    ("year", "first", "next_", "kept"),
    [
        ("2021", "ministry-2021.csv", "ministry-2021.csv", True),
        ("2021", "ministry-2021.csv", "ministry-2022.csv", False),
        ("2021", "published-2022.csv", "published-2022.csv", True),
        ("2021", "published-2022.csv", "published-2023.csv", False),
        ("2021", "published-2022.csv", "published-2021.csv", False),
        ("2021", "table.csv", "table.csv", True),
        ("2021", "table.csv", "table-2021.csv", True),
        ("2021", "table.csv", "table-2022.csv", False),
        ("2021", "table-2021.csv", "table.csv", True),
    ],
)
def test_a_year_is_asked_again_where_the_next_file_is_of_another(
    year: str, first: str, next_: str, kept: bool
) -> None:
    found = recipe.timely(dated(year, first), next_, {})
    assert found is not None and ("year" in found.answers) == kept
    assert found.answers["id"] == "gdp_pps"


def test_a_year_that_is_said_now_stands() -> None:
    told = dated("2021", "ministry-2021.csv")
    assert recipe.timely(told, "ministry-2022.csv", {"year": "2022"}) is told
    assert recipe.timely(None, "ministry-2022.csv", {}) is None

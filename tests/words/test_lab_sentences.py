"""What an index says in words: places as intervals, chances as so many of a hundred."""

from __future__ import annotations

import pandas as pd
import pytest

from danube import texts
from danube.words import lab


def _row(**given: float) -> dict[str, float]:
    nothing = dict.fromkeys(("top10", "bottom10", "leader", "strong", "moderate", "emerging"), 0.0)
    return {**nothing, "low": 12, "high": 19, **given}


def test_a_place_is_an_interval() -> None:
    assert lab.between(12, 19, 64) == "between 12th and 19th of 64"
    assert lab.between(3, 3, 64) == "3rd of 64"
    assert (lab.span(1, 2), lab.span(21, 21)) == ("1st to 2nd", "21st")


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.0, "0 of 100 calculations"),
        (0.0004, "fewer than 1 of 100 calculations"),
        (0.314, "31 of 100 calculations"),
        (0.9999, "more than 99 of 100 calculations"),
        (1.0, "every calculation"),
    ],
)
def test_a_chance_is_never_called_none_or_certain_before_it_is(probability: float, said: str) -> None:
    assert lab.chance(probability) == said


def test_the_standing_of_a_region() -> None:
    assert lab.standing("Wien", _row(), 64) == "**Wien** lies **between 12th and 19th of 64**."
    assert lab.standing("Wien", _row(high=12), 64).startswith("**Wien** is 12th of 64, whichever way")


def test_chances_are_told_where_there_are_any() -> None:
    assert lab.chances(_row(top10=0.31, leader=0.88, strong=0.12)) == (
        "Among the first ten in 31 of 100 calculations. "
        "Among the leaders in 88 of 100 calculations; strong in 12 of 100 calculations."
    )
    assert lab.chances(_row(strong=1)).startswith("Never among the first ten, never among the last ten.")


def test_the_answer_says_who_leads_and_how_many_are_level() -> None:
    ranks = pd.DataFrame({"low": [1, 1], "high": [2, 2]}, index=["DE11", "AT13"])
    assert lab.answer(ranks, 0) == "Stuttgart leads: between 1st and 2nd of 2."
    assert "2 regions cannot be told apart" in lab.answer(ranks, 2)
    assert lab.answer(ranks.head(0), 0) == "No region has enough figures for this index."


def test_who_is_alike_is_named_up_to_six_and_then_counted() -> None:
    codes = ["DE11", "DE12", "DE13", "DE14", "DE21", "DE22", "DE23", "DE24"]
    assert lab.alike("Wien", codes).endswith("and 2 more.")
    assert lab.alike("Wien", []) == "Wien can be told apart from every other region."


def test_how_large_a_step_would_be() -> None:
    assert "close 2.4 % of its distance" in lab.step("58th", 0.0241)
    assert "close 24 % of its distance" in lab.step("58th", 0.241)
    assert lab.step("1st", float("nan")).startswith("Not even the best figures")


def test_german_numbers_carry_no_english_ending() -> None:
    texts.use("de")
    try:
        assert "12th" not in lab.between(12, 19, 64)
    finally:
        texts.use("en")

"""Sentences on gaps, effects and counts: what is said where much, little or nothing is known."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from danube.programme import counts, effects, reach
from danube.programme.counts import Rule
from danube.programme.reach import Action, Verdict
from danube.words import reach as words
from tests.programme.test_effects import PEERS, YEARS
from tests.programme.test_reach import STANDING


def said(*actions: Action, compared: int = 9) -> str:
    found = reach.of(actions, STANDING, subjects=["gerd"])
    return words.answer(reach.within(found, "RO42"), "RO42", compared)


def action(*indicators: str) -> Action:
    return Action("pilot", "a", "A", "p", "RO42", "RO", "2024", True, indicators, "need")


def test_the_answer_says_what_is_met_and_what_is_not() -> None:
    assert said() == (
        "Vest (West) is clearly behind the Danube median on 1 indicator; the register holds nothing that is "
        "done about it there."
    )
    assert said(action("gerd")).endswith("; something is aimed at each of them.")
    assert said(action("firms_ai")).endswith("aimed at any of them. 1 action there meets no gap.")
    assert said(compared=0).startswith("No figure of Vest (West) can be compared")


def test_an_effect_is_told_with_its_interval() -> None:
    clear = placed(effects.of(YEARS, "r", PEERS, "2019"))
    told = words.effect(clear, "%", 1)
    assert told.startswith("From 2017–2018 to 2020–2021, Vest (West) changed by +7.0 and its 4 peers by +2.0")
    assert "a difference of +5.0; the 95 % interval runs from +2.1 to +7.9." in told
    assert told.endswith("That is more than peers differ among themselves.")
    assert words.drift(clear) == "Before, it moved as its peers did."
    assert words.drift(replace(clear, drift=effects.Difference(2.0, 1.0, 3.0))).startswith(
        "It had moved away"
    )
    assert words.drift(replace(clear, drift=None)) == ""
    still = effects.of(YEARS | {"2018": YEARS["2017"]}, "r", PEERS, "2019")
    assert words.drift(still).startswith("The figures before are the same year after year")


def placed(found: effects.Effect) -> effects.Effect:
    """The same of a region that has a name."""
    return replace(found, region="RO42")


@pytest.mark.parametrize("lacks", ["own", "before", "after", "peers", "break"])
def test_why_nothing_is_said_is_a_sentence(lacks: str) -> None:
    assert words.NO_EFFECT[lacks].endswith(".")
    told = words.effect(placed(effects.of({}, "r", PEERS, "2019")), "%", 1)
    assert told == "Vest (West) has no yearly figures of its own on this indicator."


def test_everything_that_can_happen_has_its_words() -> None:
    assert set(words.COUNTS) == set(counts.RULES)
    assert set(words.RULES) == set(get_args(Rule))
    assert set(words.VERDICTS) == set(get_args(Verdict))
    assert set(words.KINDS) == set(reach.KINDS)

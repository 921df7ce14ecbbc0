"""The portfolio in words, from the shipped facts and from a few rows of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from danube import texts
from danube.programme import awaited, targets
from danube.programme.disagreements import disagreements
from danube.words import portfolio
from tests.programme.shipped import register


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("en")


def test_the_answer_tells_money_years_pilots_and_what_nobody_can_compute() -> None:
    """2,419,000 + 124,999 + 1,622,566 + 1,782,367 = 5,948,932 EUR; from June 2018 to June 2026."""
    facts = register()
    aims = targets.of(facts)
    said = portfolio.answer(facts.table("project"), 0, awaited.awaited(facts), aims)
    assert said.startswith(
        "4 initiatives work on it, with budgets of EUR 5.9 million together, 2018 to 2026."
    )
    assert "10 pilots are promised; no document describes one yet." in said
    assert f"For {sum(one.share is None for one in aims)} of 9 targets nobody can compute" in said


def test_recorded_pilots_are_told_beside_those_promised() -> None:
    facts = register()
    said = portfolio.answer(facts.table("project"), 3, awaited.awaited(facts), ())
    assert said.endswith("Of 10 promised pilots 3 are recorded.")


def test_no_initiative_is_said() -> None:
    none = register().table("project").head(0)
    assert portfolio.answer(none, 0, (), ()) == "No initiative is recorded in this version."


def test_disagreements_name_every_version() -> None:
    told = {one.statement: one for one in disagreements(register(), "spinit")}
    assert portfolio.differently(told["countries"]) == "Countries: 10, 8 or 9"
    counted = next(one for one in told["locations"].versions if one.says == "15")
    assert portfolio.version(told["locations"], counted) == "15: towns in its list (counted)"
    budget = next(one for one in disagreements(register(), "devise") if one.statement == "budget")
    assert portfolio.differently(budget) == "Total budget: EUR 1,600,000 or EUR 1,782,367"


def test_a_target_is_told_as_it_stands() -> None:
    aims = {one.target: one for one in targets.of(register())}
    assert portfolio.aim(aims["devise-smes"]) == "15 % more than the baseline"
    assert portfolio.aim(aims["spinit-pilots"]) == "10"
    assert portfolio.aim(aims["spinit-plans"]) == "no figure is named"
    assert portfolio.aim(replace(aims["spinit-pilots"], unit="EUR")) == "10 EUR"


def test_an_outcome_has_its_figure_first_and_its_place_last() -> None:
    call = register().row("outcome", "devise-west-call")
    assert portfolio.outcome(call).startswith("748 projects submitted: A call")
    assert portfolio.outcome(call).endswith("(West, Vest (West), Romania)")

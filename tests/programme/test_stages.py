"""How far a pilot has come, read off a year that grows step by step."""

from __future__ import annotations

import pytest

from danube.programme import stages
from tests.programme import year


@pytest.mark.parametrize(
    ("before", "stage", "lacks"),
    [
        ("measurement", "planned", "Test laboratory has no figures yet. Import a baseline and at least"),
        ("validation", "measured", "No scientific partner has validated it yet."),
        ("replication", "validated", "It has not been shown to work in another region yet."),
        ("good_practice", "replicated", "No good practice tells of it yet."),
        ("", "practice", ""),
    ],
)
def test_a_pilot_comes_along_the_chain(before: str, stage: str, lacks: str) -> None:
    (one,) = stages.of(*year.until(before))
    assert (one.pilot["id"], one.project, one.stage) == ("pilot-lab", "spinit", stage)
    assert one.lacks.startswith(lacks) and bool(one.lacks) == bool(lacks)


def test_every_step_stands_with_its_rows() -> None:
    (one,) = stages.of(*year.until(""))
    told = {step.name: [row.get("id", row.get("kind")) for row in step.rows] for step in one.there}
    assert told == {
        "group": ["novi-sad"], "need": ["need-sme"], "plan": ["plan-rs"], "measure": ["measure-lab"],
        "pilot": ["pilot-lab"], "figures": ["baseline", "target", "measurement"],
        "validation": ["validation-lab"], "replication": ["replication-me"], "practice": ["practice-lab"],
    }  # fmt: skip


def test_without_its_group_a_pilot_is_proposed_whatever_came_of_it() -> None:
    steps = [step for step in year.CHAIN if step[0] != "discovery_group"]
    (one,) = stages.of(year.register(*steps), year.measured(*year.FIGURES))
    assert one.stage == "proposed"
    assert "There is no group 'novi-sad'" in one.lacks


def test_a_pilot_that_names_nothing_is_proposed() -> None:
    (one,) = stages.of(year.register(("pilot", year.PILOT | {"measure": ""})), year.measured())
    assert one.stage == "proposed" and one.lacks.startswith("No measure is named.")
    assert [step.name for step in one.there if step.rows] == ["pilot"]


def test_the_latest_validation_counts() -> None:
    later = year.VALIDATION | {"id": "later", "date": "2025-12", "verdict": "not-confirmed"}
    register = year.register(*year.CHAIN, ("validation", later))
    (one,) = stages.of(register, year.measured(*year.FIGURES))
    assert (one.stage, one.lacks) == ("measured", "The latest validation did not confirm it.")


def test_a_replication_under_way_is_told() -> None:
    steps = [*year.CHAIN[:7], ("replication", year.REPLICATION | {"result": "under-way"})]
    (one,) = stages.of(year.register(*steps), year.measured(*year.FIGURES))
    assert (one.stage, one.lacks) == ("validated", "A replication is under way and has no result yet.")


def test_a_baseline_of_another_place_is_none() -> None:
    figures = year.measured(*year.FIGURES)
    figures.loc[figures["kind"] == "measurement", "region"] = "RS12"
    (one,) = stages.of(year.register(*year.CHAIN), figures)
    assert one.stage == "planned"


def test_what_nothing_rests_on_yet_waits_with_a_sentence() -> None:
    told = [(one.table, one.row["id"], one.lacks) for one in stages.waiting(year.until("measure")[0])]
    ours = [one for one in told if one[1] in ("novi-sad", "need-sme", "plan-rs")]
    assert ours == [
        ("need", "need-sme", "No measure of an action plan answers it yet."),
        ("action_plan", "plan-rs", "None of its measures is tied to a need yet."),
    ]
    unsigned = year.register(("discovery_group", year.GROUP | {"formed": ""}))
    (first, *_rest) = stages.waiting(unsigned)
    assert first.lacks == "Its memorandum of understanding is not signed yet."


def test_without_any_pilot_there_is_no_standing() -> None:
    assert stages.of(year.register(), year.measured()) == ()

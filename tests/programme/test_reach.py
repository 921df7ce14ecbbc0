"""Gaps and actions against each other: a small table worked by hand, and the shipped facts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from danube import catalogue
from danube.benchmark.standing import COLUMNS
from danube.programme import reach, themes
from danube.programme.reach import Action
from danube.programme.register import Register
from tests.programme import shipped
from tests.programme.test_counts import table

NOTHING = pd.DataFrame(columns=["pilot", "indicator", "value"])
STANDING = pd.DataFrame(
    [
        ("RO42", "gerd", "research", "2023", 0.3, 1.0, -1.5),
        ("RO42", "firms_ai", "ict-firms", "2023", 9.0, 8.0, 0.4),
        ("RO42", "unemployment_rate", "economy", "2024", 9.0, 5.0, -0.9),
        ("RO41", "gerd", "research", "2023", 0.7, 1.0, -0.5),
        ("BG33", "gerd", "research", "2023", 0.8, 1.0, -0.49),
    ],
    columns=COLUMNS,
)


def action(name: str, region: str, *indicators: str, kind: reach.Kind = "pilot") -> Action:
    basis: reach.Basis = "need" if indicators else ""
    return Action(kind, name, name, "p", region, region[:2], "2024", True, indicators, basis)


def pairs(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["region"], rows["indicator"], strict=True))


def test_a_gap_without_a_pilot_and_a_pilot_without_a_gap() -> None:
    aimed, idle = action("aimed", "RO42", "gerd"), action("idle", "RO42", "firms_ai")
    found = reach.of([aimed, idle], STANDING, subjects=["gerd"])
    assert pairs(found.gaps) == [("RO41", "gerd"), ("RO42", "gerd")], "half a deviation is the threshold"
    assert pairs(found.missed) == [("RO41", "gerd")]
    assert found.gaps["actions"].tolist() == [(), (aimed,)]
    assert found.beside == ((idle, "strong"),)


def test_why_an_action_meets_no_gap() -> None:
    actions = [
        action("abroad", "", "gerd"), action("bare", "RO42"), action("dark", "ME00", "gerd"),
        action("strong", "BG33", "gerd", "firms_ai"),
    ]  # fmt: skip
    found = reach.of(actions, STANDING, subjects=[])
    assert [(one.id, why) for one, why in found.beside] == [
        ("abroad", "outside"), ("bare", "untied"), ("dark", "unknown"), ("strong", "strong"),
    ]  # fmt: skip
    assert len(found.gaps) == 2  # of gerd, at which somebody aims


def test_an_indicator_that_a_need_names_is_a_gap_whatever_its_field() -> None:
    assert "unemployment_rate" not in set(reach.of([], STANDING, subjects=["gerd"]).gaps["indicator"])
    aimed = action("jobs", "RO42", "unemployment_rate")
    assert pairs(reach.of([aimed], STANDING, subjects=[]).gaps) == [("RO42", "unemployment_rate")]


def test_an_action_of_a_country_is_aimed_at_all_its_regions() -> None:
    whole = action("whole", "RO", "gerd", kind="instrument")
    assert len(whole.units) == 8 and reach.treated([whole]) == set(whole.units)
    found = reach.of([whole], STANDING, subjects=[])
    assert found.missed.empty and set(found.gaps["region"]) == {"RO41", "RO42"}
    here = reach.within(found, "RO42")
    assert pairs(here.gaps) == [("RO42", "gerd")] and here.actions == (whole,)
    assert here.judged["verdict"].tolist() == ["hit"]
    assert reach.within(found, "AT13").actions == ()


def chain(**pilot: Any) -> Register:
    project = {"id": "p", "name": "P", "begins": "2024", "ends": "2026"}
    plan = {"id": "plan", "project": "p", "region": "RO42", "country": "RO"}
    rows = {
        "project": [project],
        "action_plan": [plan],
        "need": [{"id": "need", "group": "g", "region": "RO42", "indicator": "gerd"}],
        "measure": [{"id": "measure", "action_plan": "plan", "need": "need", "name": "M"}],
        "pilot": [{"id": "a", "project": "p", "region": "RO42", "country": "RO", **pilot}],
    }
    return Register(1, {name: table(name, one) for name, one in rows.items()})


def test_a_pilot_and_its_plan_are_aimed_at_their_need() -> None:
    pilot, plan = reach.actions(chain(measure="measure", begins="2025-03"), NOTHING)
    assert (pilot.indicators, pilot.basis, pilot.begins) == (("gerd",), "need", "2025-03")
    assert (plan.indicators, plan.basis, plan.begins) == (("gerd",), "need", "2024")
    assert pilot.dated and not plan.dated, "the plan is dated by its project alone"


def test_a_pilot_without_a_need_is_aimed_at_what_it_measures_of_the_catalogue() -> None:
    rows = [("a", "firms_ai", 1.0), ("a", "our own words", 2.0), ("b", "gerd", 3.0)]
    measured = pd.DataFrame(rows, columns=list(NOTHING))
    pilot = reach.actions(chain(), measured)[0]
    assert (pilot.indicators, pilot.basis) == (("firms_ai",), "measured")
    named = reach.actions(chain(name="Pilot A"), measured.replace({"pilot": {"a": "pilot a"}}))[0]
    assert named.indicators == ("firms_ai",), "a file may name the pilot by its name"
    bare = reach.actions(chain(), NOTHING)[0]
    assert (bare.indicators, bare.basis) == ((), "")


def test_the_facts_of_the_documents_are_read_by_the_objective_of_their_project() -> None:
    told = reach.actions(shipped.register(), NOTHING)
    assert {one.kind for one in told} == {"action_plan", "instrument"} and len(told) == 16
    assert {one.basis for one in told} == {"theme"}
    west = [one.id for one in told if "RO42" in one.units]
    assert west == ["devise-west", "dr-west", "dr-west"]
    assert len(reach.actions(shipped.register(), NOTHING, "devise")) == 3


def test_every_theme_is_of_the_catalogue_and_has_a_better_side() -> None:
    known = catalogue.load().indicators
    assert set(themes.THEMES) == set(shipped.register().table("project")["id"])
    assert all(known[key].direction != "neutral" for keys in themes.THEMES.values() for key in keys)
    assert themes.of("another") == ()

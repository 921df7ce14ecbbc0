"""The indicators of Interreg: counted by hand, in the shipped facts and in a small chain of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from danube.catalogue.programme import TABLES
from danube.programme import counts
from danube.programme.counts import Count
from danube.programme.register import Register, RegisterError, checked
from tests.programme import shipped

ON = date(2026, 11, 21)
SHIPPED = shipped.register()
PROJECT = {"id": "p", "name": "P", "begins": "2024-01-01", "ends": "2026-06-30"}
ORGANISATIONS = [
    {"id": "at-1", "name": "A", "country": "AT"},
    {"id": "hu-1", "name": "B", "country": "HU"},
    {"id": "hu-2", "name": "C", "country": "HU", "kind": "research"},
]
PARTNERS = [{"project": "p", "organisation": one["id"], "role": "partner"} for one in ORGANISATIONS]
PLAN = {"id": "plan", "project": "p", "name": "Plan", "country": "HU", "date": "2024-09"}
MEASURE = {"id": "measure", "action_plan": "plan", "need": "need", "name": "Measure"}


def pilot(name: str, ends: str, **more: str) -> dict[str, Any]:
    whole = {"id": name, "project": "p", "name": name, "begins": "2024-10", "ends": ends, "lead": "hu-1"}
    return whole | {"measure": "measure"} | more


def together(*pilots: str) -> list[dict[str, Any]]:
    """The Austrian organisation works on these pilots, which a Hungarian one leads."""
    return [{"pilot": one, "organisation": "at-1"} for one in pilots]


def table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    numbers = TABLES[name].of_kind("number")
    columns = [one.name for one in TABLES[name].columns]
    whole = [{one: row.get(one, float("nan") if one in numbers else "") for one in columns} for row in rows]
    return checked(name, pd.DataFrame(whole, columns=columns))


def register(**tables: list[dict[str, Any]]) -> Register:
    usual = {"project": [PROJECT], "organisation": ORGANISATIONS, "partnership": PARTNERS}
    return Register(1, {name: table(name, rows) for name, rows in (usual | tables).items()})


def of(known: Register, project: str = "p", on: date = ON) -> dict[str, Count]:
    return {one.code: one for one in counts.of(known, project, on)}


def left(count: Count) -> dict[str, str]:
    return {one.row: one.rule for one in count.breaches}


def test_what_the_documents_hold() -> None:
    told = {
        project: {code: one.value for code, one in of(SHIPPED, project).items()}
        for project in SHIPPED.table("project")["id"]
    }
    assert told["spinit"]["RCO 87"] == 13  # named of the 16
    assert told["digital-regions"] == {
        "RCO 87": 8, "RCO 83": 3, "RCO 84": 0, "RCO 116": 0, "RCR 104": 0, "RCR 79": 0, "RCR 84": 0,
    }  # fmt: skip
    assert told["danubia-clusters"]["RCO 87"] == 5


def test_two_partners_without_a_name_are_counted_and_doubted() -> None:
    remarks = of(SHIPPED, "danubia-clusters")["RCO 87"].remarks
    assert [(one.row, one.rule, one.counted) for one in remarks] == [
        ("danubia-czechia", "unnamed", True),
        ("danubia-hungary", "unnamed", True),
    ]


def test_a_plan_is_joint_by_the_practice_of_another_country() -> None:
    plans = of(SHIPPED, "digital-regions")["RCO 83"]
    assert plans.rows["row"].tolist() == ["dr-bulgaria", "dr-centro", "dr-upper-franconia"]
    assert dict(zip(plans.rows["row"], plans.rows["because"], strict=True))["dr-centro"] == "co-learning-lab"
    assert left(plans) == {"dr-slovenia": "one-country", "dr-west": "one-country"}


def test_four_partners_of_devise_went_on_together_in_digital_regions() -> None:
    found = of(SHIPPED, "devise")["RCR 84"]
    assert found.rows["row"].tolist() == ["business-agency-association", "cantabria", "ernact", "west-rda"]
    assert set(found.rows["because"]) == {"digital-regions"}
    early = of(SHIPPED, "devise", date(2022, 11, 30))["RCR 84"]
    assert (early.value, left(early)) == (0, {"devise": "not-yet"})


def test_pilots_count_when_finished_within_the_project_by_two_countries() -> None:
    pilots = [
        pilot("done", "2026-05"), pilot("alone", "2026-05"), pilot("open", ""), pilot("late", "2026-07-01"),
        pilot("running", "2026-06-30"), pilot("early", "2024-03", begins="2023"),
    ]  # fmt: skip
    known = register(pilot=pilots, pilot_partner=together("done", "open", "late", "running", "early"))
    found = of(known, on=date(2026, 6, 15))["RCO 84"]
    assert found.rows["row"].tolist() == ["done"]
    assert left(found) == {
        "alone": "one-country", "open": "no-end", "late": "not-yet", "running": "not-yet", "early": "early",
    }  # fmt: skip
    later = of(known)["RCO 84"]
    assert later.rows["row"].tolist() == ["done", "running"] and left(later)["late"] == "late"


def test_a_solution_is_what_the_latest_validation_confirms() -> None:
    verdicts = [("v1", "a", "2025", "confirmed"), ("v2", "b", "2025-01", "confirmed-with-conditions"),
                ("v3", "b", "2025-06", "not-confirmed")]  # fmt: skip
    rows = [dict(zip(("id", "pilot", "date", "verdict"), one, strict=True)) for one in verdicts]
    names = ("a", "b", "c")
    known = register(
        pilot=[pilot(one, "2026") for one in names], pilot_partner=together(*names), validation=rows
    )
    found = of(known)["RCO 116"]
    assert found.rows[["row", "because"]].to_numpy().tolist() == [["a", "v1"]]
    assert left(found) == {"b": "not-validated", "c": "not-validated"}


def test_an_uptake_needs_evidence_a_result_and_a_date_within_a_year() -> None:
    def again(name: str, day: str = "2026-10", result: str = "works", evidence: str = "x") -> dict[str, Any]:
        return {"id": name, "pilot": "a", "date": day, "result": result, "evidence": evidence}

    known = register(
        pilot=[pilot("a", "2026"), pilot("b", "2026")],
        pilot_partner=together("a", "b"),
        validation=[{"id": "v", "pilot": "a", "date": "2025", "verdict": "confirmed"}],
        replication=[
            again("bare", evidence=""), again("failed", result="failed"), again("late", "2027-07-02"),
            again("first", "2027-07-01", "adapted"), again("second"), again("other") | {"pilot": "b"},
        ],
    )  # fmt: skip
    found = of(known, on=date(2028, 1, 1))["RCR 104"]
    assert found.rows["row"].tolist() == ["first"]
    assert left(found) == {
        "bare": "no-evidence", "failed": "result", "late": "late", "second": "twice", "other": "not-counted",
    }  # fmt: skip


def test_plans_taken_up_are_never_more_than_plans_developed() -> None:
    tables = {"action_plan": [PLAN], "measure": [MEASURE], "pilot": [pilot("a", "2025")]}
    alone, joint = of(register(**tables)), of(register(**tables, pilot_partner=together("a")))
    assert (alone["RCO 83"].value, left(alone["RCR 79"])) == (0, {"plan": "not-counted"})
    assert (joint["RCO 83"].value, joint["RCR 79"].value) == (1, 1)
    assert joint["RCR 79"].rows["because"].tolist() == ["a"]
    to_come = of(register(**tables, pilot_partner=together("a")), on=date(2024, 8, 1))
    assert left(to_come["RCO 83"]) == {"plan": "not-yet"}


def test_partners_of_one_country_cooperate_across_no_border() -> None:
    found = of(register(partnership=PARTNERS[1:]))["RCO 87"]
    assert (found.value, left(found)) == (0, {"hu-1": "one-country", "hu-2": "one-country"})


def test_an_empty_register_counts_nothing_and_an_unknown_project_is_refused() -> None:
    assert all(one.value == 0 and not one.remarks for one in of(register(partnership=[])).values() if
               one.code != "RCR 84")  # fmt: skip
    with pytest.raises(RegisterError, match="There is no project 'q'"):
        of(register(), "q")

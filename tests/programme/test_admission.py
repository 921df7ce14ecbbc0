"""What may be stored: a year goes through row by row, and every shortcut is refused with a sentence."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.catalogue.programme import TABLES
from danube.programme.admission import refusals
from danube.programme.register import Register
from tests.programme import year

TODAY = date(2026, 1, 31)
STEPS = [(table, row) for table, row in year.CHAIN if row]


def told(
    table: str, row: year.Row, register: Register, figures: pd.DataFrame | None = None
) -> list[tuple[str, str, str]]:
    """Column, code and sentence of every refusal of one row."""
    known = year.measured() if figures is None else figures
    found = refusals(register, table, year.rows(table, row), known, TODAY)
    assert all(one.row == 2 for one in found)
    return [(one.column, one.code, str(one)) for one in found]


@pytest.mark.parametrize(("table", "row"), STEPS, ids=[table for table, _row in STEPS])
def test_a_year_goes_through_row_by_row(table: str, row: year.Row) -> None:
    register, figures = year.until(table)
    assert told(table, row, register, figures) == []


SKIPPED = [
    ("need", "discovery_group", "group", "enter the group first"),
    ("action_plan", "need", "region", "No group of spinit has told a need in RS12 yet."),
    ("measure", "need", "need", "enter the need first"),
    ("measure", "action_plan", "action_plan", "enter the plan first"),
    ("pilot", "measure", "measure", "enter the measure first"),
    ("validation", "pilot", "pilot", "Enter the pilot first"),
    ("replication", "validation", "validation", "enter the validation first"),
    ("good_practice", "replication", "replication", "enter the replication first"),
    ("good_practice", "pilot", "pilot", "Enter the pilot first"),
]


@pytest.mark.parametrize(("table", "missing", "column", "sentence"), SKIPPED)
def test_a_stage_that_is_missing_is_named(table: str, missing: str, column: str, sentence: str) -> None:
    steps = [step for step in year.CHAIN if step[0] not in (table, missing)]
    found = told(table, dict(year.CHAIN)[table], year.register(*steps), year.measured(*year.FIGURES))
    assert [one for one in found if one[0] == column and sentence in one[2]], found


@pytest.mark.parametrize(
    ("table", "values", "code", "sentence"),
    [
        ("need", {"region": "RO42"}, "elsewhere", "The group works in RS12, not in RO42."),
        ("need", {"indicator": "gdrp"}, "unknown-indicator", "The catalogue has no indicator 'gdrp'."),
        ("action_plan", {"region": "RO42", "country": "RO"}, "no-need", "has told a need in RO42 yet"),
        ("measure", {"need": ""}, "no-need", "No need is named."),
        ("measure", {"need": "nothing"}, "no-such-row", "There is no need 'nothing'."),
        ("measure", {"action_plan": "devise-west"}, "other-project", "another project than the plan of"),
        ("pilot", {"measure": ""}, "no-measure", "No measure is named."),
        ("pilot", {"action_plan": "devise-west"}, "other-plan", "The measure stands in the plan 'plan-rs'."),
        ("pilot", {"project": "devise"}, "other-project", "belongs to another project than devise"),
        ("pilot", {"lead": "nobody"}, "no-such-row", "There is no organisation 'nobody'"),
        ("validation", {"organisation": "inosens"}, "no-science", "INOSENS is no organisation of research"),
        ("validation", {"date": "2024-09-30"}, "too-early", "the pilot began on 2024-10"),
        ("validation", {"date": "2026-02"}, "ahead", "2026-02 lies ahead"),
        ("validation", {"evidence": ""}, "missing", "evidence is empty"),
        ("validation", {"verdict": "good"}, "bad-value", "must be one of confirmed"),
        ("replication", {"region": "RS12", "country": "RS"}, "same-region", "The pilot itself is in"),
        ("replication", {"region": "", "country": "RS"}, "same-region", "The pilot itself is in Serbia."),
        ("replication", {"date": "2025-09"}, "too-early", "validated on 2025-10-01"),
        ("good_practice", {"transition": "green; blue"}, "bad-value", "'blue' must be one of green, digital"),
        ("good_practice", {"document": ""}, "missing", "document is empty"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_refused(table: str, values: year.Row, code: str, sentence: str) -> None:
    register, figures = year.until(table)
    found = told(table, dict(year.CHAIN)[table] | values, register, figures)
    assert [one for one in found if one[1] == code and sentence in one[2]], found


def test_a_group_without_a_memorandum_tells_no_needs() -> None:
    register = year.register(("discovery_group", year.GROUP | {"formed": ""}))
    ((column, code, sentence),) = told("need", year.NEED, register)
    assert (column, code) == ("group", "no-memorandum")
    assert sentence.startswith("The group 'novi-sad' has no memorandum of understanding yet. Enter the day")


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ((), "Test laboratory has no figures yet."),
        (year.FIGURES[1:], "has no baseline, so nobody can tell what changed."),
        (year.FIGURES[:2], "has a baseline, but nothing was measured against it yet."),
    ],
)
def test_a_pilot_is_measured_before_it_is_validated(
    figures: tuple[tuple[str, str, float], ...], sentence: str
) -> None:
    register, _all = year.until("validation")
    ((column, code, said),) = told("validation", year.VALIDATION, register, year.measured(*figures))
    assert (column, code) == ("pilot", "not-measured") and sentence in said


def test_what_was_not_confirmed_is_not_replicated_and_what_failed_is_no_good_practice() -> None:
    steps = dict(year.CHAIN)
    refuted = [*year.CHAIN[:6], ("validation", steps["validation"] | {"verdict": "not-confirmed"})]
    figures = year.measured(*year.FIGURES)
    found = told("replication", year.REPLICATION, year.register(*refuted), figures)
    assert [one[1] for one in found] == ["not-confirmed"]
    failed = [*year.CHAIN[:7], ("replication", steps["replication"] | {"result": "failed"})]
    found = told("good_practice", year.PRACTICE, year.register(*failed), figures)
    assert [one[1] for one in found] == ["not-proven"]


def test_a_replication_outside_the_danube_region_needs_no_region() -> None:
    register, figures = year.until("replication")
    assert told("replication", year.REPLICATION | {"region": "", "country": "PT"}, register, figures) == []


def test_what_a_withdrawal_has_left_hanging_is_told() -> None:
    """The group is gone, and with it all that rests on it."""
    steps = [step for step in year.CHAIN if step[0] != "discovery_group"]
    register, figures = year.register(*steps), year.measured(*year.FIGURES)
    row = year.REPLICATION | {"id": "another", "region": "HR02", "country": "HR"}
    ((column, code, sentence),) = told("replication", row, register, figures)
    assert (column, code) == ("validation", "incomplete")
    assert "There is no group 'novi-sad'" in sentence


def test_facts_of_before_the_chain_can_be_corrected_but_not_added() -> None:
    register = year.register()
    fact = register.row("good_practice", "samt")
    assert told("good_practice", fact | {"note": "Seen in 2021."}, register) == []
    codes = {one[1] for one in told("good_practice", fact | {"id": "samt-2"}, register)}
    assert codes == {"no-pilot", "no-replication"}


def test_a_fact_of_before_cannot_be_tied_to_what_is_not_there() -> None:
    register = year.register()
    fact = register.row("good_practice", "samt") | {"pilot": "nothing"}
    assert [one[:2] for one in told("good_practice", fact, register)] == [("pilot", "no-such-row")]


def test_measurements_belong_to_a_pilot_of_the_register() -> None:
    figures = year.measured(*year.FIGURES)
    register, _none = year.until("measurement")
    assert refusals(register, "measurement", figures, figures, TODAY) == []
    by_name = year.measured(*year.FIGURES, pilot="TEST LABORATORY")
    assert refusals(register, "measurement", by_name, figures, TODAY) == []
    strange = refusals(register, "measurement", year.measured(year.FIGURES[0], pilot="x"), figures, TODAY)
    assert [(one.row, one.column, one.code) for one in strange] == [(0, "pilot", "no-such-row")]


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(TABLES)), st.data())
def test_whatever_a_row_holds_it_is_judged_in_sentences(table: str, data: st.DataObject) -> None:
    texts = [one.name for one in TABLES[table].columns if one.kind != "number"]
    row = {name: data.draw(st.text(max_size=8)) for name in texts}
    assert all(sentence.endswith((".", "?")) for _c, _k, sentence in told(table, row, REGISTER, FIGURES))


REGISTER, FIGURES = year.until("")

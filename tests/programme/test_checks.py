"""The rules of the register: the shipped facts keep them, and every broken one is told in a sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.catalogue.programme import TABLES
from danube.programme.checks import breaches
from tests.programme import shipped

TABLES_AS_SHIPPED = shipped.tables()


def broken(table: str, row: dict[str, Any], **values: object) -> list[str]:
    """What is told where the first row with these values in `row` gets other values."""
    changed = TABLES_AS_SHIPPED[table].copy()
    fits = pd.Series(True, index=changed.index)
    for name, value in row.items():
        fits &= changed[name] == value
    for name, value in values.items():
        changed.loc[fits, name] = value
    return [str(one) for one in breaches({**TABLES_AS_SHIPPED, table: changed})]


def test_the_shipped_facts_break_no_rule() -> None:
    assert breaches(TABLES_AS_SHIPPED) == []


SPINIT = {"id": "spinit"}
ZEDA = {"project": "spinit", "organisation": "zeda"}


@pytest.mark.parametrize(
    ("table", "row", "values", "sentence"),
    [
        ("partnership", ZEDA, {"project": "spnit"}, "There is no project 'spnit'"),
        ("partnership", ZEDA, {"organisation": "zda"}, "There is no organisation 'zda'"),
        ("partnership", ZEDA, {"role": "guest"}, "role 'guest' must be one of lead, partner, associate"),
        ("partnership", ZEDA, {"role": ""}, "role is empty; every row has one"),
        ("partnership", ZEDA, {"document": ""}, "document is empty; every row has one"),
        ("partnership", ZEDA, {"document": "eusdr-spinit; hearsay"}, "There is no document 'hearsay'"),
        ("organisation", {"id": "zeda"}, {"region": "BA99"}, "There is no region 'BA99'; did you mean"),
        ("organisation", {"id": "zeda"}, {"country": "HR"}, "The region BA01 is in BA, not in HR"),
        ("organisation", {"id": "zeda"}, {"region": "BA02"}, "Zenica is in BA01, not in BA02"),
        ("organisation", {"id": "zeda"}, {"country": "Bosnia"}, "must be two capital letters"),
        ("organisation", {"id": "zeda"}, {"kind": "agency"}, "kind 'agency' must be one of public"),
        ("organisation", {"id": "aspect"}, {"id": "As pect"}, "The id 'As pect' may have small letters"),
        ("project", SPINIT, {"ends": "2023-12-31"}, "It ends on 2023-12-31, before it begins on 2024-01-01"),
        ("project", SPINIT, {"ends": "2024-02-30"}, "ends '2024-02-30' is no date"),
        ("project", SPINIT, {"begins": "1.1.2024"}, "begins '1.1.2024' is no date"),
        ("project", SPINIT, {"support": 2_419_001}, "2,419,001.00 EUR is more than the budget"),
        ("project", SPINIT, {"share": 101}, "The share of 101 % is more than the whole"),
        ("project", SPINIT, {"partners": -1}, "partners is -1; it cannot be below 0"),
        ("project", SPINIT, {"web": "interreg-danube.eu"}, "must begin with http"),
        ("good_practice", {"id": "samt"}, {"inspires": "dr-spain"}, "There is no action plan 'dr-spain'"),
        ("claim", {"statement": "regions"}, {"subject": "devis"}, "There is no project 'devis'"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_told(
    table: str, row: dict[str, Any], values: dict[str, Any], sentence: str
) -> None:
    told = broken(table, row, **values)
    assert [one for one in told if one.startswith(f"{table} ") and sentence in one], told


def test_a_month_is_not_before_a_day_within_it() -> None:
    assert broken("project", SPINIT, begins="2024-01-15", ends="2024-01") == []


def test_a_row_that_stands_there_twice_is_told() -> None:
    twice = pd.concat([TABLES_AS_SHIPPED["output"]] * 2, ignore_index=True)
    told = breaches({**TABLES_AS_SHIPPED, "output": twice})
    assert len(told) == 7 and str(told[0]).endswith("occurs twice; keep one.")


def test_without_a_table_whoever_names_its_rows_is_told() -> None:
    told = breaches({name: one for name, one in TABLES_AS_SHIPPED.items() if name != "organisation"})
    assert "partnership spinit / zeda: There is no organisation 'zeda'; name a row of that table." in map(
        str, told
    )


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(TABLES)), st.data())
def test_whatever_a_text_holds_it_is_judged_and_never_crashes(table: str, data: st.DataObject) -> None:
    rows = TABLES_AS_SHIPPED[table]
    texts = [one.name for one in TABLES[table].columns if one.kind != "number"]
    row = {name: data.draw(st.text(max_size=12)) for name in texts}
    wild = pd.concat([rows, pd.DataFrame([row])], ignore_index=True).reindex(columns=list(rows))
    assert all(one.sentence.endswith((".", "?")) for one in breaches({**TABLES_AS_SHIPPED, table: wild}))

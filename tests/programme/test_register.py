"""The register handed out: copies, one project alone, its documents, what is awaited."""

from __future__ import annotations

import pandas as pd
import pytest

from danube.catalogue.programme import TABLES
from danube.programme.awaited import awaited
from danube.programme.disagreements import disagreements
from danube.programme.register import Register, RegisterError, parts
from tests.programme import shipped

REGISTER = shipped.register()


def test_nothing_that_is_taken_out_changes_it() -> None:
    taken = REGISTER.table("project")
    taken["budget"] = 0.0
    REGISTER.row("project", "spinit")["budget"] = 0.0
    assert REGISTER.row("project", "spinit")["budget"] == 2_419_000
    with pytest.raises(TypeError):
        REGISTER.tables["project"] = pd.DataFrame()  # type: ignore[index]


def test_an_empty_register_has_every_table_with_its_columns() -> None:
    empty = Register(0, {})
    for name, table in TABLES.items():
        assert list(empty.table(name)) == [*(one.name for one in table.columns), "load"]
        assert empty.table(name).empty
    assert disagreements(empty) == () and awaited(empty) == ()
    assert empty.documents(empty.table("project")).empty


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(RegisterError, match=r"There is no table 'projects'; there are document, project"):
        REGISTER.table("projects")
    with pytest.raises(RegisterError, match="There is no project 'spnit' in version 1"):
        REGISTER.row("project", "spnit")
    with pytest.raises(RegisterError, match="The table output lacks the columns code, title"):
        Register(1, {"output": pd.DataFrame({"project": ["spinit"]})})


def test_documents_of_rows_come_once_in_the_order_of_naming() -> None:
    rows = REGISTER.table("project")
    assert parts("a; b") == ("a", "b") and parts("") == ()
    chosen = rows[rows["id"].isin(["spinit", "digital-regions"])].sort_values("id", ascending=False)
    assert REGISTER.documents(chosen)["id"].tolist() == [
        "eusdr-spinit", "spinit-page", "cluj-spinit", "digitalregions-page", "sipbb-digitalregions",
        "ernact-kick-off",
    ]  # fmt: skip


def test_places_to_be_filled_are_counted_and_not_invented() -> None:
    told = {one.target: (one.table, one.expected, one.held, one.open) for one in awaited(REGISTER, "spinit")}
    assert told == {
        "spinit-groups": ("discovery_group", 10, 0, 10),
        "spinit-plans": ("action_plan", None, 0, None),
        "spinit-pilots": ("pilot", 10, 0, 10),
    }
    (plans,) = awaited(REGISTER, "devise")
    assert (plans.expected, plans.held, plans.open) == (10, 1, 9)

"""Single statements of two versions beside each other: new, changed, gone, and nothing else."""

from __future__ import annotations

import pandas as pd

from danube.programme import revised
from danube.store.schema import REGISTER
from tests.programme import year

NONE = {name: pd.DataFrame(columns=[*columns, "load"]) for name, columns in REGISTER.items()}


def test_rows_that_differ_are_told_by_their_cells() -> None:
    old = year.rows("measure", year.MEASURE, {**year.MEASURE, "id": "gone", "name": "An old one"})
    new = year.rows("measure", {**year.MEASURE, "name": "Two laboratories"}, {**year.MEASURE, "id": "more"})
    new.loc[new["id"] == "measure-lab", "budget"] = 1200.0
    found = revised.rows({**NONE, "measure": old}, {**NONE, "measure": new})
    assert found[["table", "row", "kind"]].to_numpy().tolist() == [
        ["measure", "gone", "gone"], ["measure", "measure-lab", "changed"], ["measure", "more", "new"],
    ]  # fmt: skip
    changed = found[found["kind"] == "changed"].iloc[0]
    assert changed["before"] == "name: A test laboratory"
    assert changed["after"] == "name: Two laboratories; budget: 1200"


def test_the_same_rows_differ_in_nothing() -> None:
    rows = {**NONE, "measurement": year.measured(*year.FIGURES)}
    assert revised.rows(rows, rows).empty
    told = revised.rows(NONE, rows)
    assert told["kind"].tolist() == ["new"] * 3
    assert told["row"].tolist()[0] == "pilot-lab · firms with a new product · baseline · 2024-09"

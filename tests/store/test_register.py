"""Priorities and measurements in the warehouse: row by row, as figures, in both engines."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest
from store_rows import observations

from danube.settings import Settings
from danube.store import LoadInfo, StoreError, Warehouse, connect, schema
from danube.store.schema import REGISTER

UPLOAD = LoadInfo("ours.csv", kind="upload")


def priorities(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Rows of region, priority, period and status; all else is empty."""
    table = pd.DataFrame(list(rows), columns=["region", "priority", "period", "status"])
    return table.reindex(columns=list(REGISTER["priority"]), fill_value="")


def measured(*rows: tuple[str, str, str, str, float]) -> pd.DataFrame:
    """Rows of pilot, region, kind, period and value; the indicator is `jobs`, all else is empty."""
    table = pd.DataFrame(list(rows), columns=["pilot", "region", "kind", "period", "value"])
    return table.assign(indicator="jobs").reindex(columns=list(REGISTER["measurement"]), fill_value="")


def test_an_empty_warehouse_has_the_columns(warehouse: Warehouse) -> None:
    for name, columns in REGISTER.items():
        table = warehouse.rows(name)
        assert table.empty
        assert list(table) == [*columns, "load"]


def test_the_newest_load_counts_row_by_row(warehouse: Warehouse) -> None:
    first = priorities(("AT13", "ICT", "2021-2027", "draft"), ("AT13", "Life sciences", "", "draft"))
    assert warehouse.add(first, load=UPLOAD, holds="priority") == 1
    second = priorities(("AT13", "ICT", "2021-2027", "adopted"), ("AT13", "ICT", "2014-2020", "former"))
    assert warehouse.add(second, load=UPLOAD, holds="priority") == 2
    told = warehouse.rows("priority")[["priority", "period", "status", "load"]]
    assert told.to_numpy().tolist() == [
        ["ICT", "2014-2020", "former", 2],
        ["ICT", "2021-2027", "adopted", 2],
        ["Life sciences", "", "draft", 1],
    ]
    assert warehouse.rows("priority", version=1)["status"].tolist() == ["draft", "draft"]


def test_a_pilot_has_a_series_as_a_whole_and_one_per_place(warehouse: Warehouse) -> None:
    table = measured(
        ("p1", "", "baseline", "2023", 10.0),
        ("p1", "", "measurement", "2024-06", 12.5),
        ("p1", "BG34", "baseline", "2023", 4.0),
    )
    warehouse.add(table, load=UPLOAD, holds="measurement")
    told = warehouse.rows("measurement")[["region", "kind", "period", "value"]]
    assert told.to_numpy().tolist() == [
        ["", "baseline", "2023", 10.0],
        ["", "measurement", "2024-06", 12.5],
        ["BG34", "baseline", "2023", 4.0],
    ]


def test_without_uploads_and_without_what_was_withdrawn(warehouse: Warehouse) -> None:
    warehouse.add(priorities(("AT13", "ICT", "", "draft")), load=UPLOAD, holds="priority")
    assert warehouse.rows("priority", without=("upload",)).empty
    assert warehouse.withdraw(1, who="Ana", note="an older list") == 2
    assert warehouse.rows("priority").empty
    assert len(warehouse.rows("priority", version=1)) == 1
    warehouse.restore(1)
    assert len(warehouse.rows("priority")) == 1
    assert warehouse.loads()["holds"].tolist() == ["priority"]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (priorities(("AT13", "", "", "draft")), "1 rows have no region or no priority"),
        (priorities(*[("AT13", "ICT", "", "draft")] * 2), "1 rows stand there twice"),
    ],
)
def test_what_is_no_priority_is_refused(warehouse: Warehouse, rows: pd.DataFrame, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence):
        warehouse.add(rows, load=UPLOAD, holds="priority")
    assert warehouse.latest() == 0


def test_an_infinite_measurement_is_refused(warehouse: Warehouse) -> None:
    with pytest.raises(StoreError, match="infinite"):
        warehouse.add(measured(("p1", "", "target", "2027", float("inf"))), load=UPLOAD, holds="measurement")


def test_figures_are_no_table_of_single_rows(warehouse: Warehouse) -> None:
    with pytest.raises(StoreError, match="there are priority, measurement"):
        warehouse.rows("observation")


def test_a_warehouse_of_before_opens_and_learns_the_tables(tmp_path: Path) -> None:
    """A file without the tables answers with none, and the next load brings them."""
    settings = Settings(var=tmp_path, catalogue="", lake_data="")
    warehouse = connect(settings)
    warehouse.add(observations(("gerd", "AT13", "2021", 3.9)), load=LoadInfo("gerd.csv"))
    warehouse.close()
    with duckdb.connect(tmp_path / "warehouse-1.duckdb") as file:
        for name in REGISTER:
            file.execute(f'DROP TABLE "{name}"')
    warehouse = connect(settings)
    assert warehouse.rows("priority").empty
    assert list(warehouse.rows("measurement")) == [*REGISTER["measurement"], "load"]
    warehouse.add(priorities(("AT13", "ICT", "", "draft")), load=UPLOAD, holds="priority")
    assert warehouse.rows("priority")["load"].tolist() == [2]
    assert len(warehouse.observations()) == 1
    warehouse.close()


def pilots(*rows: tuple[str, str, float]) -> pd.DataFrame:
    """Rows of id, measure and budget; all else is empty."""
    table = pd.DataFrame(list(rows), columns=["id", "measure", "budget"])
    return table.reindex(columns=list(REGISTER["pilot"]), fill_value="")


LATER = ("measure", "priority", "requirements", "selection", "method", "lead")


def test_a_warehouse_of_before_learns_columns(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table with fewer columns is read with the new ones empty; the next load brings them, both stand."""
    with monkeypatch.context() as before:
        fewer = {name: kind for name, kind in schema.TABLES["pilot"].items() if name not in LATER}
        before.setitem(schema.TABLES, "pilot", fewer)
        bare = {name: kind for name, kind in REGISTER["pilot"].items() if name not in LATER}
        before.setitem(REGISTER, "pilot", bare)
        before.setitem(schema.LOADED, "pilot", bare)
        old = connect(settings)
        old.add(pilots(("p1", "", 10.0)), load=UPLOAD, holds="pilot")
        assert not set(LATER) & set(old.rows("pilot"))
        old.close()
    warehouse = connect(settings)
    assert warehouse.rows("pilot")[["id", "measure", "budget", "load"]].to_numpy().tolist() == [
        ["p1", "", 10.0, 1]
    ]
    warehouse.add(pilots(("p1", "m1", 20.0), ("p2", "m2", 5.0)), load=UPLOAD, holds="pilot")
    told = warehouse.rows("pilot")[["id", "measure", "budget", "load"]]
    assert told.to_numpy().tolist() == [["p1", "m1", 20.0, 2], ["p2", "m2", 5.0, 2]]
    assert warehouse.rows("pilot", version=1)["measure"].tolist() == [""]
    assert list(warehouse.rows("pilot")) == [*REGISTER["pilot"], "load"]
    warehouse.close()


def test_a_row_has_a_history_of_who_and_why(warehouse: Warehouse) -> None:
    for who, budget in (("Ana", 10.0), ("Ben", 20.0), ("Ana", 30.0)):
        info = LoadInfo("form", who=who, note=f"{budget:.0f} it is", kind="upload")
        warehouse.add(pilots(("p1", "m1", budget), ("p2", "", 1.0)), load=info, holds="pilot")
    warehouse.withdraw(3)
    told = warehouse.history("pilot", id="p1")
    assert told[["budget", "load", "who", "why", "withdrawn"]].to_numpy().tolist() == [
        [10.0, 1, "Ana", "10 it is", False],
        [20.0, 2, "Ben", "20 it is", False],
        [30.0, 3, "Ana", "30 it is", True],
    ]
    assert len(warehouse.history("pilot", id="p1", version=2)) == 2
    assert warehouse.history("pilot", id="p3").empty
    assert warehouse.history("milestone", pilot="p1", name="begin").empty
    with pytest.raises(StoreError, match="are told apart by pilot, name"):
        warehouse.history("milestone", id="p1")

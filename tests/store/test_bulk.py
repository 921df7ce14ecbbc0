"""Figures that come and go as Parquet: the same rules and the same guarantees as one row at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

import pandas as pd
import pytest
from store_rows import many, observations

from danube.settings import Settings
from danube.store import LoadInfo, StoreError, Warehouse, connect
from danube.store.bulk import Work

PROCESSES = multiprocessing.get_context("forkserver")
ROWS = 400_000


def file(folder: Path, rows: pd.DataFrame) -> Path:
    """A file of its own each time: DuckDB takes one that changes for a conflict of transactions."""
    path = folder / f"{len(list(folder.glob('*.parquet')))}.parquet"
    rows.to_parquet(path, index=False)
    return path


@pytest.fixture(params=["publisher", "upload"])
def kind(request: pytest.FixtureRequest) -> str:
    """An upload stays a file of its own where the engine keeps them; all else goes into the table."""
    return request.param


def store_for_ever(settings: Settings, path: Path, kind: str, started) -> None:
    warehouse = connect(settings)
    started.set()
    while True:
        warehouse.add_parquet(path, load=LoadInfo("large.parquet", kind=kind))


def test_figures_of_a_file_are_a_load_like_any_other(warehouse: Warehouse, tmp_path: Path, kind: str) -> None:
    rows = observations(("gerd", "AT12", "2021", 1.5), ("gerd", "AT13", "2021", None), ("a", "AT", "2020", 3))
    path = file(tmp_path, rows.assign(flag=["e", None, ""], more=1))
    assert warehouse.add(observations(("gerd", "AT12", "2021", 1.0)), load=LoadInfo("first.csv")) == 1
    assert warehouse.add_parquet(path, load=LoadInfo("x.csv", "ab12", "Ana", "note", "{}", kind)) == 2
    found = warehouse.observations()
    assert found[["indicator", "region", "flag", "load"]].to_numpy().tolist() == [
        ["a", "AT", "", 2],
        ["gerd", "AT12", "e", 2],
        ["gerd", "AT13", "", 2],
    ]
    assert found["value"].tolist()[:2] == [3, 1.5]
    assert found["value"].isna().tolist() == [False, False, True]
    load = warehouse.loads().iloc[-1]
    assert load[["who", "kind", "file", "sha256", "rows", "holds"]].tolist() == [
        "Ana", kind, "x.csv", "ab12", 3, "observation",
    ]  # fmt: skip
    assert warehouse.withdraw(2) == 3
    assert warehouse.observations()["value"].tolist() == [1.0]
    assert warehouse.observations(version=2)["load"].tolist() == [2, 2, 2]
    assert warehouse.restore(2) == 4
    assert warehouse.add(observations(("gerd", "AT12", "2021", 9)), load=LoadInfo("later.csv")) == 5
    assert warehouse.observations()["load"].tolist() == [2, 5, 2]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (observations(("gerd", "AT12", "2021", 1.5)).drop(columns="flag"), "columns flag are missing"),
        (observations(), "no rows"),
        (observations(("gerd", "", "2021", 1.5)), "1 rows have no indicator"),
        (observations(("gerd", "AT", "2021", float("inf"))), "infinite"),
        (observations(("b", "AT", "2021", 1.0), ("a", "AT", "2021", 1.0), ("b", "AT", "2021", 2.0)), "twice"),
    ],
)
def test_what_add_refuses_is_refused(
    warehouse: Warehouse, tmp_path: Path, rows: pd.DataFrame, sentence: str, kind: str
) -> None:
    with pytest.raises(StoreError, match=sentence):
        warehouse.add_parquet(file(tmp_path, rows), load=LoadInfo("x.csv", kind=kind))
    assert warehouse.latest() == 0
    assert warehouse.loads().empty


@pytest.mark.parametrize(("form", "size"), [(str, 3), ("category", 10)])
def test_a_row_twice_is_found_however_the_file_is_cut(
    warehouse: Warehouse, tmp_path: Path, form: type | str, size: int, kind: str
) -> None:
    rows = observations(*(("a", "AT", str(year), 1.0) for year in (2019, 2020, 2021, 2021, 2022)))
    typed = rows.astype(dict.fromkeys(["indicator", "region", "period"], form))
    typed.to_parquet(tmp_path / "rows.parquet", index=False, row_group_size=size)
    with pytest.raises(StoreError, match="1 rows stand there twice"):
        warehouse.add_parquet(tmp_path / "rows.parquet", load=LoadInfo("x.csv"))
    once = typed.drop_duplicates(["period"])
    once.to_parquet(tmp_path / "once.parquet", index=False, row_group_size=size)
    assert warehouse.add_parquet(tmp_path / "once.parquet", load=LoadInfo("x.csv", kind=kind)) == 1
    assert warehouse.observations()["period"].tolist() == ["2019", "2020", "2021", "2022"]


def test_periods_that_are_numbers_are_looked_at_as_texts(
    warehouse: Warehouse, tmp_path: Path, kind: str
) -> None:
    rows = observations(("a", "AT", "2020", 1.0), ("a", "AT", "2021", 1.0), ("a", "AT", "2021", 2.0))
    years = rows.assign(period=rows["period"].astype(int))
    with pytest.raises(StoreError, match="twice"):
        warehouse.add_parquet(file(tmp_path, years), load=LoadInfo("x.csv"))
    assert warehouse.add_parquet(file(tmp_path, years.iloc[:2]), load=LoadInfo("x.csv", kind=kind)) == 1
    assert warehouse.observations()["period"].tolist() == ["2020", "2021"]


def test_current_figures_come_out_as_a_file(warehouse: Warehouse, tmp_path: Path, kind: str) -> None:
    rows = observations(("a", "AT", "2021", 1.0), ("b", "AT", "2021", 2.0))
    warehouse.add_parquet(file(tmp_path, rows), load=LoadInfo("1", kind=kind))
    warehouse.add(observations(("a", "AT", "2021", 3.0)), load=LoadInfo("2"))
    assert warehouse.export(tmp_path / "all.parquet") == 2
    assert warehouse.export(tmp_path / "a.parquet", ["a"]) == 1
    assert pd.read_parquet(tmp_path / "a.parquet")["value"].tolist() == [3.0]
    assert warehouse.export(tmp_path / "none.parquet", ["c"]) == 0


def test_a_store_that_is_stopped_changes_nothing(warehouse: Warehouse, tmp_path: Path, kind: str) -> None:
    path, work = file(tmp_path, many(ROWS, 1.0)), Work()

    def stop() -> None:
        while work.cursor is None:
            time.sleep(0.001)
        work.stop()

    stopper = threading.Thread(target=stop)
    stopper.start()
    with pytest.raises(StoreError):
        warehouse.add_parquet(path, load=LoadInfo("x.csv", kind=kind), work=work)
    stopper.join()
    assert warehouse.latest() == 0
    assert warehouse.add_parquet(path, load=LoadInfo("x.csv")) == 1
    assert len(warehouse.observations(indicators=["i0"])) == 1000


def test_a_file_that_was_kept_is_the_warehouses_own(tmp_path: Path) -> None:
    """Nothing that happens to the file that came changes it, and a file of no version is swept."""
    var = tmp_path / "var"
    warehouse = connect(Settings(var=var, catalogue="", lake_data=""))
    path = file(tmp_path, observations(("a", "AT", "2021", 1.0)))
    assert warehouse.add_parquet(path, load=LoadInfo("x.csv", kind="upload")) == 1
    path.write_bytes(b"something else")
    (var / "figures-2.parquet").write_bytes(b"of a writer that died")
    assert warehouse.observations()["value"].tolist() == [1.0]
    warehouse.add(observations(("b", "AT", "2021", 2.0)), load=LoadInfo("y.csv"))
    assert [one.name for one in var.glob("*.parquet")] == ["figures-1.parquet"]
    assert warehouse.observations()["value"].tolist() == [1.0, 2.0]
    warehouse.close()
    (var / "figures-1.parquet").unlink()
    with pytest.raises(StoreError, match="cannot be read or written"):
        warehouse.observations()


@pytest.mark.timeout(120)
def test_killed_in_the_middle_leaves_no_half_load(settings: Settings, tmp_path: Path, kind: str) -> None:
    path, warehouse = file(tmp_path, many(ROWS, 1.0)), connect(settings)
    for kill in range(6):
        before, started = warehouse.latest(), PROCESSES.Event()
        writer = PROCESSES.Process(target=store_for_ever, args=(settings, path, kind, started))
        writer.start()
        assert started.wait(30)
        time.sleep(0.1 * kill + 0.05)
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        version = warehouse.latest()
        assert version >= before
        assert (warehouse.loads()["rows"] == ROWS).all()
        assert len(warehouse.loads()) == version
    assert warehouse.add_parquet(path, load=LoadInfo("last", kind=kind)) == version + 1
    figures = warehouse.observations(indicators=["i7"])
    assert figures["load"].tolist() == [version + 1] * 1000
    warehouse.close()

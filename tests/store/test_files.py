"""The folder of version files: what readers may find there, and what writers leave behind."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest
from filelock import FileLock
from store_rows import many, observations

from danube.settings import Settings
from danube.store import LoadInfo, StoreError, Warehouse, connect, files

LOAD = LoadInfo("file.csv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def warehouse(folder: Path) -> Warehouse:
    return connect(Settings(var=folder, catalogue="", lake_data=""))


def add(warehouse: Warehouse, value: float) -> int:
    return warehouse.add(observations(("gerd", "AT", "2021", value)), load=LOAD)


def test_reading_an_empty_place_writes_nothing(folder: Path, warehouse: Warehouse) -> None:
    assert warehouse.latest() == 0
    assert not folder.exists()


def test_pointer_names_the_file_of_the_version(folder: Path, warehouse: Warehouse) -> None:
    add(warehouse, 1.0)
    assert (folder / "warehouse.current").read_text() == "warehouse-1.duckdb\n"
    assert sorted(path.name for path in folder.iterdir()) == [
        "warehouse-1.duckdb", "warehouse.current", "warehouse.lock",
    ]  # fmt: skip


def test_version_file_never_changes(folder: Path, warehouse: Warehouse) -> None:
    add(warehouse, 1.0)
    before = (folder / "warehouse-1.duckdb").read_bytes()
    add(warehouse, 2.0)
    assert (folder / "warehouse-1.duckdb").read_bytes() == before


def test_leavings_of_a_killed_writer_are_ignored_and_swept(folder: Path, warehouse: Warehouse) -> None:
    add(warehouse, 1.0)
    for name in ("warehouse.part", "warehouse.part.wal", "warehouse.current.part", "warehouse-2.duckdb"):
        (folder / name).write_bytes(b"half a load")
    assert warehouse.observations()["value"].tolist() == [1.0]
    assert add(warehouse, 2.0) == 2
    assert warehouse.observations()["value"].tolist() == [2.0]
    assert not list(folder.glob("*.part*"))


def test_refused_load_leaves_no_part(folder: Path, warehouse: Warehouse) -> None:
    add(warehouse, 1.0)
    with pytest.raises(StoreError):
        warehouse.withdraw(5)
    assert not list(folder.glob("*.part*"))
    assert (folder / "warehouse.current").read_text() == "warehouse-1.duckdb\n"


def test_old_files_are_swept_once_they_are_old(folder: Path, warehouse: Warehouse) -> None:
    for value in range(5):
        add(warehouse, float(value))
    assert len(list(folder.glob("warehouse-*.duckdb"))) == 5
    long_ago = time.time() - 2 * files.KEPT_SECONDS
    for path in folder.glob("warehouse-*.duckdb"):
        os.utime(path, (long_ago, long_ago))
    add(warehouse, 9.0)
    kept = {f"warehouse-{version}.duckdb" for version in (3, 4, 5, 6)}
    assert {path.name for path in folder.glob("warehouse-*.duckdb")} == kept
    assert warehouse.observations(version=1)["value"].tolist() == [0.0]


def test_reader_keeps_its_answer_while_its_file_is_swept(folder: Path, warehouse: Warehouse) -> None:
    add(warehouse, 1.0)
    engine = files.Files(folder)
    with engine.reading() as cursor:
        (folder / "warehouse-1.duckdb").unlink()
        assert cursor.execute("SELECT value FROM observation").fetchall() == [(1.0,)]
    engine.close()


def test_missing_file_of_the_pointer_is_named(folder: Path, warehouse: Warehouse) -> None:
    add(warehouse, 1.0)
    warehouse.close()
    (folder / "warehouse-1.duckdb").unlink()
    with pytest.raises(
        StoreError, match=r"warehouse-1\.duckdb is missing although warehouse\.current names it"
    ):
        add(warehouse, 2.0)
    with pytest.raises(StoreError, match="cannot be read or written"):
        connect(Settings(var=folder, catalogue="", lake_data="")).latest()


def test_broken_file_is_one_sentence(folder: Path, warehouse: Warehouse) -> None:
    add(warehouse, 1.0)
    warehouse.close()
    (folder / "warehouse-1.duckdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError, match="cannot be read or written"):
        connect(Settings(var=folder, catalogue="", lake_data="")).latest()


def test_place_that_is_no_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    warehouse = connect(Settings(var=tmp_path / "var", catalogue="", lake_data=""))
    with pytest.raises(StoreError, match="cannot be read or written"):
        add(warehouse, 1.0)
    with pytest.raises(StoreError, match="cannot be read or written"):
        warehouse.latest()


def test_files_of_old_versions_are_let_go(folder: Path, warehouse: Warehouse) -> None:
    for value in range(4):
        add(warehouse, float(value))
        warehouse.observations()
    open_files = {str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()}
    assert {name for name in open_files if name.startswith(str(folder))} == {
        str(folder / "warehouse-4.duckdb")
    }


def test_writer_gives_up_when_another_holds_the_lock(
    folder: Path, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(warehouse, 1.0)
    monkeypatch.setattr(files, "WAIT_SECONDS", 0.1)
    with (
        FileLock(folder / "warehouse.lock"),
        pytest.raises(StoreError, match="Another process has been writing"),
    ):
        add(warehouse, 2.0)


def test_threads_share_one_warehouse(warehouse: Warehouse) -> None:
    """A DuckDB connection shared without cursors once gave empty answers without a word."""
    warehouse.add(many(2000, 1.0), load=LOAD)
    counts: list[int] = []

    def read() -> None:
        counts.extend(len(warehouse.observations(periods=["2021"])) for _ in range(20))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for value in range(3):
        add(warehouse, float(value))
    for thread in threads:
        thread.join()
    assert len(counts) == 120
    assert set(counts) <= {2000, 2001}
    assert warehouse.latest() == 4


def test_reading_a_hundred_thousand_figures_is_quick(warehouse: Warehouse) -> None:
    warehouse.add(many(100_000, 1.0), load=LOAD)
    warehouse.observations()
    seconds = []
    for _ in range(5):
        begin = time.perf_counter()
        assert len(warehouse.observations()) == 100_000
        seconds.append(time.perf_counter() - begin)
    assert min(seconds) < 0.3

"""Several processes at one warehouse: killed writers, writers at the same time, readers meanwhile.

The processes are real ones, forked from a server that has imported the store already.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest
from store_rows import many, observations

from danube.settings import Settings
from danube.store import LoadInfo, Warehouse, connect

ROWS = 6_000
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["danube.store", "danube.store.lake", "store_rows", "pandas", "pyarrow"])


def load_for_ever(settings: Settings, started) -> None:
    warehouse = connect(settings)
    warehouse.latest()
    started.set()
    while True:
        load = warehouse.latest() + 1
        warehouse.add(many(ROWS, float(load)), load=LoadInfo("large.csv"))


def load_often(settings: Settings, name: str, times: int, start) -> None:
    warehouse = connect(settings)
    start.wait()
    for number in range(times):
        warehouse.add(observations((name, f"R{number}", "2021", float(number))), load=LoadInfo(name))


def hold_open(settings: Settings, started, finish) -> None:
    """A writer in the middle of its transaction for as long as the test wants."""

    def change(cursor) -> None:
        from danube.store import writers

        writers.add(cursor, writers.Batch(LoadInfo("slow.csv"), "observation", many(ROWS, 1.0)))
        started.set()
        finish.wait(60)

    connect(settings)._engine.writing(change)


def killed_after(settings: Settings, seconds: float) -> None:
    started = PROCESSES.Event()
    writer = PROCESSES.Process(target=load_for_ever, args=(settings, started))
    writer.start()
    assert started.wait(30)
    time.sleep(seconds)
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()


def assert_only_whole_loads(warehouse: Warehouse, before: int) -> None:
    version = warehouse.latest()
    assert version >= before
    assert warehouse.events()["version"].tolist() == list(range(1, version + 1))
    loads = warehouse.loads()
    newest = loads[loads["file"] == "large.csv"]
    if newest.empty:
        return
    assert (newest["rows"] == ROWS).all()
    figures = warehouse.observations(periods=["2021"], indicators=[f"i{n}" for n in range(ROWS // 1000)])
    assert len(figures) == ROWS
    assert set(figures["value"]) == {float(newest["load"].max())}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("engine", [("files", 32), pytest.param(("lake", 10), marks=pytest.mark.postgres)])
def test_killed_writer_leaves_the_version_before_it(engine, request, tmp_path: Path) -> None:
    kind, kills = engine
    settings = (
        request.getfixturevalue("lake_settings")
        if kind == "lake"
        else Settings(var=tmp_path / "var", catalogue="", lake_data="")
    )
    warehouse, delays, interrupted = connect(settings), random.Random(20261121), 0
    for kill in range(kills):
        before = warehouse.latest()
        killed_after(settings, delays.uniform(0.0, 0.35))
        interrupted += (settings.var / "warehouse.part").exists()
        assert_only_whole_loads(warehouse, before)
        version = warehouse.latest()
        assert (
            warehouse.add(observations(("next", "AT", "2021", kill)), load=LoadInfo("next.csv"))
            == version + 1
        )
    assert warehouse.observations(indicators=["next"])["value"].tolist() == [kills - 1]
    assert kind == "lake" or interrupted >= kills // 4, "too few kills hit a writer at work"
    warehouse.close()


def test_two_processes_writing_at_once_both_succeed(warehouse: Warehouse, settings: Settings) -> None:
    start, times = PROCESSES.Event(), 8
    writers = [
        PROCESSES.Process(target=load_often, args=(settings, name, times, start))
        for name in ("left", "right")
    ]
    for writer in writers:
        writer.start()
    start.set()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert warehouse.events()["version"].tolist() == list(range(1, 2 * times + 1))
    assert warehouse.loads()["load"].tolist() == list(range(1, 2 * times + 1))
    counts = warehouse.observations().groupby("indicator").size()
    assert counts.to_dict() == {"left": times, "right": times}


@pytest.mark.postgres
def test_processes_that_enter_a_new_catalogue_at_once_all_succeed(fresh_lake: Settings) -> None:
    start = PROCESSES.Event()
    writers = [PROCESSES.Process(target=load_often, args=(fresh_lake, name, 1, start)) for name in "abc"]
    for writer in writers:
        writer.start()
    start.set()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert connect(fresh_lake).latest() == 3


def test_reader_is_not_held_up_by_a_writer(warehouse: Warehouse, settings: Settings) -> None:
    warehouse.add(observations(("gerd", "AT", "2021", 3.2)), load=LoadInfo("first.csv"))
    started, finish = PROCESSES.Event(), PROCESSES.Event()
    writer = PROCESSES.Process(target=hold_open, args=(settings, started, finish))
    writer.start()
    assert started.wait(30)
    begin = time.perf_counter()
    fresh = connect(settings)
    assert fresh.observations()["value"].tolist() == [3.2]
    assert warehouse.latest() == 1
    assert time.perf_counter() - begin < 5
    finish.set()
    writer.join(60)
    assert writer.exitcode == 0
    assert warehouse.latest() == 2
    fresh.close()

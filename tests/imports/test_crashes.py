"""An import that is killed, runs out of disk, or meets another: no half load, no acknowledged load lost.

Every import is the command itself in a process of its own.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from danube import regions
from danube.settings import ROOT, Settings
from danube.store import Warehouse, connect

KILLS = 14
YEARS = range(1950, 2024)


def countries(*codes: str) -> list[str]:
    return [code for code, one in regions.load().items() if one.country in codes and one.level > 1]


def table(path: Path, codes: list[str], value: int) -> Path:
    """A file whose every figure is the same, so that half a load would show."""
    rows = [f"{code};{year};{value}" for code in codes for year in YEARS]
    path.write_text("\n".join(["geo;year;value", *rows]) + "\n", encoding="utf-8")
    return path


def begun(var: Path, file: Path, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "etl", "import", str(file), "--indicator", "population"]
    here = {name: text for name, text in os.environ.items() if not name.startswith("DANUBE_")}
    return subprocess.Popen(
        command, cwd=ROOT, env={**here, "DANUBE_VAR": str(var)}, text=True, preexec_fn=limit,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    told, complaint = process.communicate(timeout=120)
    return process.returncode, told, complaint


def storing(var: Path, process: subprocess.Popen[str]) -> bool:
    """Waits until the store is at work; False where the process was quicker."""
    while process.poll() is None:
        if (var / "warehouse.part").exists():
            return True
        time.sleep(0.001)
    return False


def stored(var: Path) -> Warehouse:
    return connect(Settings(var=var, catalogue="", lake_data=""))


def values(warehouse: Warehouse) -> dict[str, float]:
    """The one figure that each region has in all years."""
    figures = warehouse.observations(indicators=["population"])
    seen = figures.groupby(figures["region"].astype(str))["value"].agg(["nunique", "first"])
    assert (seen["nunique"] == 1).all()
    return {str(region): float(value) for region, value in seen["first"].items()}


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.mark.timeout(280)
def test_a_killed_import_leaves_no_half_load_and_loses_none(var: Path, tmp_path: Path) -> None:
    codes, moments, hits = countries("AT", "HU", "CZ"), random.Random(20261121), 0
    rows = len(codes) * len(YEARS)
    acknowledged, interrupted = 0, 0
    for kill in range(KILLS):
        process = begun(var, table(tmp_path / f"{kill}.csv", codes, 1000 + kill))
        hits += storing(var, process)
        time.sleep(moments.uniform(0.0, 0.8))
        process.send_signal(signal.SIGKILL)
        _code, told, _complaint = ended(process)
        interrupted += (var / "warehouse.part").exists()
        acknowledged += "Stored as load" in told
        whole(var, rows, acknowledged, 1000 + kill if "Stored as load" in told else None)
    assert hits >= 10 and interrupted >= 3, "too few kills hit the store at work"
    code, told, _complaint = ended(begun(var, table(tmp_path / "last.csv", codes, 7)))
    assert (code, "Stored as load" in told) == (0, True)
    whole(var, rows, acknowledged + 1, 7)


def whole(var: Path, rows: int, least: int, newest: int | None) -> None:
    """Every load is whole, the acknowledged ones are there, and the newest one's figures count."""
    warehouse = stored(var)
    loads = warehouse.loads()
    assert len(loads) >= least and (loads["rows"] == rows).all()
    assert warehouse.events()["version"].tolist() == list(range(1, warehouse.latest() + 1))
    if len(loads):
        (value,) = set(values(warehouse).values())
        assert f"{value - 1000:g}.csv" == loads.loc[loads["load"].idxmax(), "file"] or value == newest
    if newest is not None:
        assert set(values(warehouse).values()) == {float(newest)}
    warehouse.close()


def test_two_analysts_at_once_lose_nothing(var: Path, tmp_path: Path) -> None:
    """Both bring Austria; one Hungary beside it, the other Romania."""
    one = table(tmp_path / "one.csv", countries("AT", "HU"), 1)
    other = table(tmp_path / "other.csv", countries("AT", "RO"), 2)
    for _time in range(3):
        processes = [begun(var, one), begun(var, other)]
        assert [ended(process)[0] for process in processes] == [0, 0]
    warehouse = stored(var)
    loads = warehouse.loads()
    assert sorted(loads["file"]) == ["one.csv"] * 3 + ["other.csv"] * 3
    assert not loads["withdrawn"].any()
    found = values(warehouse)
    later = {"one.csv": 1.0, "other.csv": 2.0}[str(loads.loc[loads["load"].idxmax(), "file"])]
    assert {found[code] for code in countries("AT")} == {later}
    assert {found[code] for code in countries("HU")} == {1.0}
    assert {found[code] for code in countries("RO")} == {2.0}
    warehouse.close()


def refused_for_room(var: Path, tmp_path: Path, limit: Callable[[], None] | None = None) -> None:
    """A first load has room; the second is refused in one sentence and leaves the first as it was."""
    codes = countries("AT", "HU", "CZ", "RO")
    assert ended(begun(var, table(tmp_path / "first.csv", codes, 1), limit))[0] == 0
    before = sorted(path.name for path in var.iterdir())
    code, told, complaint = ended(begun(var, table(tmp_path / "second.csv", codes, 2), limit))
    assert (code, told) == (1, "")
    assert "has no room left on its disk: make room and try again." in complaint
    assert complaint.count("\n") == 1 and "Traceback" not in complaint
    assert sorted(path.name for path in var.iterdir()) == before
    warehouse = stored(var)
    assert warehouse.latest() == 1 and set(values(warehouse).values()) == {1.0}
    warehouse.close()


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    """A file system of its own, so that it is really full."""
    disk = tmp_path / "disk"
    disk.mkdir()
    for _disk in mounted(disk, "size=2600k"):
        refused_for_room(disk / "var", tmp_path)
        subprocess.run(["mount", "-o", "remount,size=40m", str(disk)], check=True)
        code, told, _complaint = ended(begun(disk / "var", table(tmp_path / "again.csv", countries("AT"), 3)))
        assert (code, "Stored as load 2" in told) == (0, True)


def mounted(disk: Path, options: str) -> Iterator[Path]:
    """A small disk in memory, where this user may mount one."""
    found = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "danube", str(disk)], capture_output=True, text=True
    )
    if found.returncode:
        pytest.skip(f"no disk can be mounted here: {found.stderr.strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_file_that_may_not_grow_is_one_sentence(var: Path, tmp_path: Path) -> None:
    """The first load fits, a copy of it with a second one does not."""
    elsewhere = tmp_path / "elsewhere"
    ended(begun(elsewhere, table(tmp_path / "first.csv", countries("AT", "HU", "CZ", "RO"), 1)))
    room = (elsewhere / "warehouse-1.duckdb").stat().st_size * 5 // 4
    refused_for_room(var, tmp_path, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))

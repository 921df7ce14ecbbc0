"""Work in a process of its own: watched, cancelled, killed, queued, stored; real engine, real processes."""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from danube import catalogue, incoming, regions
from danube.settings import ROOT, Settings
from danube.store import connect
from etl.intake import apart, errands, jobs, large
from etl.intake.jobs import Crowded, Order, Outcome
from tests.imports import make

YEARS = range(1990, 2024)
FEW, MANY = 3, 30
"""Indicators in a small table and in one that takes some seconds."""


@pytest.fixture(scope="module")
def built(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse to copy from."""
    return Path(
        shutil.copytree(
            var, tmp_path_factory.mktemp("jobs") / "var", ignore=shutil.ignore_patterns("incoming")
        )
    )


@pytest.fixture(autouse=True)
def own(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A DANUBE_VAR of this test alone; whatever still runs afterwards is ended."""
    home = Path(shutil.copytree(built, tmp_path / "var"))
    monkeypatch.setenv("DANUBE_VAR", str(home))
    yield home
    for folder in (home / "incoming").glob("[0-9a-f]*"):
        jobs.cancel(folder)


def rows(indicators: int) -> Iterator[str]:
    """A long table: every region of level 2 in every year, each figure another."""
    names = sorted(catalogue.load().indicators)[:indicators]
    yield "indicator,region,period,value\n"
    for number, (name, region, year) in enumerate(itertools.product(names, regions.nuts2(), YEARS)):
        yield f"{name},{region},{year},{number % 97}.5\n"


def brought(indicators: int = FEW) -> Path:
    """The folder of a file that waits."""
    return incoming.keep("figures.csv", (row.encode() for row in rows(indicators))).folder


def examine(**given: object) -> Order:
    return Order("examine", "en", {"name": "figures.csv", **given})


def waited(folder: Path, order: Order, seconds: float = 120) -> Outcome:
    """The outcome, once there is one."""
    deadline = time.monotonic() + seconds
    while (found := jobs.outcome(folder, order)) is None:
        assert time.monotonic() < deadline, (folder / "log").read_text()
        time.sleep(0.02)
    return found


def eventually(true: Callable[[], bool], seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)
    return true()


def process(folder: Path) -> int:
    """The process that was started last, which leads a group of its own."""
    return int(json.loads((folder / "process.json").read_text())["id"])


def held(folder: Path, order: Order) -> bool:
    """Started, and stopped in the middle of its work; False where it was through before that."""
    jobs.start(folder, order)
    while jobs.running(folder) and jobs.state(folder).share <= 0.01:
        time.sleep(0.001)
    with suppress(ProcessLookupError):
        os.kill(process(folder), signal.SIGSTOP)
    if jobs.running(folder) and not jobs.written(folder, order.key):
        return True
    with suppress(ProcessLookupError):
        os.kill(process(folder), signal.SIGCONT)
    return False


def begun(folder: Path, order: Order) -> None:
    """Started, and stopped in the middle of its work: one that was too quick begins again."""
    while not held(folder, order):
        assert waited(folder, order).end == "report", (folder / "log").read_text()
        jobs.forget(folder, order)


def go_on(folder: Path) -> None:
    os.kill(process(folder), signal.SIGCONT)


def ended(number: int) -> bool:
    """Neither the process nor another of its group is there."""
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_file_is_examined_and_its_report_stays() -> None:
    folder, order = brought(), examine()
    assert jobs.outcome(folder, order) is None and not jobs.running(folder)
    jobs.start(folder, order)
    assert jobs.running(folder)
    found = waited(folder, order)
    expected = FEW * len(regions.nuts2()) * len(YEARS)
    assert found.end == "report", found
    assert (found.value.rows, found.value.accepted, found.value.ok) == (expected, expected, True)
    assert eventually(lambda: not jobs.running(folder))
    assert jobs.outcome(folder, order) is not None
    assert jobs.outcome(folder, examine(indicator="gerd")) is None


def test_progress_is_told_and_never_falls() -> None:
    folder, order = brought(MANY), examine()
    jobs.start(folder, order)
    seen = [jobs.state(folder)]
    while jobs.outcome(folder, order) is None:
        seen.append(jobs.state(folder))
        time.sleep(0.01)
    shares = [one.share for one in seen]
    assert shares == sorted(shares) and shares[0] >= 0 and shares[-1] <= 1
    assert len(set(shares)) > 3 and all(one.phrase for one in seen)


def test_cancelled_means_the_process_and_its_tables_are_gone() -> None:
    folder, order = brought(MANY), examine()
    begun(folder, order)
    number, start = process(folder), time.monotonic()
    go_on(folder)
    jobs.cancel(folder)
    assert time.monotonic() - start < 5
    assert not jobs.running(folder) and eventually(lambda: ended(number))
    assert jobs.outcome(folder, order).end == "cancelled"  # type: ignore[union-attr]
    assert not (folder / "work").exists() and (folder / "content").exists()
    jobs.forget(folder, order)
    assert jobs.outcome(folder, order) is None
    jobs.start(folder, order)
    assert waited(folder, order).end == "report"


def test_a_process_that_does_not_listen_is_ended_by_force() -> None:
    folder, order = brought(MANY), examine()
    begun(folder, order)
    jobs.cancel(folder)
    assert not jobs.running(folder)
    assert waited(folder, order).end == "cancelled"


def test_a_killed_process_is_told_in_a_sentence_and_can_begin_again() -> None:
    folder, order = brought(MANY), examine()
    begun(folder, order)
    os.kill(process(folder), signal.SIGKILL)
    found = waited(folder, order)
    assert found.end == "failed" and found.sentence.startswith("The process that worked on the file ended")
    jobs.forget(folder, order)
    jobs.start(folder, order)
    assert waited(folder, order).end == "report"


def test_two_who_start_at_once_start_one_process() -> None:
    folder, order = brought(), examine()
    with ThreadPoolExecutor(8) as many:
        list(many.map(lambda _turn: jobs.start(folder, order), range(8)))
    assert jobs.crowd() == 1
    assert waited(folder, order).end == "report"


def test_one_file_is_read_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_JOBS", "1")
    first, second, order = brought(MANY), brought(), examine()
    begun(first, order)
    jobs.start(second, order)
    assert eventually(lambda: "waits for its turn" in jobs.state(second).phrase)
    assert jobs.outcome(first, order) is None
    jobs.cancel(second)
    assert jobs.outcome(second, order).end == "cancelled"  # type: ignore[union-attr]
    go_on(first)
    jobs.forget(second, order)
    jobs.start(second, order)
    assert waited(first, order).end == "report"
    assert waited(second, order).end == "report"


def test_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST", 1)
    first, second = brought(MANY), brought()
    jobs.start(first, examine())
    with pytest.raises(Crowded, match="^Too many large files wait to be read: try again in some minutes"):
        jobs.start(second, examine())


def test_what_is_no_table_is_refused_in_a_sentence() -> None:
    folder, order = incoming.keep("figures.csv", [b"%PDF-1.7\n" + b"x" * 1000]).folder, examine()
    jobs.start(folder, order)
    found = waited(folder, order)
    assert (found.end, found.error) == ("refused", "Unreadable") and "a PDF" in found.sentence


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.csv.gz"])
def test_what_swells_to_nothing_is_refused_in_a_sentence(name: str) -> None:
    """Such a file is large by what it holds, so the pages hand it to a process like this one."""
    folder, order = incoming.keep(name, [(make.FILES / name).read_bytes()]).folder, examine(name=name)
    assert large.is_large(folder / "content")
    jobs.start(folder, order)
    found = waited(folder, order)
    assert (found.end, found.error) == ("refused", "Unreadable") and "a binary file" in found.sentence


def test_what_swells_beyond_the_limit_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_LARGEST", "11")
    packed = gzip.compress(b"region,2023\n" + b"AT13,3.5\n" * 1_300_000, mtime=0)
    folder, order = incoming.keep("figures.csv.gz", [packed]).folder, examine()
    jobs.start(folder, order)
    found = waited(folder, order)
    assert (found.end, found.error) == ("refused", "Unreadable") and "11 MB" in found.sentence


STARTER = """
import sys
from pathlib import Path
from etl.intake import jobs, large
jobs.start(Path(sys.argv[1]), jobs.Order("examine", "en", {"name": "figures.csv"}))
"""


def test_the_work_outlives_whoever_started_it() -> None:
    folder = brought(MANY)
    subprocess.run([sys.executable, "-c", STARTER, str(folder)], cwd=ROOT, check=True, timeout=60)
    assert jobs.running(folder)
    assert waited(folder, examine()).end == "report"


def test_a_file_that_is_discarded_ends_the_work() -> None:
    folder, order = brought(MANY), examine()
    begun(folder, order)
    number = process(folder)
    go_on(folder)
    incoming.discard(folder.name)
    assert eventually(lambda: ended(number))
    assert not folder.exists()


def stored(own: Path, version: int) -> list[tuple[str, str, str, float]]:
    """The figures of a load, as a person would sort them."""
    opened = connect(Settings(var=own))
    try:
        table = opened.observations(version=version)
    finally:
        opened.close()
    mine = table[table["load"] == version]
    columns = [mine[name] for name in ("indicator", "region", "period", "value")]
    return sorted(zip(*columns, strict=True))


def expected(indicators: int) -> list[tuple[str, str, str, float]]:
    table = csv.reader(list(rows(indicators))[1:])
    return sorted((name, region, year, float(value)) for name, region, year, value in table)


def test_what_was_examined_is_stored_to_the_last_figure(own: Path) -> None:
    folder, order = brought(), examine()
    jobs.start(folder, order)
    waited(folder, order)
    order = Order("store", "en", {"examined": order.key, "note": "All of them.", "who": "Ana"})
    jobs.start(folder, order)
    found = waited(folder, order)
    assert found.end == "version", found
    assert stored(own, found.value) == expected(FEW)
    assert not (folder / "work").exists()
    again = jobs.outcome(folder, order)
    assert again is not None and again.value == found.value


def test_killed_while_it_stores_there_is_no_half_load(own: Path) -> None:
    folder, order = brought(MANY), examine()
    jobs.start(folder, order)
    accepted, before = waited(folder, order).value.accepted, latest(own)
    order = Order("store", "en", {"examined": order.key, "note": "", "who": "Ana"})
    held(folder, order)
    with suppress(ProcessLookupError):
        os.kill(process(folder), signal.SIGKILL)
    found = waited(folder, order)
    if found.end == "failed":
        assert latest(own) == before
        jobs.forget(folder, order)
        jobs.start(folder, order)
        found = waited(folder, order)
    assert latest(own) == found.value > before and len(stored(own, found.value)) == accepted > 10_000


def test_killed_after_it_stored_the_version_is_told(own: Path) -> None:
    """The load stands, and the process had no time left to say so."""
    folder, order = brought(), examine()
    jobs.start(folder, order)
    waited(folder, order)
    order = Order("store", "en", {"examined": order.key, "note": "All of them.", "who": "Ana"})
    jobs.start(folder, order)
    version = waited(folder, order).value
    assert eventually(lambda: not jobs.running(folder))
    (folder / f"outcome-{order.key}").unlink()
    found = jobs.outcome(folder, order)
    assert found is not None and (found.end, found.value) == ("version", version == latest(own) and version)


def test_what_fails_after_it_was_stored_tells_the_version(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, order = brought(), examine()
    jobs.start(folder, order)
    waited(folder, order)
    order = Order("store", "en", {"examined": order.key, "note": "", "who": "Ana"})
    run, before = errands.run, latest(own)

    def fails(*given: Any) -> Outcome:
        run(*given)
        raise OSError("no room to say so")

    monkeypatch.setattr(errands, "run", fails)
    found = apart.done(folder, order, apart.Telling(folder))
    assert (found.end, found.value) == ("version", latest(own)) and found.value > before


def test_what_fails_before_it_is_stored_says_that_nothing_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: Any) -> Outcome:
        raise OSError("no room")

    monkeypatch.setattr(errands, "run", fails)
    folder, order = brought(), Order("store", "en", {})
    assert apart.done(folder, order, apart.Telling(folder)).end == "failed"


def latest(own: Path) -> int:
    opened = connect(Settings(var=own))
    try:
        return opened.latest()
    finally:
        opened.close()

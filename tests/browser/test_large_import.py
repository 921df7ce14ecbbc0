"""A large file on the page of the import: read beside the page, found again, cancelled, killed, stored."""

from __future__ import annotations

import fcntl
import itertools
import json
import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Page, expect

from danube import catalogue, regions
from tests import serving
from tests.api.test_files import left
from tests.browser import reading
from tests.browser.conftest import Lent
from tests.serving import Served

pytestmark = pytest.mark.browser
PATIENCE = 90_000
AGAIN = "Read it again"


@pytest.fixture(scope="module")
def server(own: Path) -> Iterator[Served]:
    """A server for which everything above one megabyte is large; it reads one such file at a time."""
    with serving.over(own, SMALL="1", JOBS="1") as served:
        yield served


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty indicators of every region in 34 years, which may all be stored."""
    path = tmp_path_factory.mktemp("brought") / "many.csv"
    names = sorted(catalogue.load().indicators)[:20]
    rows = itertools.product(names, regions.nuts2(), range(1990, 2024))
    lines = (f"{name},{region},{year},{number % 97}.5\n" for number, (name, region, year) in enumerate(rows))
    path.write_text("indicator,region,period,value\n" + "".join(lines))
    return path


def bring(page: Page, path: Path) -> None:
    """Drops the file and returns when it is being read."""
    reading.open_page(page, "/import")
    page.locator(".drop input[type=file]").set_input_files(path)
    expect(page).to_have_url(re.compile("draft="))
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()


def is_read(page: Page) -> None:
    expect(page.get_by_role("button", name="Store as a new version")).to_be_enabled(timeout=PATIENCE)


@contextmanager
def turn(own: Path) -> Iterator[IO[bytes]]:
    """The one turn to read a large file, which all wait for meanwhile."""
    with (own / "incoming" / ".turn-0").open("wb") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened


def taken(own: Path) -> bool:
    """True when a process has its turn."""
    with (own / "incoming" / ".turn-0").open("wb") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def stopped(own: Path, page: Page) -> int:
    """The process that works on the page's file, halted."""
    (folder,) = [own / "incoming" / one for one in left(own / "incoming") if one in page.url]
    process = int(json.loads((folder / "process.json").read_text())["id"])
    os.kill(process, signal.SIGSTOP)
    return process


def at_work(own: Path, process: int) -> None:
    """Lets a process that waits go on until it has its turn, and stops it there: it goes by short steps."""
    while not taken(own):
        os.kill(process, signal.SIGCONT)
        time.sleep(0.02)
        os.kill(process, signal.SIGSTOP)


def test_it_is_read_beside_the_page_cancelled_read_again_and_stored(
    page: Page, own: Path, large: Path
) -> None:
    with turn(own):
        bring(page, large)
        expect(page.get_by_role("progressbar")).to_be_visible()
        page.reload()
        expect(page.get_by_text("You may close this page: the work goes on.")).to_be_visible()
        process = stopped(own, page)
    at_work(own, process)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Cancelled; nothing was stored.")).to_be_visible()
    page.get_by_role("button", name=AGAIN).click()
    is_read(page)
    page.get_by_role("button", name="Store as a new version").click()
    expect(page.get_by_text(re.compile(r"Stored as version \d+"))).to_be_visible(timeout=PATIENCE)


def test_a_process_that_is_killed_is_told_and_the_next_visitor_has_his_turn(
    tabs: Lent, own: Path, large: Path
) -> None:
    first, second = tabs(), tabs()
    with turn(own):
        bring(first, large)
        expect(first.get_by_text("this one waits for its turn")).to_be_visible()
        process = stopped(own, first)
    at_work(own, process)
    bring(second, large)
    expect(second.get_by_text("this one waits for its turn")).to_be_visible()
    os.kill(process, signal.SIGKILL)
    expect(first.get_by_text("ended before its time")).to_be_visible()
    is_read(second)
    first.get_by_role("button", name=AGAIN).click()
    is_read(first)

"""From the start of the server to the first map in a browser, and what a first visit weighs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from bench.measures import Measure, median
from tests import serving
from tests.browser import chromium

TIMES = 3
MAP = "/map"
DRAWN = ".atlas path[data-code]"


def measures(var: Path) -> Iterator[Measure]:
    """Cold starts over a warehouse that is there; bytes over the wire of a first visit to the map."""
    chrome = chromium.executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        starts = [_cold(browser, var) for _turn in range(TIMES)]
        browser.close()
    yield Measure("b start", "process started → server well", median(one[0] for one in starts), "ms")
    yield Measure("b start", "process started → first map painted", median(one[1] for one in starts), "ms")
    yield Measure("b start", "first visit to the map, over the wire", starts[-1][2] / 1e6, "MB", aim="≤ 1.3")
    yield Measure("b start", "requests of that visit", starts[-1][3], "")


def _cold(browser: Browser, var: Path) -> tuple[float, float, float, int]:
    """Milliseconds until well and until painted, bytes and requests of the first visit."""
    with tempfile.TemporaryDirectory() as folder:
        begun = perf_counter()
        served = serving.start(Path(folder), VAR=str(var))
        try:
            arrived = perf_counter() - begun
            painted, size, count = first_visit(browser, served.url + MAP)
        finally:
            served.stop()
    return arrived * 1000, arrived * 1000 + painted, size, count


def first_visit(browser: Browser, url: str) -> tuple[float, float, int]:
    """Milliseconds until the map is there; bytes over the wire (bodies, headers, frames); requests."""
    context = browser.new_context()
    page = context.new_page()
    network = context.new_cdp_session(page)
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    frames: list[float] = []
    network.on(
        "Network.webSocketFrameReceived",
        lambda event: frames.append(len(event["response"]["payloadData"]) * 3 / 4),
    )
    network.send("Network.enable")
    begun = perf_counter()
    page.goto(url)
    page.wait_for_selector(DRAWN, state="attached", timeout=60_000)
    painted = perf_counter() - begun
    page.wait_for_load_state("networkidle")
    context.close()
    return painted * 1000, sum(sizes) + sum(frames), len(sizes)

"""A kiosk left alone for a day's opening hours: it turns, it answers to touch, and it does not grow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from danube import store
from danube.events.deck import Deck, Slide, View
from danube.events.library import Library
from danube.settings import Settings
from tests import serving
from tests.browser.tabs import USUAL
from tests.serving import Served

pytestmark = pytest.mark.browser
OPENING = datetime(2026, 11, 21, 9, tzinfo=UTC)
TURN = 60
HOURS = 8
TOUCHED = ("AT13", "SK01", "HU11", "RO32", "DE11")
HEAP_GROWTH, NODE_GROWTH, SERVER_GROWTH = 500_000, 300, 25_000
"""Bytes of the page after a collection, nodes of its document, and kB of the server: more would be a leak.

One turn that kept its slide would add some 100 kB and 300 nodes, 480 times.
"""


@pytest.fixture(scope="module")
def served(own: Path) -> Iterator[Served]:
    with closing(store.connect(Settings(var=own))) as warehouse:
        version = warehouse.latest()
    figures = View("map", {"indicator": "gerd"}), View("ranking", {"indicator": "gerd"})
    slides = (
        Slide("start", "text", title={"en": "Innovation along the Danube"}, text={"en": "One river."}),
        *(Slide(view.page, "view", view=view) for view in figures),
        Slide("region", "view", view=View("region", {"region": "SK04"})),
    )
    with closing(Library(Settings(var=own))) as library:
        library.save(Deck("kiosk", {"en": "The Danube Region"}, version, slides))
    with serving.over(own) as running:
        yield running


@pytest.fixture
def kiosk(browser: Browser, served: Served) -> Iterator[Page]:
    """The page with a clock that stands still unless the test turns it."""
    wall = {"viewport": {"width": 1920, "height": 1080}, "has_touch": True}
    with browser.new_context(**(USUAL | wall), base_url=served.url) as context:
        page = context.new_page()
        broken: list[str] = []
        context.on("weberror", lambda problem: broken.append(str(problem.error)))
        page.add_init_script("window.patience = AbortSignal.timeout")
        page.clock.install(time=OPENING)
        page.goto(f"/kiosk/kiosk?seconds={TURN}")
        page.evaluate("AbortSignal.timeout = window.patience")  # the network is real: so is how long it takes
        page.clock.pause_at(OPENING + timedelta(seconds=TURN - 1))
        expect(page.locator("#place")).to_have_text("1 / 4")
        yield page
        page.evaluate("0")
        assert not broken


def turn(page: Page, turns: int) -> None:
    """Lets the loop go on for so many slides, each of which must come."""
    for _turn in range(turns):
        before = page.locator("#place").inner_text()
        page.clock.run_for(TURN * 1000)
        expect(page.locator("#place")).not_to_have_text(before)


def touch(page: Page, region: str) -> None:
    """Somebody touches a region on the map, reads, and walks away: the loop comes back by itself."""
    while page.locator("article[data-slide=map]").count() == 0:
        turn(page, 1)
    page.locator(f'[data-region="{region}"]').first.tap()
    expect(page.locator("#back")).to_be_visible()
    expect(page.locator("article[data-slide=region]")).to_be_visible()
    page.clock.run_for(59_000)
    expect(page.locator("#back")).to_be_visible()
    page.clock.run_for(2_000)
    expect(page.locator("#back")).to_be_hidden()
    expect(page.locator("article[data-slide=map]")).to_be_visible()


def weight(session: CDPSession) -> tuple[int, int]:
    """Bytes that the page holds after a collection, and nodes of its document."""
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    return int(heap), int(session.send("Memory.getDOMCounters")["nodes"])


def resident(served: Served) -> int:
    """kB of memory that the server's process holds."""
    status = Path(f"/proc/{served.process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    assert found
    return int(found[1])


def test_eight_hours_of_loop_and_touch_leave_page_and_server_as_they_were(
    kiosk: Page, served: Served
) -> None:
    session = kiosk.context.new_cdp_session(kiosk)
    for region in (*TOUCHED, *TOUCHED):
        touch(kiosk, region)
    (heap, nodes), server = weight(session), resident(served)
    for hour in range(HOURS):
        turn(kiosk, 3600 // TURN - 2)
        touch(kiosk, TOUCHED[hour % len(TOUCHED)])
    after, nodes_after = weight(session)  # on the same slide as before
    assert after - heap < HEAP_GROWTH
    assert nodes_after - nodes < NODE_GROWTH
    assert resident(served) - server < SERVER_GROWTH


def test_whoever_touches_turns_the_slides_and_the_loop_waits(kiosk: Page) -> None:
    kiosk.get_by_label("Next").tap()
    expect(kiosk.locator("#place")).to_have_text("2 / 4")
    kiosk.get_by_label("Previous").tap()
    expect(kiosk.locator("#place")).to_have_text("1 / 4")
    kiosk.clock.run_for(59_000)
    expect(kiosk.locator("#place")).to_have_text("1 / 4")
    kiosk.clock.run_for(2_000)
    turn(kiosk, 2)


def test_the_loop_outlives_a_restart_of_the_server(kiosk: Page, served: Served, own: Path) -> None:
    turn(kiosk, 4)
    served.stop()
    serving.quiet(served)  # the next one writes its log over this one's
    turn(kiosk, 3)
    expect(kiosk.locator("#link")).to_be_visible()
    expect(kiosk.locator("article[data-slide=region]")).to_be_visible()
    expect(kiosk.locator("#dated")).not_to_be_empty()
    again = serving.start(own.parent, port=urlsplit(served.url).port or 0, VAR=str(own), AHEAD="0")
    try:
        turn(kiosk, 2)
        expect(kiosk.locator("#link")).to_be_hidden()
        touch(kiosk, "AT13")
    finally:
        again.stop()

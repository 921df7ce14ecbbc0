"""A real Chromium, and visitors that notice requests to another host and errors in console and log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests.browser import chromium
from tests.serving import Served

OURS = ("data", "blob", "about")
PATIENCE = 20_000
Visitors = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once; without one the tests fail with what to do."""
    path = chromium.executable()
    if path is None:
        pytest.fail("No Chromium: run `python tests/browser/chromium.py`.")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=[*chromium.ARGUMENTS])
        yield launched
        launched.close()


class Watch:
    """What a browsing context asked for and complained about."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.requests: list[str] = []
        self.errors: list[str] = []

    def request(self, request: Request) -> None:
        """Notes the address of a request."""
        self.requests.append(request.url)

    def attach(self, page: Page) -> None:
        """Listens to a page's console and uncaught errors."""
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda problem: self.errors.append(str(problem)))
        page.on("websocket", lambda socket: self.requests.append(socket.url))

    def strangers(self) -> list[str]:
        """Requests to any host but the server's."""
        parts = [urlsplit(url) for url in self.requests]
        return [part.geturl() for part in parts if part.scheme not in OURS and part.netloc != self.host]


@pytest.fixture
def watch(server: Served) -> Watch:
    """The notes about this test's browsing."""
    return Watch(urlsplit(server.url).netloc)


@pytest.fixture
def visitors(browser: Browser, server: Served, watch: Watch) -> Iterator[Visitors]:
    """Makes fresh visitors, English, 1280 × 900 unless told otherwise.

    Afterwards: no request may have left the server, and neither console nor log may tell of an error.
    """
    before = len(server.complaints())
    made: list[BrowserContext] = []

    def visitor(**wishes: Any) -> BrowserContext:
        usual = {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        fresh = browser.new_context(base_url=server.url, **(usual | wishes))
        fresh.set_default_timeout(PATIENCE)
        fresh.on("request", watch.request)
        fresh.on("page", watch.attach)
        made.append(fresh)
        return fresh

    yield visitor
    for context in made:
        context.close()
    assert not watch.strangers()
    assert not watch.errors
    assert not server.complaints()[before:]


@pytest.fixture
def context(visitors: Visitors) -> BrowserContext:
    """A fresh visitor as usual."""
    return visitors()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab of that visitor."""
    return context.new_page()

"""A real Chromium, and visitors that notice requests to another host and errors in console and log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    WebSocket,
    expect,
    sync_playwright,
)

from tests.browser import chromium
from tests.browser.tabs import PATIENCE, USUAL, Tab, Tabs
from tests.serving import Served

OURS = ("data", "blob", "about")
Visitors = Callable[..., BrowserContext]
Lent = Callable[..., Page]


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

    def said(self, message: ConsoleMessage) -> None:
        """Notes an error in the console."""
        if message.type == "error":
            self.errors.append(message.text)

    def broke(self, problem: Error) -> None:
        """Notes an error that nobody caught."""
        self.errors.append(str(problem))

    def spoke(self, socket: WebSocket) -> None:
        """Notes the address of a socket."""
        self.requests.append(socket.url)

    def attach(self, page: Page) -> None:
        """Listens to a page's console and uncaught errors."""
        page.on("console", self.said)
        page.on("pageerror", self.broke)
        page.on("websocket", self.spoke)

    def follow(self, context: BrowserContext) -> None:
        """Listens to all pages of a visitor, those that are there and those to come."""
        context.on("request", self.request)
        context.on("page", self.attach)
        for page in context.pages:
            self.attach(page)

    def leave(self, context: BrowserContext) -> None:
        """Listens no more."""
        context.remove_listener("request", self.request)
        context.remove_listener("page", self.attach)
        for page in context.pages:
            page.remove_listener("console", self.said)
            page.remove_listener("pageerror", self.broke)
            page.remove_listener("websocket", self.spoke)

    def strangers(self) -> list[str]:
        """Requests to any host but the server's."""
        parts = [urlsplit(url) for url in self.requests]
        return [part.geturl() for part in parts if part.scheme not in OURS and part.netloc != self.host]


@pytest.fixture
def watch(server: Served) -> Watch:
    """The notes about this test's browsing."""
    return Watch(urlsplit(server.url).netloc)


@pytest.fixture
def clean(server: Served, watch: Watch) -> Iterator[None]:
    """Afterwards: no request may have left the server, and neither console nor log may tell of an error."""
    before = len(server.complaints())
    yield
    assert not watch.strangers()
    assert not watch.errors
    assert not server.complaints()[before:]


@pytest.fixture
def visitors(browser: Browser, server: Served, watch: Watch, clean: None) -> Iterator[Visitors]:
    """Makes fresh visitors who have never been here, English, 1280 × 900 unless told otherwise."""
    made: list[BrowserContext] = []

    def visitor(**wishes: Any) -> BrowserContext:
        fresh = browser.new_context(**({"base_url": server.url} | USUAL | wishes))
        fresh.set_default_timeout(PATIENCE)
        watch.follow(fresh)
        made.append(fresh)
        return fresh

    yield visitor
    for context in made:
        context.close()


@pytest.fixture(scope="session")
def pool(browser: Browser) -> Tabs:
    """The tabs of all tests; they go with the browser."""
    return Tabs(browser)


@pytest.fixture
def tabs(pool: Tabs, server: Served, watch: Watch, clean: None) -> Iterator[Lent]:
    """Lends tabs, each of a visitor of its own, English, 1280 × 900 unless told otherwise.

    Much quicker than `visitors`; not for tests of the first visit, nor for those that change the browser
    itself (scripts put into every page, the speed of the line).
    """
    lent: list[Tab] = []

    def tab(**wishes: Any) -> Page:
        lent.append(pool.lend(server.url, **wishes))
        watch.follow(lent[-1].page.context)
        return lent[-1].page

    yield tab
    for one in lent:
        with suppress(Error):
            one.page.evaluate("0")  # what the browser said before this is heard before it is left
        watch.leave(one.page.context)
        pool.take_back(one)


@pytest.fixture
def page(tabs: Lent) -> Page:
    """One tab of a visitor as usual."""
    return tabs()

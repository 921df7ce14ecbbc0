"""The booklet opened from disk with networking off: the same figures, both languages, keys and fingers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from danube.events import booklet, drawn
from tests.browser.conftest import Watch
from tests.events import scenery

pytestmark = pytest.mark.browser


@pytest.fixture
def offline(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor without any network, English, with fingers."""
    context = browser.new_context(
        locale="en-GB", has_touch=True, color_scheme="light", viewport={"width": 1280, "height": 720}
    )
    context.set_offline(True)
    yield context
    context.close()


@pytest.fixture
def opened(offline: BrowserContext, tmp_path: Path) -> Iterator[Page]:
    """The booklet of the five slides; afterwards: nothing was asked for, nothing went wrong."""
    made = drawn.drawn(scenery.deck(), scenery.scene, ["en", "de"], dark=True)
    file = tmp_path / "deck.html"
    file.write_bytes(booklet.html(made))
    watch = Watch("")
    offline.on("request", watch.request)
    offline.on("page", watch.attach)
    page = offline.new_page()
    page.goto(file.as_uri())
    yield page
    assert {request.partition(":")[0] for request in watch.requests} <= {"file", "data"}
    assert not watch.errors


def swipe(page: Page, start: int, end: int) -> None:
    """A finger across the slide."""
    page.evaluate(
        """([start, end]) => {
          const target = document.querySelector("section:not([hidden]) article:not([hidden]) h1");
          const touch = (x) => new Touch({ identifier: 1, target, clientX: x, clientY: 200 });
          const told = (type, x, touches) => target.dispatchEvent(new TouchEvent(
            type, { bubbles: true, touches, changedTouches: [touch(x)] }));
          told("touchstart", start, [touch(start)]);
          told("touchend", end, []);
        }""",
        [start, end],
    )


def test_it_opens_from_disk_and_shows_the_same_figures(opened: Page):
    slide = opened.locator("article:visible")
    expect(slide.locator("h1")).to_have_text("Where R&D is strong")
    expect(slide.locator(".on-light svg")).to_be_visible()
    expect(slide.locator(".on-light svg text")).to_have_text("Oberbayern 4.3, Одеса, Ipeľ")
    hatch = slide.locator(".on-light [data-region=UA]").get_attribute("fill")
    assert hatch and opened.locator(hatch.removeprefix("url(").removesuffix(")")).count() == 1
    opened.keyboard.press("t")
    for name, value in scenery.REGIONS.values():
        row = slide.get_by_role("row", name=name)
        expect(row).to_contain_text("–" if value is None else str(value))
    expect(slide.locator(".sources")).to_contain_text("rd_e_gerdreg")
    assert "Wait for the room" not in opened.content()


def test_keys_fingers_list_and_languages_lead_through_it(opened: Page):
    title = opened.locator("article:visible h1")
    opened.keyboard.press("PageDown")
    expect(title).to_have_text("Who leads")
    opened.locator("select[data-language-choice]:visible").select_option("de")
    expect(title).to_have_text("Wer führt")
    assert opened.evaluate("document.documentElement.lang") == "de"
    swipe(opened, 600, 300)
    expect(title).to_have_text("Was wir tun")
    swipe(opened, 300, 600)
    expect(title).to_have_text("Wer führt")
    opened.locator("select[data-jump]:visible").select_option("4")
    expect(title).to_have_text("Was zuerst?")
    opened.reload()
    expect(title).to_have_text("Was zuerst?")
    opened.keyboard.press("Home")
    opened.get_by_role("button").last.click()
    expect(opened.locator("article:visible .on-dark svg")).to_be_visible()
    expect(opened.locator("article:visible .on-light svg")).to_be_hidden()

"""A presenter's way in the browser: pin a view, find it in a deck, take that away, open a room with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

from tests import serving
from tests.browser import reading
from tests.browser.test_accessibility import darkened, judged

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Served]:
    """A server over the warehouse of all tests, with decks and rooms of its own."""
    mine = tmp_path_factory.mktemp("decks") / "var"
    mine.mkdir()
    for path in var.iterdir():
        if not path.name.startswith(("beside", "events", "incoming")):
            (mine / path.name).symlink_to(path)
    with serving.over(mine) as served:
        yield served


def narrow(page: Page) -> None:
    """Nothing is wider than a phone."""
    wide = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    reading.fits(page)
    page.set_viewport_size(wide or {"width": 1280, "height": 900})


def test_from_a_pinned_view_to_a_room(page: Page) -> None:
    reading.open_page(page, "/map?indicator=gerd&year=2021&region=AT13")
    page.locator(".st-key-pin button").first.click()
    name = page.get_by_label("Name of the deck")
    name.fill("Vienna first")
    name.press("Tab")
    reading.at_rest(page)
    page.locator(".st-key-pin-now button").click()
    link = page.get_by_role("link", name="Open the deck")
    expect(page.get_by_text("Pinned as slide 1")).to_be_visible()
    reading.open_page(page, link.get_attribute("href") or "")

    picture = page.get_by_test_id("stImage").locator("img")
    expect(picture).to_have_attribute("src", re.compile("^data:image/svg"))
    expect(picture).to_have_attribute("alt", re.compile(r"\w{3}"))
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    with page.expect_download() as taken:
        page.get_by_role("button", name="Deck (JSON)").click()
    kept = json.loads(taken.value.path().read_text(encoding="utf-8"))
    assert kept["slides"][0]["view"]["choices"]["year"] == "2021"
    judged(page)
    darkened(page)
    judged(page)
    narrow(page)

    page.get_by_role("button", name="Open a room with it").click()
    page.get_by_role("button", name="Open a room", exact=True).click()
    expect(page.get_by_alt_text(re.compile("QR code of"))).to_be_visible()
    reading.complete(page)
    judged(page)
    narrow(page)
    audience, _screen, presenter = page.get_by_test_id("stCode").locator("code").all_inner_texts()
    for address in (audience, presenter):
        answer = requests.get(address.replace("\n", ""), timeout=30)
        assert answer.ok and "text/html" in answer.headers["content-type"]

"""What an address asks for in vain is named in one sentence and ignored; old versions open."""

from __future__ import annotations

import re

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.browser import reading
from tests.serving import Served

pytestmark = pytest.mark.browser


def test_bad_choices_are_named_and_ignored(page: Page) -> None:
    reading.open_page(page, "/map?indicator=nonsense&year=1800&foo=1")
    notes = page.locator(".st-key-notes").get_by_test_id("stAlert")
    expect(notes).to_have_count(3)
    for wrong in ("nonsense", "1800", "foo"):
        expect(notes.filter(has_text=f"“{wrong}”")).to_have_count(1)
    assert len(reading.figures(page)) >= 40


@pytest.mark.parametrize(
    "address",
    [
        "/ranking?country=XX",
        "/region?region=XX99",
        "/compare?regions=AT13,XX99,HU11",
        "/quality?by=XX",
        "/decks?deck=XX",
        "/rooms?room=XX",
    ],
)
def test_every_page_names_what_it_cannot_find(page: Page, address: str) -> None:
    reading.open_page(page, address)
    note = page.locator(".st-key-notes").get_by_test_id("stAlert")
    expect(note).to_have_count(1)
    expect(note).to_contain_text("XX")


def test_an_old_version_opens_and_says_so(page: Page, server: Served) -> None:
    latest = requests.get(f"{server.url}/api/health", timeout=10).json()["version"]
    reading.open_page(page, f"/map?v={latest - 1}")
    expect(page.locator(".badge-old")).to_contain_text(f"You see version {latest - 1} of the figures")
    expect(page.get_by_text(re.compile(rf"· Version {latest - 1} of the figures"))).to_be_visible()
    expect(page.locator(".st-key-notes").get_by_test_id("stAlert")).to_have_count(0)


def test_the_first_version_opens_without_a_figure_of_later_loads(page: Page) -> None:
    page.goto("/map?v=1&indicator=gerd")
    expect(page.locator("h1")).to_be_visible()
    reading.at_rest(page)
    expect(page.get_by_test_id("stAlert").or_(page.locator(".atlas")).first).to_be_visible()


def test_an_unknown_version_is_named(page: Page, server: Served) -> None:
    latest = requests.get(f"{server.url}/api/health", timeout=10).json()["version"]
    reading.open_page(page, "/ranking?v=99999")
    expect(page.locator(".st-key-notes").get_by_test_id("stAlert")).to_contain_text("99999")
    expect(page.get_by_text(f"Version {latest} of the figures")).to_be_visible()

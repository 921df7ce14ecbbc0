"""The map with the keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import reading

STOPS = 25
FOCUSED = """() => {
  let held = document.activeElement;
  while (held?.shadowRoot?.activeElement) held = held.shadowRoot.activeElement;
  return held?.dataset?.code ?? null;
}"""
pytestmark = pytest.mark.browser


def tab_to_the_map(page: Page) -> str:
    """The region that holds the focus when the Tab key has come to the map."""
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        if code := page.evaluate(FOCUSED):
            return str(code)
    raise AssertionError(f"The map is not among the first {STOPS} stops of the Tab key")


def test_the_map_is_read_and_used_without_a_pointer(page: Page) -> None:
    reading.open_page(page, "/map?indicator=gerd")
    sentences = reading.said(page)
    seen = [tab_to_the_map(page)]
    for arrow in ("ArrowRight", "ArrowDown", "ArrowRight"):
        page.keyboard.press(arrow)
        seen.append(page.evaluate(FOCUSED))
        name = sentences[seen[-1]].split(":")[0]
        expect(page.locator(".atlas .tip")).to_be_visible()
        expect(page.locator(".atlas .tip strong")).to_have_text(name)
        expect(page.locator(".atlas path.focus")).to_be_visible()
    assert len(set(seen)) == len(seen)
    page.keyboard.press("Enter")
    expect(reading.region(page, seen[-1])).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(f"region={seen[-1]}"))
    expect(page.get_by_role("link", name="Open the profile")).to_be_visible()
    assert page.evaluate(FOCUSED) == seen[-1]


def test_the_map_is_one_stop_of_the_tab_key(page: Page) -> None:
    reading.open_page(page, "/map")
    tab_to_the_map(page)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) is None
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED) is not None


def test_the_first_stop_skips_to_the_content(page: Page) -> None:
    reading.open_page(page, "/map")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()

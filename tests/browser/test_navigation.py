"""Every page through the navigation; the language, from page to page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import reading

GROUPS = {
    "Explore": ["Overview", "Map", "Region", "Compare"],
    "Benchmark": ["Ranking", "Index lab", "Peers", "Convergence", "Specialisation"],
    "Programme": [
        "Programme", "Pilot", "Groups and plans", "Does it reach the gap?", "Partners", "Matching",
        "Good practices", "Edit",
    ],
    "Data": ["Data quality", "Catalogue", "Import", "Query", "Versions", "Methods and sources"],
    "Present": ["Decks", "Rooms"],
}  # fmt: skip
pytestmark = pytest.mark.browser


def test_every_page_is_reached_through_the_navigation(page: Page) -> None:
    reading.open_page(page, "/methods")
    questions = set()
    for group, titles in GROUPS.items():
        for title in titles:
            page.get_by_test_id("stTopNavSection").filter(has_text=group).click()
            page.get_by_test_id("stTopNavDropdownLink").filter(
                has_text=re.compile(rf"^{re.escape(title)}$")
            ).click()
            expect(page).to_have_title(re.compile(rf"^{re.escape(title)} · "))
            reading.complete(page)
            questions.add(page.locator("h1").inner_text())
    assert len(questions) == len(reading.PAGES)


def test_the_language_changes_and_stays(page: Page) -> None:
    reading.open_page(page, "/map")
    english = reading.said(page)
    page.get_by_role("radio", name="DE", exact=True).click()
    expect(page.locator("h1")).to_have_text("Wo ist der Wert hoch, wo niedrig?")
    expect(reading.region(page, "AT11")).to_have_attribute("aria-label", re.compile(r"\d,\d+ % des BIP"))
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert "lang=de" in page.url
    assert english["AT11"].startswith("Burgenland: 0.78 % of GDP")
    page.get_by_test_id("stTopNavSection").nth(1).click()
    page.get_by_test_id("stTopNavDropdownLink").first.click()
    expect(page).to_have_title(re.compile("^Rangliste · "))
    reading.complete(page)
    assert "lang=de" in page.url
    sources = page.get_by_role("link", name="Methoden und Quellen").last
    assert sources.get_attribute("href") == "/methods?lang=de"
    page.get_by_role("radio", name="EN", exact=True).click()
    expect(page.locator("h1")).to_have_text("Who leads, and by how much?")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_german_browser_is_spoken_to_in_german(tabs) -> None:
    page = tabs(locale="de-DE")
    reading.open_page(page, "/ranking")
    expect(page).to_have_title(re.compile("^Rangliste · "))


def test_the_search_leads_to_regions_and_indicators(page: Page) -> None:
    reading.open_page(page, "/methods")
    reading.choose(page, "Find a region or an indicator", "Steiermark (Styria)")
    expect(page.locator("h1")).to_contain_text("Steiermark (Styria)")
    assert "region=AT22" in page.url
    reading.choose(page, "Find a region or an indicator", "European Quality of Government Index")
    expect(page.locator(".atlas .legend")).to_be_visible()
    assert "indicator=eqi" in page.url

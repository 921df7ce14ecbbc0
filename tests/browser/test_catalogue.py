"""The catalogue as a visitor uses it: a question, a slip, a filter, lines to copy, on to the map."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import reading

pytestmark = pytest.mark.browser


def test_from_a_question_to_the_map(page: Page) -> None:
    reading.open_page(page, "/catalogue")
    expect(page.locator("article.entry")).to_have_count(12)
    page.get_by_role("searchbox", name="Search the catalogue").fill("unemploymnet")
    expect(page.locator(".st-key-answer")).to_contain_text("read as “unemployment”")
    expect(page).to_have_url(re.compile("q=unemploymnet"))
    reading.choose(page, "Direction", "lower is better")
    expect(page).to_have_url(re.compile("direction=lower"))
    card = page.locator('article[data-indicator="unemployment_rate"]')
    expect(card).to_contain_text(re.compile(r"\d+ of 68 regions in 20\d\d"))
    page.locator(".st-key-entry-unemployment_rate summary").click()
    expect(page.locator(".st-key-entry-unemployment_rate code").first).to_be_visible()
    lines = page.locator(".st-key-entry-unemployment_rate").get_by_test_id("stCode").first
    expect(lines).to_contain_text(page.url.split("/catalogue")[0] + "/api/v1/observations?indicator=")
    card.get_by_role("link", name="Map").click()
    expect(page).to_have_url(re.compile("/map.*indicator=unemployment_rate"))
    reading.complete(page)


def test_sheets_and_suggestions_are_links(page: Page) -> None:
    reading.open_page(page, "/catalogue?sheet=2")
    first = page.locator("article.entry h2").first.inner_text()
    page.get_by_test_id("stPagination").get_by_role("button", name="Page 3", exact=True).click()
    expect(page).to_have_url(re.compile("sheet=3"))
    expect(page.locator("article.entry h2").first).not_to_have_text(first)
    expect(page.locator("h1")).to_be_in_viewport()
    reading.open_page(page, "/catalogue?q=patents+women")
    page.get_by_role("link", name="women").click()
    expect(page.locator("article.entry")).to_have_count(1)


@pytest.mark.parametrize(
    "address", ["/catalogue?q=RIS&lang=de", "/catalogue?q=qwertz", "/catalogue?coverage=waiting"]
)
def test_a_phone_shows_it_whole(tabs, address: str) -> None:
    page = tabs(viewport={"width": 390, "height": 800})
    reading.open_page(page, address)
    reading.fits(page)
    cut = "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1).length"
    assert page.locator("article.entry :is(h2, p, dd)").evaluate_all(cut) == 0

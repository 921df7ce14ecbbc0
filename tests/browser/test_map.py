"""Journeys on the map: indicator and year, a copied link, a chosen region, the relief."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import reading

pytestmark = pytest.mark.browser


def test_the_legend_stays_fixed_over_the_years(page: Page) -> None:
    reading.open_page(page, "/map?indicator=gerd&year=2023")
    legend, figures = reading.legend(page), reading.figures(page)
    year = page.get_by_role("slider", name="Year")
    for expected in ("2022", "2021"):
        year.focus()
        year.press("ArrowLeft")
        expect(page).to_have_url(re.compile(rf"year={expected}"))
        expect(page.locator(".st-key-answer")).to_contain_text(f"In {expected} ")
        assert reading.legend(page) == legend
    expect(reading.region(page, "AT22")).not_to_have_attribute("aria-label", re.compile(r"\b5\.31\b"))
    assert reading.figures(page) != figures


def test_an_indicator_is_chosen_by_its_name_and_stands_in_the_address_by_its_id(page: Page) -> None:
    reading.open_page(page, "/map")
    before = reading.figures(page)
    reading.choose(page, "Indicator", "European Quality of Government Index")
    expect(page).to_have_url(re.compile("indicator=eqi"))
    expect(page.locator(".atlas .legend")).not_to_contain_text("% of GDP")
    assert reading.figures(page) != before


def test_a_copied_link_shows_the_same_figures_to_anybody(tabs) -> None:
    page = tabs()
    reading.open_page(page, "/map?indicator=gerd&year=2021&classes=quantiles")
    here = reading.figures(page)
    page.get_by_role("button", name="Share and download").click()
    link = page.get_by_role("link", name="Link to this view")
    assert len(here) >= 40
    query = link.get_attribute("href") or ""
    assert re.search(r"\blang=en\b", query) and re.search(r"\bv=\d+", query)
    for address in (page.url, f"/map{query}"):
        copied = tabs(locale="de-DE")
        reading.open_page(copied, address)
        assert reading.figures(copied) == here
    german = tabs()
    reading.open_page(german, page.url + "&lang=de")
    assert reading.figures(german) == here
    assert any(re.search(r"\d,\d", sentence) for sentence in reading.said(german).values())


def test_a_region_clicked_is_marked_and_leads_to_its_profile(page: Page) -> None:
    reading.open_page(page, "/map?indicator=gerd")
    reading.region(page, "AT22").click()
    expect(reading.region(page, "AT22")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("region=AT22"))
    expect(page.locator(".atlas .labels text")).to_have_text("Steiermark (Styria)")
    card = page.get_by_role("link", name="Open the profile")
    expect(card).to_be_visible()
    reading.choose(page, "Indicator", "European Quality of Government Index")
    expect(page).to_have_url(re.compile("indicator=eqi"))
    expect(page.locator(".atlas .legend")).not_to_contain_text("% of GDP")
    expect(reading.region(page, "AT22")).to_have_attribute("aria-pressed", "true")
    profile = visit(page, card.get_attribute("href") or "")
    expect(profile.locator("h1")).to_contain_text("Steiermark (Styria)")


def visit(page: Page, address: str) -> Page:
    """A link opened in a new tab."""
    tab = page.context.new_page()
    reading.open_page(tab, address)
    return tab


def test_a_click_on_the_chosen_region_lets_it_go(page: Page) -> None:
    reading.open_page(page, "/map?region=AT22")
    expect(reading.region(page, "AT22")).to_have_attribute("aria-pressed", "true")
    reading.region(page, "AT22").click()
    expect(reading.region(page, "AT22")).to_have_attribute("aria-pressed", "false")
    expect(page).not_to_have_url(re.compile("region="))


@pytest.mark.parametrize(("view", "sign"), [("Table", "table.figures"), ("Chart", ".js-plotly-plot")])
def test_the_map_is_also_a_table_and_a_chart(page: Page, view: str, sign: str) -> None:
    reading.open_page(page, "/map")
    page.get_by_role("radio", name=view, exact=True).click()
    expect(page.locator(sign)).to_be_visible()
    expect(page).to_have_url(re.compile(f"view={view.lower()}"))


def test_the_relief_needs_nobody_else(page: Page) -> None:
    """That no request left the server is checked after every test."""
    reading.open_page(page, "/map?view=relief")
    expect(page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first).to_be_visible()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize(("level", "codes"), [(0, {"AT", "DE", "UA"}), (3, {"AT130", "RO111", "UA-51"})])
def test_levels_that_have_figures_are_drawn(page: Page, level: int, codes: set[str]) -> None:
    reading.open_page(page, f"/map?indicator=ai_preprints&level={level}")
    assert codes <= set(reading.said(page))


def test_the_longest_name_stays_inside_a_phone(page: Page) -> None:
    """Federacija Bosne i Hercegovine (Federation of Bosnia and Herzegovina) is wider than the map."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/map?region=BA01")
    label = page.locator(".atlas .labels text")
    expect(label).to_have_text("Federacija Bosne i Hercegovine")
    box = label.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390

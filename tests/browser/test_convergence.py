"""The page on growing together in a real browser: pictures, map of clusters, one column on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import reading

pytestmark = pytest.mark.browser


def test_pictures_and_clusters_follow_the_indicator(page: Page) -> None:
    reading.open_page(page, "/convergence")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(4)
    assert "Neighbours on average" in reading.said(page)["AT13"]
    assert any("High among high (" in entry for entry in reading.legend(page))
    reading.choose(page, "Indicator", "R&D expenditure, all sectors")
    expect(page).to_have_url(re.compile("indicator=gerd"))
    expect(page.locator(".st-key-answer")).to_contain_text("2013 and 2023")
    expect(page.locator(".atlas .legend")).to_contain_text("% of GDP")


def test_one_column_on_a_phone(tabs) -> None:
    page = tabs(viewport={"width": 390, "height": 844})
    reading.open_page(page, "/convergence?indicator=gerd")
    expect(page.locator(".js-plotly-plot")).to_have_count(4)
    reading.fits(page)

"""A journey on the query page: a link waits, the button runs it, the address carries the next one."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser import reading

pytestmark = pytest.mark.browser
LINK = "SELECT period, value FROM figures WHERE indicator = 'gerd' AND region = 'AT13' ORDER BY period"


def test_a_link_waits_and_runs_when_asked(page: Page) -> None:
    reading.open_page(page, f"/query?sql={quote(LINK)}")
    answer = page.locator(".st-key-answer")
    expect(answer).to_contain_text("came with the link")
    page.get_by_role("button", name="Run the query").click()
    expect(answer).to_contain_text(re.compile(r"\d+ rows from version"))
    expect(page.locator(".st-key-query-answer table.figures")).to_be_visible()
    expect(page.locator(".st-key-query-chart")).to_be_visible()
    page.get_by_role("button", name="How has unemployment in Budapest moved?").click()
    expect(page).to_have_url(re.compile("sql=.*HU11"))
    expect(page.get_by_role("textbox", name="Query in SQL")).to_have_value(re.compile("HU11"))

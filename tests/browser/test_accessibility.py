"""The rules of axe-core on every page, light and dark: nothing serious or critical of ours."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import reading

SERIOUS = {"serious", "critical"}
TALL = {"width": 1280, "height": 5000}
"""axe judges the colours of what is in the window: here all of the page is."""

STREAMLITS_OWN: dict[str, str] = {}
"""Rule → why a breach of it is Streamlit's markup and cannot be mended from here. None so far."""

VIEWS = [
    *(f"/{path}" for path in reading.PAGES),
    "/map?view=table",
    "/map?view=chart",
    "/map?view=relief",
    "/map?indicator=nonsense&region=AT22",
    "/methods?part=definitions",
]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", VIEWS)
def test_every_page_stands_alone_and_axe_finds_nothing_serious(tabs, address: str) -> None:
    """By a cold link; light, then dark in the same visit, as when evening comes."""
    page = tabs(color_scheme="light", viewport=TALL)
    reading.open_page(page, address)
    expect(page.locator("h1")).to_have_text(re.compile(r"\w.*\?"))
    expect(page).to_have_title(re.compile(r".+ · Danube Innovation Observatory"))
    judged(page)
    darkened(page)
    judged(page)


def darkened(page: Page) -> None:
    """Evening comes: the page has told the server of its new ground, and is drawn anew."""
    ground = page.evaluate("window.danubeGround")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("ground => window.danubeGround !== ground", arg=ground)
    page.evaluate("() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))")
    reading.complete(page)
    expect(page.locator(".stApp")).to_have_css("color-scheme", "dark")


def judged(page: Page) -> None:
    """Something is drawn, and nothing serious is ours."""
    drawn = page.locator(
        ".atlas path[data-code], .js-plotly-plot .main-svg, table.figures, canvas, .stMarkdown"
    )
    expect(drawn).not_to_have_count(0)
    found = Axe().run(page).response["violations"]
    ours = [one for one in found if one["impact"] in SERIOUS and one["id"] not in STREAMLITS_OWN]
    assert not ours, told(ours)


def told(violations: list[dict[str, Any]]) -> str:
    """Rule, place and remedy of each breach, for the reader of a failure."""
    places = [
        {"rule": one["id"], "html": node["html"][:300], "remedy": node["failureSummary"]}
        for one in violations
        for node in one["nodes"][:5]
    ]
    return json.dumps(places, indent=1)

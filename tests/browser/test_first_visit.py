"""The first contact: a cold deep link to every page, over the wire, without a request to anybody else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

PAGES = ["", "map", "ranking", "region", "compare", "quality", "methods"]
LIMIT = 1_300_000
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PAGES)
def test_a_cold_deep_link_opens_its_page(page: Page, path: str) -> None:
    page.goto(f"/{path}")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_have_text(re.compile(r"\w"))
    expect(page.get_by_text("This page could not be drawn")).to_have_count(0)


def test_the_first_visit_of_the_map_is_light(context: BrowserContext, page: Page) -> None:
    """Encoded bodies and headers of everything until the map is there: at most 1.3 MB."""
    sizes: list[float] = []
    network = context.new_cdp_session(page)
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    network.send("Network.enable")
    page.goto("/map")
    expect(page.locator(".atlas path[data-code]")).not_to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert 100_000 < sum(sizes) <= LIMIT

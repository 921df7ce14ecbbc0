"""The first contact over the wire: what a visitor of the map has to load."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from danube.api.prepared import streamlit_folder
from tests.browser.conftest import Visitors

LIMIT = 1_300_000
SCRIPT = max((streamlit_folder() / "static/js").glob("*.js"), key=lambda path: path.stat().st_size).name
"""The largest: the small ones are sent as they are."""
pytestmark = pytest.mark.browser


def wait_until_compressed(page: Page) -> None:
    """Just after its start the server is still compressing what a browser fetches."""
    for _turn in range(200):
        answer = page.request.get(f"/static/js/{SCRIPT}", headers={"Accept-Encoding": "br"})
        if "content-encoding" in answer.headers:
            return
        page.wait_for_timeout(100)


def test_the_first_visit_of_the_map_is_light(visitors: Visitors) -> None:
    """Encoded bodies and headers of everything until the map is there: at most 1.3 MB."""
    context = visitors()
    page = context.new_page()
    wait_until_compressed(page)
    sizes: list[float] = []
    network = context.new_cdp_session(page)
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    network.send("Network.enable")
    page.goto("/map")
    expect(page.locator(".atlas path[data-code]")).not_to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert 100_000 < sum(sizes) <= LIMIT

"""The rules of axe-core on every page, light and dark: nothing serious or critical of ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

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


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", VIEWS)
def test_axe_finds_nothing_serious(visitors, address: str, theme: str) -> None:
    page = visitors(color_scheme=theme, viewport=TALL).new_page()
    reading.open_page(page, address)
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

"""On a phone, in the dark, on paper; and the picture in the README."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import reading

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SHOTS = os.environ.get("DANUBE_SHOTS")
pytestmark = pytest.mark.browser


@pytest.fixture
def phone(tabs) -> Page:
    """A page on a phone."""
    return tabs(**PHONE)


def background(page: Page) -> int:
    """How light the page's ground is: 0 black, 255 white."""
    colour = page.locator(".stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    return max(int(part) for part in re.findall(r"\d+", colour)[:3])


@pytest.mark.parametrize("path", reading.PAGES)
def test_no_page_scrolls_sideways_on_a_phone(phone: Page, path: str) -> None:
    reading.open_page(phone, f"/{path}")
    reading.fits(phone)


def test_a_phone_sees_the_whole_map_before_anything_else(phone: Page) -> None:
    reading.open_page(phone, "/map")
    stage, legend = (
        phone.locator(".atlas .stage").bounding_box(),
        phone.locator(".atlas .legend").bounding_box(),
    )
    assert stage and legend
    assert stage["x"] >= 0 and stage["x"] + stage["width"] <= 390
    assert stage["y"] < legend["y"]
    assert stage["y"] < 844


def test_the_navigation_is_reached_on_a_phone(phone: Page) -> None:
    reading.open_page(phone, "/map")
    phone.get_by_test_id("stExpandSidebarButton").tap()
    phone.get_by_role("link", name="Ranking", exact=True).tap()
    expect(phone).to_have_title(re.compile("^Ranking · "))
    reading.complete(phone)


def test_a_finger_chooses_a_region(phone: Page) -> None:
    reading.open_page(phone, "/map")
    reading.region(phone, "AT22").tap()
    expect(reading.region(phone, "AT22")).to_have_attribute("aria-pressed", "true")
    expect(phone.get_by_role("link", name="Open the profile")).to_be_visible()


def test_long_names_are_whole_on_a_phone(phone: Page) -> None:
    reading.open_page(phone, "/map?indicator=unemployment_rate&view=table")
    name = phone.locator("table.figures th[scope=row]", has_text="Federacija Bosne i Hercegovine").first
    expect(name).to_be_visible()
    assert name.evaluate("cell => cell.scrollWidth <= cell.clientWidth + 1")
    reading.open_page(phone, "/region?region=BA01")
    title = phone.locator("h1")
    expect(title).to_contain_text("Federacija Bosne i Hercegovine")
    assert title.evaluate("line => line.scrollWidth <= line.clientWidth + 1")


def test_the_menu_switches_between_light_and_dark(page: Page) -> None:
    reading.open_page(page, "/map")
    assert background(page) > 200
    light = reading.region(page, "AT22").get_attribute("fill")
    page.get_by_test_id("stMainMenu").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    expect(reading.region(page, "AT22")).not_to_have_attribute("fill", light or "")
    assert background(page) < 60
    page.keyboard.press("Escape")


@pytest.mark.parametrize("address", ["/map", "/ranking", "/region?region=AT22", "/compare"])
def test_paper_carries_title_and_picture_but_no_controls(page: Page, address: str) -> None:
    reading.open_page(page, address)
    picture = page.locator(".atlas svg, .js-plotly-plot .main-svg").first
    expect(picture).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".stAppHeader")).to_be_hidden()
    expect(page.locator(".st-key-chrome")).to_be_hidden()
    expect(page.get_by_text("Sources: ")).to_be_visible()
    box = picture.bounding_box()
    assert box and box["width"] > 300 and box["height"] > 150
    paper = page.pdf(format="A4", print_background=True)
    assert paper.startswith(b"%PDF") and len(paper) > 20_000


def test_the_screenshot_of_the_readme(tabs) -> None:
    """`DANUBE_SHOTS=docs` writes it to docs/map.png; without, the tree stays clean."""
    page = tabs(viewport={"width": 1280, "height": 1150})
    reading.open_page(page, "/map?indicator=gerd&region=AT22")
    expect(reading.region(page, "AT22")).to_have_attribute("aria-pressed", "true")
    picture = page.screenshot()
    assert len(picture) > 50_000
    if SHOTS:
        (Path(SHOTS) / "map.png").write_bytes(picture)

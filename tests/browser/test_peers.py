"""The page of peers as a visitor uses it: other countries, own weights, another region by a click."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import reading

pytestmark = pytest.mark.browser


def test_choices_change_the_peers_and_stand_in_the_address(page: Page) -> None:
    reading.open_page(page, "/peers?region=AT22")
    expect(page.locator(".st-key-answer")).to_contain_text("Oberösterreich")
    page.get_by_role("radio", name="Other countries").or_(
        page.get_by_role("button", name="Other countries")
    ).first.click()
    expect(page.locator(".st-key-answer")).to_contain_text("most resembles Zahodna Slovenija")
    expect(page).to_have_url(re.compile("scope=abroad"))
    page.get_by_role("button", name="Method and weights").click()
    slider = page.locator(".st-key-place").get_by_role("slider")
    slider.press("ArrowRight")
    expect(page).to_have_url(re.compile("place=2"))
    reading.at_rest(page)


def test_a_click_on_the_map_asks_for_the_peers_of_another_region(page: Page) -> None:
    reading.open_page(page, "/peers?region=AT22")
    reading.region(page, "RO41").click()
    expect(page.locator("h1")).to_contain_text("Sud-Vest Oltenia")
    expect(page).to_have_url(re.compile("region=RO41"))


def test_the_map_tells_every_distance_and_who_is_a_peer(page: Page) -> None:
    reading.open_page(page, "/peers?region=AT22&k=3")
    said = reading.said(page)
    assert [code for code, line in said.items() if "Peer number 1" in line] == ["AT31"]
    assert "The region itself" in said["AT22"]
    assert "Too few structural figures" in said["MD"]


def test_a_phone_shows_it_in_one_column(tabs) -> None:
    page = tabs(viewport={"width": 390, "height": 800})
    reading.open_page(page, "/peers?region=RS22&k=15")
    reading.fits(page)

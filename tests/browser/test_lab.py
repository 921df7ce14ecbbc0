"""Journeys in the lab: a slider ranks anew while it moves, a row is chosen, a link repeats the figures."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser import reading
from tests.browser import test_accessibility as accessibility

pytestmark = pytest.mark.browser
ROWS = 64


def rows(page: Page) -> Locator:
    return page.locator(".ladder tr[data-code]")


def order(page: Page) -> list[str]:
    """The regions from the first place to the last."""
    expect(rows(page)).not_to_have_count(0)
    codes: list[str] = rows(page).evaluate_all("all => all.map(row => row.dataset.code)")
    return codes


def slider(page: Page, node: str) -> Locator:
    return page.locator(f'.weights input[data-node="{node}"]')


def open_method(page: Page) -> None:
    page.get_by_text("Open the method").click()
    expect(slider(page, "research")).to_be_visible()


def test_a_beginner_reads_the_answer_and_finds_a_region(page: Page) -> None:
    reading.open_page(page, "/index?region=BG31")
    expect(rows(page)).to_have_count(ROWS)
    expect(page.locator(".st-key-answer")).to_contain_text(re.compile(r"leads: between 1st and \d.. of 64"))
    expect(page.locator(".ladder tr.chosen button")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text(re.compile(r"Severozapaden .* lies between \d.*of 64"))).to_be_visible()
    expect(reading.region(page, "BG31")).to_have_attribute("aria-label", re.compile(r"points\. between \d"))


def test_a_row_and_the_map_choose_the_region(page: Page) -> None:
    reading.open_page(page, "/index")
    page.locator('.ladder tr[data-code="RO41"] button').press("Enter")
    expect(page).to_have_url(re.compile("region=RO41"))
    expect(page.locator('.ladder tr[data-code="RO41"]')).to_have_class("chosen")
    expect(page.get_by_role("heading", name=re.compile("Sud-Vest Oltenia"))).to_be_visible()
    reading.region(page, "DE11").click()
    expect(page).to_have_url(re.compile("region=DE11"))
    expect(page.locator('.ladder tr[data-code="DE11"]')).to_have_class("chosen")


def test_a_slider_ranks_anew_while_it_moves_and_stands_in_the_address_when_let_go(page: Page) -> None:
    reading.open_page(page, "/index")
    before = order(page)
    score = page.locator('.ladder tr[data-code="AT13"] td').last
    weighed_alike = score.inner_text()
    open_method(page)
    slider(page, "research").evaluate(
        "box => { box.value = 4.5; box.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    expect(page.locator('.weights output[data-of="research"]')).to_have_text("53 %")
    expect(score).not_to_have_text(weighed_alike)
    expect(page).not_to_have_url(re.compile("w="))
    slider(page, "research").dispatch_event("change")
    expect(page).to_have_url(re.compile(r"w=research(:|%3A)4\.5"))
    after = order(page)
    assert after != before
    page.get_by_role("button", name="Back to equal weights").click()
    expect(page).not_to_have_url(re.compile("w="))
    expect(score).to_have_text(weighed_alike)
    assert order(page) == before


def test_a_copied_link_shows_the_same_places_to_anybody(tabs) -> None:
    page = tabs()
    reading.open_page(page, "/index?i=it&g=own&w=human-capital:2&n=z-score&region=AT13")
    expect(rows(page).first).to_be_visible()
    here = rows(page).all_inner_texts()
    page.get_by_role("button", name="Share and download").click()
    query = page.get_by_role("link", name="Link to this view").get_attribute("href") or ""
    assert "v=" in query and "i=it" in query
    copied = tabs(locale="de-DE")
    reading.open_page(copied, f"/index{query}")
    expect(rows(copied)).to_have_count(len(here))
    assert here and rows(copied).all_inner_texts() == here


def test_the_recipe_is_downloaded_and_loaded(page: Page, tmp_path) -> None:
    reading.open_page(page, "/index?i=industry40&s=4")
    here = rows(page).all_inner_texts()
    open_part(page, "Recipe")
    with page.expect_download() as download:
        page.get_by_role("button", name="Recipe as JSON").click()
    kept = tmp_path / "recipe.json"
    download.value.save_as(kept)
    reading.open_page(page, "/index")
    open_part(page, "Recipe")
    page.locator("input[type=file]").set_input_files(kept)
    expect(page).to_have_url(re.compile("i=industry40"))
    expect(rows(page)).to_have_count(len(here))
    assert rows(page).all_inner_texts() == here


def open_part(page: Page, name: str) -> None:
    page.get_by_text("Open the method").click()
    page.get_by_role("radio", name=name, exact=True).click()


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_wider_than_the_window(tabs, width: int) -> None:
    page = tabs(viewport={"width": width, "height": 900})
    reading.open_page(page, "/index?region=RO41")
    expect(rows(page)).to_have_count(ROWS)
    reading.fits(page)


@pytest.mark.parametrize("part", ["Weights", "Steps", "How sure", "Recipe"])
def test_axe_finds_nothing_serious_in_the_method(tabs, part: str) -> None:
    """Light, then dark in the same visit."""
    page = tabs(viewport={"width": 1280, "height": 3200})
    reading.open_page(page, "/index?g=budget" if part == "Weights" else "/index")
    open_part(page, part)
    for turn in ("light", "dark"):
        if turn == "dark":
            accessibility.darkened(page)
        expect(page.get_by_role("radio", name=part, exact=True)).to_be_checked()
        reading.at_rest(page)
        found = Axe().run(page).response["violations"]
        assert not [one["id"] for one in found if one["impact"] in ("serious", "critical")], turn

"""From the drop to the map: a publisher's file in a few steps, a nasty one through all its troubles."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from danube import regions
from danube.settings import ROOT
from tests import serving
from tests.browser import reading, test_accessibility

pytestmark = pytest.mark.browser

RAW = Path(os.environ.get("DANUBE_RAW") or ROOT.parent / "shared" / "raw")
GERD = RAW / "rd" / "eurostat_tgs00042_gerd_rd_expenditure.csv"
FILES = ROOT / "tests" / "imports" / "files"
STORE = "Store as a new version"
PPS = "GDP per inhabitant in purchasing power standards (PPS per inhabitant)"
MOST = 5


@pytest.fixture(scope="module")
def server(own: Path) -> Iterator[serving.Served]:
    """A server over a warehouse of its own, to write into."""
    with serving.over(own) as served:
        yield served


class Hand:
    """Everything that a visitor does, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.done: list[str] = []

    def drop(self, path: Path) -> None:
        """Lets go of a file above the place for it."""
        self.page.locator(".drop input[type=file]").set_input_files(path)
        expect(step(self.page, "What we understood")).to_be_visible()
        self._did(f"drop {path.name}")

    def press(self, name: str | re.Pattern[str]) -> None:
        """Presses a button."""
        self.page.get_by_role("button", name=name).first.click()
        self._did(f"press {name}")

    def _did(self, what: str) -> None:
        self.done.append(what)
        self.page.wait_for_timeout(200)  # the server hears of it after this
        reading.at_rest(self.page)


def step(page: Page, title: str) -> Locator:
    """The line of a step."""
    return page.locator("[class*=st-key-step-]").filter(has=page.get_by_text(title, exact=True)).first


def unfold(page: Page, title: str) -> None:
    """Opens what is folded."""
    page.locator("summary").filter(has_text=title).first.click()
    page.wait_for_timeout(200)
    reading.at_rest(page)
    reading.unmoved(page)


def _published(year: str) -> dict[str, float]:
    """Region → figure of the year, as the publisher's file has it, read by Python's own reader."""
    with GERD.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["TIME_PERIOD"] == year and row["OBS_VALUE"]]
    mine = set(regions.at_level(2))
    return {row["geo"]: float(row["OBS_VALUE"]) for row in rows if row["geo"] in mine}


@pytest.mark.skipif(not GERD.exists(), reason="needs the publishers' files")
def test_a_publishers_file_is_on_the_map_after_five_interactions_or_fewer(page: Page, tabs) -> None:
    reading.open_page(page, "/import")
    hand = Hand(page)
    hand.drop(GERD)
    hand.press(re.compile("^R&D expenditure"))
    expect(page.get_by_text("The file can be stored")).to_be_visible()
    hand.press(STORE)
    expect(page.get_by_text(re.compile("Stored as version"))).to_be_visible()
    reading.at_rest(page)
    assert len(hand.done) <= MOST, hand.done
    shown = reading.figures(page)
    link = page.locator(".stCode").filter(has_text="/map?").inner_text().strip()
    year = parse_qs(urlsplit(link).query)["year"][0]
    assert shown == pytest.approx(_published(year), abs=0.05) and len(shown) > 50
    fresh = tabs()
    reading.open_page(fresh, link)
    assert reading.figures(fresh) == shown


def test_a_nasty_file_through_question_correction_refusal_and_reload(page: Page, tabs) -> None:
    """Vienna is a region and a land, two rows are nowhere, and a heading is looked for where none is."""
    reading.open_page(page, "/import")
    hand = Hand(page)
    hand.drop(FILES / "names-mixed.csv")
    expect(page.locator(".st-key-answer")).to_contain_text("2 questions are open")
    expect(page.get_by_role("button", name=STORE)).to_be_disabled()
    reading.choose(page, "Indicator of the figures", PPS)
    expect(page.locator(".st-key-answer")).to_contain_text("1 question is open")
    page.get_by_text("Wien (Vienna), AT13, NUTS 2").click()
    expect(page.locator(".st-key-answer")).to_contain_text("The file can be stored")
    unfold(page, "What we understood")
    unfold(page, "Correct the reading")
    reading.choose(page, "Row of the headings", "row 12")
    expect(page.locator(".stAlert")).to_contain_text("Row 12 is blank or beyond the end")
    here = page.url
    again = tabs()
    reading.open_page(again, here)
    expect(again.locator(".stAlert")).to_contain_text("Row 12 is blank or beyond the end")
    Hand(again).press("Undo the correction: Row of the headings")
    expect(again.locator(".st-key-answer")).to_contain_text("The file can be stored")
    page.reload()
    reading.complete(page)
    expect(page.get_by_text("Of 7 figures in the file 5 are accepted. 2 cells are refused.")).to_be_visible()
    hand.press(STORE)
    expect(page.get_by_text(re.compile("Stored as version"))).to_be_visible()
    reading.complete(page)
    shown = reading.figures(page)
    assert (shown["CZ080"], shown["SK042"]) == (2.0, 3.0)


def test_a_recipe_taken_home_brings_next_years_file_in_without_a_question(page: Page, tmp_path: Path) -> None:
    this, following = tmp_path / "ministry-2021.csv", tmp_path / "ministry-2022.csv"
    this.write_text("Land;2020;2021\nWien;1,500;1,600\nTirol;2,250;2,400\n", encoding="utf-8")
    following.write_text("Land;2021;2022\nWien;1,600;1,750\nTirol;2,400;2,500\n", encoding="utf-8")
    reading.open_page(page, "/import")
    hand = Hand(page)
    hand.drop(this)
    reading.choose(page, "Indicator of the figures", PPS)
    reading.at_rest(page)
    page.get_by_text(re.compile("^The point is the decimal sign")).click()
    reading.at_rest(page)
    page.get_by_text("Wien (Vienna), AT13, NUTS 2").click()
    expect(page.locator(".st-key-answer")).to_contain_text("The file can be stored")
    with page.expect_download() as got:
        page.get_by_role("button", name="Recipe of this file").click()
    recipe = tmp_path / got.value.suggested_filename
    got.value.save_as(recipe)
    assert json.loads(recipe.read_text(encoding="utf-8"))["recipe"] == 1
    hand.press("Import another file")
    hand.drop(following)
    hand.press("Use a recipe")
    page.locator(
        ".st-key-bring-recipe input[type=file], [data-testid=stPopoverBody] input[type=file]"
    ).set_input_files(recipe)
    expect(page.locator(".st-key-answer")).to_contain_text("The file can be stored")


def test_every_empty_table_can_be_had(page: Page) -> None:
    reading.open_page(page, "/import")
    unfold(page, "Empty tables to fill in")
    links = page.locator(".st-key-templates a[href*='/api/v1/templates/']")
    expect(links.first).to_be_visible()
    addresses = {str(link.get_attribute("href")) for link in links.all()}
    assert len(addresses) == 6
    for address in addresses:
        answer = page.request.get(address)
        assert answer.status == 200 and "attachment" in answer.headers["content-disposition"]


def test_a_phone_shows_the_questions_in_one_column(tabs) -> None:
    page = tabs(viewport={"width": 390, "height": 800}, locale="de-AT")
    reading.open_page(page, "/import")
    reading.fits(page)
    page.locator(".drop input[type=file]").set_input_files(FILES / "names-mixed.csv")
    expect(page.locator("[class*=st-key-step-questions]")).to_be_visible()
    reading.at_rest(page)
    reading.fits(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_where_questions_are_open(tabs, theme: str) -> None:
    page = tabs(color_scheme=theme, viewport={"width": 1280, "height": 5000})
    reading.open_page(page, "/import")
    Hand(page).drop(FILES / "names-mixed.csv")
    unfold(page, "What we understood")
    unfold(page, "Correct the reading")
    found = Axe().run(page).response["violations"]
    ours = [one for one in found if one["impact"] in ("serious", "critical")]
    assert not ours, test_accessibility.told(ours)

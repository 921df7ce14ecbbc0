"""Refused cells mended on the page, stored, and seen on the map: by hand in the grid, and by a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests import serving
from tests.browser import reading
from tests.browser import test_accessibility as accessibility

pytestmark = pytest.mark.browser

FILE = """indicator;region;period;value
unemployment_rate;AT11;2024;4,4
unemployment_rate;AT12;2024;x
unemployment_rate;AT99;2024;9,9
unemployment_rate;BA01;2024;12,9
"""
CORRECTED = 70 + 110 + 190 + 40
"""Pixels from the left edge of the grid into its column to write in; its rows are 35 pixels high."""


@pytest.fixture(scope="module")
def server(own: Path) -> Iterator[serving.Served]:
    """A server over a warehouse of its own, to write into."""
    with serving.over(own) as served:
        yield served


def brought(page: Page, content: str, name: str = "ministry.csv") -> None:
    """Opens the page of the import and drops a file."""
    reading.open_page(page, "/import")
    file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    page.locator(".drop input[type=file]").set_input_files(file)
    expect(report(page)).to_be_visible()
    reading.at_rest(page)


def report(page: Page) -> Locator:
    return page.get_by_text(re.compile("Of .* figures in the file"))


def write(page: Page, row: int, text: str) -> None:
    """Types into the grid of refused cells, row after row, as a person does: click, write, Enter."""
    grid = page.locator(".st-key-cells canvas").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    page.mouse.dblclick(box["x"] + CORRECTED, box["y"] + 35 * (row + 1) + 17)
    editor = page.locator("#portal textarea, #portal input").first
    expect(editor).to_be_focused()
    editor.fill(text)
    editor.press("Enter")
    expect(page.get_by_text(re.compile(rf"^{row + 1} corrections? waits? to be checked"))).to_be_visible()
    reading.at_rest(page)


def test_refused_cells_are_mended_in_place_stored_and_seen_on_the_map(page: Page) -> None:
    brought(page, FILE)
    expect(report(page)).to_contain_text("Of 4 figures in the file 2 are accepted. 2 cells are refused.")
    write(page, 0, "4,7")
    write(page, 1, "AT13")
    page.get_by_role("button", name="Check again").click()
    expect(report(page)).to_contain_text("Of 4 figures in the file 4 are accepted. Nothing is refused.")
    page.get_by_label(re.compile("^Note")).fill("Figures of the ministry")
    page.get_by_role("button", name="Store as a new version").click()
    expect(page.get_by_text(re.compile(r"^Stored as version"))).to_be_visible()
    reading.at_rest(page)
    assert reading.figures(page)["AT13"] == 9.9 and reading.figures(page)["AT12"] == 4.7
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Open this map").click()
    shared = opening.value
    expect(shared.locator("h1")).to_contain_text("Where is it high")
    reading.complete(shared)
    assert "indicator=unemployment_rate" in shared.url and "year=2024" in shared.url and "v=" in shared.url
    assert reading.figures(shared)["BA01"] == 12.9
    expect(shared.locator(".badge-uploaded")).to_contain_text("4 figures were uploaded")


def test_a_list_of_refusals_is_taken_corrected_and_brought_again(page: Page, tmp_path: Path) -> None:
    brought(page, FILE)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="All refusals as CSV").click()
    taken = tmp_path / "refused.csv"
    waiting.value.save_as(taken)
    lines = taken.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "row,column,value,reason,remedy,corrected" and len(lines) == 3
    taken.write_text("\n".join([lines[0], f"{lines[1]}4.7", f"{lines[2]}AT13"]), encoding="utf-8")
    page.get_by_text("Correct in a file").click()
    page.locator(".st-key-brought-0 input[type=file]").set_input_files(taken)
    expect(report(page)).to_contain_text("1 cell is refused")  # 4.7 is no figure where the comma is decimal
    expect(page.get_by_text("2 cells are repaired")).to_be_visible()


def test_a_reload_neither_loses_the_repairs_nor_stores_twice(page: Page) -> None:
    brought(page, FILE)
    write(page, 0, "4,7")
    page.get_by_role("button", name="Check again").click()
    expect(report(page)).to_contain_text("3 are accepted")
    page.reload()
    reading.complete(page)
    expect(report(page)).to_contain_text("3 are accepted")
    page.get_by_role("button", name="Store as a new version").dblclick()
    told = page.get_by_text(re.compile(r"Stored as version \d+\."))
    expect(told).to_be_visible()
    version = re.search(r"version (\d+)", told.inner_text())
    page.reload()
    reading.complete(page)
    expect(told).to_be_visible()
    assert version and f"version {version[1]}." in told.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_fits_a_phone(tabs, scheme: str) -> None:
    page = tabs(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    brought(page, FILE)
    reading.fits(page)


@pytest.mark.parametrize(("scheme", "figure"), [("light", "4,1"), ("dark", "4,2")])
def test_axe_finds_nothing_serious_in_report_and_result(tabs, scheme: str, figure: str) -> None:
    """Each brings a figure of its own: where nothing would change, the map stays folded."""
    page = tabs(viewport=accessibility.TALL, color_scheme=scheme)
    brought(page, FILE.replace("4,4", figure))
    expect(reading.region(page, "AT11")).to_be_attached()
    judged(page)
    page.get_by_role("button", name="Store as a new version").click()
    expect(page.get_by_text(re.compile(r"^Stored as version"))).to_be_visible()
    expect(reading.region(page, "AT11")).to_be_attached()
    reading.at_rest(page)
    judged(page)


def judged(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in accessibility.SERIOUS]
    assert not serious, accessibility.told(serious)

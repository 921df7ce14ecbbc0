"""Priorities and measurements through the wizard: from an empty template to the page that shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

from danube.settings import Settings
from danube.store import LoadInfo, connect
from tests import serving
from tests.browser import reading
from tests.programme import year

pytestmark = pytest.mark.browser

STORE = "Store as a new version"


@pytest.fixture(scope="module")
def server(own: Path) -> Iterator[serving.Served]:
    """A server over a warehouse of its own, to write into, that knows a pilot without figures."""
    warehouse = connect(Settings(var=own))
    for table, row in year.CHAIN[: [table for table, _row in year.CHAIN].index("measurement")]:
        warehouse.add(year.rows(table, row), load=LoadInfo(f"{table}.csv", kind="upload"), holds=table)
    warehouse.close()
    with serving.over(own) as served:
        yield served


def drop(page: Page, path: Path) -> None:
    reading.open_page(page, "/import")
    page.locator(".drop input[type=file]").set_input_files(path)
    expect(page.get_by_text("What we understood")).to_be_visible()
    reading.at_rest(page)


def store(page: Page) -> None:
    expect(page.get_by_text("The file can be stored")).to_be_visible()
    page.get_by_role("button", name=STORE).click()
    expect(page.get_by_text(re.compile("Stored as version"))).to_be_visible()
    reading.at_rest(page)


def follow(page: Page, link: str) -> None:
    """Goes where a link leads; Streamlit would open it in another tab."""
    reading.open_page(page, str(page.get_by_role("link", name=link).get_attribute("href")))


def test_a_filled_template_of_priorities_is_shown_and_switched_off(
    page: Page, server: serving.Served, tmp_path: Path
) -> None:
    reading.open_page(page, "/import")
    page.locator("summary").filter(has_text="Empty tables to fill in").click()
    link = page.get_by_role("link", name="CSV").nth(1).get_attribute("href")
    head = requests.get(f"{server.url}{link}", timeout=30).content.decode("utf-8-sig").strip()
    values = {"region": "AT13", "priority": "<i>Quiet</i> rails", "status": "adopted", "source": "A ministry"}
    line = ",".join(values.get(name, "") for name in head.split(","))
    path = tmp_path / "ours.csv"
    path.write_text(f"{head}\n{line}\n", encoding="utf-8")
    drop(page, path)
    store(page)
    follow(page, "Wien (Vienna)")
    table = page.locator(".st-key-uploaded-AT13")
    expect(table).to_contain_text("‹i›Quiet‹/i› rails")
    expect(table.locator("i")).to_have_count(0)
    follow(page, "Leave out what was uploaded")
    expect(page.locator(".st-key-uploaded-AT13")).to_have_count(0)


def test_measurements_are_asked_about_stored_and_handed_out(
    page: Page, server: serving.Served, tmp_path: Path
) -> None:
    path = tmp_path / "pilot.csv"
    path.write_text(
        "Pilot;Kennzahl;Einheit;Phase;Jahr;Wert\nTest laboratory;Jobs;number;Ausgangswert;2023;12,5\n",
        encoding="utf-8",
    )
    drop(page, path)
    page.get_by_text("Measurements of pilots", exact=True).click()
    reading.at_rest(page)
    page.get_by_text("Phase", exact=True).last.click()
    reading.at_rest(page)
    store(page)
    expect(page.get_by_text("page of their pilot")).to_be_visible()
    rows = requests.get(f"{server.url}/api/v1/measurements", timeout=30).json()["measurements"]
    assert [(one["pilot"], one["kind"], one["value"]) for one in rows] == [
        ("Test laboratory", "baseline", 12.5)
    ]

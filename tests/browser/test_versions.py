"""From a figure that looks odd to whoever uploaded it, without it, and back in time: one journey."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

from tests import mixed, serving
from tests.browser import reading

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Served]:
    """A server over publishers' figures, an upload and a load that was taken back."""
    folder = tmp_path_factory.mktemp("mixed")
    mixed.fill(var, folder).close()
    served = serving.start(tmp_path_factory.mktemp("mixed-server"), VAR=str(folder), AHEAD="0")
    yield served
    served.stop()
    assert not served.complaints()


def test_uploads_are_left_out_from_page_to_page_and_shown_again(page: Page) -> None:
    reading.open_page(page, "/ranking?indicator=gerd&year=2023")
    answer, badge = page.locator(".st-key-answer"), page.locator(".badge")
    expect(answer).to_contain_text("Wien (Vienna) leads")
    expect(badge).to_contain_text("3 figures were uploaded")
    badge.get_by_role("link", name="Leave them out").click()
    expect(answer).to_contain_text("Stuttgart leads")
    expect(badge).to_contain_text("Uploaded figures are left out")
    reading.complete(page)
    page.get_by_test_id("stTopNavSection").filter(has_text="Explore").click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Map").click()
    expect(page).to_have_title(re.compile("^Map · "))
    reading.complete(page)
    assert "uploads=off" in page.url
    assert reading.figures(page)["AT13"] == pytest.approx(3.95, abs=0.005)
    badge.get_by_role("link", name="Show them").click()
    expect(badge).to_contain_text("3 figures were uploaded")
    reading.complete(page)
    assert reading.figures(page)["AT13"] == 9.5
    expect(reading.region(page, "AT13")).to_have_attribute("aria-label", re.compile("Uploaded by an analyst"))


def test_from_the_list_of_versions_into_the_past_and_back(page: Page) -> None:
    reading.open_page(page, "/ranking?indicator=gerd&year=2023")
    page.locator(".badge").get_by_role("link", name="Who uploaded them?").click()
    expect(page.locator("h1")).to_contain_text("What has changed")
    reading.complete(page)
    row = page.locator(".st-key-history tr").filter(has_text=mixed.FILE)
    expect(row).to_contain_text("Ana")
    row.get_by_role("link", name=re.compile("^as of")).click()
    expect(page.locator(".badge-old")).to_contain_text("the latest is")
    reading.complete(page)
    page.locator(".badge-old").get_by_role("link", name="Show the latest").click()
    expect(page.locator(".badge-old")).to_have_count(0)
    reading.complete(page)
    assert "v=" not in page.url


def test_the_files_leave_uploads_out_as_the_page_does(server: serving.Served) -> None:
    address = f"{server.url}/api/v1/observations?indicator=gerd&region=AT13&period=2023"
    shown, published = (
        requests.get(f"{address}{more}", timeout=30).json()["observations"] for more in ("", "&uploads=off")
    )
    assert [row["value"] for row in shown] == [9.5]
    assert [row["value"] for row in published] == [pytest.approx(3.95, abs=0.005)]
    assert requests.get(f"{address}&uploads=maybe", timeout=30).status_code == 400


def test_a_phone_shows_every_version_in_one_column(tabs) -> None:
    page = tabs(viewport={"width": 390, "height": 800})
    reading.open_page(page, "/versions?only=gerd")
    reading.fits(page)

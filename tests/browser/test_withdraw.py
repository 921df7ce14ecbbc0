"""A load taken back and brought again on the page of versions, over a network by the operator's link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from danube.settings import Settings
from danube.store import connect
from tests import mixed, serving
from tests.browser import reading

pytestmark = pytest.mark.browser
TOKEN = "the operator's own token"


@pytest.fixture(scope="module")
def folder(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publishers' figures, an upload by Ana, and a load that Béla took back."""
    made = tmp_path_factory.mktemp("withdraw")
    mixed.fill(var, made).close()
    return made


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Served]:
    """A server that others can reach."""
    served = serving.start(
        tmp_path_factory.mktemp("withdraw-server"), address="0.0.0.0", VAR=str(folder), AHEAD="0", TOKEN=TOKEN
    )
    yield served
    served.stop()
    assert not served.complaints()


def newest(folder: Path) -> int:
    opened = connect(Settings(var=folder))
    version = opened.latest()
    opened.close()
    return version


def enter(page: Page) -> None:
    page.goto(f"/api/v1/enter?token={TOKEN}")
    reading.complete(page)
    assert "token" not in page.url


def test_a_reader_is_told_and_finds_no_button(page: Page) -> None:
    reading.open_page(page, "/versions")
    expect(page.locator(".st-key-account")).to_contain_text("operator's link")
    expect(page.locator(".st-key-turn")).to_have_count(0)
    expect(page.locator(".st-key-who")).to_have_count(0)
    expect(page.locator("code", has_text="python -m etl")).to_be_visible()


def test_the_operator_withdraws_and_restores(page: Page, folder: Path) -> None:
    upload, before = newest(folder) - 2, newest(folder)
    reading.open_page(page, "/ranking?indicator=gerd&year=2023")
    expect(page.locator(".st-key-answer")).to_contain_text("Wien (Vienna) leads")
    enter(page)
    expect(page.locator(".st-key-who")).to_contain_text("Operator")
    reading.open_page(page, f"/versions?load={upload}")
    page.get_by_role("button", name=f"Withdraw load {upload}…").click()
    asked = page.locator(".st-key-turning")
    expect(asked).to_contain_text("1 figure disappears and 2 figures go back to those that they replaced.")
    asked.get_by_label("Why?").fill("sent too early")
    asked.get_by_role("button", name=f"Withdraw load {upload}").click()
    expect(page.get_by_role("status")).to_contain_text(f"is withdrawn, since version {before + 1}")
    first = page.locator(".st-key-history tbody tr").first
    expect(first).to_contain_text("operator")
    expect(first).to_contain_text("sent too early")
    reading.open_page(page, "/ranking?indicator=gerd&year=2023")
    expect(page.locator(".st-key-answer")).to_contain_text("Stuttgart leads")
    reading.open_page(page, f"/versions?load={upload}")
    page.get_by_role("button", name=f"Restore load {upload}…").click()
    expect(asked).to_contain_text("1 figure comes back and 2 figures are replaced again.")
    asked.get_by_role("button", name=f"Restore load {upload}").click()
    expect(page.get_by_role("status")).to_contain_text(f"counts again, since version {before + 2}")
    assert newest(folder) == before + 2


def test_it_can_be_left_as_it_is_by_keyboard(page: Page, folder: Path) -> None:
    before = newest(folder)
    enter(page)
    reading.open_page(page, "/versions")
    page.locator(".st-key-turn button").focus()
    page.keyboard.press("Enter")
    leave = page.get_by_role("button", name="Leave it as it is")
    expect(leave).to_be_visible()
    leave.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-turn button")).to_be_visible()
    assert newest(folder) == before


def test_the_right_is_given_back(page: Page) -> None:
    enter(page)
    reading.open_page(page, "/versions")
    page.locator(".st-key-account").get_by_role("link", name="Give the right back").click()
    expect(page).to_have_url(re.compile("/$"))
    reading.open_page(page, "/versions")
    expect(page.locator(".st-key-account")).to_contain_text("operator's link")


def test_a_phone_has_room_for_the_question(tabs) -> None:
    page = tabs(viewport={"width": 390, "height": 800}, locale="de-AT")
    enter(page)
    reading.open_page(page, "/versions")
    page.locator(".st-key-turn button").click()
    expect(page.locator(".st-key-turn-not")).to_be_visible()
    reading.fits(page)

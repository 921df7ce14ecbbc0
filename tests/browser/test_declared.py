"""A new indicator from the drop to every page: declared in the form, marked, harmless, gone and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from danube.settings import Settings
from danube.store import connect
from tests import serving
from tests.browser import reading
from tests.villages import FILE

pytestmark = pytest.mark.browser

NAME = "Villages <b>with</b> *fibre* [x](y) :red[now]"
SHOWN = "Villages ‹b›with‹/b› ∗fibre∗ ❲x❳(y)"
ID = "villages_b_with_b_fibre_x_y_red_now"
ASKED_AGAIN = 1_100
"""Milliseconds after which the server asks again for the newest version: another process has made it."""

WITHOUT_MARKUP = "() => document.querySelectorAll('.katex, main em, main img[src=x], a[href=\"y\"]').length"


@pytest.fixture(scope="module")
def server(own: Path) -> Iterator[serving.Served]:
    """A server over a warehouse of its own, to write into."""
    with serving.over(own) as served:
        yield served


def declare(page: Page) -> None:
    """Drops a file and says in the form what its figures mean."""
    reading.open_page(page, "/import")
    file = {"name": "fibre.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    page.locator(".drop input[type=file]").set_input_files(file)
    page.get_by_text("It is a new indicator").click()
    said = {"Name": NAME, "Publisher": "<i>Ministry</i>", "Address of the source": "https://example.org/v"}
    for label, text in {**said, "Definition": "Villages in which *most* homes have a line."}.items():
        page.get_by_label(label, exact=True).fill(text)
    for label, text in {"Unit": "% of villages", "Direction": "higher", "Licence": "CC BY 4.0"}.items():
        choose(page, label, text)
    page.locator("[data-testid=stForm]").get_by_role("combobox", name="Field").click()
    page.get_by_role("option", name="ICT in households").click()
    page.get_by_role("button", name="Use this indicator").click()
    expect(page.get_by_text("Of 8 figures in the file 8 are accepted")).to_be_visible()


def choose(page: Page, label: str, text: str) -> None:
    """Writes into a list of the form and takes what it offers, or the new word."""
    box = page.locator("[data-testid=stForm]").get_by_role("combobox", name=label)
    box.click()
    box.fill(text)
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")


def test_new_indicator_is_on_every_page_marked_and_harmless(page: Page, own: Path) -> None:
    declare(page)
    page.get_by_role("button", name="Store as a new version").click()
    expect(page.get_by_text("Stored as version").last).to_be_visible()
    for address, place in {
        f"/map?indicator={ID}": "body",
        f"/ranking?indicator={ID}": "body",
        "/catalogue?q=villages": ".entry h2",
        "/region?region=AT13&pillar=ict-households": ".badge-uploaded",
        f"/compare?region=AT13,HU11&indicator={ID}": ".badge-uploaded",
    }.items():
        reading.open_page(page, address)
        expect(page.locator(place).first).to_contain_text("Villages ‹b›with‹/b›")
        expect(page.locator(".badge-uploaded")).to_contain_text("were uploaded")
        assert page.evaluate(WITHOUT_MARKUP) == 0, address
    reading.open_page(page, f"/map?indicator={ID}")
    assert reading.figures(page) == {"AT11": 40.5, "AT12": 44.0, "AT13": 66.5, "HU11": 55.0}
    source = page.locator("[data-testid=stCaptionContainer]").filter(has_text="Sources:")
    expect(source).to_contain_text("‹i›Ministry‹/i›")
    expect(source).to_contain_text("uploaded, declared by who uploaded it")
    reading.open_page(page, f"/map?indicator={ID}&uploads=off")
    expect(page.get_by_text(re.compile("asks for Indicator .* does not exist"))).to_be_visible()

    warehouse = connect(Settings(var=own))
    load = warehouse.withdraw(warehouse.latest()) - 1
    page.wait_for_timeout(ASKED_AGAIN)
    reading.open_page(page, "/catalogue?q=villages")
    expect(page.get_by_text("No indicator says")).to_be_visible()
    reading.open_page(page, f"/map?indicator={ID}&v={load}")
    assert reading.figures(page)["AT13"] == 66.5
    warehouse.restore(load)
    page.wait_for_timeout(ASKED_AGAIN)
    reading.open_page(page, "/catalogue?q=villages")
    expect(page.locator(".entry h2")).to_contain_text(SHOWN)
    warehouse.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_form_fits_a_phone(tabs, scheme: str) -> None:
    page = tabs(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    reading.open_page(page, "/import")
    file = {"name": "fibre.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    page.locator(".drop input[type=file]").set_input_files(file)
    page.get_by_text("It is a new indicator").click()
    expect(page.get_by_role("button", name="Use this indicator")).to_be_visible()
    reading.at_rest(page)
    reading.fits(page)

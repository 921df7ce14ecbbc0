"""What a visitor reads and does on a page: opened, the figures on its map, its choices."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests import pages

PAGES = tuple("" if name == "overview" else name for name in pages.NAMES)
"""Their addresses: the overview stands at the root."""

FIGURE = re.compile(r": (−?[\d.,\u202f\u00a0 ]*\d)")


def open_page(page: Page, address: str) -> None:
    """Goes there by a cold link and returns when the page stands to its last line."""
    page.goto(address)
    complete(page)


def complete(page: Page) -> None:
    """Title, last line and our own style are there, nothing runs any more, nothing has failed."""
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator('[data-testid="stCaptionContainer"] a[href^="/methods"]')).to_be_attached()
    expect(page.locator(".st-key-chrome")).to_have_css("position", "fixed")
    at_rest(page)
    expect(page.get_by_text("This page could not be drawn")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def at_rest(page: Page) -> None:
    """Waits until the server has nothing more to say."""
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")


def unmoved(page: Page) -> None:
    """Waits until what unfolds has its height: nothing moves away under the pointer."""
    page.evaluate("window.heightBefore = null")
    page.wait_for_function(
        """() => {
            const now = document.querySelector('[data-testid="stMain"]').scrollHeight;
            const same = now === window.heightBefore;
            window.heightBefore = now;
            return same;
        }""",
        polling=250,
    )


def region(page: Page, code: str) -> Locator:
    """A region's shape on the map."""
    return page.locator(f'.atlas path[data-code="{code}"]')


def said(page: Page) -> dict[str, str]:
    """Region → what its shape says to a screen reader."""
    shapes = page.locator(".atlas path[data-code]")
    expect(shapes).not_to_have_count(0)
    expect(page.locator(".atlas svg[aria-busy]")).to_have_count(0)
    read = "shapes => shapes.map(shape => [shape.dataset.code, shape.getAttribute('aria-label')])"
    return dict(shapes.evaluate_all(read))


def figures(page: Page) -> dict[str, float]:
    """Region → the figure that its shape says, in either language; regions without one are left out."""
    found = {code: FIGURE.search(sentence) for code, sentence in said(page).items()}
    return {code: number(match[1]) for code, match in found.items() if match}


def number(written: str) -> float:
    """`1.234,5` and `1,234.5` are the same number; a lone separator is decimal."""
    plain = re.sub(r"\s", "", written).replace("−", "-").replace(",", ".")
    *whole, last = plain.split(".")
    return float("".join(whole) + "." + last) if whole else float(last)


def legend(page: Page) -> list[str]:
    """The classes of the map, as written."""
    entries = page.locator(".atlas .legend li")
    expect(entries).not_to_have_count(0)
    return entries.all_inner_texts()


def choose(page: Page, label: str, option: str) -> None:
    """Picks an option of a select box by typing its name."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.scroll_into_view_if_needed()  # a list that opens closes again where the page scrolls
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def fits(page: Page) -> None:
    """Returns when nothing is wider than the window (a chart settles into it after the first paint)."""
    page.wait_for_function(
        "[document.documentElement, document.querySelector('.stMain')]"
        ".every(part => part.scrollWidth <= part.clientWidth)"
    )

"""A talk with three real pages at once: the presenter's desk, the projector and a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests import serving
from tests.api import rooms
from tests.api.rooms import Talk
from tests.browser.tabs import PATIENCE, USUAL
from tests.browser.wire import Wire
from tests.serving import Served

pytestmark = pytest.mark.browser
OUTAGE = 10.0
"""Seconds without a network."""

STEPS = ("PageDown", "ArrowRight", "ArrowDown")
"""Keys that go on by a slide; the same one twice at once would be a bounce."""

BOUNCED = """() => { for (const _press of [1, 2])
    document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "PageDown", bubbles: true})) }"""
PLACES = {"hostile": 0, "figures": 1, "one": 2, "several": 3, "rating": 4, "points": 5, "words": 6}


@dataclass
class Hall:
    """A room with its pages; `desk` and `audience` are the wires to presenter, and to projector and phone."""

    talk: Talk
    presenter: Page
    screen: Page
    phone: Page
    desk: Wire
    audience: Wire

    def see(self, slide: str) -> None:
        """All three show this slide."""
        for page in (self.presenter, self.screen):
            expect(shown(page, slide)).to_be_visible()
        expect(self.phone.locator(f"#slide article[data-slide={slide}]")).to_be_visible()

    def go(self, slide: str) -> None:
        """The presenter jumps to this slide by the list."""
        self.presenter.keyboard.press("g")
        self.presenter.locator(f'#slides [data-slide="{PLACES[slide]}"]').click()
        self.see(slide)


@pytest.fixture(scope="module")
def served(own: Path) -> Iterator[Served]:
    with serving.over(own) as running:
        yield running


@pytest.fixture
def hall(browser: Browser, own: Path, served: Served) -> Iterator[Hall]:
    talk = rooms.opened(own, served.url)
    with ExitStack() as stack:
        desk, audience = Wire(served.url), Wire(served.url)
        stack.callback(desk.close)
        stack.callback(audience.close)
        presenter = tab(stack, browser, desk, 1280, 720)
        presenter.goto(f"/live/{talk.opened.code}/present?token={talk.opened.token}")
        screen, phone = tab(stack, browser, audience, 1920, 1080), tab(stack, browser, audience, 390, 844)
        screen.goto(f"/live/{talk.opened.code}/screen")
        phone.goto(f"/live/{talk.opened.code}")
        made = Hall(talk, presenter, screen, phone, desk, audience)
        made.see("hostile")
        expect(presenter.locator("#place")).to_have_text("1 of 7")
        yield made
    talk.rooms.shut()


def tab(stack: ExitStack, browser: Browser, wire: Wire, width: int, height: int) -> Page:
    context = browser.new_context(
        **(USUAL | {"viewport": {"width": width, "height": height}}), base_url=wire.url
    )
    context.set_default_timeout(PATIENCE)
    stack.callback(context.close)
    broken: list[str] = []
    context.on("weberror", lambda problem: broken.append(str(problem.error)))
    stack.callback(unbroken, context, broken)
    return context.new_page()


def unbroken(context: BrowserContext, broken: list[str]) -> None:
    """No script of its pages failed; what was said before is heard first."""
    for page in context.pages:
        page.evaluate("0")
    assert not broken


def shown(page: Page, slide: str) -> Locator:
    return page.locator(f"#shown article[data-slide={slide}]")


def test_a_talk_from_the_first_key_to_the_results(hall: Hall) -> None:
    presenter, phone = hall.presenter, hall.phone
    presenter.keyboard.press("PageDown")
    hall.see("figures")
    expect(presenter.locator("#said")).to_have_text("what nobody but the presenter reads")
    expect(presenter.locator("#coming")).to_contain_text("What of one?")
    presenter.keyboard.press("PageDown")
    hall.see("one")
    presenter.get_by_role("button", name="Open the poll").click()
    phone.get_by_label("Research").check()
    phone.get_by_role("button", name="Send my answer").click()
    expect(presenter.locator("#votes")).to_have_text("1 vote")
    expect(shown(hall.screen, "one").locator("figure")).to_have_count(0)
    presenter.get_by_role("button", name="Reveal").click()
    for place in (shown(hall.screen, "one"), shown(presenter, "one"), phone.locator("#slide")):
        expect(place.locator("figure")).to_contain_text("1 (100 %)")
    presenter.keyboard.press(".")
    expect(hall.screen.locator("#black")).to_have_css("opacity", "1")
    for page in (presenter, hall.screen, phone):
        page.reload()
    expect(hall.screen.locator("#black")).to_have_css("opacity", "1")
    expect(presenter.locator("#place")).to_have_text("3 of 7")
    presenter.keyboard.press("b")
    hall.see("one")
    expect(hall.screen.locator("#black")).to_have_css("opacity", "0")


def test_words_are_shown_once_they_passed(hall: Hall) -> None:
    hall.go("words")
    hall.presenter.get_by_role("button", name="Open the poll").click()
    hall.phone.get_by_label("Your answer").fill("<b>Bridges</b> for Ipeľ")
    hall.phone.get_by_role("button", name="Send my answer").click()
    waits = hall.presenter.locator("#pending li")
    expect(waits).to_contain_text("<b>Bridges</b> for Ipeľ")
    hall.presenter.get_by_role("button", name="Reveal").click()
    expect(shown(hall.screen, "words")).not_to_contain_text("Bridges")
    waits.get_by_role("button", name=re.compile("^Show")).click()
    expect(shown(hall.screen, "words")).to_contain_text("<b>Bridges</b> for Ipeľ")
    expect(waits).to_have_count(0)


def test_keys_of_a_clicker_count_once_and_fields_keep_theirs(hall: Hall) -> None:
    place, presenter = hall.presenter.locator("#place"), hall.presenter
    for _repeat in range(6):
        presenter.keyboard.down("PageDown")  # held down: the later ones are repeats
    presenter.keyboard.up("PageDown")
    expect(place).to_have_text("2 of 7")
    presenter.locator("#language").focus()
    presenter.keyboard.press("PageUp")
    expect(place).to_have_text("2 of 7")
    presenter.locator("#language").blur()
    presenter.keyboard.press("End")
    expect(place).to_have_text("7 of 7")
    presenter.keyboard.press("ArrowRight")
    expect(place).to_have_text("7 of 7")
    hall.see("words")
    presenter.keyboard.press("Home")
    hall.see("hostile")
    presenter.evaluate(BOUNCED)
    hall.see("figures")


def test_the_presenter_points_leaves_the_script_and_comes_back(hall: Hall) -> None:
    presenter, screen = hall.presenter, hall.screen
    hall.go("figures")
    dot = screen.locator("#pointer")
    vienna = shown(presenter, "figures").locator('[data-region="AT13"]').first
    vienna.hover()
    expect(dot).to_be_visible()
    over = shown(screen, "figures").locator('[data-region="AT13"]').first.bounding_box()
    pointer = dot.bounding_box()
    assert over
    assert pointer
    assert abs(over["x"] + over["width"] / 2 - pointer["x"] - pointer["width"] / 2) < 12
    assert abs(over["y"] + over["height"] / 2 - pointer["y"] - pointer["height"] / 2) < 12
    expect(dot).to_be_hidden()  # two seconds after it has moved last
    vienna.click()
    for place in (screen.locator("#shown h1"), hall.phone.locator("#slide h1")):
        expect(place).to_contain_text("Wien")
    presenter.get_by_role("button", name="Back to the script").click()
    hall.see("figures")
    year = presenter.locator("#year").inner_text()
    presenter.get_by_role("button", name="Year earlier").click()
    expect(presenter.locator("#year")).not_to_have_text(year)
    expect(screen.locator("#shown h1")).to_contain_text(presenter.locator("#year").inner_text())
    presenter.keyboard.press("PageDown")  # the first step leads back, none is left out
    hall.see("figures")


def test_a_second_seat_takes_over_and_the_first_sees_who_has_it(hall: Hall, browser: Browser) -> None:
    with ExitStack() as stack:
        second = tab(stack, browser, hall.desk, 390, 844)
        second.goto(f"/live/{hall.talk.opened.code}/present?token={hall.talk.opened.token}")
        assert "token" not in second.url
        expect(second.locator("#watching")).to_contain_text("presents now")
        second.get_by_role("button", name="Take over").click()
        expect(hall.presenter.locator("#watching")).to_contain_text("presents now")
        hall.presenter.keyboard.press("PageDown")
        second.get_by_role("button", name="Next", exact=True).click()
        hall.see("figures")
        second.reload()
        expect(second.locator("#place")).to_have_text("2 of 7")
        expect(second.locator("#watching")).to_be_hidden()
        hall.presenter.get_by_role("button", name="Take over").click()
        expect(second.locator("#watching")).to_be_visible()


def test_the_audience_misses_nothing_when_its_network_is_gone(hall: Hall) -> None:
    with hall.audience.cut(OUTAGE):
        expect(hall.screen.locator("#link")).to_be_visible()
        for slide, key in zip(("figures", "one", "several"), STEPS, strict=True):
            hall.presenter.keyboard.press(key)
            expect(shown(hall.presenter, slide)).to_be_visible()
        expect(shown(hall.screen, "hostile")).to_be_visible()
    hall.see("several")
    expect(hall.screen.locator("#link")).to_be_hidden()
    hall.phone.locator("#earlier").click()
    expect(hall.phone.locator("#slide article[data-slide=one]")).to_be_visible()


def test_steps_made_without_a_network_arrive_once_each(hall: Hall) -> None:
    presenter = hall.presenter
    with hall.desk.cut(OUTAGE):
        for place, key in zip(("2 of 7", "3 of 7"), STEPS, strict=False):
            presenter.keyboard.press(key)
            expect(presenter.locator("#place")).to_have_text(place)
        expect(presenter.locator("#offline")).to_contain_text("2 not sent yet")
        expect(shown(hall.screen, "hostile")).to_be_visible()
    hall.see("one")
    expect(presenter.locator("#offline")).to_be_hidden()
    assert hall.talk.state()["shown"] == [0, 1, 2]


LETTERS = """svg => { const box = svg.getBoundingClientRect(), all = svg.viewBox.baseVal;
    const scale = Math.min(box.width / all.width, box.height / all.height);
    return [...svg.querySelectorAll("text")].map(
        one => parseFloat(getComputedStyle(one).fontSize) * scale) }"""


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720)])
def test_the_projector_is_read_from_the_last_row(hall: Hall, width: int, height: int) -> None:
    hall.screen.set_viewport_size({"width": width, "height": height})
    for slide in ("figures", "one"):
        hall.go(slide)
        article = shown(hall.screen, slide)
        said = article.locator("h1, p:not(.sources)")
        sizes = said.evaluate_all("all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))")
        assert min(sizes) >= 24
        assert article.evaluate("one => one.scrollHeight <= innerHeight && one.scrollWidth <= innerWidth")
        for drawn in article.locator("figure > svg").all():
            assert min(drawn.evaluate(LETTERS)) >= 24
    box = hall.screen.locator("#corner").bounding_box()
    assert box
    assert box["x"] + box["width"] <= width
    hall.screen.keyboard.press("q")
    expect(hall.screen.locator("#corner")).to_be_hidden()

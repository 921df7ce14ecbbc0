"""A phone in the room: what it loads, how it follows and votes, and what it does without events or script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import serving
from tests.api import rooms
from tests.api.rooms import Talk
from tests.browser.conftest import PATIENCE, Visitors
from tests.serving import Served

LIMIT = 100_000
"""Bytes over the wire until the first map is there, and the slide after it in store."""

SEND = "Send my answer"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TOO_SMALL = """() => [...document.querySelectorAll('button, summary, .languages a, .choice, .steps label')]
    .filter(one => one.offsetParent).map(one => one.getBoundingClientRect())
    .filter(box => box.height < 44 || box.width < 44).length"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(own: Path) -> Iterator[Served]:
    """A server of this module, in whose house rooms are opened."""
    with serving.over(own) as running:
        yield running


@pytest.fixture
def talk(own: Path, server: Served) -> Iterator[Talk]:
    opened = rooms.opened(own, server.url)
    yield opened
    opened.rooms.shut()


@pytest.fixture
def phone(tabs: Callable[..., Page]) -> Page:
    return tabs(**PHONE)


def arrive(page: Page, talk: Talk, language: str = "en") -> None:
    page.goto(f"{talk.url}?lang={language}")
    expect(page.locator("#line")).to_have_attribute("data-line", "live")


def sees(page: Page, slide: str) -> None:
    expect(page.locator(f'article[data-slide="{slide}"]')).to_be_visible()


def judged(page: Page) -> None:
    """A finger hits everything, nothing is too wide, and axe finds nothing serious by day and night."""
    assert page.evaluate(TOO_SMALL) == 0
    assert not page.evaluate(TOO_WIDE)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(page).response["violations"]
        assert not [breach for breach in found if breach["impact"] in ("serious", "critical")]


def test_the_first_map_is_light(visitors: Visitors, talk: Talk) -> None:
    phone = visitors(**PHONE).new_page()
    talk.go("figures")
    talk.state()
    sizes: list[float] = []
    network = phone.context.new_cdp_session(phone)
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    network.send("Network.enable")
    following = talk.state()["scene"]["next"]
    with phone.expect_response(lambda answer: following in answer.url) as fetched:
        arrive(phone, talk)
        expect(phone.locator("path[data-region]")).not_to_have_count(0)
    fetched.value.finished()
    events = 2_000  # the stream of events is never finished: its headers and the first states
    assert 10_000 < sum(sizes) + events <= LIMIT


def test_a_phone_follows_votes_and_looks_back(phone: Page, talk: Talk) -> None:
    arrive(phone, talk)
    sees(phone, "hostile")
    talk.go("figures")
    sees(phone, "figures")
    expect(phone.locator("#news")).to_have_text("Who spends on research?")
    judged(phone)
    talk.go("one")
    expect(phone.get_by_role("button", name=SEND)).to_be_disabled()
    expect(phone.locator(".said")).to_have_text("Voting has not begun yet.")
    talk.act("open")
    expect(phone.get_by_role("button", name=SEND)).to_be_enabled()
    phone.get_by_label("Research").check()
    send(phone)
    phone.reload()
    expect(phone.locator(".said")).to_contain_text("You have answered.")
    expect(phone.get_by_label("Research")).to_be_checked()
    phone.get_by_role("button", name="Earlier").click()
    sees(phone, "figures")
    talk.act("reveal")
    expect(phone.get_by_role("button", name="Back to the presenter (3)")).to_be_visible()
    sees(phone, "figures")
    phone.get_by_role("button", name="Back to the presenter").click()
    sees(phone, "one")
    expect(phone.locator("article svg")).to_be_visible()
    expect(phone.locator("form.ballot")).to_have_count(0)
    phone.get_by_role("link", name="Deutsch").click()
    expect(phone.locator("html")).to_have_attribute("lang", "de")
    sees(phone, "one")


def test_each_kind_of_ballot_fits_a_finger_and_is_sent(phone: Page, talk: Talk) -> None:
    arrive(phone, talk)
    for slide in ("several", "rating", "points", "words"):
        talk.go(slide)
        talk.act("open")
        sees(phone, slide)
        expect(phone.get_by_role("button", name=SEND)).to_be_enabled()
        judged(phone)
        answer(phone, slide)
        send(phone)


def answer(page: Page, slide: str) -> None:
    """Fills in the ballot."""
    if slide == "several":
        page.get_by_label("Skills").tap()
        page.get_by_label("Research").tap()
        page.get_by_label("=1+1").tap()  # one more than may be chosen
        expect(page.locator(".said")).to_contain_text("At most 2")
    elif slide == "rating":
        page.get_by_role("radiogroup", name="Skills").get_by_label("4").tap()
    elif slide == "points":
        page.get_by_label("Skills").fill("60")
        page.get_by_label("Research").fill("40")
        expect(page.locator(".rest")).to_have_text("Points left: 0")
    else:
        page.get_by_label("Your answer").fill("Ipeľ <b>")


def send(page: Page) -> None:
    page.get_by_role("button", name=SEND).click()
    expect(page.locator(".said")).to_contain_text("Your answer counts.")


@pytest.fixture
def cut_off(browser: Browser, server: Served) -> Iterator[BrowserContext]:
    """A phone in a network that lets no events through; its console may complain of that."""
    with browser.new_context(base_url=server.url, locale="en-GB", **PHONE) as context:
        context.set_default_timeout(PATIENCE)
        context.route("**/events", lambda route: route.abort())
        yield context


def test_without_events_the_phone_asks(cut_off: BrowserContext, talk: Talk) -> None:
    page = cut_off.new_page()
    page.goto(talk.url)
    expect(page.locator("#line")).to_have_attribute("data-line", "asking")
    talk.go("figures")
    sees(page, "figures")
    cut_off.set_offline(True)
    expect(page.locator("#line")).to_have_attribute("data-line", "lost")
    talk.go("one")
    cut_off.set_offline(False)
    sees(page, "one")


def test_without_a_script_the_current_slide_is_there(tabs: Callable[..., Page], talk: Talk) -> None:
    talk.go("figures")
    talk.state()
    page = tabs(java_script_enabled=False, **PHONE)
    page.goto(talk.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Who spends on research?")
    expect(page.locator("figure img")).to_be_visible()
    talk.go("hostile")
    talk.state()
    page.get_by_role("link", name="Show the current slide").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("<script>alert(1)</script>")

"""Files dropped by visitors: sent with progress, cancelled, refused; whoever leaves leaves nothing half."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from danube.incoming import MB
from tests import serving
from tests.api.test_files import eventually, left
from tests.browser import chromium, reading
from tests.browser.conftest import Watch
from tests.serving import Served

pytestmark = pytest.mark.browser
TABLE = b"region,2023\nAT13,3.5\nHU11,1.4\n"
SLOW = 2 * MB  # bytes in a second


@pytest.fixture(scope="module")
def server(own: Path) -> Iterator[Served]:
    """A server that takes files of at most 20 MB, 30 MB in all."""
    with serving.over(own, LARGEST="20", WAITING="30") as served:
        yield served


@pytest.fixture(autouse=True)
def waiting(own: Path) -> Iterator[Path]:
    """The folder of files, as empty after each test as before it."""
    folder = own / "incoming"
    yield folder
    assert eventually(lambda: not any(one.startswith(".") for one in left(folder))), "a file still comes"
    for one in left(folder):
        shutil.rmtree(folder / one)


@pytest.fixture
def place(page: Page, waiting: Path) -> Locator:
    """The place to drop a file, on the page of the import."""
    reading.open_page(page, "/import")
    found = page.locator(".drop .zone")
    expect(found).to_have_attribute("data-state", "waiting")
    return found


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "<b>gerd<b>.csv"
    path.write_bytes(TABLE)
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """12 MB: six seconds on a slow line."""
    path = tmp_path / "large.csv"
    path.write_bytes(b"region,2023\n" + b"AT13,3.5\n" * (12 * MB // 9))
    return path


def choose(place: Locator, *paths: Path) -> None:
    place.locator("input[type=file]").set_input_files([*paths])


@pytest.fixture
def slow(page: Page) -> Iterator[None]:
    """The browser sends as over a slow line, until the test is over."""
    session = slowly(page)
    yield
    session.detach()


def slowly(page: Page) -> CDPSession:
    """From here on the browser sends as over a slow line."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": SLOW}
    session.send("Network.emulateNetworkConditions", line)
    return session


def halfway(place: Locator) -> None:
    """Returns when some of the file is on its way."""
    expect(place).to_have_attribute("data-state", "sending")
    expect(place.locator(".figures")).to_have_text(re.compile(r"^[1-9][\d.]* of 12\.0 MB, \d+ %$"))


def refused(place: Locator, sentence: str) -> None:
    expect(place).to_have_attribute("data-state", "refused")
    expect(place.get_by_role("status")).to_have_text(sentence)


def dropped(page: Page, place: Locator, *names: str) -> None:
    """What a mouse does that lets go of these files over the place."""
    transfer = page.evaluate_handle(
        """names => {
            const transfer = new DataTransfer();
            const table = "region,2023\\nAT13,3.5\\nHU11,1.4\\n";
            for (const name of names) transfer.items.add(new File([table], name));
            return transfer;
        }""",
        list(names),
    )
    for event in ("dragover", "drop"):
        place.dispatch_event(event, {"dataTransfer": transfer})


def test_a_chosen_file_arrives_as_it_is(page: Page, place: Locator, waiting: Path, small: Path) -> None:
    choose(place, small)
    expect(page).to_have_url(re.compile(r"draft=[0-9a-f]{32}"))
    (kept,) = left(waiting)
    assert kept in page.url
    assert (waiting / kept / "content").read_bytes() == TABLE
    reading.at_rest(page)
    expect(page.get_by_text("<b>gerd<b>.csv").first).to_be_visible()


def test_a_dropped_file_arrives_too(page: Page, place: Locator, waiting: Path) -> None:
    dropped(page, place, "figures.csv")
    expect(page).to_have_url(re.compile(r"draft=[0-9a-f]{32}"))
    (kept,) = left(waiting)
    assert (waiting / kept / "content").read_bytes() == TABLE


def test_it_is_reached_and_opened_by_keyboard(page: Page, place: Locator, small: Path) -> None:
    chooser = place.get_by_label("Choose a file")
    expect(chooser).to_have_accessible_description(re.compile("up to 20 MB. Nothing is stored until"))
    chooser.focus()
    expect(chooser).to_be_focused()
    with page.expect_file_chooser() as opened:
        chooser.press("Enter")
    opened.value.set_files(small)
    expect(page).to_have_url(re.compile(r"draft="))


def test_progress_is_seen_and_said(page: Page, place: Locator, slow: None, large: Path) -> None:
    choose(place, large)
    halfway(place)
    bar = place.get_by_role("progressbar", name="Sending large.csv")
    expect(bar).to_have_attribute("aria-valuetext", re.compile(r"of 12\.0 MB, \d+ %"))
    assert 0 < int(bar.get_attribute("aria-valuenow") or 0) < 100
    expect(page).to_have_url(re.compile(r"draft="))


def test_cancelled_means_nothing_is_kept_and_it_can_be_sent_again(
    page: Page, place: Locator, slow: None, waiting: Path, large: Path
) -> None:
    choose(place, large)
    halfway(place)
    assert len(left(waiting)) == 1
    place.get_by_role("button", name="Cancel").click()
    refused(place, "Sending was cancelled; nothing of large.csv was kept.")
    assert eventually(lambda: not left(waiting))
    page.keyboard.press("Enter")
    halfway(place)
    expect(page).to_have_url(re.compile(r"draft="))


def test_what_is_too_large_or_empty_is_not_sent(
    page: Page, place: Locator, waiting: Path, tmp_path: Path
) -> None:
    huge, empty = tmp_path / "huge.csv", tmp_path / "empty.csv"
    with huge.open("wb") as sink:
        sink.truncate(20 * MB + 1)
    empty.touch()
    choose(place, huge)
    refused(place, "huge.csv is larger than 20 MB, the most that is taken: split it.")
    choose(place, empty)
    refused(place, "empty.csv is empty: there is nothing in it to read.")
    dropped(page, place, "a.csv", "b.csv")
    refused(place, "One file at a time: drop the one to begin with.")
    expect(place.get_by_role("button", name="Try again")).to_be_hidden()
    assert left(waiting) == []


def test_what_the_server_refuses_is_said_in_its_words(
    server: Served, place: Locator, waiting: Path, large: Path, watch: Watch
) -> None:
    """Another visitor took the room after this one opened the page."""
    address, headers = f"{server.url}/api/v1/files", {"Origin": server.url}
    taken = requests.post(address, data=b"x" * 19 * MB, headers=headers, timeout=60).json()["id"]
    choose(place, large)
    refused(
        place,
        "There is no room for large.csv: the files that wait here may take 30 MB together. "
        "Discard one that is done with, or try again later.",
    )
    assert left(waiting) == [taken]
    assert [said for said in watch.errors if "507" not in said] == []
    watch.errors.clear()
    requests.delete(f"{address}/{taken}", headers=headers, timeout=60)
    place.get_by_role("button", name="Try again").click()
    expect(place).not_to_have_attribute("data-state", "refused")


def test_a_browser_closed_in_the_middle_leaves_nothing(
    browser: Browser, server: Served, waiting: Path, large: Path
) -> None:
    """A browser of its own, whole: of a tab that is closed the shared one may still send to the end."""
    own = browser.browser_type.launch(executable_path=chromium.executable(), args=[*chromium.ARGUMENTS])
    page = own.new_page(base_url=server.url, locale="en-GB", reduced_motion="reduce")
    reading.open_page(page, "/import")
    place = page.locator(".drop .zone")
    slowly(page)
    choose(place, large)
    halfway(place)
    assert len(left(waiting)) == 1
    own.close()
    assert eventually(lambda: not left(waiting))


def test_whoever_goes_to_another_page_leaves_nothing(
    page: Page, place: Locator, slow: None, waiting: Path, large: Path
) -> None:
    choose(place, large)
    halfway(place)
    page.get_by_test_id("stTopNavSection").filter(has_text="Data").click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Data quality").click()
    expect(page).to_have_url(re.compile("/quality"))
    assert eventually(lambda: not left(waiting))


def test_a_file_that_is_discarded_meanwhile_is_told(
    server: Served, page: Page, place: Locator, waiting: Path, small: Path
) -> None:
    choose(place, small)
    expect(page).to_have_url(re.compile(r"draft="))
    reading.at_rest(page)
    (kept,) = left(waiting)
    address, headers = f"{server.url}/api/v1/files/{kept}", {"Origin": server.url}
    assert requests.delete(address, headers=headers, timeout=60).json()["discarded"]
    page.reload()
    expect(page.get_by_text("This import is no longer here")).to_be_visible()
    expect(place).to_have_attribute("data-state", "waiting")


def test_a_file_let_go_beside_it_does_not_leave_the_page(page: Page, place: Locator) -> None:
    over = page.locator("h1")
    prevented = over.evaluate(
        """heading => {
            const transfer = new DataTransfer();
            transfer.items.add(new File(["x"], "x.csv"));
            const drop = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer });
            heading.dispatchEvent(drop);
            return drop.defaultPrevented;
        }"""
    )
    assert prevented
    expect(place).to_have_attribute("data-state", "waiting")


def test_it_fits_a_telephone(tabs, waiting: Path) -> None:  # type: ignore[no-untyped-def]
    page = tabs(viewport={"width": 390, "height": 844})
    reading.open_page(page, "/import")
    reading.fits(page)
    box = page.locator(".drop label").bounding_box()
    assert box and box["height"] >= 44 and box["width"] > 280

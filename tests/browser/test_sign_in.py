"""Signing in with a real provider of accounts, in a real browser: who may store, who reads a sentence."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from danube.settings import Settings
from danube.store import connect
from tests import mixed, oidc, serving
from tests.browser import reading
from tests.serving import Served

pytestmark = pytest.mark.browser
ACCOUNTS = {
    "Ana": {"name": "Ana Horvat", "email": "ana@example.org", "email_verified": True, "roles": ["analyst"]},
    "Béla": {"name": "Béla Kiss"},
    "Old": {"name": "Old Hand", "roles": ["operator"], "iat": int(time.time()) - 9 * oidc.HOUR},
}


@pytest.fixture(scope="module")
def folder(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publishers' figures, an upload, and a load that was taken back."""
    made = tmp_path_factory.mktemp("signed")
    mixed.fill(var, made).close()
    return made


@pytest.fixture(scope="module")
def signing(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server where people sign in."""
    home, port = tmp_path_factory.mktemp("signing"), serving.free_port()
    with oidc.serve(serving.free_port(), ACCOUNTS) as provider:
        oidc.secrets_file(home, f"http://127.0.0.1:{port}", provider.issuer)
        served = serving.start(home, port=port, VAR=str(folder), AHEAD="0", ROLES_CLAIM="roles")
        yield served
        served.stop()
    assert not served.complaints()


@pytest.fixture
def tab(browser: Browser, signing: Served) -> Iterator[Page]:
    """A fresh visitor, who may go to the provider and back."""
    context = browser.new_context(base_url=signing.url, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def sign_in(page: Page, account: str, server: Served) -> None:
    """From the page of versions to the provider, and back as this account."""
    reading.open_page(page, "/versions")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=account).click()
    page.wait_for_url(f"{server.url}/")
    reading.complete(page)


def events(folder: Path) -> list[tuple[str, str]]:
    opened = connect(Settings(var=folder))
    table = opened.events()
    opened.close()
    return list(zip(table["kind"], table["who"], strict=True))


def test_an_analyst_signs_in_writes_under_the_own_name_and_signs_out(
    tab: Page, signing: Served, folder: Path
) -> None:
    upload = len(events(folder)) - 2
    sign_in(tab, "Ana", signing)
    expect(tab.locator(".st-key-who")).to_contain_text("Ana")
    reading.open_page(tab, f"/versions?load={upload}")
    expect(tab.locator(".st-key-account")).to_contain_text("Ana Horvat (ana@example.org): analyst.")
    tab.get_by_role("button", name=f"Withdraw load {upload}…").click()
    tab.locator(".st-key-turn-now button").click()
    expect(tab.get_by_role("status")).to_contain_text(f"Load {upload} is withdrawn")
    assert events(folder)[-1] == ("withdraw", "Ana Horvat (ana@example.org)")
    tab.locator(".st-key-account-out button").click()
    tab.wait_for_url(f"{signing.url}/")
    reading.open_page(tab, "/versions")
    expect(tab.locator(".st-key-account")).to_contain_text("Please sign in first")
    expect(tab.locator(".st-key-turn")).to_have_count(0)


def test_an_analyst_leaves_publishers_figures_to_an_operator(tab: Page, signing: Served) -> None:
    sign_in(tab, "Ana", signing)
    reading.open_page(tab, "/versions?load=10")
    expect(tab.get_by_text("needs the role “operator”")).to_be_visible()
    expect(tab.locator(".st-key-turn")).to_have_count(0)


def test_an_account_without_a_role_reads_a_sentence(tab: Page, signing: Served) -> None:
    sign_in(tab, "Béla", signing)
    reading.open_page(tab, "/versions")
    expect(tab.locator(".st-key-account")).to_contain_text("signed in as Béla Kiss, without a role")
    expect(tab.locator(".st-key-turn")).to_have_count(0)


def test_an_old_sign_in_has_to_be_renewed(tab: Page, signing: Served) -> None:
    sign_in(tab, "Old", signing)
    reading.open_page(tab, "/versions")
    expect(tab.locator(".st-key-account")).to_contain_text("Your sign-in is too old")
    expect(tab.get_by_role("button", name="Sign in again")).to_be_visible()
    expect(tab.locator(".st-key-turn")).to_have_count(0)


@pytest.mark.parametrize("value", ["forged", '{"is_logged_in": true, "roles": ["operator"]}'])
def test_a_forged_cookie_is_nobody(tab: Page, signing: Served, value: str) -> None:
    tab.context.add_cookies([{"name": "_streamlit_user", "value": value, "url": signing.url}])
    reading.open_page(tab, "/versions")
    expect(tab.locator(".st-key-account")).to_contain_text("Please sign in first")
    expect(tab.locator(".st-key-turn")).to_have_count(0)

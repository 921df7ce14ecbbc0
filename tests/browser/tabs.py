"""Tabs that are lent from test to test: each a stranger to the server, none to the code that it runs.

Nearly all that a cold load of a page costs is the browser's work with Streamlit's scripts: to fetch, unpack
and compile them. A tab that has done so once loads any address anew in half the time: its document, its
session, its cookies and its storage are new, only the scripts are kept as a browser keeps them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

USUAL: dict[str, Any] = {
    "locale": "en-GB",
    "viewport": {"width": 1280, "height": 900},
    "reduced_motion": "reduce",
    "color_scheme": "light",
}
IDLE = 4
"""Tabs kept beside those that are lent: each holds a process."""

PATIENCE = 20_000
REST = "/api/health"
"""An address of the same server without any script: a tab that leaves the server forgets what it compiled."""


@dataclass(frozen=True)
class Tab:
    """A tab and what cannot be changed in it: its server, its language, whether it is a phone's."""

    page: Page
    kind: str


class Tabs:
    """Lends tabs and takes them back as new."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: list[Tab] = []

    def lend(self, base_url: str, **wishes: Any) -> Tab:
        """A tab without cookies and storage, of this size and colour; wishes are those of a context."""
        wanted = {"base_url": base_url} | USUAL | wishes
        size, scheme = wanted.pop("viewport"), wanted.pop("color_scheme")
        kind = json.dumps(wanted, sort_keys=True)
        kept = next((tab for tab in reversed(self._idle) if tab.kind == kind), None)
        if kept:
            self._idle.remove(kept)
        tab = kept or Tab(self._fresh(wanted), kind)
        tab.page.set_viewport_size(size)
        tab.page.emulate_media(color_scheme=scheme, reduced_motion=wanted["reduced_motion"], media="null")
        return tab

    def take_back(self, tab: Tab) -> None:
        """Clears what the visitor left; what cannot be cleared is closed, so are the longest idle."""
        try:
            _clear(tab.page)
        except Error:
            tab.page.context.close()
            return
        self._idle.append(tab)
        while len(self._idle) > IDLE:
            self._idle.pop(0).page.context.close()

    def _fresh(self, wanted: dict[str, Any]) -> Page:
        context = self._browser.new_context(**wanted)
        context.set_default_timeout(PATIENCE)
        return context.new_page()


def _clear(page: Page) -> None:
    """Back to a tab that has been nowhere: other tabs closed, nothing stored, nothing allowed."""
    context: BrowserContext = page.context
    for other in context.pages:
        if other is not page:
            other.close()
    page.unroute_all()
    context.unroute_all()
    context.set_offline(False)
    context.clear_permissions()
    page.goto(REST)
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    context.clear_cookies()

"""Answers that are not ready yet: how Eurostat says so, and where to ask next.

Four forms are in use: a ticket in a SOAP envelope (`/1.0/async/status/<id>`, then `/data/<id>`), a footer
with the address of a file to come, a JSON warning ("ask again later"), and plain HTTP 202.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

STATUS, DATA = "/async/status/", "/async/data/"


class FetchRefused(Exception):  # noqa: N818 (reads as what happened)
    """A sentence: which address, what came, what to do."""


class Unreachable(FetchRefused):
    """Nobody answers at this host; there is no use in asking it for more."""


def onward(url: str, asked: str, status: int, notice: str) -> str:
    """Where to ask next, given what `asked` answered on the way to `url`; empty when nothing is to come.

    `notice` is the text of an answer small enough to be one. Raises FetchRefused where waiting is no use.
    """
    if status == 202 or "ASYNCHRONOUS_RESPONSE" in notice:
        return asked
    if status == 404 and asked != url and STATUS not in asked and DATA not in asked:
        return asked
    if "EXTRACTION_TOO_BIG" in notice:
        raise FetchRefused(f"{url}: {said(notice)}; narrow the filter in the catalogue")
    if STATUS in asked and status == 200:
        return _by_status(url, asked, notice)
    return _announced(url, notice)


def said(notice: str) -> str:
    """The publisher's own sentence in an error message, as SOAP fault, SDMX text or JSON label."""
    forms = (r"aultstring>\s*([^<]+)", r'"label"\s*:\s*"([^"]+)"', r"<(?:\w+:)?Text[^>]*>\s*([^<]+)")
    found = next(filter(None, (re.search(form, notice) for form in forms)), None)
    return found[1].strip() if found else ""


def _announced(url: str, notice: str) -> str:
    ticket = re.search(r"<queued>.*?<(?:\w+:)?id>([\w-]+)<", notice, re.DOTALL)
    if ticket:
        return re.split(r"/(?:sdmx|statistics)/", url)[0] + f"/1.0{STATUS}{ticket[1]}"
    footer = re.search(r"[Ff]ooter.*?<(?:\w+:)?Text[^>]*>([^<]*)<", notice, re.DOTALL)
    address = re.search(r"https?://\S+", footer[1]) if footer else None
    return _same_host(url, address[0].rstrip(".")) if address else ""


def _by_status(url: str, asked: str, notice: str) -> str:
    """The address of the prepared data once they are available, else the status again."""
    found = re.search(r"<(?:\w+:)?status>([A-Z_]+)<", notice)
    state = found[1] if found else "unknown"
    if state == "AVAILABLE":
        return asked.replace(STATUS, DATA) + ("?format=SDMX-CSV" if "format=SDMX-CSV" in url else "")
    if state in ("SUBMITTED", "PROCESSING"):
        return asked
    raise FetchRefused(f"{url}: the prepared answer is {state.lower()} ({asked}); run the refresh again")


def _same_host(url: str, address: str) -> str:
    full = urljoin(url, address)
    if urlsplit(full).netloc != urlsplit(url).netloc:
        raise FetchRefused(f"{url}: the answer points to another host ({full}), which is not followed")
    return full

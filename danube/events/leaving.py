"""What leaves the machine: requests that Python makes meanwhile, and outside addresses in a page.

Python itself reports each connection (PEP 578); one that a library makes past Python would not be seen.
A page is held to account by its own text: whatever it would fetch stands in it.
"""

from __future__ import annotations

import ipaddress
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

ASKED = frozenset(
    {
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.sendto",
        "socket.sendmsg",
    }
)
FETCHED = frozenset(
    {
        "src",
        "href",
        "xlink:href",
        "srcset",
        "poster",
        "data",
        "action",
        "formaction",
        "background",
        "ping",
        "cite",
    }
)
"""Attributes that hold an address."""

WITHIN = re.compile(r"\s*(#|data:|$)", re.IGNORECASE)
IN_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+([^;]+)", re.IGNORECASE)
IN_SCRIPT = re.compile(
    r"(?:https?|wss?|ftp)://[^\s'\"]*|\b(?:fetch|import|importScripts|XMLHttpRequest|WebSocket|EventSource"
    r"|WebTransport|sendBeacon)\s*\("
)


class _Ear:
    """Hears the interpreter's reports while somebody listens; the hook itself can never be taken away."""

    def __init__(self) -> None:
        self.listening: list[list[str]] = []
        self._hooked = False

    def begin(self, heard: list[str]) -> None:
        if not self._hooked:
            sys.addaudithook(self._report)
            self._hooked = True
        self.listening.append(heard)

    def end(self, heard: list[str]) -> None:
        self.listening = [one for one in self.listening if one is not heard]

    def _report(self, event: str, args: tuple[Any, ...]) -> None:
        if self.listening and event in ASKED:
            host = _host(event, args)
            if not here(host):
                for heard in self.listening:
                    heard.append(host)


_EAR = _Ear()


@contextmanager
def heard() -> Iterator[list[str]]:
    """The hosts outside this machine that are asked meanwhile, by whichever thread of this process."""
    hosts: list[str] = []
    _EAR.begin(hosts)
    try:
        yield hosts
    finally:
        _EAR.end(hosts)


def here(host: str) -> bool:
    """True for this machine itself: its loopback addresses, its own sockets, no host at all."""
    if host in ("", "localhost") or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _host(event: str, args: tuple[Any, ...]) -> str:
    """The host of a report; empty for a socket of this machine (a path, or none)."""
    place = args[0] if event.startswith("socket.get") else args[1]
    if isinstance(place, tuple):
        return str(place[0])
    named = event.startswith("socket.get") and isinstance(place, str | bytes)
    return (place.decode(errors="replace") if isinstance(place, bytes) else place) if named else ""


def addresses(page: str) -> list[str]:
    """All that a page would fetch from anywhere but itself, each once, in the order of the page."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return list(dict.fromkeys(reader.found))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in ("style", "script") else ""
        for name, value in attrs:
            if value is None:
                continue
            if name in FETCHED and not WITHIN.match(value):
                self.found.append(value.strip())
            self._style(value)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self._style(data)
        elif self._inside == "script":
            self.found += [found[0] for found in IN_SCRIPT.finditer(data)]

    def _style(self, text: str) -> None:
        named = ((found[1] or found[2]).strip() for found in IN_STYLE.finditer(text))
        self.found += [one for one in named if not WITHIN.match(one)]

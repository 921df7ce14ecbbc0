"""How often one address may ask: a bucket of requests per address, which fills again as time goes by.

Whose address counts is the server's matter: uvicorn believes `X-Forwarded-For` from the proxies named in
FORWARDED_ALLOW_IPS and from nobody else, and what stands in the scope is the visitor's own address.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from danube.api import answers

LIMITED = "/api/v1/"
FREE = ("/api/v1/outlines/", "/api/v1/atlas/")
"""What the pages themselves fetch: a reader of pages is never refused."""

MOST = 50_000
"""Addresses remembered at once; the one that asked longest ago is forgotten first."""


class Buckets:
    """How many requests each address has left: `rate` at most, and `rate` more in every minute."""

    def __init__(self, rate: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self.clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> int:
        """Takes one request; 0 where it may pass, else the whole seconds until one may."""
        now = self.clock()
        left, then = self._left.pop(address, (float(self.rate), now))
        left = min(self.rate, left + (now - then) * self.rate / 60)
        passes = left >= 1
        self._left[address] = (left - 1 if passes else left, now)
        if len(self._left) > MOST:
            self._left.popitem(last=False)
        return 0 if passes else math.ceil((1 - left) * 60 / self.rate)


class Limit:
    """Refuses whoever asks the API more often than the rate: 429, when to come back, and a sentence."""

    def __init__(self, app: ASGIApp, rate: int) -> None:
        self.app = app
        self.buckets = Buckets(rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        seconds = self.buckets.wait(neighbourhood(scope)) if limited(scope) else 0
        if not seconds:
            return await self.app(scope, receive, send)
        refused = answers.problem(
            f"This address asked more than {self.buckets.rate} times in a minute; "
            f"please ask again in {seconds} s.",
            429,
        )
        refused.headers["retry-after"] = str(seconds)
        return await refused(scope, receive, send)


def limited(scope: Scope) -> bool:
    """True for requests to the data API."""
    path = scope.get("path", "")
    return scope["type"] == "http" and path.startswith(LIMITED) and not path.startswith(FREE)


def neighbourhood(scope: Scope) -> str:
    """The visitor's address; of IPv6 the first half, because one household holds all of the second."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))

"""The operator's link: a random token that the start prints, and the pass that opening the link gives.

The token stands in the link alone. What the browser keeps is a pass signed with it, which ends after some
hours, and with the token: after another start the old link and all passes are worth nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from functools import cache

from danube import settings

COOKIE = "danube_pass"
HOURS = 12


@cache
def _random() -> str:
    return secrets.token_urlsafe(24)


def token() -> str:
    """The token of this server: what DANUBE_TOKEN says, else 192 random bits that last until it ends."""
    return settings.read().token or _random()


def fits(shown: str) -> bool:
    """True for the token, compared in the same time wherever the two differ."""
    return secrets.compare_digest(shown.encode(), token().encode())


def issue(now: float | None = None) -> str:
    """A pass for whoever has shown the token: when it ends, and the signature."""
    ends = str(int((time.time() if now is None else now) + HOURS * 3600))
    return f"{ends}.{_signature(ends)}"


def valid(shown: str, now: float | None = None) -> bool:
    """True for a pass that this server has signed and that has not ended."""
    ends, dot, signature = shown.partition(".")
    if not dot or not secrets.compare_digest(signature.encode(), _signature(ends).encode()):
        return False
    return int(ends) > (time.time() if now is None else now)


def _signature(ends: str) -> str:
    return hmac.new(token().encode(), f"pass until {ends}".encode(), hashlib.sha256).hexdigest()

"""Who may write, in the three ways a server can be run.

With sign-in configured the account's roles decide. Without it whoever sits at this machine may write while
the server is for this machine alone; where others can reach it, the operator's link is needed. This layer
knows neither Streamlit nor HTTP: both sides hand it what they know about who asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from danube import settings
from danube.access import accounts, listening, passes
from danube.access.people import (
    EVERY,
    LACKING,
    ROLES,
    SPOKEN,
    NotAllowed,
    Person,
    at_this_machine,
    refusal,
    require,
    user,
)

__all__ = [
    "LACKING",
    "ROLES",
    "SPOKEN",
    "Asker",
    "NotAllowed",
    "Person",
    "SignIn",
    "for_this_machine",
    "person",
    "refusal",
    "relayed",
    "require",
    "user",
]

RELAYED = frozenset(
    {
        "cdn-loop", "cf-connecting-ip", "cf-ray", "client-ip", "fastly-client-ip", "fly-client-ip",
        "forwarded", "true-client-ip", "via", "x-client-ip", "x-cluster-client-ip", "x-original-host",
        "x-real-ip",
    }
)  # fmt: skip
"""Headers that a proxy or a tunnel adds, beside all that begin with `x-forwarded`."""


@dataclass(frozen=True)
class Asker:
    """What a request or a session tells: address, headers (lower case), cookies, claims.

    `claims` are the account's; empty where nobody is signed in, None where sign-in is not configured.
    """

    address: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, object] | None = None


@dataclass(frozen=True)
class SignIn:
    """How the server knows accounts: whether sign-in is configured, and the claims behind cookies.

    `claims` takes the cookies of a request and its origin; a forged or foreign cookie gives no claims.
    """

    configured: Callable[[], bool]
    claims: Callable[[Mapping[str, str], str], Mapping[str, object]]


def person(asker: Asker) -> Person:
    """Who asks, and with which roles."""
    if asker.claims is not None:
        return accounts.person(asker.claims)
    if passes.valid(asker.cookies.get(passes.COOKIE, "")):
        return Person("operator", EVERY, "token")
    if for_this_machine() and _sits_here(asker):
        return at_this_machine()
    return Person("", frozenset(), "nobody", "link")


def for_this_machine() -> bool:
    """True where nobody else can reach the server: it listens here alone, answers to no other name.

    Whoever sets DANUBE_TOKEN wants the link to be needed here too, as on a machine that people share.
    """
    chosen, places = settings.read(), listening.places()
    return (
        not chosen.token
        and places is not None
        and all(listening.loopback(host) for host, _port in places)
        and all(listening.loopback(name) for name in chosen.allowed_hosts)
    )


def _sits_here(asker: Asker) -> bool:
    """True for a visitor of this machine's own browser, and for a page that runs without any server.

    A server without a place listens on a file, where browsers do not come but proxies do.
    """
    if not asker.headers:
        return not listening.places()
    return (
        bool(listening.places())
        and listening.loopback(asker.address)
        and listening.loopback(asker.headers.get("host", ""))
        and not relayed(asker.headers)
    )


def relayed(headers: Iterable[str]) -> bool:
    """True where one of the headers (lower case) is a proxy's: whoever asks does not sit here."""
    return any(name in RELAYED or name.startswith("x-forwarded") for name in headers)

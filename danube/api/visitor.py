"""Who sends a request: `require` stands at the beginning of every address that writes."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from danube import access
from danube.access import Asker, NotAllowed, Person, SignIn
from danube.api.asked import Refused

ACCOUNTS = "danube.accounts"


class Accounts:
    """Lays down with every request how accounts are read; the reading itself waits until someone asks."""

    def __init__(self, app: ASGIApp, sign_in: SignIn) -> None:
        self.app = app
        self.sign_in = sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[ACCOUNTS] = self.sign_in
        await self.app(scope, receive, send)


def who(request: HTTPConnection) -> Person:
    """Who asks, and what they may do."""
    origin = request.headers.get("origin") or str(request.base_url).rstrip("/")
    sign_in = signs_in(request)
    claims = sign_in.claims(request.cookies, origin) if sign_in else None
    address = request.client.host if request.client else ""
    headers = {name.lower(): value for name, value in request.headers.items()}
    return access.person(Asker(address, headers, request.cookies, claims))


def signs_in(request: HTTPConnection) -> SignIn | None:
    """How accounts are read, where sign-in is configured."""
    sign_in: SignIn | None = request.scope.get(ACCOUNTS)
    return sign_in if sign_in and sign_in.configured() else None


def require(request: Request, *roles: str) -> Person:
    """Who asks, where our own pages sent them and they hold one of the roles; a sentence with 403 where not.

    A browser names the page that a writing request comes from; without it nothing is written.
    """
    if not from_our_pages(request):
        raise Refused("Writing needs a request from this server's own pages (the header Origin).", 403)
    try:
        return access.require(who(request), *roles)
    except NotAllowed as refused:
        raise Refused(str(refused), 403) from None


def from_our_pages(request: HTTPConnection) -> bool:
    """True where `Origin` is this server and the browser does not speak of another site."""
    host = request.headers.get("host", "")
    own = bool(host) and urlsplit(request.headers.get("origin", "")).netloc == host
    return own and request.headers.get("sec-fetch-site", "same-origin") == "same-origin"

"""The operator's link: opening it gives a pass to this browser, and the start of the server prints it."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from danube import access, settings
from danube.access import SignIn, listening, passes
from danube.access.listening import Place
from danube.api import answers, visitor

ENTER, LEAVE = "/api/v1/enter", "/api/v1/leave"
UNTOLD = "the-value-of-DANUBE_TOKEN"
PATIENCE = 10.0
HEADERS = {"cache-control": "no-store", "referrer-policy": "no-referrer"}


def routes() -> list[Route]:
    """Where a pass is given and given back."""
    return [Route(path, answers.endpoint(function)) for path, function in ((ENTER, enter), (LEAVE, leave))]


def enter(request: Request) -> Response:
    """A pass as a cookie for whoever shows the token, and on to the pages, whose address holds it no more."""
    shown = request.query_params.get("token", "")
    request.scope["query_string"] = b""  # whatever logs this request later does not see the token
    if visitor.signs_in(request):
        return _refused("Here people sign in with their accounts; there is no operator's link.")
    if not passes.fits(shown):
        return _refused("This link is not valid: each start of the server prints a new one.")
    answer = RedirectResponse("/", 303, HEADERS)
    secure = request.url.scheme == "https"
    answer.set_cookie(passes.COOKIE, passes.issue(), httponly=True, samesite="strict", secure=secure)
    return answer


def leave(_request: Request) -> Response:
    """Takes the pass out of the browser."""
    answer = RedirectResponse("/", 303, HEADERS)
    answer.delete_cookie(passes.COOKIE, httponly=True, samesite="strict")
    return answer


def _refused(sentence: str) -> Response:
    return PlainTextResponse(f"{sentence}\n", 403, HEADERS)


def announce(sign_in: SignIn | None) -> None:
    """Prints the operator's link once the server listens, where writing needs it."""
    places = _listening()
    if (sign_in and sign_in.configured()) or (places and access.for_this_machine()):
        return
    chosen = settings.read()
    token = UNTOLD if chosen.token else quote(passes.token(), safe="")
    print(
        "\nWriting (import, withdraw, restore) needs the operator's link. Open it once in a browser:\n\n"
        f"  {address(places, chosen.allowed_hosts)}{ENTER}?token={token}\n\n"
        f"It lets that browser write for {passes.HOURS} hours; give it to nobody else.\n",
        flush=True,
    )


def _listening() -> list[Place]:
    """Where the server listens; it begins to at the end of its start, so this may wait a moment."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if places := listening.places():
            return places
        time.sleep(0.05)
    return []


def address(places: Sequence[Place], names: Sequence[str]) -> str:
    """Scheme, name and port by which others reach this server.

    One that listens here alone and answers to another name stands behind a proxy, which speaks HTTPS.
    """
    open_to_others = [place for place in places if not listening.loopback(place[0])]
    known = [name for name in names if "*" not in name and not listening.loopback(name)]
    if known and not open_to_others:
        return f"https://{known[0]}"
    host, port = next(iter([*open_to_others, *places]), ("localhost", 80))
    if known:
        host = known[0]
    elif host in ("0.0.0.0", "::"):  # noqa: S104
        host = own_address() if any("*" in name for name in names) else "localhost"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def own_address() -> str:
    """This machine's address in its network; asking the system for the way there sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(("192.0.2.1", 9))
        except OSError:
            return "localhost"
        return str(way.getsockname()[0])

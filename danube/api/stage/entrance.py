"""The presenter's link: its token goes into a cookie of that room's addresses and out of the address bar."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from danube import texts
from danube.api import visitor
from danube.api.asked import Refused
from danube.api.live.hub import hub
from danube.api.stage.files import HEADERS
from danube.events import codes
from danube.texts import _

COOKIE = "danube-presenter"
HOURS = 36
LARGEST = 4_000
"""Bytes of what a presenter's page sends."""


def code(request: Request) -> str:
    """The room of the address, as it is kept; Refused with 404 where it can be none."""
    typed = request.path_params["code"]
    if not (found := codes.read(typed)):
        raise Refused(_("There is no room {code}: check the six signs on the wall.", code=typed[:20]), 404)
    return found


def admit(request: Request) -> Response:
    """Keeps the token of a presenter's link in this browser, and goes on to the page without it."""
    shown, room = request.query_params.get("token", ""), code(request)
    request.scope["query_string"] = b""  # whatever logs this request later does not see the token
    if not hub().rooms.fits(room, shown):
        raise Refused(stranger(), 403)
    query = urlencode({"lang": texts.language()})
    answer = RedirectResponse(f"/live/{room}/present?{query}", 303, HEADERS)
    answer.set_cookie(
        COOKIE,
        shown,
        max_age=HOURS * 3600,
        path=f"/live/{room}",
        httponly=True,
        samesite="lax",  # the link is opened from a message: the page that follows must know the cookie
        secure=request.url.scheme == "https",
    )
    return answer


def stranger() -> str:
    """What somebody reads who has no presenter's link of this room."""
    return _("This page needs the presenter's link of this room; whoever opened the room has it.")


def token(request: Request) -> str:
    """The token that comes with a request, empty where there is none."""
    return request.cookies.get(COOKIE, "") or request.headers.get("x-danube-token", "")


def require(request: Request) -> tuple[str, str]:
    """Code and token of whoever presents here. Refused with 403 for others, and for foreign pages."""
    room, given = code(request), token(request)
    if request.method == "POST" and not visitor.from_our_pages(request):
        raise Refused(_("This needs a request from the presenter's own page."), 403)
    if not hub().rooms.fits(room, given):
        raise Refused(stranger(), 403)
    return room, given


async def body(request: Request) -> Any:
    """What a page sent, as JSON. Refused where it is too large or none."""
    received = b""
    async for part in request.stream():
        received += part
        if len(received) > LARGEST:
            raise Refused(_("This is more than a presenter's page sends."), 413)
    try:
        return json.loads(received)
    except ValueError:
        raise Refused(
            _("This is nothing that a presenter can do here; reload the page and try again.")
        ) from None

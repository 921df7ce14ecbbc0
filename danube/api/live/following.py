"""What a phone asks for besides events: the state, a piece, its picture, and what was shown so far."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from danube.api import answers
from danube.api.asked import Refused
from danube.api.live.answering import language
from danube.api.live.held import Piece, screens
from danube.api.live.hub import EACH, hub
from danube.drawing import palette
from danube.events.deck import spoken
from danube.texts import _

FRESH = {"cache-control": "no-store"}
JSON = "application/json"


async def state(request: Request) -> Response:
    """What the room shows, as its events tell it; 204 where nothing changed since the mark `after`."""
    shown = await hub().now(request.path_params["code"])
    if request.query_params.get("after", "") == shown.mark:
        return Response(status_code=204, headers=FRESH)
    return Response(shown.encoded, media_type=JSON, headers=FRESH)


async def scene(request: Request) -> Response:
    """A slide as HTML, for ever under its key; what is not shown is not there. `as=screen` has no ballot."""
    found = await _piece(request)
    return (found.screen if _screen(request) else found.phone).answer(request.headers)


async def picture(request: Request) -> Response:
    """The picture of a slide as a file, as small as a phone needs; with `as=screen` in full size."""
    piece = await _piece(request)
    found = piece.picture if _screen(request) else piece.small
    if found is None:
        raise Refused(_("This slide has no picture."), 404)
    return found.answer(request.headers)


async def slides(request: Request) -> Response:
    """What was shown so far: place, key and title (as the deck gives it) of each slide."""
    shown = await hub().now(request.path_params["code"])
    listed = [
        {"index": place, "key": shown.key_of(place), "title": spoken(shown.deck.slides[place].title)}
        for place in shown.state.shown
    ]
    answer = answers.as_json({"slides": listed})
    answer.headers.update(FRESH)
    return answer


def _screen(request: Request) -> bool:
    return request.query_params.get("as") == "screen"


async def _piece(request: Request) -> Piece:
    theme = request.query_params.get("theme", "light")
    if theme not in palette.THEMES:
        raise Refused(_("The theme is light or dark."))
    shown = await hub().now(request.path_params["code"])
    key = request.path_params["key"]
    if key not in shown.parts:
        await asyncio.sleep(EACH)  # told to this phone by another process a moment before it is seen here
        shown = await hub().now(request.path_params["code"])
    return await screens().piece(shown, key, language(request), theme)

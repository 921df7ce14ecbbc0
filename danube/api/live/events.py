"""Server-sent events: one connection is one task that sleeps until its room has news.

    retry: 1000
    id: 17            the mark of what is shown; whoever reconnects gets the whole state again
    event: state
    data: {…}

A `beat` each 15 seconds tells a client that the line is alive, and a server that a client is gone.
"""

from __future__ import annotations

import asyncio
import logging

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from danube.api.asked import Refused
from danube.api.live.hub import Hub, Watched, hub, woken
from danube.texts import _

LOG = logging.getLogger("danube.api")
BEAT = 15.0
"""Seconds between two signs of life."""

SLOW = 10.0
"""Seconds after which a follower that takes nothing in is dropped."""

MOST = 10_000
"""Followers of this process; phones beyond them ask from time to time instead."""

BEGIN = b"retry: 1000\n\n"
ALIVE = b"event: beat\ndata: {}\n\n"
HEADERS = {"cache-control": "no-store, no-transform", "x-accel-buffering": "no"}


async def events(request: Request) -> Response:
    """What a room shows, as it changes; with `as=screen` where the presenter points, too."""
    kind = "screen" if request.query_params.get("as") == "screen" else "phone"
    watched = hub().watched(request.path_params["code"])
    shown = await asyncio.shield(watched.shown)
    if shown.state.closed and request.headers.get("last-event-id", "") == shown.mark:
        return Response(status_code=204, headers=HEADERS)  # tells the browser to ask no more
    if request.method == "HEAD":
        return Response(media_type=Stream.media_type, headers=HEADERS)
    if hub().followers() >= MOST:
        raise Refused(_("Too many follow here; this page asks from time to time instead."), 503)
    return Stream(hub(), watched, kind)


class Stream(Response):
    """The events of a room for one follower, until it goes, the room is gone or the server stops."""

    media_type = "text/event-stream"

    def __init__(
        self, house: Hub, watched: Watched, kind: str, *, beat: float = BEAT, slow: float = SLOW
    ) -> None:
        self.status_code = 200
        self.background = None
        self.init_headers(HEADERS)
        self._house, self._watched, self._kind = house, watched, kind
        self._beat, self._slow = beat, slow

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        with self._watched.followed(self._kind):
            try:
                await self._follow(receive, send)
            except TimeoutError:
                LOG.info("follower dropped", extra={"reason": "takes nothing in"})
                return
        await send(_body(b"", more=False))

    async def _follow(self, receive: Receive, send: Send) -> None:
        watched, mark, pointed = self._watched, "", self._watched.pointed
        await self._sent(send, BEGIN)
        while not self._house.closing and not watched.over:
            news, shown = watched.news(self._kind), watched.shown.result()
            if shown.mark != mark:
                mark = shown.mark
                await self._sent(send, shown.event)
            elif self._kind == "screen" and watched.pointed != pointed:
                pointed = watched.pointed
                await self._sent(send, b"event: point\ndata: " + pointed + b"\n\n")
            elif not await woken(news, self._beat):
                if await gone(receive):
                    return
                await self._sent(send, ALIVE)

    async def _sent(self, send: Send, body: bytes) -> None:
        async with asyncio.timeout(self._slow):
            await send(_body(body, more=True))


async def gone(receive: Receive) -> bool:
    """True where the client has closed the connection; looks without waiting."""
    try:
        async with asyncio.timeout(0):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return False
    return True


def _body(body: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}

"""Files that visitors bring: streamed to the disk as they come, found again by an id of chance.

Whoever writes is asked for the role, and for the page that the request comes from (`visitor.require`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from danube import incoming, settings, texts
from danube.api import answers, asked, declared, visitor
from danube.api.asked import Refused
from danube.catalogue.kinds import WRITERS
from danube.incoming import Arrival, Incoming, NoRoom, NotKept, TooLarge
from danube.texts import _

PIECE = 1_000_000
"""Bytes gathered before they are written: all that one sender takes of the memory."""

AT_ONCE = 8
"""Files on their way in at the same time, in each process."""

STATUS: dict[type[NotKept], int] = {TooLarge: 413, NoRoom: 507, NotKept: 400}
_coming: set[Arrival] = set()


async def receive(request: Request) -> Response:
    """Takes the body, whatever its size, as a file to import; answers its id, size and SHA-256."""
    _prepare(request)
    name = request.query_params.get("name", "")
    try:
        kept = await _kept(request, name)
    except NotKept as refused:
        raise Refused(str(refused), STATUS[type(refused)]) from refused
    return answers.as_json({"id": kept.id, "name": kept.name, "size": kept.size, "sha256": kept.sha256})


def discard(request: Request) -> Response:
    """Removes a file that was brought and is not needed any more."""
    _prepare(request)
    id_ = request.path_params["id"]
    return answers.as_json({"id": id_, "discarded": incoming.discard(id_)})


def _prepare(request: Request) -> None:
    """Checks the parameters and the person; what is said from here on is in the reader's language."""
    chosen = asked.read(request, *declared.FILES)
    texts.use(chosen.one("lang", texts.LANGUAGES, default="en"))
    visitor.require(request, *WRITERS)


async def _kept(request: Request, name: str) -> Incoming:
    said = int(request.headers.get("content-length", 0))
    arrival = await to_thread.run_sync(Arrival, name, said)
    with arrival, _among_few(arrival):
        async for piece in _pieces(request):
            await to_thread.run_sync(arrival.write, piece)
        return await to_thread.run_sync(arrival.finish)


@contextmanager
def _among_few(arrival: Arrival) -> Iterator[None]:
    if len(_coming) >= AT_ONCE:
        raise Refused(_("Too many files are on their way in at this moment: try again in a minute."), 503)
    _coming.add(arrival)
    try:
        yield
    finally:
        _coming.discard(arrival)


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """The body in pieces of PIECE bytes and more; raises Refused where it breaks off or falls silent."""
    gathered, more = bytearray(), True
    while more:
        part, more = await _part(request)
        gathered += part
        if gathered and (not more or len(gathered) >= PIECE):
            yield bytes(gathered)
            gathered.clear()


async def _part(request: Request) -> tuple[bytes, bool]:
    """What came next, and whether there is more."""
    patience = settings.read().silence
    try:
        async with asyncio.timeout(patience):
            message = await request.receive()
    except TimeoutError:
        raise Refused(
            _("Nothing came for {seconds} seconds, so nothing was kept: send it again.", seconds=patience),
            408,
        ) from None
    if message["type"] == "http.disconnect":
        raise Refused(_("The connection was cut before the end, so nothing was kept: send it again."))
    return message.get("body", b""), message.get("more_body", False)

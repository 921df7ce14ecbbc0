"""The address of a room as a QR code: black on white with its quiet zone, whatever the page around it."""

from __future__ import annotations

import io
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from danube.api.asked import Refused
from danube.events import codes
from danube.texts import _

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""


async def qr(request: Request) -> Response:
    """The QR code that leads a phone to the room, under the name by which this server was asked."""
    code = codes.read(request.path_params["code"])
    if not code:
        raise Refused(_("This is no code of a room."), 404)
    body = drawn(f"{str(request.base_url).rstrip('/')}/live/{code}")
    return Response(body, media_type="image/svg+xml", headers={"cache-control": "no-cache"})


@lru_cache(maxsize=64)
def drawn(address: str) -> bytes:
    """The QR code of an address as SVG without a size of its own; a quarter of it may be hidden or torn."""
    import segno

    sink = io.BytesIO()
    segno.make_qr(address, error="q").save(
        sink, kind="svg", border=QUIET, xmldecl=False, omitsize=True, dark="#000", light="#fff"
    )
    return sink.getvalue()

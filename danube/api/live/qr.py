"""The address of a room as a QR code: black on white with its quiet zone, whatever the page around it."""

from __future__ import annotations

import io
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from danube import settings
from danube.access import listening, reaching
from danube.api.asked import Refused
from danube.events import codes
from danube.texts import _

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""


async def qr(request: Request) -> Response:
    """The QR code that leads a phone to the room, under a name by which others reach this server."""
    code = codes.read(request.path_params["code"])
    if not code:
        raise Refused(_("This is no code of a room."), 404)
    body = drawn(audience(str(request.base_url), code))
    return Response(body, media_type="image/svg+xml", headers={"cache-control": "no-cache"})


def audience(url: str, code: str) -> str:
    """Where the phones of a room go, told by somebody whose browser is at `url`, at this machine perhaps."""
    found = reaching.way(url, settings.read().allowed_hosts, listening.places())
    return f"{found.origin}/live/{code}"


@lru_cache(maxsize=64)
def drawn(address: str) -> bytes:
    """The QR code of an address as SVG without a size of its own; a quarter of it may be hidden or torn."""
    import segno

    sink = io.BytesIO()
    segno.make_qr(address, error="q").save(
        sink, kind="svg", border=QUIET, xmldecl=False, omitsize=True, dark="#000", light="#fff"
    )
    return sink.getvalue()

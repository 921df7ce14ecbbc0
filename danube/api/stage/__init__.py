"""The stage: the presenter's desk, the projector and the kiosk, as plain pages of this server."""

from __future__ import annotations

from starlette.routing import Route

from danube.api import answers
from danube.api.live import answering
from danube.api.stage import acts, desk, files, kiosk, pages

__all__ = ["routes"]

OPENED = {
    "/live/{code}/present": pages.present,
    "/live/{code}/screen": pages.screen,
    "/kiosk/{deck}": kiosk.page,
}
"""Addresses that people open."""

ASKED = {
    "/live/{code}/desk": desk.desk,
    "/live/{code}/desk/titles": desk.titles,
    "/live/{code}/desk/{place:int}": desk.coming,
    "/kiosk/{deck}/edition": kiosk.current,
    "/kiosk/{deck}/slide/{slide}": kiosk.slide,
    "/kiosk/{deck}/region/{region}": kiosk.region,
}
"""Addresses that their scripts ask."""

SENT = {
    "/live/{code}/act": acts.act,
    "/live/{code}/point": acts.point,
    "/live/{code}/judge": acts.judge,
}


def routes() -> list[Route]:
    """All addresses of the stage; they stand before those of the phones."""
    return [
        Route(files.ADDRESS + "/{edition}/{name}", answers.endpoint(files.answer)),
        *(Route(path, answering.page(function)) for path, function in OPENED.items()),
        *(Route(path, answering.endpoint(function)) for path, function in ASKED.items()),
        *(Route(path, answering.endpoint(function), methods=["POST"]) for path, function in SENT.items()),
    ]

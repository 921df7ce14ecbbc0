"""A room on phones: a page that follows the presenter, its events, its pieces, and votes."""

from __future__ import annotations

from starlette.routing import Route

from danube.api.live import answering, assets, events, following, phone, qr, voting

ROOM = "/live/{code}"


def routes() -> list[Route]:
    """All addresses of the audience; those with a fixed second part stand before the rooms."""
    return [
        assets.SHELF.route(),
        Route("/live", answering.page(phone.entrance)),
        Route("/live/qr/{code}.svg", answering.endpoint(qr.qr)),
        Route(f"{ROOM}/events", answering.endpoint(events.events)),
        Route(f"{ROOM}/state", answering.endpoint(following.state)),
        Route(f"{ROOM}/slides", answering.endpoint(following.slides)),
        Route(f"{ROOM}/scene/{{key}}", answering.endpoint(following.scene)),
        Route(f"{ROOM}/picture/{{key}}", answering.endpoint(following.picture)),
        Route(f"{ROOM}/vote", answering.endpoint(voting.vote), methods=["POST"]),
        Route(ROOM, answering.page(phone.phone)),
    ]

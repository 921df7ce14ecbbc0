"""The kiosk: a deck in a loop for whoever passes by, without a room.

Whoever has its address may see it: the id of a deck is not to be guessed, and its notes are not sent.
"""

from __future__ import annotations

import threading
from functools import cache

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from danube import texts
from danube.api import answers, asked
from danube.api.asked import Refused
from danube.api.live.hub import hub
from danube.api.live.shown import Plan
from danube.api.prepared import Asset, digest
from danube.api.stage import files, wording
from danube.api.stage.sketches import sketches
from danube.events.deck import Deck, spoken
from danube.events.library import Library
from danube.texts import _

SECONDS, LOW, HIGH = 20, 5, 600
"""How long a slide stays, unless the address says otherwise."""

DECKS = 8


class Showcase:
    """The decks on show, read anew when somebody has changed them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._plans: dict[str, tuple[int, Plan]] = {}
        self._guard = threading.Lock()

    def plan(self, key: str) -> tuple[str, Plan]:
        """Edition and plan of a deck. Raises Unknown."""
        revision = next((one.revision for one in self._library.decks() if one.id == key), None)
        with self._guard:
            known = self._plans.get(key)
        if known is None or known[0] != revision:
            known = self._read(key)
        return edition(known[1]), known[1]

    def _read(self, key: str) -> tuple[int, Plan]:
        deck, revision = self._library.get(key)
        with self._guard:
            known = self._plans[key] = (revision, Plan(deck))
            while len(self._plans) > DECKS:
                self._plans.pop(next(iter(self._plans)))
        return known


def edition(plan: Plan) -> str:
    """Changes with whatever is shown of a deck."""
    return digest("".join((*plan.digests, files.edition())).encode())[:12]


def places(deck: Deck) -> dict[str, int]:
    """Slide → its place, for those that mean something without a room: not polls."""
    return {slide.id: place for place, slide in enumerate(deck.slides) if slide.kind != "poll"}


@cache
def showcase() -> Showcase:
    """That of this process."""
    return Showcase(Library(events=hub().rooms.events))


async def page(request: Request) -> Response:
    """The kiosk's page; `?seconds=` is how long a slide stays."""
    choice = asked.read(request, "seconds", "lang")
    seconds = choice.integer("seconds", low=LOW, high=HIGH) or SECONDS
    key, (now, plan) = await _deck(request)
    if not places(plan.deck):
        raise Refused(_("This deck has no slides that can be shown in a loop: add one that is no poll."), 404)
    given = {
        "base": f"/kiosk/{key}",
        "language": texts.language(),
        "seconds": seconds,
        "slides": list(places(plan.deck)),
        "edition": now,
    }
    title = {"title": spoken(plan.deck.name) or _("Kiosk")}
    return files.page("kiosk", "light", wording.kiosk() | title, given)


async def current(request: Request) -> Response:
    """Which edition of the deck there is: a kiosk that shows another loads itself anew."""
    _key, (now, _plan) = await _deck(request)
    answer = answers.as_json({"edition": now})
    answer.headers["cache-control"] = "no-store"
    return answer


async def slide(request: Request) -> Response:
    """A slide of the loop."""
    _key, (_edition, plan) = await _deck(request)
    place = places(plan.deck).get(request.path_params["slide"])
    if place is None:
        raise Refused(_("This slide is not in the deck any more; load the page again."), 404)
    sketch = await to_thread.run_sync(sketches().slide, plan, place, texts.language())
    return _revalidated(request, sketch.asset)


async def region(request: Request) -> Response:
    """The profile of a region, at the version of the deck."""
    _key, (_edition, plan) = await _deck(request)
    sketch = await to_thread.run_sync(
        sketches().region, plan, request.path_params["region"], texts.language()
    )
    return _revalidated(request, sketch.asset)


async def _deck(request: Request) -> tuple[str, tuple[str, Plan]]:
    key: str = request.path_params["deck"]
    return key, await to_thread.run_sync(showcase().plan, key)


def _revalidated(request: Request, asset: Asset) -> Response:
    """The address stays when the deck changes: the browser asks whether its copy is still right."""
    answer = asset.answer(request.headers)
    answer.headers["cache-control"] = "no-cache"
    return answer

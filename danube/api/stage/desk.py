"""What the presenter's desk knows beside what everybody sees: seat, notes, votes before they are shown."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from danube import texts
from danube.api import answers
from danube.api.asked import Refused
from danube.api.live.hub import hub, woken
from danube.api.live.shown import Shown
from danube.api.stage import entrance, years
from danube.api.stage.sketches import sketches
from danube.events import weighing
from danube.events.deck import Poll, spoken
from danube.events.tally import Tally
from danube.texts import _, n_, number

PATIENCE = 2.0
NEVER_KEPT = {"cache-control": "no-store"}
WAITING = 40
"""Words shown to a moderator at once."""


async def desk(request: Request) -> Response:
    """Where the talk stands, for the desk: asked every few seconds and after every change."""
    code, token = await to_thread.run_sync(entrance.require, request)
    return await answer(code, token)


async def answer(code: str, token: str, seq: int = 0) -> Response:
    """The desk's document, not older than `seq`."""
    shown = await at_least(code, seq)
    content = await to_thread.run_sync(document, shown, token)
    response = answers.as_json(content)
    response.headers.update(NEVER_KEPT)
    return response


async def at_least(code: str, seq: int) -> Shown:
    """The room once it has come to this seq; after two seconds as it is then."""
    watched = hub().watched(code)
    until = asyncio.get_running_loop().time() + PATIENCE
    while True:
        news = watched.news("screen")
        shown = await hub().now(code)
        left = until - asyncio.get_running_loop().time()
        if shown.state.seq >= seq or left <= 0:
            return shown
        await woken(news, left)


def document(shown: Shown, token: str) -> dict[str, Any]:
    """What everybody is told, and seat, years, votes and words that wait."""
    now = datetime.now(UTC).isoformat("T", "milliseconds")
    seated = {"holder": shown.state.holder, "now": now}
    return {**shown.document, **seated, **years.of(shown), **_poll(shown, token)}


def _poll(shown: Shown, token: str) -> dict[str, Any]:
    slide = shown.deck.slides[shown.state.slide]
    if slide.poll is None:
        return {"votes": "", "results": [], "pending": [], "weighs": False}
    votes = hub().votes
    tally = votes.tally(shown.code, slide.id, token)
    words = votes.words(shown.code, slide.id, token) if slide.poll.kind == "words" else ()
    return {
        "votes": n_("{count} vote", "{count} votes", tally.votes),
        "results": results(slide.poll, tally),
        "weighs": slide.id in shown.tallies and weighing.view(tally, slide.poll) is not None,
        "pending": [word.text for word in words if word.passed is None][:WAITING],
    }


def results(poll: Poll, tally: Tally) -> list[dict[str, str]]:
    """Label and figure of each option, or of each word that passed."""
    if poll.kind == "words":
        return [{"label": word, "said": number(times, 0)} for word, times in tally.words]
    decimals = 1 if poll.kind == "rating" else 0
    return [
        {"label": spoken(option.label), "said": number(tally.options.get(option.id), decimals)}
        for option in poll.options
    ]


async def coming(request: Request) -> Response:
    """A slide of the deck as it will be, for the desk alone."""
    code, _token = await to_thread.run_sync(entrance.require, request)
    shown = await hub().now(code)
    place = request.path_params["place"]
    if place >= len(shown.deck.slides):
        raise Refused(_("There is no slide {place} in this deck.", place=place + 1), 404)
    sketch = await to_thread.run_sync(sketches().slide, shown.plan, place, texts.language())
    drawn = sketch.asset.answer(request.headers)
    drawn.headers["cache-control"] = "private, no-cache"
    return drawn


async def titles(request: Request) -> Response:
    """The titles of all slides as they are drawn, which draws them all."""
    code, _token = await to_thread.run_sync(entrance.require, request)
    plan, language = (await hub().now(code)).plan, texts.language()

    def drawn() -> list[str]:
        return [sketches().slide(plan, place, language).title for place in range(len(plan.deck.slides))]

    return answers.as_json({"titles": await to_thread.run_sync(drawn)})

"""A vote from a phone: from our own page, small, not too often, and one of each device.

Nothing of who votes is kept: a device is a random cookie, given with its first vote, of this room alone. A
venue is one address, so the limits for an address let thousands through and stop whoever goes on for ever.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from functools import cache
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from danube.api.asked import Refused
from danube.api.limits import Buckets, neighbourhood
from danube.api.live.hub import hub
from danube.api.live.shown import Shown
from danube.api.visitor import from_our_pages
from danube.events import answers
from danube.events.codes import LONGEST
from danube.events.refusals import Over
from danube.texts import _

COOKIE = "danube-device"
LARGEST = 2_000
"""Bytes of a vote."""

PATIENCE = 10.0
"""Seconds in which a vote has to arrive."""

HOURS = 24 * 7
"""How long a phone knows that it has voted."""

NEW_IN_A_MINUTE, NEW_IN_ALL = 3_000, 8_000
"""Phones that vote for the first time from one address: in a minute, and in one room as long as we run."""

VOTES_IN_A_MINUTE, CHANGES_IN_A_MINUTE = 12_000, 40
"""Votes of one address, and of one phone."""


class Gate:
    """How often an address and a phone may vote. Lives in one event loop."""

    def __init__(self) -> None:
        self.new = Buckets(NEW_IN_A_MINUTE)
        self.votes = Buckets(VOTES_IN_A_MINUTE)
        self.changes = Buckets(CHANGES_IN_A_MINUTE)
        self.arrived: Counter[tuple[str, str]] = Counter()

    def vote(self, address: str, device: str) -> None:
        """Lets a vote pass, or raises Refused with 429."""
        seconds = self.votes.wait(address) or (self.changes.wait(device) if device else 0)
        if seconds:
            raise Refused(_("Too many votes came from here; try again in {seconds} s.", seconds=seconds), 429)

    def arrive(self, address: str, code: str) -> None:
        """Lets a phone pass that votes for the first time, or raises Refused with 429."""
        if seconds := self.new.wait(address):
            raise Refused(
                _("Too many new phones came from here; try again in {seconds} s.", seconds=seconds), 429
            )
        if self.arrived[address, code] >= NEW_IN_ALL:
            raise Refused(_("More phones came from here than a room holds; this one cannot vote."), 429)
        self.arrived[address, code] += 1


@cache
def gate() -> Gate:
    """That of this process."""
    return Gate()


async def vote(request: Request) -> Response:
    """Takes `{"slide": …, "answer": …}`; answers with the sentence that the phone shows."""
    if not from_our_pages(request):
        raise Refused(_("A vote is taken from the page of the room alone."), 403)
    slide, answer = await _told(request)
    shown = await hub().now(request.path_params["code"])
    code, device = shown.code, request.cookies.get(COOKIE, "")[: LONGEST + 1]
    address = neighbourhood(request.scope)
    gate().vote(address, device)
    new = "" if device else await _new(address, shown, slide, answer)
    await to_thread.run_sync(hub().votes.cast, code, slide, device or new, answer)
    kept = JSONResponse(
        {"kept": True, "said": _("Your answer counts. You can change it as long as the poll is open.")},
        headers={"cache-control": "no-store"},
    )
    if new:
        kept.set_cookie(
            COOKIE, new, max_age=HOURS * 3600, path=f"/live/{code}", httponly=True, samesite="strict",
            secure=request.url.scheme == "https",
        )  # fmt: skip
    return kept


async def _new(address: str, shown: Shown, slide: str, answer: object) -> str:
    """A token for a phone whose vote can count; one that cannot makes no device."""
    answers.checked(hub().votes.poll(shown.code, slide), answer)
    if shown.state.polls[slide] != "open":
        raise Over(_("This poll takes no answers now."))
    gate().arrive(address, shown.code)
    return await to_thread.run_sync(hub().votes.device, shown.code)


async def _told(request: Request) -> tuple[str, Any]:
    """The slide and the answer. Raises Refused where the body is too large, too slow or no vote."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise Refused(_("A vote is written as JSON."), 415)
    try:
        async with asyncio.timeout(PATIENCE):
            body = await _body(request)
        told = json.loads(body)
        slide, answer = told["slide"], told["answer"]
    except TimeoutError:
        raise Refused(_("The vote did not arrive in time; send it again."), 408) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused(_("This is no vote that can be read; reload the page and answer again.")) from None
    if not isinstance(slide, str):
        raise Refused(_("This is no vote that can be read; reload the page and answer again."))
    return slide, answer


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise Refused(
                _("This vote is larger than {most} bytes; answer in fewer words.", most=LARGEST), 413
            )
    return body

"""The rooms that somebody of this process follows: each is looked at for all of them together.

A bell rung in this process is heard at once; what another process did is found by looking at the database
every 0.3 s, which nobody does for a room without followers.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from asyncio import AbstractEventLoop, Event, Future, Task
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial

from anyio import to_thread

from danube import settings
from danube.api import pointing
from danube.api.asked import Refused
from danube.api.live.shown import Plan, Shown
from danube.events import bell, codes, refusals
from danube.events.rooms import Rooms
from danube.events.tally import Tally
from danube.events.votes import Votes
from danube.store import StoreError
from danube.texts import _

LOG = logging.getLogger("danube.api")
EACH = 0.3
"""Seconds between two looks at the database."""

RECOUNT = 1.0
"""Seconds between two counts of a result that everybody sees."""

LINGER = 5.0
"""Seconds that a room is looked at after somebody asked for it and went."""


class Watched:
    """A room that is being looked at, and what its followers wait for. All of it lives in one event loop."""

    def __init__(self, code: str, loop: AbstractEventLoop) -> None:
        self.code = code
        self.shown: Future[Shown] = loop.create_future()
        self.rung = Event()
        self.followers = {"phone": 0, "screen": 0}
        self.pointed = b""
        self.asked = loop.time()
        self.over = False
        self._news = {"phone": Event(), "screen": Event()}

    def news(self, kind: str) -> Event:
        """Is set when there is something new for followers of this kind; then another one takes its place."""
        return self._news[kind]

    def tell(self, shown: Shown) -> None:
        """Everybody sees this from here on; whoever waits is woken where it is new."""
        new = not self.shown.done() or self.shown.result().mark != shown.mark
        if new and self.shown.done():
            self.shown = self.shown.get_loop().create_future()
        if new:
            self.shown.set_result(shown)
            self.wake("phone", "screen")

    def refuse(self, why: Exception) -> None:
        """Nobody sees anything here: whoever asked hears why."""
        if not self.shown.done():
            self.shown.set_exception(why)
            self.shown.exception()  # who asked may have gone meanwhile: it need not be heard

    def point(self, where: dict[str, float | None]) -> None:
        """The screens show the pointer here."""
        self.pointed = json.dumps(where).encode()
        self.wake("screen")

    def wake(self, *kinds: str) -> None:
        """Wakes the followers of these kinds."""
        for kind in kinds:
            self._news[kind].set()
            self._news[kind] = Event()

    @contextmanager
    def followed(self, kind: str) -> Iterator[None]:
        """Counts one follower more."""
        self.followers[kind] += 1
        try:
            yield
        finally:
            self.followers[kind] -= 1


class Hub:
    """All rooms that this process looks at."""

    def __init__(self, rooms: Rooms, votes: Votes, *, linger: float = LINGER) -> None:
        self.rooms, self.votes = rooms, votes
        self._linger = linger
        self.closing = False
        self._watched: dict[str, Watched] = {}
        self._tasks: set[Task[None]] = set()

    async def now(self, code: str) -> Shown:
        """What a room shows now, at most 0.3 s old. Raises Refused with 404 where there is none."""
        watched = self.watched(code)
        return await asyncio.shield(watched.shown)

    def watched(self, typed: str) -> Watched:
        """The room behind a code as somebody typed it, which is looked at from here on."""
        code = codes.read(typed)
        if not code:
            raise Refused(
                _("There is no room {code}: check the six signs on the wall.", code=typed[:20]), 404
            )
        loop = asyncio.get_running_loop()
        if code not in self._watched:
            self._watched[code] = Watched(code, loop)
            task = loop.create_task(self._watch(self._watched[code]))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        watched = self._watched[code]
        watched.asked = loop.time()
        return watched

    def followers(self, kind: str = "") -> int:
        """How many follow in this process now: phones, screens, or all."""
        counted = (watched.followers for watched in self._watched.values())
        return sum(count for one in counted for name, count in one.items() if kind in ("", name))

    def close(self) -> None:
        """Lets all followers go, so that the server can stop."""
        self.closing = True
        for watched in self._watched.values():
            watched.wake("phone", "screen")

    async def _watch(self, watched: Watched) -> None:
        loop = asyncio.get_running_loop()
        stops = (
            bell.listen(partial(_heard, loop, watched)),
            pointing.listen(watched.code, partial(_pointed, loop, watched)),
        )
        try:
            await self._look(watched)
        except Exception as failed:
            if watched.shown.done() and not isinstance(failed, Refused):
                raise
            watched.refuse(failed)
        finally:
            self._watched.pop(watched.code, None)
            for stop in stops:
                stop()
            watched.over = True
            watched.wake("phone", "screen")

    async def _look(self, watched: Watched) -> None:
        reading = Reading(self.rooms, self.votes, watched.code)
        watched.tell(await to_thread.run_sync(reading.read))
        while self._wanted(watched):
            await woken(watched.rung, EACH)
            watched.rung.clear()
            try:
                watched.tell(await to_thread.run_sync(reading.read))
            except StoreError as problem:
                LOG.warning("room not read", extra={"problem": str(problem)})

    def _wanted(self, watched: Watched) -> bool:
        lately = asyncio.get_running_loop().time() - watched.asked < self._linger
        return not self.closing and (lately or any(watched.followers.values()))


class Reading:
    """Reads a room again and again: its deck once, results only where everybody may see them."""

    def __init__(
        self, rooms: Rooms, votes: Votes, code: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.rooms, self.votes, self.code, self.clock = rooms, votes, code, clock
        self._plan: Plan | None = None
        self._counted: dict[str, tuple[int, float, Tally]] = {}

    def read(self) -> Shown:
        """What the room shows now. Raises Refused with 404 where there is none."""
        try:
            if self._plan is None:
                self._plan = Plan(self.rooms.room(self.code).deck)
                self._plan.read()
            state = self.rooms.state(self.code)
        except refusals.Unknown as unknown:
            raise Refused(str(unknown), 404) from None
        revealed = {slide for slide, stage in state.polls.items() if stage == "revealed"}
        current = self._plan.deck.slides[state.slide].id
        self._counted = {slide: kept for slide, kept in self._counted.items() if slide in revealed}
        for slide in sorted(revealed):
            self._count(slide, state.seq, slide == current)
        return Shown(self._plan, state, {slide: kept[-1] for slide, kept in self._counted.items()})

    def _count(self, slide: str, seq: int, current: bool) -> None:
        """Counts a result that was not counted yet or may have changed, and the current one each second."""
        if slide in self._counted:
            counted, then, _tally = self._counted[slide]
            if counted == seq and not (current and self.clock() - then > RECOUNT):
                return
        try:
            self._counted[slide] = (seq, self.clock(), self.votes.tally(self.code, slide))
        except refusals.Over:
            self._counted.pop(slide, None)  # hidden since the state was read: the next look sees it


async def woken(event: Event, seconds: float) -> bool:
    """Waits for the event without a task of its own; False when the time is over first."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True


def _heard(loop: AbstractEventLoop, watched: Watched, code: str, _seq: int) -> None:
    if code == watched.code and not loop.is_closed():
        loop.call_soon_threadsafe(watched.rung.set)


def _pointed(loop: AbstractEventLoop, watched: Watched, where: dict[str, float | None]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(watched.point, where)


@cache
def hub() -> Hub:
    """That of this process."""
    rooms = Rooms(settings.read())
    return Hub(rooms, Votes(rooms=rooms))

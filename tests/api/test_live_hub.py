"""Followers inside one process: what they cost, who is let go, and that nobody looks for nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.types import Message

from danube.api import pointing
from danube.api.asked import Refused
from danube.api.live.events import ALIVE, Stream
from danube.api.live.hub import Hub
from danube.events.actions import Action
from danube.events.rooms import Opened, Rooms
from danube.events.votes import Votes
from danube.settings import Settings
from tests.events.talks import talk

SCOPE = {"type": "http"}
Wanted = Callable[[], bool]


@dataclass
class Phone:
    """The far end of a stream: takes in what is sent, until it goes or stops reading."""

    reads: bool = True
    bodies: list[bytes] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    begun: bool = False

    async def receive(self) -> Message:
        if not self.begun:
            self.begun = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if not self.reads:
            await asyncio.Event().wait()
        if message["type"] == "http.response.body":
            self.bodies.append(message["body"])

    @property
    def states(self) -> list[bytes]:
        """The events that told a state."""
        return [body for body in self.bodies if b"event: state" in body]


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    opened = Rooms(Settings(var=tmp_path))
    yield opened
    opened.shut()


def house(rooms: Rooms) -> Hub:
    return Hub(rooms, Votes(rooms=rooms), linger=1)


async def until(wanted: Wanted) -> None:
    async with asyncio.timeout(20):
        while not wanted():
            await asyncio.sleep(0.005)


async def followers(hub: Hub, room: Opened, phones: list[Phone], **wishes: float) -> list[asyncio.Task[None]]:
    """A task for each phone, as the server has one for each request."""
    watched = hub.watched(room.code)
    await asyncio.shield(watched.shown)
    streams = [Stream(hub, watched, "phone", **wishes) for _phone in phones]
    return [
        asyncio.create_task(stream(SCOPE, phone.receive, phone.send))
        for stream, phone in zip(streams, phones, strict=True)
    ]


def act(rooms: Rooms, room: Opened, do: str) -> Awaitable[object]:
    return asyncio.to_thread(rooms.act, room.code, room.token, "one", Action(do))  # type: ignore[arg-type]


def test_a_follower_costs_one_task_and_everybody_gets_the_same_bytes(rooms: Rooms) -> None:
    room = rooms.open(talk())

    async def follow() -> None:
        hub, phones = house(rooms), [Phone() for _number in range(50)]
        before = len(asyncio.all_tasks())
        tasks = await followers(hub, room, phones)
        await until(lambda: all(phone.states for phone in phones))
        assert len(asyncio.all_tasks()) - before <= 50 + 1  # and the one that looks at the room
        await act(rooms, room, "next")
        await until(lambda: all(len(phone.states) == 2 for phone in phones))
        assert len({id(phone.states[-1]) for phone in phones}) == 1
        hub.close()
        await asyncio.gather(*tasks)

    asyncio.run(follow())


def test_a_bell_is_heard_before_the_next_look(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("danube.api.live.hub.EACH", 60.0)
    room = rooms.open(talk())

    async def follow() -> None:
        hub, phone = house(rooms), Phone()
        (task,) = await followers(hub, room, [phone])
        await until(lambda: len(phone.states) == 1)
        await act(rooms, room, "next")
        await until(lambda: len(phone.states) == 2)
        hub.close()
        await task

    asyncio.run(follow())


def test_a_room_without_followers_is_not_looked_at(rooms: Rooms) -> None:
    room = rooms.open(talk())

    async def follow() -> None:
        hub, phone = house(rooms), Phone()
        (task,) = await followers(hub, room, [phone], beat=0.01)
        await until(lambda: ALIVE in phone.bodies)
        assert hub.followers("phone") == hub.followers() == 1
        phone.left.set()
        await task
        assert hub.followers() == 0
        await until(lambda: len(asyncio.all_tasks()) == 1)

    asyncio.run(follow())


def test_a_follower_that_takes_nothing_in_is_dropped(rooms: Rooms) -> None:
    room = rooms.open(talk())

    async def follow() -> None:
        hub, quick = house(rooms), Phone()
        stuck = Phone()
        tasks = await followers(hub, room, [quick, stuck], slow=0.05)
        await until(lambda: bool(quick.states and stuck.states))
        stuck.reads = False
        await act(rooms, room, "next")
        await tasks[1]
        assert hub.followers() == 1
        await until(lambda: len(quick.states) == 2)
        hub.close()
        await tasks[0]

    asyncio.run(follow())


def test_the_pointer_is_told_to_screens_alone(rooms: Rooms) -> None:
    room = rooms.open(talk())

    async def follow() -> None:
        hub, phone, screen = house(rooms), Phone(), Phone()
        (task,) = await followers(hub, room, [phone])
        stream = Stream(hub, hub.watched(room.code), "screen")
        shown = asyncio.create_task(stream(SCOPE, screen.receive, screen.send))
        await until(lambda: bool(phone.states and screen.states))
        pointing.point(room.code, 0.25, 0.5)
        await until(lambda: b'event: point\ndata: {"x": 0.25, "y": 0.5}\n\n' in screen.bodies)
        hub.close()
        await asyncio.gather(task, shown)
        assert not [body for body in phone.bodies if b"point" in body]

    asyncio.run(follow())


def test_a_room_that_is_removed_lets_its_followers_go(rooms: Rooms) -> None:
    room = rooms.open(talk())

    async def follow() -> None:
        hub, phone = house(rooms), Phone()
        (task,) = await followers(hub, room, [phone])
        await until(lambda: bool(phone.states))
        rooms.close(room.code)
        rooms.remove(room.code)
        await task
        with pytest.raises(Refused, match="no room"):
            await hub.now(room.code)

    asyncio.run(follow())


@pytest.mark.parametrize("code", ["", "zzz", "222222", "../../x", "\u0000" * 6, "ö" * 500])
def test_no_code_of_a_room_is_a_sentence(rooms: Rooms, code: str) -> None:
    with pytest.raises(Refused) as refused:
        asyncio.run(house(rooms).now(code))
    assert refused.value.status == 404

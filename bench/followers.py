"""A full room: a thousand phones follow by server-sent events while somebody presents.

Each follower is an HTTP connection of its own, held by a few client processes, and fetches every slide as
the phone's page does: the one that is shown, and the next one ahead of it. The presenter presses a key every
two seconds; a follower's time is from that press to the event that tells of it. All clocks are one: it is
one machine, and its processors carry the phones too.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import random
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urljoin, urlsplit

import psutil
import requests

from bench.measures import Measure, median, percentile
from danube import store
from danube.api.live import lines
from danube.events import ready
from danube.events.rooms import Opened, Rooms
from danube.settings import Settings
from tests import serving
from tests.serving import Served

COUNT = 1_000
PROCESSES = 2
KEYS = 10
PAUSE = 2.0
"""Seconds between two keys."""

ARRIVING = 0.004
"""Seconds between two phones of a process that arrive."""

PATIENCE = 120.0
PART = "j 1,000 followers"
MEDIAN, MOST, WORST = (f"key → change at the phone, {how}" for how in ("median", "95 %", "worst"))
CPU = "server CPU per phone and change"
SHARE = "share of one processor, a change every two seconds"
MEMORY = "memory of the server per phone"
BYTES = "bytes of a phone per change"
"""What is measured of sessions alike."""

ACCEPTED = "Accept-Encoding: br, gzip\r\n"


@dataclass
class Seen:
    """What the phones of one process saw: number of the change → when each heard, bytes, failures."""

    heard: dict[int, list[float]] = field(default_factory=dict)
    bytes: int = 0
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Room:
    """Where a room is followed, and what its presenter shows to act in it."""

    server: str
    code: str
    token: str

    @property
    def url(self) -> str:
        """The address of the phone's page."""
        return f"{self.server}/live/{self.code}"

    def press(self, slide: int) -> tuple[int, float]:
        """The presenter goes to a slide: number of the change, and when the key was pressed."""
        pressed = monotonic()
        headers = {"x-danube-token": self.token, "Origin": self.server}
        wish = {"seat": "bench", "action": "go", "slide": slide}
        answer = requests.post(f"{self.url}/act", json=wish, headers=headers, timeout=60)
        answer.raise_for_status()
        return int(answer.json()["seq"]), pressed


def measures(var: Path, beside: Mapping[str, float]) -> Iterator[Measure]:
    """Time to the event, the server's CPU and memory, bytes of a phone; beside another way's, by what."""
    for each in _all(var):
        yield replace(each, against=beside.get(each.what))


def _all(var: Path) -> Iterator[Measure]:
    lines.widen()
    opened = talk(Settings(var=var))
    folder = var / "followers"
    folder.mkdir(exist_ok=True)
    served = serving.start(folder, VAR=str(var), AHEAD="0")
    try:
        yield from _followed(served, Room(served.url, opened.code, opened.token))
    finally:
        served.stop()


def talk(settings: Settings) -> Opened:
    """A room of the ten pictures."""
    with closing(store.connect(settings)) as warehouse:
        deck = ready.made(warehouse, "ten-pictures")
    with closing(Rooms(settings).events) as events:
        return Rooms(settings, events).open(deck)


def _followed(served: Served, room: Room) -> Iterator[Measure]:
    size, slide = first_visit(room)
    for place in range(KEYS, 0, -1):
        room.press(place - 1)  # drawn once for all, as by the rehearsal; it ends at the first
    process = psutil.Process(served.process.pid)
    empty = process.memory_info().rss
    with_phones = Phones(room)
    full = process.memory_info().rss
    spent = sum(process.cpu_times()[:2])
    begun = monotonic()
    pressed = [_pause(room.press(place % KEYS)) for place in range(1, KEYS + 1)]
    spent, lasted = sum(process.cpu_times()[:2]) - spent, monotonic() - begun
    seen = with_phones.gone()
    yield from _times(pressed, seen)
    yield Measure(PART, CPU, spent * 1000 / COUNT / KEYS, "ms")
    yield Measure(PART, SHARE, 100 * spent / lasted, "%")
    yield Measure(PART, MEMORY, (full - empty) / COUNT / 1000, "kB")
    yield Measure(PART, "bytes of a phone, page and first slide", size / 1000, "kB", aim="≤ 100")
    yield Measure(PART, "of these the slide", slide / 1000, "kB")
    followed = sum(each.bytes for each in seen) / COUNT / KEYS
    yield Measure(PART, BYTES, followed / 1000, "kB")


def _pause(pressed: tuple[int, float]) -> tuple[int, float]:
    sleep(PAUSE)
    return pressed


def _times(pressed: list[tuple[int, float]], seen: list[Seen]) -> Iterator[Measure]:
    failures = [one for each in seen for one in each.failures]
    waits = [
        (heard - when) * 1000
        for number, when in pressed
        for each in seen
        for heard in each.heard.get(number, [])
    ]
    missed = COUNT * KEYS - len(waits)
    if failures:
        raise RuntimeError(f"{len(failures)} of {COUNT} followers failed; the first: {failures[0]}")
    yield Measure(PART, MEDIAN, median(waits), "ms")
    yield Measure(PART, MOST, percentile(waits, 0.95), "ms", aim="< 1,000")
    yield Measure(PART, WORST, max(waits), "ms")
    yield Measure(PART, "changes missed", missed, f"of {COUNT * KEYS}")


def first_visit(room: Room) -> tuple[int, int]:
    """Bytes over the wire of the page with all that it loads and its first slide; of the slide alone."""
    page = _fetched(room.url)
    loaded = set(re.findall(r'(?:src|href)="([^"]+\.(?:js|css)[^"]*)"', page.text))
    parts = [_fetched(urljoin(room.url, one)) for one in sorted(loaded)]
    state = _fetched(f"{room.url}/state")
    slide = _fetched(f"{room.url}/scene/{state.json()['scene']['key']}?lang=en&theme=light")
    return sum(map(_weight, [page, *parts, state, slide])), _weight(slide)


def _fetched(address: str) -> requests.Response:
    answer = requests.get(address, headers={"Accept-Encoding": "br, gzip"}, timeout=60)
    answer.raise_for_status()
    return answer


def _weight(answer: requests.Response) -> int:
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
    return head + int(answer.headers.get("content-length") or len(answer.content))


class Phones:
    """A thousand phones in a few processes: there when all follow, gone when told."""

    def __init__(self, room: Room) -> None:
        context = multiprocessing.get_context("spawn")
        self._held: list[tuple[SpawnProcess, Connection]] = []
        for _number in range(PROCESSES):
            here, there = context.Pipe()
            process = context.Process(target=hold, args=(room, COUNT // PROCESSES, there), daemon=True)
            process.start()
            self._held.append((process, here))
        for _process, here in self._held:
            _told(here)

    def gone(self) -> list[Seen]:
        """What each process saw; all connections are closed."""
        seen = []
        for process, here in self._held:
            here.send("enough")
            seen.append(_told(here))
            process.join(PATIENCE)
        return seen


def _told(here: Connection) -> Seen:
    if not here.poll(PATIENCE):
        raise RuntimeError(f"The followers did not answer within {PATIENCE:.0f} s.")
    told: Seen = here.recv()
    return told


def hold(room: Room, count: int, there: Connection) -> None:
    """The work of one client process."""
    lines.widen()
    asyncio.run(_held(room, count, there))


async def _held(room: Room, count: int, there: Connection) -> None:
    seen, following = Seen(), asyncio.Semaphore(0)
    tasks = [asyncio.create_task(_phone(room, number, seen, following)) for number in range(count)]
    for _number in range(count):
        await asyncio.wait_for(following.acquire(), PATIENCE)
    seen.heard.clear()
    seen.bytes = 0
    there.send(seen)
    while not there.poll():
        await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    seen.failures += [repr(one) for one in ended if not isinstance(one, asyncio.CancelledError)]
    there.send(seen)


async def _phone(room: Room, number: int, seen: Seen, following: asyncio.Semaphore) -> None:
    """Follows until it is cancelled; the slides come beside."""
    await asyncio.sleep(number * ARRIVING)
    reader, writer = await _asked(room, "/events", "Accept: text/event-stream\r\n")
    known: set[str] = set()
    fetching: set[asyncio.Task[None]] = set()
    try:
        while line := await reader.readline():
            seen.bytes += len(line)
            if not line.startswith(b"data: {") or len(line) < 20:
                continue
            state = json.loads(line[6:])
            seen.heard.setdefault(state["seq"], []).append(monotonic())
            fetching.add(asyncio.create_task(_slides(room, state["scene"], known, seen)))
            if not known:
                await asyncio.gather(*fetching)
                following.release()
            for task in [task for task in fetching if task.done()]:
                fetching.remove(task)
                task.result()
        raise ConnectionError("the server closed the connection")
    finally:
        writer.close()


async def _slides(room: Room, scene: dict[str, str], known: set[str], seen: Seen) -> None:
    """What is shown at once, where it is not here yet; the next one a moment later, not all at once."""
    for key, wait in ((scene["key"], 0.0), (scene["next"], random.random())):  # noqa: S311
        if key and key not in known:
            known.add(key)
            await asyncio.sleep(wait)
            reader, writer = await _asked(room, f"/scene/{key}?lang=en&theme=light", "Connection: close\r\n")
            body = await reader.read(-1)
            writer.close()
            if not body.startswith(b"HTTP/1.1 200 "):
                raise ConnectionError(f"{key}: {body[:60]!r}")
            seen.bytes += len(body)


async def _asked(room: Room, path: str, more: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection on which this was asked."""
    place = urlsplit(room.url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    writer.write(f"GET {place.path}{path} HTTP/1.1\r\nHost: {place.netloc}\r\n{ACCEPTED}{more}\r\n".encode())
    await writer.drain()
    return reader, writer

"""The same room with a Streamlit session per phone: more and more of them, until changes come too late.

The page asks by a fragment that runs again twice a second, which is how a Streamlit page follows anything.
Clients speak its protocol over a websocket and ask again when the page told them to, as a browser does.
"""

from __future__ import annotations

import asyncio
import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import psutil
import websockets
from streamlit.proto.AutoRerun_pb2 import AutoRerun
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection
from websockets.typing import Origin, Subprotocol

from bench import followers
from bench.measures import Measure, median, percentile
from danube.events.actions import Action
from danube.events.rooms import Opened, Rooms
from danube.settings import ROOT, Settings
from tests import serving

SCRIPT = ROOT / "bench" / "streamed.py"
CROWDS = (25, 50, 100, 200, 400)
MISSED = "changes that had not come when the talk was over"
ENOUGH = 2_000.0
"""Milliseconds until 95 % have heard, beyond which no larger crowd is tried."""

KEYS = 5
PATIENCE = 60.0
SHOWN = re.compile(rb"change (\d+) of the talk")


@dataclass
class Crowd:
    """Number of a change → when each session showed it; bytes of all."""

    heard: dict[int, list[float]] = field(default_factory=dict)
    bytes: int = 0


def measures(var: Path) -> Iterator[Measure]:
    """Time to the change, CPU and memory of the server, bytes; crowd after crowd while it carries them."""
    settings = Settings(var=var)
    opened = followers.talk(settings)
    with closing(Rooms(settings).events) as events:
        rooms = Rooms(settings, events)
        for count in CROWDS:
            found = list(_crowd(var, rooms, opened, count))
            yield from found
            if not carried(found):
                return


def carried(found: Sequence[Measure]) -> bool:
    """True where every phone of a crowd heard of every change, and 95 % of them soon."""
    told = {each.what: each.value for each in found}
    return told.get(MISSED) == 0 and told.get(followers.MOST, ENOUGH) < ENOUGH


def _crowd(var: Path, rooms: Rooms, opened: Opened, count: int) -> Iterator[Measure]:
    """A server of its own for each: what the former crowd left would count for the next."""
    folder = var / "sessions"
    folder.mkdir(exist_ok=True)
    served = serving.start(folder, script=SCRIPT, cwd=ROOT, well="/_stcore/health", VAR=str(var))
    try:
        process = psutil.Process(served.process.pid)
        yield from asyncio.run(_visited(served.url, rooms, opened, process, count))
    except TimeoutError:
        yield Measure(f"j {count} sessions", "not all are there after", PATIENCE, "s")
    finally:
        served.stop()


async def _visited(
    url: str, rooms: Rooms, opened: Opened, process: psutil.Process, count: int
) -> list[Measure]:
    gc.disable()
    crowd = Crowd()
    tasks = await _arrived(url, opened.code, 1, crowd)
    empty = process.memory_info().rss
    tasks += await _arrived(url, opened.code, count - 1, crowd)
    full, spent, begun = process.memory_info().rss, sum(process.cpu_times()[:2]), monotonic()
    crowd.bytes = 0
    pressed = [await _pressed(rooms, opened, place) for place in range(1, KEYS + 1)]
    spent, lasted = sum(process.cpu_times()[:2]) - spent, monotonic() - begun
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    waits = [(heard - when) * 1000 for number, when in pressed for heard in crowd.heard.get(number, [])]
    part = f"j {count} sessions"
    return [
        *_times(part, waits),
        Measure(part, MISSED, count * KEYS - len(waits), f"of {count * KEYS}"),
        Measure(part, followers.CPU, spent * 1000 / count / KEYS, "ms"),
        Measure(part, followers.SHARE, 100 * spent / lasted, "%"),
        Measure(part, followers.MEMORY, (full - empty) / (count - 1) / 1000, "kB"),
        Measure(part, followers.BYTES, crowd.bytes / count / KEYS / 1000, "kB"),
    ]


async def _arrived(url: str, code: str, count: int, crowd: Crowd) -> list[asyncio.Task[None]]:
    """So many sessions that show the talk. Raises TimeoutError where the server does not come to them."""
    arrived = asyncio.Semaphore(0)
    tasks = [asyncio.create_task(_session(url, code, number, crowd, arrived)) for number in range(count)]
    try:
        for _number in range(count):
            await asyncio.wait_for(arrived.acquire(), PATIENCE)
    except TimeoutError:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    return tasks


def _times(part: str, waits: Sequence[float]) -> Iterator[Measure]:
    """Of the changes that came; nothing where none did."""
    if waits:
        yield Measure(part, followers.MEDIAN, median(waits), "ms")
        yield Measure(part, followers.MOST, percentile(waits, 0.95), "ms", aim="< 1,000")
        yield Measure(part, followers.WORST, max(waits), "ms")


async def _pressed(rooms: Rooms, opened: Opened, place: int) -> tuple[int, float]:
    """The presenter goes to a slide, and waits as long as with the phones."""
    pressed = monotonic()
    slide = place if rooms.state(opened.code).slide != place else 0
    act = Action("go", slide=slide)
    state = await asyncio.to_thread(rooms.act, opened.code, opened.token, "bench", act)
    await asyncio.sleep(followers.PAUSE)
    return state.seq, pressed


async def _session(url: str, code: str, number: int, crowd: Crowd, arrived: asyncio.Semaphore) -> None:
    await asyncio.sleep(number * 0.05)
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    async with websockets.connect(
        address, subprotocols=[Subprotocol("streamlit")], origin=Origin(url), max_size=None,
        compression=None, open_timeout=PATIENCE, ping_interval=None,
    ) as line:  # fmt: skip
        await line.send(_wish(url, code))
        async with asyncio.TaskGroup() as again:
            await _looks(line, url, code, crowd, arrived, again)


async def _looks(
    line: ClientConnection, url: str, code: str, crowd: Crowd, arrived: asyncio.Semaphore,
    again: asyncio.TaskGroup,
) -> None:  # fmt: skip
    """Notes each change when it is first shown; begins to ask again as soon as the page says so."""
    newest, asking = 0, False
    while True:
        data = bytes(await line.recv(decode=False))
        crowd.bytes += len(data)
        if found := SHOWN.search(data):
            if int(found[1]) > newest:
                crowd.heard.setdefault(int(found[1]), []).append(monotonic())
            if not newest:
                arrived.release()
            newest = int(found[1])
        said = ForwardMsg.FromString(data)
        if said.WhichOneof("type") == "auto_rerun" and not asking:
            asking = True
            again.create_task(_asks(line, url, code, said.auto_rerun))


async def _asks(line: ClientConnection, url: str, code: str, wished: AutoRerun) -> None:
    """Asks again as often as the page wished."""
    while True:
        await asyncio.sleep(wished.interval)
        await line.send(_wish(url, code, wished.fragment_id))


def _wish(url: str, code: str, fragment: str = "") -> bytes:
    message = BackMsg()
    wanted = message.rerun_script
    wanted.query_string = f"code={code}"
    wanted.context_info.locale = "en-GB"
    wanted.context_info.url = f"{url}/?code={code}"
    if fragment:
        wanted.fragment_id = fragment
        wanted.is_auto_rerun = True
    return message.SerializeToString()

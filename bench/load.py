"""Many visitors at once, each changing something every two seconds, on one server process.

What is counted begins ten seconds after everybody arrived: a room that has been at it for a moment. The
pauses vary by half around the two seconds, as people's do: with equal ones, all who once had to wait
together would come back together for ever.
"""

from __future__ import annotations

import asyncio
import gc
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter

import psutil

from bench.measures import Measure, median, percentile
from bench.visitor import Visitor
from tests.serving import Served

CROWDS = (50, 100, 200)
PERIOD = 2.0
WARM = 10.0
SECONDS = 30.0
PAGE, KEY = "map", "indicator"


@dataclass
class Crowd:
    """What a crowd saw: milliseconds per first page and per change, bytes per change, failures."""

    arrivals: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def measures(served: Served) -> Iterator[Measure]:
    """Latency, CPU and memory for 50, 100 and 200 sessions."""
    process = psutil.Process(served.process.pid)
    for count in CROWDS:
        yield from _crowd(served.url, process, count)


def _crowd(url: str, process: psutil.Process, count: int) -> Iterator[Measure]:
    before = process.memory_info().rss
    seen, cpu = asyncio.run(_visit(url, process, count))
    if seen.failures:
        raise RuntimeError(f"{len(seen.failures)} of {count} sessions failed; the first: {seen.failures[0]}")
    memory = (process.memory_info().rss - before) / count
    part = f"c {count} sessions"
    yield Measure(part, "change → page complete, median", median(seen.changes), "ms")
    aim = "< 100" if count == max(CROWDS) else ""
    yield Measure(
        part, "change → page complete, 95th percentile", percentile(seen.changes, 0.95), "ms", aim=aim
    )
    yield Measure(part, "first page complete", median(seen.arrivals), "ms")
    yield Measure(part, "sent per change", median(seen.sizes) / 1000, "kB")
    yield Measure(part, "server CPU per rerun", cpu * 1000 / len(seen.changes), "ms")
    yield Measure(part, "memory per session", memory / 1e6, "MB")


async def _visit(url: str, process: psutil.Process, count: int) -> tuple[Crowd, float]:
    """Everybody arrives, then all change something for a while; server CPU seconds of the second part.

    The visitors themselves do not pause to collect garbage: two hundred real ones have machines of their own.
    """
    gc.disable()
    crowd, arrived, begin = Crowd(), asyncio.Barrier(count + 1), asyncio.Event()
    tasks = [asyncio.create_task(_session(url, number, crowd, arrived, begin)) for number in range(count)]
    await asyncio.wait_for(arrived.wait(), 300)
    begin.set()
    await asyncio.sleep(WARM)
    crowd.changes.clear()
    crowd.sizes.clear()
    spent = sum(process.cpu_times()[:2])
    await asyncio.gather(*tasks)
    return crowd, sum(process.cpu_times()[:2]) - spent


async def _session(
    url: str, number: int, crowd: Crowd, arrived: asyncio.Barrier, begin: asyncio.Event
) -> None:
    visitor = Visitor(url, PAGE)
    await asyncio.sleep(number * 0.05)
    crowd.arrivals.append((await visitor.arrive()).ms)
    await arrived.wait()
    await begin.wait()
    await asyncio.sleep(random.random() * PERIOD)  # noqa: S311
    until, step = perf_counter() + WARM + SECONDS, number
    while perf_counter() < until:
        step += 1
        change = await visitor.choose(KEY, step)
        crowd.changes.append(change.ms)
        crowd.sizes.append(change.size)
        pause = PERIOD * random.uniform(0.5, 1.5)  # noqa: S311
        await asyncio.sleep(max(0.0, pause - change.ms / 1000))
    crowd.failures += visitor.failures
    await visitor.leave()

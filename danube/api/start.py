"""Before the first visitor: the warehouse is there, modules are imported, outlines drawn, memory frozen."""

from __future__ import annotations

import gc
import importlib
import logging
import threading
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from anyio import to_thread

from danube import incoming, settings
from danube.access import SignIn
from danube.api import data, entering, geometry, journal, pictures
from danube.api.live import lines, stopping
from danube.api.live.hub import hub
from danube.api.prepared import Shelf

LOG = logging.getLogger("danube.api")
HEAVY = ("plotly.graph_objects", "plotly.io", "pydeck", "pyarrow.parquet", "xlsxwriter")
LATER = ("mapclassify", "scipy.stats", "esda", "libpysal.weights")
RARELY = (1000, 10, 500)
"""Thresholds of the collector: a full collection stops all visitors for 50 to 100 ms."""

Lifespan = Callable[[Any], AbstractAsyncContextManager[dict[str, Any]]]


def lifespan(
    shelf: Shelf,
    prime: Callable[[], None],
    later: Callable[[], None] = lambda: None,
    sign_in: SignIn | None = None,
) -> Lifespan:
    """The server's life: `prime` fills the caches of the pages once the warehouse stands.

    `later` fills those that the first visitor can do without, beside the first visitors. Where nobody
    signs in and others can reach the server, the start prints the operator's link.
    """

    @asynccontextmanager
    async def alive(app: Any) -> AsyncGenerator[dict[str, Any], None]:
        journal.configure(settings.read().log_level)
        lines.prepare()
        begun = time.perf_counter()
        await to_thread.run_sync(warm, prime)
        threading.Thread(target=entering.announce, args=[sign_in], name="announce", daemon=True).start()
        threading.Thread(target=finish, args=[shelf, later], name="finish", daemon=True).start()
        LOG.info("ready", extra={"ms": round((time.perf_counter() - begun) * 1000)})
        with stopping.told(hub().close):
            yield {"ready": True}
        hub().rooms.shut()
        data.warehouse().close()

    return alive


def warm(prime: Callable[[], None]) -> None:
    """Everything slow, once; what stands then is frozen, so that no collection walks over it again."""
    from etl import build

    build.ensure().close()
    for name in HEAVY:
        importlib.import_module(name)
    geometry.prepare()
    pictures.prepare()
    prime()
    gc.collect()
    gc.freeze()


def finish(shelf: Shelf, later: Callable[[], None]) -> None:
    """What the first visitor can do without: order among the files, compression, seldom modules, caches."""
    incoming.sweep()
    shelf.fill()
    for name in LATER:
        importlib.import_module(name)
    later()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)

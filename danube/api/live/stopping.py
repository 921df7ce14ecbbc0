"""Word of the end: whoever asks the server to stop is heard before it waits for open connections.

A stream of events never ends by itself, and uvicorn waits for every connection before it tells an application
that it stops; so the signal itself is listened to, and handed on.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def told(close: Callable[[], None]) -> Iterator[None]:
    """Calls `close` in the running event loop when the process is asked to stop.

    Signals reach the main thread alone: elsewhere, nothing is listened to.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    handlers = {number: signal.getsignal(number) for number in SIGNALS}
    earlier = {number: handler for number, handler in handlers.items() if callable(handler)}

    def heard(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(close)
        earlier[signal.Signals(number)](number, frame)

    for number in earlier:
        signal.signal(number, heard)
    try:
        yield
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)

"""Wakes whoever waits in this process when a room moves; other processes look at the database."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

LOG = logging.getLogger(__name__)
Listener = Callable[[str, int], None]
"""Is told the code of a room and its seq, in the thread that rang: it only hands on."""


class Bell:
    """Listeners of this process; may be rung and listened to from any thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._listeners: dict[object, Listener] = {}

    def ring(self, code: str, seq: int) -> None:
        """Tells every listener; one that stops meanwhile may be told a last time.

        What rang has happened already: a listener that fails stands in the log and is nobody else's matter.
        """
        with self._guard:
            listeners = list(self._listeners.values())
        for listener in listeners:
            try:
                listener(code, seq)
            except Exception:
                LOG.exception("a listener of the bell failed")

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Listens from now on, until the returned function is called (once or oftener)."""
        key = object()
        with self._guard:
            self._listeners[key] = listener

        def stop() -> None:
            with self._guard:
                self._listeners.pop(key, None)

        return stop


HOUSE = Bell()
"""The bell of this process, where a room is not given one of its own."""


def listen(listener: Listener) -> Callable[[], None]:
    """Listens to the bell of this process, until the returned function is called."""
    return HOUSE.listen(listener)

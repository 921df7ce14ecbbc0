"""Where the presenter points on the picture: told to the screens of a room, kept nowhere.

    stop = pointing.listen("H7KQ2M", lambda where: …)
    pointing.point("H7KQ2M", 0.25, 0.5)

Screens hear it in the process that serves both; a pointer that does not arrive leaves nothing behind.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

Heard = Callable[[dict[str, float | None]], None]


class Pointers:
    """Who listens to the pointer of which room."""

    def __init__(self) -> None:
        self._heard: dict[str, list[Heard]] = {}
        self._guard = threading.Lock()

    def listen(self, code: str, heard: Heard) -> Callable[[], None]:
        """Calls `heard`, in the thread of whoever points, until what is returned here is called."""
        with self._guard:
            self._heard.setdefault(code, []).append(heard)

        def stop() -> None:
            with self._guard:
                listening = self._heard.get(code, [])
                if heard in listening:
                    listening.remove(heard)
                if not listening:
                    self._heard.pop(code, None)

        return stop

    def point(self, code: str, x: float | None, y: float | None) -> int:
        """Tells `{"x", "y"}` (shares of the picture, None where it left it); how many listened."""
        with self._guard:
            listening = list(self._heard.get(code, []))
        for heard in listening:
            heard({"x": x, "y": y})
        return len(listening)


POINTERS = Pointers()
"""Those of this process."""


def listen(code: str, heard: Heard) -> Callable[[], None]:
    """As `Pointers.listen`."""
    return POINTERS.listen(code, heard)


def point(code: str, x: float | None, y: float | None) -> int:
    """As `Pointers.point`."""
    return POINTERS.point(code, x, y)

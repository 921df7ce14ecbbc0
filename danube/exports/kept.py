"""What was made once is kept for all, up to a number: safe to share by threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Things by key, at most `most` of them: the one not asked for the longest goes first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._all: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """What belongs to the key; made when first asked for, by one thread, while the others wait for it.

        What `make` raises is raised, and made again next time.
        """
        with self._lock:
            if key in self._all:
                self._all.move_to_end(key)
                return self._all[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._all:
                    return self._all[key]
            try:
                made = make()
                self._keep(key, made)
            finally:
                with self._lock:
                    self._making.pop(key, None)
            return made

    def _keep(self, key: Hashable, made: Any) -> None:
        with self._lock:
            self._all[key] = made
            while len(self._all) > self.most:
                self._all.popitem(last=False)

    def __len__(self) -> int:
        return len(self._all)

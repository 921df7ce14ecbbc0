"""Ctrl-C that nothing swallows: a library at work may turn it into an error of its own, or lose it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_pressed = threading.Event()


def pressed() -> bool:
    """Whether Ctrl-C was pressed since the command began."""
    return _pressed.is_set()


@contextmanager
def heard() -> Iterator[None]:
    """Within, whatever ends the work after Ctrl-C is a KeyboardInterrupt; nothing happens in other threads.

    DuckDB looks for signals itself and then says that its query was interrupted, a RuntimeError.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _pressed.clear()
    before = signal.signal(signal.SIGINT, _press)
    try:
        yield
    except Exception:
        if pressed():
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def _press(number: int, frame: FrameType | None) -> None:
    _pressed.set()
    signal.default_int_handler(number, frame)

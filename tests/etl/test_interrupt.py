"""Ctrl-C is heard whatever a library makes of it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable

import pytest

from etl import interrupt


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def lost() -> None:
    """As a library that loses it."""
    with pytest.raises(KeyboardInterrupt):
        press()


def turned() -> None:
    """As DuckDB, which says something else."""
    lost()
    raise RuntimeError("Query interrupted")


@pytest.mark.parametrize("work", [press, turned])
def test_what_ends_the_work_is_the_interrupt(work: Callable[[], None]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), interrupt.heard():
        work()
    assert interrupt.pressed() and signal.getsignal(signal.SIGINT) is before


def test_one_that_was_lost_is_known_until_the_next_command() -> None:
    with interrupt.heard():
        lost()
        assert interrupt.pressed()
    with interrupt.heard():
        assert not interrupt.pressed()


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(RuntimeError, match="something else"), interrupt.heard():
        raise RuntimeError("something else")


def test_a_thread_has_no_signals_to_hear() -> None:
    heard: list[bool] = []

    def work() -> None:
        with interrupt.heard():
            heard.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert heard == [True]

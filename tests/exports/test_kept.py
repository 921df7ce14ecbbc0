"""What is kept: made once for all threads, never more than there is room for."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from danube.exports.kept import Kept


def test_many_threads_make_a_thing_once() -> None:
    kept, ready = Kept(4), threading.Barrier(8)
    made: list[object] = []

    def make() -> object:
        made.append(object())
        return made[-1]

    def ask() -> object:
        ready.wait()
        return kept.of("key", make)

    with ThreadPoolExecutor(8) as pool:
        found = {id(one.result()) for one in [pool.submit(ask) for _turn in range(8)]}
    assert len(found) == len(made) == 1


def test_the_oldest_goes_first_and_none_at_all_when_asked_for_again() -> None:
    kept = Kept(2)
    for key in (1, 2, 1, 3):
        kept.of(key, lambda key=key: key)  # type: ignore[misc]
    assert len(kept) == 2
    assert kept.of(1, lambda: "anew") == 1
    assert kept.of(2, lambda: "anew") == "anew"


def test_what_fails_is_tried_again() -> None:
    kept = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.of("a", lambda: 1 // 0)
    assert kept.of("a", lambda: 5) == 5

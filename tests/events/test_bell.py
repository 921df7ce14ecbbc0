"""The bell of a process: every listener hears every ring, from any thread, until it stops."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from danube.events import bell
from danube.events.bell import Bell
from danube.events.rooms import Rooms
from danube.settings import Settings
from tests.events.talks import act, talk


def test_all_who_listen_hear_until_they_stop() -> None:
    house, one, two = Bell(), [], []
    stop = house.listen(lambda code, seq: one.append((code, seq)))
    house.listen(lambda code, seq: two.append((code, seq)))
    house.ring("cdfghj", 1)
    stop()
    stop()
    house.ring("cdfghj", 2)
    assert (one, two) == ([("cdfghj", 1)], [("cdfghj", 1), ("cdfghj", 2)])


def test_a_listener_may_stop_itself_while_it_is_told() -> None:
    house, heard = Bell(), []

    def once(_code: str, seq: int) -> None:
        heard.append(seq)
        stop()

    stop = house.listen(once)
    house.ring("cdfghj", 1)
    house.ring("cdfghj", 2)
    assert heard == [1]


def test_a_listener_that_fails_holds_up_nobody(caplog: pytest.LogCaptureFixture) -> None:
    house, heard = Bell(), []

    def fail(_code: str, _seq: int) -> None:
        raise RuntimeError("the loop is closed")

    house.listen(fail)
    house.listen(lambda _code, seq: heard.append(seq))
    house.ring("cdfghj", 1)
    assert heard == [1] and "a listener of the bell failed" in caplog.text


def test_no_ring_is_lost_among_threads_that_come_and_go() -> None:
    house, heard = Bell(), []
    house.listen(lambda _code, seq: heard.append(seq))

    def ring(seq: int) -> None:
        stop = house.listen(lambda _code, _seq: None)
        house.ring("cdfghj", seq)
        stop()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ring, range(200)))
    assert sorted(heard) == list(range(200))


def test_a_room_rings_when_it_moves_and_only_then(tmp_path) -> None:
    heard: list[int] = []
    stop = bell.listen(lambda _code, seq: heard.append(seq))
    rooms = Rooms(Settings(var=tmp_path, catalogue=""))
    room = rooms.open(talk())
    act(rooms, room, "next")
    act(rooms, room, "light")
    act(rooms, room, "dark")
    rooms.close(room.code)
    stop()
    rooms.shut()
    assert heard == [2, 3, 4]

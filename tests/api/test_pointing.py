"""The pointer reaches the screens of its own room, and nobody after they stopped listening."""

from __future__ import annotations

from danube.api.pointing import Pointers


def test_screens_of_the_room_hear_where_the_presenter_points() -> None:
    pointers, here, there = Pointers(), list[object](), list[object]()
    pointers.listen("AAAAAA", here.append)
    pointers.listen("BBBBBB", there.append)
    assert pointers.point("AAAAAA", 0.25, 0.5) == 1
    assert here == [{"x": 0.25, "y": 0.5}]
    assert there == []


def test_whoever_stopped_listening_hears_nothing_and_is_forgotten() -> None:
    pointers, heard = Pointers(), list[object]()
    stop = pointers.listen("AAAAAA", heard.append)
    stop()
    stop()
    assert pointers.point("AAAAAA", None, None) == 0
    assert heard == []

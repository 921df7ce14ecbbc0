"""Rooms as they are kept: who may act, two seats at once in two processes, and what survives."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from dataclasses import replace

import pytest

from danube.events.actions import Action
from danube.events.deck import View
from danube.events.refusals import NotYours, Over, Refused, Unknown
from danube.events.rooms import Opened, Rooms
from danube.events.votes import Votes
from danube.settings import Settings
from danube.store.events import DEVICE, ROOM, SCRIPT, VOTE, WORD
from tests.events.talks import act, asked, talk

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["danube.events.rooms", "danube.store.events"])


def test_a_room_keeps_its_own_copy_of_the_deck(rooms: Rooms, venue: Settings) -> None:
    room = rooms.open(talk())
    other = Rooms(venue)
    assert other.deck(room.code) == talk()
    assert other.state(room.code) == rooms.state(room.code)
    assert (other.state(room.code).seq, other.heads()) == (1, {room.code: 1})
    other.shut()


def test_a_talk_goes_on_where_it_was_after_a_restart(rooms: Rooms, venue: Settings) -> None:
    room = asked(rooms, "one")
    before = act(rooms, room, "go", slide=3)
    rooms.shut()
    again = Rooms(venue)
    assert again.state(room.code) == before
    assert act(again, room, "next").slide == 4
    again.shut()


def test_what_changes_nothing_raises_no_seq(rooms: Rooms) -> None:
    room = rooms.open(talk())
    assert [act(rooms, room, do).seq for do in ("take", "light", "next", "dark", "dark")] == [2, 2, 3, 4, 4]


def test_only_the_seat_that_holds_may_act_until_another_takes_over(rooms: Rooms) -> None:
    room = rooms.open(talk())
    assert act(rooms, room, "next", "one").holder == "one"
    with pytest.raises(NotYours, match="Somebody else presents now"):
        act(rooms, room, "next", "two")
    assert act(rooms, room, "take", "two").holder == "two"
    with pytest.raises(NotYours):
        act(rooms, room, "next", "one")
    assert (act(rooms, room, "next", "two").slide, rooms.state(room.code).seq) == (2, 4)


@pytest.mark.parametrize("token", ["", "x", "ü" * 40, "\ud800", "a" * 10_000])
def test_nobody_acts_without_the_token(rooms: Rooms, token: str) -> None:
    room = rooms.open(talk())
    with pytest.raises(NotYours, match="does not belong to the presenter"):
        rooms.act(room.code, token, "one", Action("take"))
    assert rooms.fits(room.code, room.token) and not rooms.fits(room.code, token)
    assert rooms.state(room.code).seq == 1


def test_a_token_fits_its_own_room_alone_and_is_not_kept(rooms: Rooms) -> None:
    one, two = rooms.open(talk()), rooms.open(talk())
    assert not rooms.fits(one.code, two.token)
    with rooms.events.reading() as connection:
        kept = connection.execute(ROOM.select()).all()
    assert one.token not in str(kept)


def test_a_new_link_makes_the_old_one_worthless(rooms: Rooms) -> None:
    room = rooms.open(talk())
    token = rooms.renew(room.code)
    assert (rooms.fits(room.code, room.token), rooms.fits(room.code, token)) == (False, True)


@pytest.mark.parametrize("seat", ["", "a b", "<b>", "x" * 65, "\x00"])
def test_a_seat_has_a_plain_name(rooms: Rooms, seat: str) -> None:
    room = rooms.open(talk())
    with pytest.raises(Refused, match="no name for its seat"):
        act(rooms, room, "take", seat)


def test_a_room_that_has_ended_stays_to_be_read_and_moves_no_more(rooms: Rooms) -> None:
    room = asked(rooms, "one", "words")
    act(rooms, room, "reveal", poll="words")
    with pytest.raises(Over, match="still open"):
        rooms.remove(room.code)
    ended = rooms.close(room.code)
    assert (ended.closed, ended.polls["one"], ended.polls["words"]) == (True, "closed", "revealed")
    assert (rooms.close(room.code), rooms.heads()) == (ended, {})
    with pytest.raises(Over, match="This room has ended"):
        act(rooms, room, "next")


def test_a_removed_room_leaves_nothing(rooms: Rooms) -> None:
    room = asked(rooms, "words")
    votes = Votes(rooms=rooms)
    votes.cast(room.code, "words", votes.device(room.code), "Danube")
    votes.judge(room.code, "words", "Danube", True, room.token)
    rooms.close(room.code)
    rooms.remove(room.code)
    with rooms.events.reading() as connection:
        left = [connection.execute(table.select()).all() for table in (ROOM, SCRIPT, DEVICE, VOTE, WORD)]
    assert left == [[]] * 5
    for call in (rooms.state, rooms.room, rooms.close, rooms.renew, rooms.remove):
        with pytest.raises(Unknown, match="There is no room with this code"):
            call(room.code)
    assert not rooms.fits(room.code, room.token)


@pytest.mark.parametrize("code", ["", "cdfghj", "\x00", "\ud800", "'; --", "CDFGHJ", "x" * 100_000])
def test_a_code_of_no_room_is_told_in_a_sentence(rooms: Rooms, code: str) -> None:
    for call in (rooms.state, rooms.deck, rooms.close, Votes(rooms=rooms).device, Votes(rooms=rooms).csv):
        with pytest.raises(Unknown, match="There is no room with this code"):
            call(code)
    assert not rooms.fits(code, "x")


def test_rooms_are_listed_the_latest_first(rooms: Rooms) -> None:
    first, second = rooms.open(talk()), rooms.open(replace(talk(), name={"de": "Später"}))
    rooms.close(first.code)
    listed = rooms.list()
    assert [(one.code, one.name, one.state.closed) for one in listed] == [
        (second.code, {"de": "Später"}, False),
        (first.code, {"en": "A talk"}, True),
    ]


def take_and_step(venue: Settings, room: Opened, seat: str, start, told) -> None:
    """Takes over, then steps on as often as it may: how often it did."""
    rooms, steps = Rooms(venue), 0
    start.wait(60)
    try:
        rooms.act(room.code, room.token, seat, Action("take"))
        for step in range(40):
            view = View("region", {"step": f"{seat}{step}"})
            rooms.act(room.code, room.token, seat, Action("detour", view=view))
            steps += 1
    except NotYours:
        pass
    told.put((seat, steps))
    rooms.shut()


def test_two_seats_at_once_in_two_processes_never_mix(rooms: Rooms, venue: Settings) -> None:
    room = rooms.open(talk())
    start, told = PROCESSES.Barrier(2), PROCESSES.Queue()
    seats = [
        PROCESSES.Process(target=take_and_step, args=(venue, room, seat, start, told)) for seat in ("a", "b")
    ]
    for seat in seats:
        seat.start()
    steps = dict(told.get(timeout=60) for _seat in seats)
    for seat in seats:
        seat.join(30)
    now = rooms.state(room.code)
    assert steps[now.holder] == 40
    assert now.detour == View("region", {"step": f"{now.holder}39"})
    assert now.seq == 1 + 2 + sum(steps.values()), "a step was lost, or one came after it was taken over"


def step_on(venue: Settings, room: Opened, start) -> None:
    rooms = Rooms(venue)
    start.wait(60)
    for _step in range(15):
        rooms.act(room.code, room.token, "a", Action("dark"))
        rooms.act(room.code, room.token, "a", Action("next"))
    rooms.shut()


def test_no_update_is_lost_where_one_seat_acts_in_many_processes(rooms: Rooms, venue: Settings) -> None:
    deck = talk()
    room = rooms.open(replace(deck, slides=tuple(replace(deck.slides[0], id=f"s{n}") for n in range(100))))
    start = PROCESSES.Barrier(3)
    runs = [PROCESSES.Process(target=step_on, args=(venue, room, start)) for _run in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(60)
    now = rooms.state(room.code)
    assert (now.slide, now.shown) == (45, tuple(range(46)))


def step_for_ever(venue: Settings, room: Opened, steps) -> None:
    rooms, step = Rooms(venue), 0
    while True:
        step += 1
        view = View("region", {"step": str(step)})
        rooms.act(room.code, room.token, "a", Action("detour", view=view))
        steps.value = step


def test_a_killed_process_leaves_its_last_whole_step(rooms: Rooms, venue: Settings) -> None:
    room, steps = rooms.open(talk()), PROCESSES.Value("i", 0, lock=False)
    presenter = PROCESSES.Process(target=step_for_ever, args=(venue, room, steps))
    presenter.start()
    ends = time.monotonic() + 30
    while steps.value < 10 and time.monotonic() < ends:
        time.sleep(0.005)
    os.kill(presenter.pid or 0, signal.SIGKILL)
    presenter.join()
    now = rooms.state(room.code)
    assert now.detour == View("region", {"step": str(now.seq - 1)})
    assert steps.value <= now.seq - 1 <= steps.value + 1
    assert act(rooms, room, "back", "a").seq == now.seq + 1

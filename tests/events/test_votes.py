"""Votes as they are kept: one of each device, while a poll is open, hidden until it is revealed."""

from __future__ import annotations

import csv
import io
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from danube.events import bell, results
from danube.events import votes as kept
from danube.events.refusals import NotYours, Over, Refused, TooMuch, TooOften, Unknown
from danube.events.rooms import Rooms
from danube.events.tally import Tally, Word, weights
from danube.events.votes import Votes
from danube.settings import Settings
from danube.store.events import DEVICE, VOTE
from tests.events.talks import POLLS, act, asked


class Clock:
    """A clock that goes on by itself, by as much as it is told: devices may vote again and again."""

    def __init__(self, step: float = 2.0) -> None:
        self.now, self.step = 1_800_000_000.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture
def ballots(rooms: Rooms) -> Votes:
    return Votes(rooms=rooms, clock=Clock())


def voted(ballots: Votes, code: str, slide: str, *answers: object) -> None:
    """Each answer from a device of its own."""
    for answer in answers:
        ballots.cast(code, slide, ballots.device(code), answer)


def test_votes_of_each_kind_are_counted(rooms: Rooms, ballots: Votes) -> None:
    room = asked(rooms, *POLLS)

    def tally(slide: str) -> Tally:
        return ballots.tally(room.code, slide, room.token)

    voted(ballots, room.code, "one", "skills", "skills", "research")
    voted(ballots, room.code, "several", ["skills", "research"], ["research"])
    voted(ballots, room.code, "rating", {"skills": 1, "research": 5}, {"skills": 2})
    voted(ballots, room.code, "points", {"skills": 30, "none": 70}, {"research": 60})
    assert tally("one") == Tally("one", 3, {"skills": 2, "research": 1, "none": 0})
    assert tally("several") == Tally("several", 2, {"skills": 1, "research": 2, "none": 0})
    assert tally("rating") == Tally("rating", 2, {"skills": 1.5, "research": 5, "none": None})
    assert tally("points") == Tally("points", 2, {"skills": 30, "research": 60, "none": 70})
    assert tally("words") == Tally("words", 0)
    assert ballots.count(room.code, "one") == 3


def test_points_become_weights_of_the_indicators_they_aim_at() -> None:
    tally = Tally("points", 2, {"skills": 30.0, "research": 90.0, "none": 80.0})
    assert weights(tally, POLLS["points"]) == {"ris_digital_skills": 0.25, "gerd": 0.75}
    assert (
        weights(Tally("points", 0, dict.fromkeys(("skills", "research", "none"), 0.0)), POLLS["points"]) == {}
    )


def test_a_device_has_one_vote_which_it_may_change(rooms: Rooms, ballots: Votes) -> None:
    room = asked(rooms, "one")
    device = ballots.device(room.code)
    assert ballots.own(room.code, "one", device) is None
    for answer in ("skills", "research", "research"):
        ballots.cast(room.code, "one", device, answer)
    assert ballots.own(room.code, "one", device) == "research"
    assert ballots.tally(room.code, "one", room.token).options == {"skills": 0, "research": 1, "none": 0}


def test_only_an_open_poll_takes_votes(rooms: Rooms, ballots: Votes) -> None:
    room = asked(rooms, "one")
    device = ballots.device(room.code)
    ballots.cast(room.code, "one", device, "skills")
    for do in ("close", "reveal", "hide"):
        act(rooms, room, do, poll="one")
        with pytest.raises(Over, match="takes no answers now"):
            ballots.cast(room.code, "one", device, "research")
    with pytest.raises(Over):
        ballots.cast(room.code, "rating", device, {"skills": 1})
    act(rooms, room, "open", poll="one")
    rooms.close(room.code)
    with pytest.raises(Over):
        ballots.cast(room.code, "one", device, "research")
    assert ballots.own(room.code, "one", device) == "skills"


def test_results_are_hidden_until_they_are_revealed(rooms: Rooms, ballots: Votes) -> None:
    room = asked(rooms, "one")
    voted(ballots, room.code, "one", "skills")
    for do in ("open", "close"):
        act(rooms, room, do, poll="one")
        with pytest.raises(Over, match="not shown yet"):
            ballots.tally(room.code, "one")
    with pytest.raises(NotYours):
        ballots.tally(room.code, "one", "another token")
    act(rooms, room, "reveal", poll="one")
    assert ballots.tally(room.code, "one").votes == 1


def test_results_survive_a_restart(rooms: Rooms, ballots: Votes, venue: Settings) -> None:
    room = asked(rooms, "points", "words")
    device = ballots.device(room.code)
    ballots.cast(room.code, "points", device, {"skills": 100})
    ballots.cast(room.code, "words", device, "broadband")
    ballots.judge(room.code, "words", "broadband", True, room.token)
    before = ballots.csv(room.code)
    rooms.shut()
    again = Votes(venue, clock=Clock())
    assert again.csv(room.code) == before
    again.cast(room.code, "points", device, {"research": 100})
    assert again.tally(room.code, "points", room.token).options["skills"] == 0
    assert again.tally(room.code, "words", room.token).words == (("broadband", 1),)
    again.close()


def test_one_vote_in_a_second_counts(rooms: Rooms) -> None:
    room, clock = asked(rooms, "one", "rating"), Clock(0.4)
    ballots = Votes(rooms=rooms, clock=clock)
    device, other = ballots.device(room.code), ballots.device(room.code)
    ballots.cast(room.code, "one", device, "skills")
    for slide, answer in (("one", "research"), ("rating", {"skills": 1})):
        with pytest.raises(TooOften, match="One answer in a second"):
            ballots.cast(room.code, slide, device, answer)
    ballots.cast(room.code, "one", other, "none")
    ballots.cast(room.code, "one", device, "research")
    assert ballots.own(room.code, "one", device) == "research"


def test_a_flood_of_one_device_leaves_one_vote(rooms: Rooms) -> None:
    room = asked(rooms, "one")
    ballots = Votes(rooms=rooms, clock=lambda: 1_800_000_000.0)
    device = ballots.device(room.code)

    def flood(place: int) -> bool:
        try:
            return bool(ballots.cast(room.code, "one", device, ("skills", "research")[place % 2]))
        except TooOften:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(flood, range(40))) == 1
    assert ballots.count(room.code, "one") == 1


def test_many_devices_at_once_lose_no_vote(rooms: Rooms, ballots: Votes) -> None:
    room = asked(rooms, "several")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _place: voted(ballots, room.code, "several", ["skills", "none"]), range(40)))
    assert ballots.tally(room.code, "several", room.token).options == {
        "skills": 40,
        "research": 0,
        "none": 40,
    }


def test_what_is_counted_after_a_poll_was_closed_stays(rooms: Rooms, ballots: Votes) -> None:
    room, voting = asked(rooms, "one"), threading.Semaphore(0)
    devices = [ballots.device(room.code) for _device in range(40)]

    def vote(device: str) -> bool:
        voting.release()
        try:
            return bool(ballots.cast(room.code, "one", device, "skills"))
        except Over:
            return False

    with ThreadPoolExecutor(8) as pool:
        votes = [pool.submit(vote, device) for device in devices]
        for _vote in range(16):
            voting.acquire()
        act(rooms, room, "close", poll="one")
        counted = ballots.count(room.code, "one")
        kept = sum(vote.result() for vote in votes)
    assert 0 < counted == kept == ballots.count(room.code, "one")


@pytest.mark.parametrize("device", ["", "invented", "x" * 100_000, "\ud800", "'; --", "\x00"])
def test_a_device_that_the_room_does_not_know_has_no_vote(rooms: Rooms, ballots: Votes, device: str) -> None:
    room, elsewhere = asked(rooms, "one"), asked(rooms, "one")
    for unknown in (device, ballots.device(elsewhere.code)):
        with pytest.raises(Unknown, match="This phone is not known"):
            ballots.cast(room.code, "one", unknown, "skills")
        assert ballots.own(room.code, "one", unknown) is None
    assert ballots.count(room.code, "one") == 0


def test_a_room_has_room_for_so_many_devices(
    rooms: Rooms, ballots: Votes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_DEVICES", 2)
    room = asked(rooms, "one")
    voted(ballots, room.code, "one", "skills", "skills")
    with pytest.raises(TooMuch, match="more phones than it can hold"):
        ballots.device(room.code)


@pytest.mark.parametrize("slide", ["start", "nowhere", "\x00", "' OR 1=1"])
def test_what_asks_nothing_takes_no_vote(rooms: Rooms, ballots: Votes, slide: str) -> None:
    room = asked(rooms)
    for call in (lambda: ballots.cast(room.code, slide, "x", "y"), lambda: ballots.tally(room.code, slide)):
        with pytest.raises(Unknown, match="no such question"):
            call()
    with pytest.raises(Unknown, match="no room with this code"):
        ballots.device("cdfghj")


def test_of_a_device_a_digest_is_kept_that_fits_its_room_alone(rooms: Rooms, ballots: Votes) -> None:
    room = asked(rooms, "one")
    device = ballots.device(room.code)
    ballots.cast(room.code, "one", device, "skills")
    with rooms.events.reading() as connection:
        rows = [*connection.execute(DEVICE.select()), *connection.execute(VOTE.select())]
    assert len(rows) == 2 and device not in str(rows)


def test_words_are_shown_once_a_moderator_has_let_them_pass(rooms: Rooms, ballots: Votes) -> None:
    room = asked(rooms, "words")
    voted(ballots, room.code, "words", "Skills", "skills", "SKILLS", "skills", "<b>spam</b>", "Wien")
    waiting = (Word("skills", 4), Word("<b>spam</b>", 1), Word("Wien", 1))
    assert ballots.words(room.code, "words", room.token) == waiting
    assert ballots.tally(room.code, "words", room.token) == Tally("words", 6)
    ballots.judge(room.code, "words", "skills", True, room.token)
    ballots.judge(room.code, "words", "<b>spam</b>", False, room.token)
    assert ballots.tally(room.code, "words", room.token).words == (("skills", 4),)
    assert [word.passed for word in ballots.words(room.code, "words", room.token)] == [None, True, False]
    ballots.judge(room.code, "words", "skills", False, room.token)
    assert ballots.tally(room.code, "words", room.token).words == ()


def test_a_word_that_passes_while_results_are_shown_is_news(rooms: Rooms, ballots: Votes) -> None:
    room, heard = asked(rooms, "words"), []
    voted(ballots, room.code, "words", "one", "two")
    stop = bell.listen(lambda _code, seq: heard.append(seq))
    ballots.judge(room.code, "words", "one", True, room.token)
    before = act(rooms, room, "reveal", poll="words").seq
    ballots.judge(room.code, "words", "two", True, room.token)
    stop()
    assert (rooms.state(room.code).seq, heard) == (before + 1, [before, before + 1])


def test_nobody_moderates_without_the_token_or_what_nobody_said(rooms: Rooms, ballots: Votes) -> None:
    room = asked(rooms, "words", "one")
    for call in (
        lambda: ballots.words(room.code, "words", "x"),
        lambda: ballots.judge(room.code, "words", "a", True, ""),
    ):
        with pytest.raises(NotYours):
            call()
    with pytest.raises(Unknown, match="Nobody answers this any more"):
        ballots.judge(room.code, "words", "unsaid", True, room.token)
    with pytest.raises(Refused, match="not answered in words"):
        ballots.words(room.code, "one", room.token)


def test_the_export_is_harmless_and_names_nobody(rooms: Rooms, ballots: Votes) -> None:
    room = asked(rooms, "rating", "words")
    voted(ballots, room.code, "rating", {"none": 4}, {"none": 5, "skills": 1})
    voted(ballots, room.code, "words", "=HYPERLINK(1)", 'a "quote", a comma')
    ballots.judge(room.code, "words", "=HYPERLINK(1)", False, room.token)
    rows = list(csv.DictReader(io.StringIO(ballots.csv(room.code))))
    told = [(row["slide"], row["label"], row["measure"], row["value"]) for row in rows]
    assert told[:6] == [
        ("one", "Skills", "count", "0"),
        ("one", "Research", "count", "0"),
        ("one", "'=1+1", "count", "0"),
        ("several", "Skills", "count", "0"),
        ("several", "Research", "count", "0"),
        ("several", "'=1+1", "count", "0"),
    ]
    assert told[6:12] == [
        ("rating", "Skills", "mean", "1"),
        ("rating", "Skills", "given 1", "1"),
        ("rating", "Research", "mean", ""),
        ("rating", "'=1+1", "mean", "4.5"),
        ("rating", "'=1+1", "given 4", "1"),
        ("rating", "'=1+1", "given 5", "1"),
    ]
    assert told[-2:] == [
        ("words", 'a "quote", a comma', "waiting", "1"),
        ("words", "'=HYPERLINK(1)", "held back", "1"),
    ]
    assert (rows[0]["state"], rows[6]["state"], rows[6]["votes"]) == ("waiting", "open", "2")
    assert list(rows[0]) == list(results.COLUMNS)

"""Votes over the real server: from the room's page alone, small, one of each phone, and never for ever."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from danube.api.asked import Refused
from danube.api.limits import Buckets
from danube.api.live.voting import COOKIE, NEW_IN_ALL, Gate
from danube.events.votes import Votes
from tests import serving
from tests.api import rooms
from tests.api.rooms import Talk
from tests.serving import Served

FITTING: dict[str, Any] = {
    "one": "skills",
    "several": ["skills", "none"],
    "rating": {"skills": 5, "research": 1},
    "points": {"skills": 60, "research": 40},
    "words": "ľudia & люди",
}


@pytest.fixture(scope="module")
def served(own: Path) -> Iterator[Served]:
    with serving.over(own) as running:
        yield running


@pytest.fixture(scope="module")
def talk(own: Path, served: Served) -> Iterator[Talk]:
    opened = rooms.opened(own, served.url)
    for slide in FITTING:
        opened.go(slide)
        opened.act("open")
    opened.state()
    yield opened
    opened.rooms.shut()


def phone(talk: Talk) -> requests.Session:
    """A browser on the page of the room."""
    session = requests.Session()
    session.headers.update({"Origin": talk.server, "Sec-Fetch-Site": "same-origin"})
    return session


def vote(talk: Talk, browser: requests.Session, slide: str, answer: Any, **headers: str) -> requests.Response:
    told = {"slide": slide, "answer": answer}
    return browser.post(f"{talk.url}/vote", json=told, headers=headers, timeout=30)


def counted(talk: Talk, slide: str) -> int:
    return Votes(rooms=talk.rooms).count(talk.opened.code, slide)


@pytest.mark.parametrize("slide", FITTING)
def test_a_vote_of_each_kind_counts(talk: Talk, slide: str) -> None:
    before = counted(talk, slide)
    answer = vote(talk, phone(talk), slide, FITTING[slide])
    assert (answer.status_code, answer.json()["kept"]) == (200, True)
    assert counted(talk, slide) == before + 1


def test_a_phone_is_a_cookie_of_its_room_and_votes_once(talk: Talk) -> None:
    browser, before = phone(talk), counted(talk, "one")
    first = vote(talk, browser, "one", "skills")
    cookie = first.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=strict", f"Path=/live/{talk.opened.code}"} <= set(cookie.split("; "))
    again = vote(talk, browser, "one", "research")
    while again.status_code == 429:  # one answer in a second is enough
        assert "moment" in again.json()["error"]
        time.sleep(0.1)
        again = vote(talk, browser, "one", "research")
    assert "set-cookie" not in again.headers
    assert counted(talk, "one") == before + 1
    device = browser.cookies[COOKIE]
    assert Votes(rooms=talk.rooms).own(talk.opened.code, "one", device) == "research"


def test_whoever_only_looks_gets_no_cookie(talk: Talk) -> None:
    for path in ("", "/state", f"/scene/{talk.state()['scene']['key']}"):
        assert "set-cookie" not in talk.get(path).headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://danube.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_other_pages_cannot_vote(talk: Talk, headers: dict[str, str]) -> None:
    answer = vote(talk, phone(talk), "one", "skills", **headers)
    assert answer.status_code == 403
    assert "page of the room" in answer.json()["error"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'{"slide": "one"}', 400),
        (b'{"slide": 1, "answer": "skills"}', 400),
        (b"[" * 1_999, 400),
        (b"\xff\xfe", 400),
        (b'{"slide": "one", "answer": "nobody"}', 422),
        (b'{"slide": "one", "answer": {"skills": NaN}}', 422),
        (b'{"slide": "points", "answer": {"skills": 101}}', 413),
        (b'{"slide": "words", "answer": "\\ud800"}', 422),
        (b'{"slide": "nothing", "answer": "skills"}', 404),
        (b'{"slide": "one", "answer": "' + b"x" * 2_000 + b'"}', 413),
    ],
)
def test_what_is_no_vote_is_refused_in_a_sentence(talk: Talk, body: bytes, status: int) -> None:
    headers = {"Content-Type": "application/json"}
    answer = phone(talk).post(f"{talk.url}/vote?lang=en", data=body, headers=headers, timeout=30)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".")
    assert "set-cookie" not in answer.headers


def test_a_vote_is_json(talk: Talk) -> None:
    form = phone(talk).post(f"{talk.url}/vote", data={"slide": "one", "answer": "skills"}, timeout=30)
    assert form.status_code == 415


def test_an_unknown_phone_and_a_closed_poll_are_refused(talk: Talk) -> None:
    browser = phone(talk)
    browser.cookies.set(COOKIE, "made-up", domain=urlsplit(talk.server).hostname, path="/live")
    assert vote(talk, browser, "one", "skills").status_code == 404
    talk.go("several")
    talk.act("close")
    talk.state()
    late = vote(talk, phone(talk), "several", ["skills"])
    assert (late.status_code, late.json()["error"]) == (409, "This poll takes no answers now.")
    german = phone(talk).post(f"{talk.url}/vote?lang=de", json={"slide": "several", "answer": ["skills"]})
    assert german.status_code == 409


def test_hostile_words_wait_for_a_moderator(talk: Talk) -> None:
    assert vote(talk, phone(talk), "words", "<img src=x onerror=alert(1)>").status_code == 200
    talk.go("words")
    talk.act("reveal")
    piece = talk.get(f"/scene/{talk.state()['scene']['key']}")
    assert "onerror" not in piece.text
    votes = Votes(rooms=talk.rooms)
    text = "<img src=x onerror=alert(1)>"
    votes.judge(talk.opened.code, "words", text, True, talk.opened.token)
    shown = talk.get(f"/scene/{talk.state()['scene']['key']}").text
    assert "<img" not in shown
    assert "&lt;img" in shown
    assert "<img" not in json.dumps(talk.state())


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_venue_behind_one_address_may_vote_and_a_script_may_not_go_on() -> None:
    clock, gate = Clock(), Gate()
    gate.new = Buckets(gate.new.rate, clock)
    arrived, refused = 0, ""
    while not refused:
        try:
            gate.arrive("192.0.2.1", "cdfghj")
            arrived += 1
        except Refused as one:
            assert one.status == 429
            refused = str(one)
    assert arrived >= 2_000
    assert "try again in" in refused
    for _minute in range(20):
        clock.now += 60
        try:
            for _phone in range(1_000):
                gate.arrive("192.0.2.1", "cdfghj")
        except Refused as one:
            refused = str(one)
    assert gate.arrived["192.0.2.1", "cdfghj"] == NEW_IN_ALL
    assert "cannot vote" in refused
    gate.arrive("192.0.2.2", "cdfghj")


def test_a_phone_that_votes_without_end_is_stopped() -> None:
    gate = Gate()
    with pytest.raises(Refused, match="Too many votes"):
        for _vote in range(1_000):
            gate.vote("192.0.2.1", "device")
    gate.vote("192.0.2.1", "another")

"""A room on phones over the real server: page, events, pieces, and nothing that is hidden."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest
import requests
from PIL import Image

from danube.events.votes import Votes
from tests import serving
from tests.api import rooms
from tests.api.rooms import Talk, following
from tests.serving import Served

SOON = 1.0
"""Seconds after which a change must have reached a phone, other processes' changes too."""


@pytest.fixture(scope="module")
def served(own: Path) -> Iterator[Served]:
    with serving.over(own) as running:
        yield running


@pytest.fixture(scope="module")
def talk(own: Path, served: Served) -> Iterator[Talk]:
    opened = rooms.opened(own, served.url)
    yield opened
    opened.rooms.shut()


def test_the_page_shows_the_slide_in_the_phones_language(talk: Talk) -> None:
    talk.go("figures")
    talk.state()
    english, german = talk.get(), talk.get(**{"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"})
    assert "Who spends on research?" in english.text
    assert '<html lang="de">' in german.text
    assert "Wer gibt für Forschung aus?" in german.text
    assert "accept-language" in german.headers["vary"]
    assert "Who spends" in talk.get("?lang=en", **{"Accept-Language": "de"}).text
    assert "no personal data are kept" in english.text
    assert not re.search(r"nobody but the presenter|" + talk.opened.token, english.text)


def test_hostile_words_stay_words(talk: Talk) -> None:
    talk.go("hostile")
    key = talk.state()["scene"]["key"]
    for text in (talk.get().text, talk.get(f"/scene/{key}").text):
        assert "&lt;script&gt;alert(1)" in text
        assert "<script>alert" not in text


def test_a_code_is_understood_as_people_type_it(talk: Talk, served: Served) -> None:
    capitals = requests.get(f"{served.url}/live/{talk.opened.code.upper()}", timeout=30)
    assert capitals.url == talk.url
    typed = f"{talk.opened.code[:3]} {talk.opened.code[3:]}"
    led = requests.get(f"{served.url}/live", params={"code": typed, "lang": "de"}, timeout=30)
    assert led.url == f"{talk.url}?lang=de"
    wrong = requests.get(f"{served.url}/live", params={"code": '"><b>'}, timeout=30)
    assert (wrong.status_code, "<b>" in wrong.text) == (200, False)
    nobody = requests.get(f"{served.url}/live/222222", timeout=30)
    assert nobody.status_code == 404
    assert "There is no room with this code" in nobody.text
    assert "Es gibt" not in nobody.text


def test_changes_reach_followers_soon_and_whole(talk: Talk) -> None:
    talk.go("hostile")
    with following(talk.url) as events:
        assert next(events).data["slide"] == 0
        begun = time.monotonic()
        after = talk.go("figures")
        told = next(events)
        assert time.monotonic() - begun < SOON
        assert (told.name, told.id, told.data["seq"]) == ("state", str(after.seq), after.seq)
        assert told.data["scene"]["id"] == "figures"
        assert not {"holder", "token", "notes"} & set(told.data)


def test_whoever_comes_back_gets_the_whole_state(talk: Talk) -> None:
    with following(talk.url) as events:
        seen = next(events).id
    talk.go("hostile")
    after = talk.go("figures")
    with following(talk.url, **{"Last-Event-ID": seen}) as events:
        told = next(event for event in events if event.data["seq"] == after.seq)
    assert (told.data["scene"]["id"], told.data["shown"][:2]) == ("figures", [0, 1])


def test_phones_without_events_ask(talk: Talk) -> None:
    before = talk.state()
    assert talk.get(f"/state?after={before['mark']}").status_code == 204
    talk.act("dark")
    assert talk.state()["dark"]
    after = talk.get(f"/state?after={before['mark']}")
    assert (after.status_code, after.json()["dark"]) == (200, True)
    talk.act("light")


def test_a_piece_is_kept_for_ever_under_its_key(talk: Talk) -> None:
    talk.go("figures")
    key = talk.state()["scene"]["key"]
    piece = talk.get(f"/scene/{key}?lang=de&theme=dark", **{"Accept-Encoding": "br"})
    assert "immutable" in piece.headers["cache-control"]
    assert piece.headers["content-encoding"] == "br"
    html = piece.text if "<svg" in piece.text else brotli.decompress(piece.content).decode()
    assert 'role="img"' in html
    assert "<table>" in html
    assert 'data-region="AT13"' in html
    again = talk.get(f"/scene/{key}?lang=de&theme=dark", **{"If-None-Match": piece.headers["etag"]})
    assert again.status_code == 304
    assert talk.get(f"/picture/{key}").headers["content-type"] == "image/svg+xml"
    assert talk.get(f"/scene/{key}?theme=pink").status_code == 400


def test_a_photograph_is_small_on_a_phone_and_whole_on_a_screen(own: Path, served: Served) -> None:
    talk = rooms.opened(own, served.url, rooms.photograph())
    talk.go("photograph")
    key = talk.state()["scene"]["key"]
    assert f"/picture/{key}?" in talk.get(f"/scene/{key}").text
    small, whole = talk.get(f"/picture/{key}"), talk.get(f"/picture/{key}?as=screen")
    assert len(small.content) < len(whole.content) / 2
    with Image.open(io.BytesIO(small.content)) as one, Image.open(io.BytesIO(whole.content)) as other:
        assert (one.format, max(one.size)) == ("WEBP", 1_000)
        assert (other.format, other.size) == ("JPEG", (1600, 1200))
    talk.rooms.shut()


def test_asking_for_the_head_of_events_does_not_follow(talk: Talk) -> None:
    answer = requests.head(f"{talk.url}/events", timeout=5)
    assert (answer.status_code, answer.content) == (200, b"")


def test_what_was_not_shown_is_not_there(own: Path, served: Served) -> None:
    talk = rooms.opened(own, served.url)
    ids = [slide.id for slide in talk.rooms.deck(talk.opened.code).slides][:4]
    keys = {}
    for slide in ids:
        talk.go(slide)
        keys[slide] = talk.state()["scene"]["key"]
    fresh = rooms.opened(own, served.url)
    seen = [slide for slide in ids if fresh.get(f"/scene/{keys[slide]}").status_code == 200]
    assert seen == ids[:2]  # the current slide and the one after it, which phones fetch beforehand
    fresh.rooms.shut()
    talk.rooms.shut()


def test_a_hidden_result_is_nowhere(talk: Talk, own: Path) -> None:
    talk.go("one")
    talk.act("open")
    votes = Votes(rooms=talk.rooms)
    device = votes.device(talk.opened.code)
    poll = votes.poll(talk.opened.code, "one")
    votes.cast(talk.opened.code, "one", device, poll.options[0].id)
    hidden = talk.state()
    question = talk.get(f"/scene/{hidden['scene']['key']}").text
    assert "<svg" not in question
    assert 'class="ballot"' in question
    assert 'class="ballot"' not in talk.get(f"/scene/{hidden['scene']['key']}?as=screen").text
    talk.act("reveal")
    revealed = talk.state()
    assert revealed["scene"]["key"] != hidden["scene"]["key"]
    assert "<svg" in talk.get(f"/scene/{revealed['scene']['key']}").text
    talk.act("hide")
    assert talk.state()["scene"]["key"] == hidden["scene"]["key"]
    assert talk.get(f"/scene/{revealed['scene']['key']}").status_code == 404


def test_a_view_outside_the_script_has_a_key_too(talk: Talk) -> None:
    talk.act("detour", view={"page": "ranking", "choices": {"indicator": "gerd"}})
    told = talk.state()
    assert (told["detour"], told["scene"]["id"]) == (True, "detour")
    assert "<svg" in talk.get(f"/scene/{told['scene']['key']}").text
    talk.act("detour", view={"page": "map", "choices": {"indicator": "nonsense"}})
    broken = talk.get(f"/scene/{talk.state()['scene']['key']}")
    assert broken.status_code == 200
    assert "nonsense" in broken.text
    talk.act("back")


def test_what_was_shown_can_be_looked_at_again(talk: Talk) -> None:
    talk.go("hostile")
    talk.state()
    listed = talk.get("/slides?lang=de").json()["slides"]
    assert {"index": 1, "title": "Wer gibt für Forschung aus?"}.items() <= listed[1].items()
    assert talk.get(f"/scene/{listed[1]['key']}").status_code == 200


def test_an_ended_room_tells_phones_to_ask_no_more(own: Path, served: Served) -> None:
    talk = rooms.opened(own, served.url)
    talk.rooms.close(talk.opened.code)
    with following(talk.url) as events:
        last = next(events)
    assert last.data["closed"]
    over = talk.get("/events", **{"Last-Event-ID": last.id})
    assert over.status_code == 204
    talk.rooms.shut()


def test_the_code_as_a_picture(talk: Talk, served: Served) -> None:
    drawn = requests.get(f"{served.url}/live/qr/{talk.opened.code}.svg", timeout=30)
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert drawn.text.startswith("<svg")
    assert requests.get(f"{served.url}/live/qr/nonsense.svg", timeout=30).status_code == 404


def test_the_server_stops_while_phones_follow(own: Path, tmp_path: Path) -> None:
    server = serving.start(tmp_path, VAR=str(own), AHEAD="0")
    talk = rooms.opened(own, server.url)

    begun: list[str] = []

    def follow() -> int:
        with following(talk.url) as events:
            begun.append(next(events).id)
            return len(list(events))

    with ThreadPoolExecutor(5) as pool:
        followers = [pool.submit(follow) for _phone in range(5)]
        while len(begun) < 5:
            time.sleep(0.01)
        asked = time.monotonic()
        server.process.terminate()
        server.process.wait(10)
        assert time.monotonic() - asked < 5
        assert [follower.result(5) for follower in followers] == [0] * 5
    talk.rooms.shut()
    serving.quiet(server)

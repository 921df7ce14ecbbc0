"""Desk, projector and kiosk over the real server: who may act, and what the room sees of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from danube import store
from danube.events.deck import Deck
from danube.events.library import Library
from danube.events.votes import Votes
from danube.settings import Settings
from tests import serving
from tests.api import rooms
from tests.api.rooms import Talk, following
from tests.serving import Served


@pytest.fixture(scope="module")
def served(own: Path) -> Iterator[Served]:
    with serving.over(own) as running:
        yield running


@pytest.fixture
def talk(own: Path, served: Served) -> Iterator[Talk]:
    opened = rooms.opened(own, served.url)
    yield opened
    opened.rooms.shut()


def sent(talk: Talk, path: str, content: object, **headers: str) -> requests.Response:
    """What a page of the presenter sends, with its token unless told otherwise."""
    usual = {"origin": talk.server, "x-danube-token": talk.opened.token}
    return requests.post(talk.url + path, json=content, headers=usual | headers, timeout=30)


def act(talk: Talk, action: str, seat: str = "drava-1", **more: object) -> requests.Response:
    return sent(talk, "/act", {"seat": seat, "action": action, **more})


def desk(talk: Talk) -> dict[str, Any]:
    talk.state()
    answer = talk.get("/desk", **{"x-danube-token": talk.opened.token})
    assert answer.headers["cache-control"] == "no-store"
    return dict(answer.json())


def test_the_token_goes_from_the_link_into_a_cookie_of_that_room(talk: Talk, served: Served) -> None:
    link = f"{talk.url}/present?token={talk.opened.token}&lang=de"
    answer = requests.get(link, allow_redirects=False, timeout=30)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/live/{talk.opened.code}/present?lang=de",
    )
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert f"path=/live/{talk.opened.code};" in said
    browser = requests.Session()
    page = browser.get(link, timeout=30)
    assert "what nobody but the presenter reads" in page.text
    assert '<html lang="de"' in page.text
    assert talk.opened.token not in page.text
    assert talk.opened.token not in served.log.read_text()


def test_without_the_presenters_link_nothing_is_told_or_done(talk: Talk) -> None:
    for path in ("/present", "/present?token=somebody-elses", "/desk", "/desk/1", "/desk/titles"):
        answer = talk.get(path)
        assert (answer.status_code, "presenter's link" in answer.text.replace("&#x27;", "'")) == (403, True)
    refused = sent(talk, "/act", {"seat": "a", "action": "go", "slide": 1}, **{"x-danube-token": "wrong"})
    assert refused.status_code == 403
    foreign = sent(talk, "/act", {"seat": "a", "action": "go", "slide": 1}, origin="https://example.org")
    assert foreign.status_code == 403
    assert talk.state()["slide"] == 0


def test_a_step_is_answered_with_where_the_talk_stands_then(talk: Talk) -> None:
    with following(talk.url) as events:
        next(events)
        told = act(talk, "go", slide=1).json()
        assert (told["slide"], told["holder"], told["scene"]["id"]) == (1, "drava-1", "figures")
        assert next(events).data["seq"] == told["seq"]
    assert act(talk, "go", slide=1).json()["seq"] == told["seq"]  # sent again: nothing moves twice


def test_a_step_that_was_overtaken_on_its_way_moves_nothing(talk: Talk) -> None:
    act(talk, "go", slide=1, turn=10)
    act(talk, "go", slide=2, turn=11)
    assert act(talk, "go", slide=1, turn=10).json()["slide"] == 2


def test_a_second_seat_takes_over_and_the_first_is_told(talk: Talk) -> None:
    act(talk, "go", slide=1)
    refused = act(talk, "go", "sava-2", slide=2)
    assert (refused.status_code, talk.state()["slide"]) == (403, 1)
    assert "Somebody else presents now" in refused.json()["error"]
    assert act(talk, "take", "sava-2").json()["holder"] == "sava-2"
    assert act(talk, "go", slide=2).status_code == 403
    assert desk(talk)["holder"] == "sava-2"


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ({"seat": "a", "action": "go", "slide": 999}, 404),
        ({"seat": "a", "action": "go", "slide": -1}, 400),
        ({"seat": "a", "action": "explode"}, 400),
        ({"seat": "a", "action": "region", "region": "<b>"}, 404),
        ({"seat": "a", "action": "year", "year": "2023"}, 409),
        ({"seat": "a", "action": "open", "of": "hostile"}, 422),
        (["no", "act"], 400),
        ({"seat": "a" * 9_000, "action": "take"}, 413),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    talk: Talk, content: object, status: int
) -> None:
    before = talk.state()["seq"]
    answer = sent(talk, "/act", content)
    assert answer.status_code == status, answer.text
    assert answer.json()["error"].endswith(".")
    assert talk.state()["seq"] == before


def test_the_presenter_leaves_the_script_and_comes_back(talk: Talk) -> None:
    told = act(talk, "go", slide=1).json()
    assert told["year"] in told["years"]
    earlier = told["years"][told["years"].index(told["year"]) - 1]
    turned = act(talk, "year", year=earlier).json()
    assert (turned["detour"], turned["year"]) == (True, earlier)
    assert f", {earlier}</h1>" in talk.get(f"/scene/{turned['scene']['key']}?as=screen&lang=en").text
    profile = act(talk, "region", region="AT13").json()
    assert profile["years"] == []
    assert "Wien" in talk.get(f"/scene/{profile['scene']['key']}?as=screen&lang=en").text
    home = act(talk, "back").json()
    assert (home["detour"], home["slide"]) == (False, 1)


def test_votes_are_counted_for_the_desk_and_words_wait_for_the_moderator(talk: Talk) -> None:
    places = {slide.id: place for place, slide in enumerate(talk.rooms.deck(talk.opened.code).slides)}
    act(talk, "go", slide=places["words"])
    assert act(talk, "open", of="words").json()["poll"] == "open"
    votes = Votes(rooms=talk.rooms)
    for word in ("skills", "<b>bridges</b>"):
        votes.cast(talk.opened.code, "words", votes.device(talk.opened.code), word)
    assert desk(talk)["votes"] == "2 votes"
    assert sorted(desk(talk)["pending"]) == ["<b>bridges</b>", "skills"]
    passed = {"slide": "words", "text": "skills", "passed": True}
    assert sent(talk, "/judge", passed).json()["pending"] == ["<b>bridges</b>"]
    sent(talk, "/judge", {"slide": "words", "text": "<b>bridges</b>", "passed": False})
    revealed = act(talk, "reveal", of="words").json()
    assert (revealed["pending"], revealed["results"]) == ([], [{"label": "skills", "said": "1"}])
    assert "bridges" not in talk.get(f"/scene/{revealed['scene']['key']}?as=screen").text


def test_the_rooms_points_are_shown_as_a_map_once_they_are_revealed(talk: Talk) -> None:
    places = {slide.id: place for place, slide in enumerate(talk.rooms.deck(talk.opened.code).slides)}
    act(talk, "go", slide=places["points"])
    act(talk, "open", of="points")
    votes = Votes(rooms=talk.rooms)
    votes.cast(talk.opened.code, "points", votes.device(talk.opened.code), {"research": 60, "skills": 40})
    assert desk(talk)["weighs"] is False
    assert act(talk, "points", of="points").status_code == 409
    assert act(talk, "reveal", of="points").json()["weighs"] is True
    shown = act(talk, "points", of="points").json()
    assert shown["detour"] is True
    assert 'data-region="' in talk.get(f"/scene/{shown['scene']['key']}?as=screen").text


def test_the_pointer_reaches_screens_alone(talk: Talk) -> None:
    with requests.get(f"{talk.url}/events?as=screen", stream=True, timeout=30) as screen:
        lines = screen.iter_lines(chunk_size=1, decode_unicode=True)
        next(line for line in lines if line.startswith("data"))
        assert sent(talk, "/point", {"x": 0.25, "y": 0.5}).status_code == 204
        assert next(line for line in lines if line == "event: point")
        assert json.loads(next(lines).removeprefix("data: ")) == {"x": 0.25, "y": 0.5}
    assert sent(talk, "/point", {"x": 2, "y": 0}).status_code == 400


def test_what_comes_next_is_for_the_desk_alone(talk: Talk) -> None:
    token = {"x-danube-token": talk.opened.token}
    coming = talk.get("/desk/1?lang=de", **token)
    assert "Wer gibt für Forschung aus?" in coming.text
    assert "private" in coming.headers["cache-control"]
    assert talk.get("/desk/99", **token).status_code == 404
    assert talk.get("/desk/titles", **token).json()["titles"][1] == "Who spends on research?"


def test_pages_carry_no_inline_script_and_hostile_titles_stay_words(talk: Talk, served: Served) -> None:
    session = requests.Session()
    for path in (f"/present?token={talk.opened.token}", "/screen"):
        page = session.get(talk.url + path, timeout=30).text
        assert "<script>alert" not in page
        scripts = re.findall(r"<script[^>]*>", page)
        assert [kind for kind in scripts if "src=" not in kind and "application/json" not in kind] == []
        for address in re.findall(r'(?:src|href)="(/live/stage/[^"]+)"', page):
            assert "immutable" in session.get(served.url + address, timeout=30).headers["cache-control"]
    assert "what nobody but" not in session.get(f"{talk.url}/screen", timeout=30).text
    assert session.get(f"{served.url}/live/stage/000000000000/stage.css", timeout=30).status_code == 404


def test_a_code_in_capitals_leads_to_the_room(talk: Talk) -> None:
    capitals = f"{talk.server}/live/{talk.opened.code.upper()}/present?token={talk.opened.token}"
    page = requests.Session().get(capitals, timeout=30)
    assert urlsplit(page.url).path == f"/live/{talk.opened.code}/present"
    assert page.ok


@pytest.fixture
def shown(own: Path) -> Iterator[tuple[Library, Deck, int]]:
    """A saved deck with its revision."""
    with closing(store.connect(Settings(var=own))) as warehouse:
        deck = rooms.script(warehouse.latest())
    with closing(Library(Settings(var=own))) as library:
        yield library, deck, library.save(deck)
        library.remove(deck.id)


def got(served: Served, path: str) -> requests.Response:
    return requests.get(f"{served.url}/kiosk/{path}", timeout=30)


def test_the_loop_leaves_out_polls_and_notes(served: Served, shown: tuple[Library, Deck, int]) -> None:
    page = got(served, "talk?seconds=7")
    told = re.search(r'id="given">(.*?)</script>', page.text)
    assert told
    given = json.loads(told[1])
    assert (given["slides"], given["seconds"]) == (["hostile", "figures"], 7)
    assert "what nobody but the presenter reads" not in page.text
    assert got(served, "talk/slide/words").status_code == 404


def test_slides_and_profiles_tell_the_date_of_their_figures(
    served: Served, shown: tuple[Library, Deck, int]
) -> None:
    drawn = got(served, "talk/slide/figures?lang=de")
    assert re.search(r'data-dated="20\d\d"', drawn.text)
    assert "Wer gibt für Forschung aus?" in drawn.text
    assert "Wien" in got(served, "talk/region/AT13").text
    assert "&lt;script&gt;" in got(served, "talk/slide/hostile").text


def test_a_changed_deck_is_another_edition(served: Served, shown: tuple[Library, Deck, int]) -> None:
    library, deck, revision = shown
    before = got(served, "talk/edition").json()["edition"]
    assert got(served, "talk/edition").json()["edition"] == before
    library.save(replace(deck, slides=deck.slides[:1]), revision)
    assert got(served, "talk/edition").json()["edition"] != before
    assert got(served, "talk/slide/figures").status_code == 404


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("nobody", "There is no such deck"),
        ("talk?seconds=1", "between 5 and 600"),
        ("talk/region/XX", "There is no region XX"),
    ],
)
def test_what_is_not_there_is_told(
    served: Served, shown: tuple[Library, Deck, int], path: str, sentence: str
) -> None:
    answer = got(served, path)
    assert answer.status_code in (400, 404)
    assert sentence in answer.text

"""The page of rooms: a room is opened from a deck, its links told once, its votes taken away, its end."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Visit

from danube import settings
from danube.access import Person
from danube.events.deck import Deck, Option, Poll, Slide
from danube.events.library import Library
from danube.events.rooms import Rooms
from danube.ui import visitor
from danube.ui.rooms import reach
from danube.ui.rooms.reach import Reach

ASKED = Poll("one", (Option("yes", {"en": "Yes"}), Option("no", {"en": "No"})))
DECK = Deck(
    "talk", {"en": "Talk"}, 1,
    (Slide("hello", "text", title={"en": "Hello"}), Slide("asked", "poll", poll=ASKED)),
)  # fmt: skip


@pytest.fixture
def rooms(visit: Visit, var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rooms:
    """No room yet, and one deck, beside the warehouse of `data/`."""
    for path in var.iterdir():
        if not path.name.startswith("events"):
            (tmp_path / path.name).symlink_to(path)
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path))
    Library(settings.read()).save(DECK)
    return Rooms(settings.read())


def press(app: Any, key: str) -> Any:
    app.get_by_key(key).click()
    app.run()
    assert not app.exception
    return app


def links(app: Any) -> list[str]:
    return [one.value for one in app.code]


def keys(app: Any) -> set[str]:
    return {str(one.key) for one in app.button}


def test_a_room_is_opened_in_a_press_and_its_links_lead_there(visit: Visit, rooms: Rooms) -> None:
    app = press(visit("rooms", deck="talk"), "open")
    code = (
        app.query_params["room"][0]
        if isinstance(app.query_params["room"], list)
        else app.query_params["room"]
    )
    audience, screen, presenter = links(app)
    assert urlsplit(audience).path == f"/live/{code}" and screen == f"{audience}/screen"
    token = parse_qs(urlsplit(presenter).query)["token"][0]
    assert rooms.fits(code, token) and presenter.startswith(f"{audience}/present?")
    assert rooms.deck(code) == DECK


def test_the_presenters_link_is_told_once_and_a_lost_one_replaced(visit: Visit, rooms: Rooms) -> None:
    opened = rooms.open(DECK)
    app = visit("rooms", room=opened.code.upper())
    assert len(links(app)) == 2 and not any("token" in one for one in links(app))
    press(app, "renew")
    token = parse_qs(urlsplit(links(app)[2]).query)["token"][0]
    assert rooms.fits(opened.code, token) and not rooms.fits(opened.code, opened.token)


def test_votes_can_be_taken_away_and_the_room_ends(visit: Visit, rooms: Rooms) -> None:
    code = rooms.open(DECK).code
    app = visit("rooms", "end", room=code)
    assert app.get_by_key("votes")
    press(app, "end-now")
    assert rooms.state(code).closed and links(app) == []
    press(app, "end-now")
    assert not rooms.list()


def test_without_the_role_no_room_is_shown_or_opened(
    visit: Visit, rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = rooms.open(DECK).code
    app = visit("rooms", room=code)
    monkeypatch.setattr(visitor, "who", lambda: Person("Ina", frozenset({"analyst"}), "account"))
    press(app, "renew")
    assert links(app) == [] and "renew" not in keys(app)
    assert any("role “presenter”" in one.value.replace("\\", "") for one in app.error)


def test_an_unknown_room_and_a_shelf_without_decks_are_told(visit: Visit, rooms: Rooms) -> None:
    app = visit("rooms", room="<b>")
    assert ["All rooms are listed." in one.value for one in app.warning] == [True]
    Library(settings.read()).remove("talk")
    assert any("no deck with a slide" in one.value for one in visit("rooms").info)


HERE = [("127.0.0.1", 8501)]
OPEN = [("0.0.0.0", 8501)]
NAMES = ("localhost", "127.0.0.1")


@pytest.mark.parametrize(
    ("url", "allowed", "places", "wanted"),
    [
        ("http://192.168.1.7:8501/rooms", NAMES, OPEN, Reach("http://192.168.1.7:8501")),
        ("https://talk.example.org/rooms", NAMES, HERE, Reach("https://talk.example.org")),
        ("http://localhost:8501/rooms", NAMES, HERE, Reach("http://localhost:8501", alone=True)),
        ("http://localhost:8501/rooms", (*NAMES, "10.0.0.4"), OPEN, Reach("http://10.0.0.4:8501")),
        ("http://localhost:8501/", (*NAMES, "fd00::4"), OPEN, Reach("http://[fd00::4]:8501")),
        ("http://localhost:8501/", (*NAMES, "10.0.0.4"), HERE, Reach("http://localhost:8501", alone=True)),
        ("", NAMES, None, Reach("http://localhost:8501", alone=True)),
    ],
)
def test_phones_are_led_to_a_name_that_they_can_reach(
    url: str, allowed: tuple[str, ...], places: list[tuple[str, int]] | None, wanted: Reach
) -> None:
    assert reach.of(url, allowed, places) == wanted

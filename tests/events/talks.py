"""A short talk with a poll of every kind, and rooms in which it is held."""

from __future__ import annotations

from danube.events.actions import Action
from danube.events.deck import Deck, Option, Poll, Slide, View
from danube.events.rooms import Opened, Rooms
from danube.events.state import State

SEAT = "drava-1"
OPTIONS = (
    Option("skills", {"en": "Skills", "de": "Können"}, "ris_digital_skills"),
    Option("research", {"en": "Research"}, "gerd"),
    Option("none", {"en": "=1+1"}),
)
POLLS = {
    "one": Poll("one", OPTIONS),
    "several": Poll("several", OPTIONS, 2),
    "rating": Poll("rating", OPTIONS, 5),
    "points": Poll("points", OPTIONS, 100),
    "words": Poll("words"),
}


def talk() -> Deck:
    """Two slides to be read, then `one`, `several`, `rating`, `points` and `words`."""
    asked = (Slide(kind, "poll", {"en": f"What of {kind}?"}, poll=poll) for kind, poll in POLLS.items())
    first = Slide("start", "text", {"en": "Welcome"})
    shown = Slide("map", "view", {"en": "A map"}, view=View("map", {"indicator": "gerd"}))
    return Deck("talk", {"en": "A talk"}, 1, (first, shown, *asked))


def act(rooms: Rooms, room: Opened, do: str, seat: str = SEAT, **more: object) -> State:
    return rooms.act(room.code, room.token, seat, Action(do, **more))  # type: ignore[arg-type]


def asked(rooms: Rooms, *kinds: str) -> Opened:
    """A room in which these polls are open."""
    room = rooms.open(talk())
    for kind in kinds:
        act(rooms, room, "open", poll=kind)
    return room

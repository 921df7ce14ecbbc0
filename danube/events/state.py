"""Where a talk stands, and where an action takes it: nothing here is kept or sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from pydantic import TypeAdapter

from danube.events.actions import Action
from danube.events.deck import Deck, View
from danube.events.refusals import Over, Refused
from danube.texts import _

Stage = Literal["waiting", "open", "closed", "revealed"]


@dataclass(frozen=True)
class State:
    """All that followers need to know; given whole at every change.

    Attributes:
        seq: rises by one with every change.
        slide, count: the place of the current slide from 0, and how many there are.
        dark: nothing is shown.
        detour: what is shown instead of the slide, outside the script.
        shown: places of the slides shown so far, in rising order.
        polls: slide → where its poll stands. Only a revealed one has results for all.
        holder: the seat that presents; empty until somebody does.
        began: when the first slide was left, in ISO 8601 (UTC).
        closed: the room has ended; nothing changes any more.
    """

    code: str
    seq: int
    slide: int
    count: int
    dark: bool = False
    detour: View | None = None
    shown: tuple[int, ...] = (0,)
    polls: Mapping[str, Stage] = field(default_factory=dict)
    holder: str = ""
    began: str | None = None
    closed: bool = False

    def as_json(self) -> dict[str, object]:
        """The same in what JSON knows."""
        document: dict[str, object] = DOCUMENT.dump_python(self, mode="json")
        return document


DOCUMENT = TypeAdapter(State)


def first(code: str, deck: Deck) -> State:
    """A room as it opens: the first slide, every poll waiting. Raises Refused for a deck without slides."""
    if not deck.slides:
        raise Refused(_("This deck has no slides yet: add one before you open a room."))
    polls: dict[str, Stage] = {slide.id: "waiting" for slide in deck.slides if slide.poll}
    return State(code, 1, 0, len(deck.slides), polls=polls)


def kept(state: State) -> str:
    """The state as a document."""
    return DOCUMENT.dump_json(state).decode()


def read(document: str, seq: int) -> State:
    """The state of a document, at this seq."""
    return replace(DOCUMENT.validate_json(document), seq=seq)


def after(state: State, action: Action, deck: Deck) -> State:
    """The state that an action leads to; the same one where it changes nothing. Raises Refused.

    Moving to a slide ends a detour and lights a dark screen; next of the last slide stays there.
    """
    if action.do in POLL:
        return _polled(state, action, deck)
    if action.do in PLACES:
        return _moved(state, PLACES[action.do](state, action))
    return {
        "dark": replace(state, dark=True),
        "light": replace(state, dark=False),
        "detour": replace(state, detour=action.view, dark=False),
        "back": replace(state, detour=None, dark=False),
        "take": state,
    }[action.do]


PLACES: dict[str, Callable[[State, Action], int]] = {
    "go": lambda _state, action: action.slide or 0,
    "next": lambda state, _action: min(state.slide + 1, state.count - 1),
    "previous": lambda state, _action: max(state.slide - 1, 0),
}
POLL: dict[str, tuple[tuple[Stage, ...], Stage]] = {
    "open": (("waiting", "closed", "revealed"), "open"),
    "close": (("open",), "closed"),
    "reveal": (("open", "closed"), "revealed"),
    "hide": (("revealed",), "closed"),
}
"""Action → from where it leads, and where; to where the poll stands already, it changes nothing."""


def _moved(state: State, slide: int) -> State:
    if slide >= state.count:
        raise Refused(
            _("There is no slide {place}; the last one is {last}.", place=slide + 1, last=state.count)
        )
    began = state.began or (None if slide == state.slide else datetime.now(UTC).isoformat("T", "seconds"))
    seen = tuple(sorted({*state.shown, slide}))
    return replace(state, slide=slide, detour=None, dark=False, shown=seen, began=began)


def _polled(state: State, action: Action, deck: Deck) -> State:
    slide = action.poll or deck.slides[state.slide].id
    if slide not in state.polls:
        raise Refused(_("This slide asks nothing: go to a poll first."))
    wanted, target = POLL[action.do]
    if state.polls[slide] == target:
        return state
    if state.polls[slide] not in wanted:
        raise Over(_("Nobody was asked yet: open the poll first."))
    return replace(state, polls={**state.polls, slide: target})

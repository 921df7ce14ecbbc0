"""Where an action leads: each step of a talk by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from danube.events import actions, state
from danube.events.actions import Action
from danube.events.deck import View
from danube.events.refusals import Over, Refused
from danube.events.state import State
from tests.events.talks import talk

FIRST = state.first("cdfghj", talk())
ASIDE = View("region", {"region": "RO42"})
SIMPLE = ("next", "previous", "dark", "light", "back", "take", "open", "close", "reveal", "hide")


def after(*done: Action, start: State = FIRST) -> State:
    for action in done:
        start = state.after(start, action, talk())
    return start


def test_a_room_opens_at_its_first_slide_with_every_poll_waiting() -> None:
    assert (FIRST.slide, FIRST.count, FIRST.shown, FIRST.holder, FIRST.began) == (0, 7, (0,), "", None)
    assert FIRST.polls == dict.fromkeys(("one", "several", "rating", "points", "words"), "waiting")


def test_a_deck_without_slides_opens_no_room() -> None:
    with pytest.raises(Refused, match="no slides yet"):
        state.first("cdfghj", replace(talk(), slides=()))


def test_moving_remembers_what_was_shown_and_when_it_began() -> None:
    moved = after(Action("go", slide=5), Action("next"), Action("next"), Action("previous"))
    assert (moved.slide, moved.shown) == (5, (0, 5, 6))
    assert moved.began and moved.began.endswith("+00:00")
    assert after(Action("previous")) == FIRST


def test_the_script_goes_on_after_a_detour_or_a_dark_screen() -> None:
    aside = after(Action("next"), Action("dark"), Action("detour", view=ASIDE))
    assert (aside.slide, aside.detour, aside.dark) == (1, ASIDE, False)
    assert after(Action("back"), start=aside).slide == 1
    assert after(Action("back"), start=aside).detour is None
    assert after(Action("next"), start=aside).slide == 2
    dark = after(Action("dark"), start=aside)
    assert (dark.dark, after(Action("light"), start=dark)) == (True, aside)


def test_a_poll_is_opened_closed_revealed_and_hidden() -> None:
    poll = after(Action("go", slide=2))
    stages = []
    for do in ("open", "open", "close", "reveal", "hide", "open", "reveal"):
        poll = after(Action(do), start=poll)
        stages.append(poll.polls["one"])
    assert stages == ["open", "open", "closed", "revealed", "closed", "open", "revealed"]
    assert after(Action("close", poll="words"), Action("next"), start=after(Action("open", poll="words")))


def test_an_action_names_its_poll_when_the_talk_has_gone_on() -> None:
    assert after(Action("open", poll="rating")).polls["rating"] == "open"


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (Action("open"), "This slide asks nothing"),
        (Action("open", poll="map"), "This slide asks nothing"),
        (Action("go", slide=7), "There is no slide 8; the last one is 7"),
    ],
)
def test_what_cannot_be_done_is_refused(action: Action, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        after(action)


def test_what_nobody_was_asked_is_not_revealed() -> None:
    with pytest.raises(Over, match="Nobody was asked yet"):
        after(Action("reveal", poll="one"))


@trying(max_examples=40, deadline=None)
@given(done=st.lists(st.sampled_from(SIMPLE), max_size=12))
def test_any_sequence_leads_somewhere_that_can_be_kept(done: list) -> None:
    now = FIRST
    for do in done:
        try:
            now = state.after(now, Action(do), talk())
        except Refused:
            continue
    assert 0 <= now.slide < now.count and now.slide in now.shown
    assert state.read(state.kept(now), 9) == replace(now, seq=9)
    assert now.as_json()["polls"] == dict(now.polls)


@pytest.mark.parametrize(
    "document",
    [
        b"", b"[]", b"{}", b'{"do": "explode"}', b'{"do": "go"}', b'{"do": "go", "slide": -1}', b"\xff",
        b'{"do": "go", "slide": "1"}', b'{"do": "next", "slide": 1}', b'{"do": "detour"}',
        b'{"do": "detour", "view": {"page": "../etc"}}', b'{"do": "next", "more": 1}', b" " * 20_000,
        b'{"do": "open", "poll": "<b>"}', b'{"do": "go", "slide": 1e400}',
    ],
)  # fmt: skip
def test_what_is_no_action_is_refused(document: bytes) -> None:
    with pytest.raises(Refused, match="nothing that a presenter can do"):
        actions.from_json(document)


def test_an_action_is_read() -> None:
    assert actions.from_json('{"do": "go", "slide": 3}') == Action("go", slide=3)
    assert actions.from_json('{"do": "detour", "view": {"page": "map"}}').view == View("map")
    assert actions.from_json('{"do": "open", "poll": "one"}') == Action("open", poll="one")

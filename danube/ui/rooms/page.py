"""The page of rooms: one is opened from a deck, its code and links are handed out, its votes taken away."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from danube import texts
from danube.events import codes
from danube.events.deck import spoken
from danube.events.refusals import Unknown
from danube.events.rooms import Listed
from danube.texts import _, n_
from danube.ui import account, addresses, frame, selection, visitor
from danube.ui.decks import keeping as decks
from danube.ui.intake.plain import plain
from danube.ui.rooms import keeping, room


def draw(page: frame.Page) -> None:
    """The room of the address, else all rooms and a way to open one."""
    person = visitor.who()
    decks.say()
    if not person.may(decks.ROLE):
        page.answer(_("A room lets everybody follow a talk on their phones and vote in it."))
        account.line()
        if person.how == "account":
            st.caption(_("Rooms are opened by whoever has the role “presenter”."))
    elif code := _asked():
        room.draw(page, code)
    else:
        listed = keeping.rooms().list()
        page.answer(_answer(listed))
        if person.how != "machine":
            account.line()
        _open()
        for one in listed:
            _line(one)
    page.notes()


def _answer(listed: list[Listed]) -> str:
    going = sum(not one.state.closed for one in listed)
    if not going:
        return _(
            "No room is open. Open one from a deck: the audience joins with its code, without an account."
        )
    return n_("{count} room is open.", "{count} rooms are open.", going)


def _asked() -> str:
    asked = st.query_params.get("room", "")
    if not asked:
        return ""
    try:
        return keeping.rooms().state(codes.read(asked)).code
    except Unknown:
        selection.refuse(_("room"), asked, _("All rooms are listed."))
        return ""


def _open() -> None:
    """Which deck, and the button."""
    ready = [one for one in decks.library().decks() if one.slides]
    if not ready:
        st.info(_("There is no deck with a slide yet.") + f" [{_('Make one')}]({addresses.page('decks')})")
        return
    names = {one.id: spoken(one.name) or _("Without a name") for one in ready}
    called = {
        id: name if list(names.values()).count(name) == 1 else f"{name} ({id})" for id, name in names.items()
    }
    asked = st.query_params.get("deck", "")
    with st.container(horizontal=True, vertical_alignment="bottom", key="open-room"):
        chosen = st.selectbox(
            _("Deck"), list(called), index=list(called).index(asked) if asked in called else 0,
            format_func=lambda id: called[id], key="room-deck",
        )  # fmt: skip
        st.button(
            _("Open a room"), key="open", type="primary", on_click=decks.press,
            args=(_opened(chosen), texts.language()),
        )  # fmt: skip
    st.caption(_("The room keeps a copy of the deck: later changes of the deck do not change the talk."))


def _opened(deck: str) -> Callable[[], str]:
    def work() -> str:
        opened = keeping.rooms().open(decks.library().get(deck)[0])
        keeping.remember(opened.code, opened.token)
        selection.write("room", opened.code)
        return _("Room {code} is open.", code=codes.shown(opened.code))

    return work


def _line(one: Listed) -> None:
    """A room in the list: its code, its deck, how far the talk is."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key=f"line-{one.code}"):
        st.button(
            codes.shown(one.code), key=f"room-{one.code}", on_click=selection.write, args=("room", one.code)
        )
        name = plain(spoken(one.name) or _("Without a name"))
        st.caption(
            f"{name} · {_('opened on {day}', day=texts.day(one.opened.date()))} · {room.stands(one.state)}"
        )

"""One room: its QR code and code, the links of audience, projector and presenter, its votes, its end."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st

from danube import texts
from danube.events import codes
from danube.events.deck import Deck
from danube.events.state import State
from danube.exports import qr
from danube.texts import _
from danube.ui import badges, frame, selection
from danube.ui.decks import keeping as decks
from danube.ui.intake.plain import plain
from danube.ui.rooms import keeping, reach
from danube.ui.rooms.reach import Reach

STYLE = Path(__file__).parent / "rooms.css"
WIDE = 320
"""Pixels of the QR code: read from a phone's length away."""


def stands(state: State) -> str:
    """How far the talk is."""
    if state.closed:
        return _("ended")
    if not state.began:
        return _("not begun")
    return _("slide {slide} of {count}", slide=state.slide + 1, count=state.count)


def draw(page: frame.Page, code: str) -> None:
    """Everything that is handed out for a talk."""
    st.html(STYLE)
    deck, state, there = keeping.rooms().deck(code), keeping.rooms().state(code), reach.now()
    with frame.controls():
        st.button(_("All rooms"), key="all-rooms", on_click=selection.write, args=("room", ""))
    page.answer(
        _(
            "Room {code}, “{name}”: {stands}.",
            code=codes.shown(code),
            name=plain(decks.named(deck)),
            stands=stands(state),
        )
    )
    if state.closed:
        st.info(_("This room has ended: nobody can vote in it any more."))
    else:
        _alone(code, there)
        _links(code, there)
    _votes(code, deck)
    _end(code, state)


def _alone(code: str, there: Reach) -> None:
    if there.alone:
        st.warning(
            _(
                "This server listens to this machine alone: phones cannot reach it. Start it with "
                "`{command}`, which opens it to the network of the room and prints its address.",
                command=f"make event ROOM={code}",
            )
        )


def _links(code: str, there: Reach) -> None:
    """The code for the audience at the left, the links at the right."""
    left, right = st.columns([1, 2], gap="large")
    with left:
        address = there.audience(code)
        st.image(qr.svg(address), width=WIDE, alt=_("QR code of {address}", address=address))
        st.html(f'<p class="room-code">{escape(codes.shown(code))}</p>')
    with right:
        _link(_("For the audience"), address, "audience")
        st.caption(_("Or open the address of this server followed by /live, and type the code."))
        _link(_("For the projector"), there.screen(code), "screen")
        _presenter(code, there)


def _link(label: str, address: str, key: str) -> None:
    st.markdown(f"**{label}** · [{_('Open')}]({address})")
    with st.container(key=f"link-{key}"):
        st.code(address, language=None, wrap_lines=True)


def _presenter(code: str, there: Reach) -> None:
    """The presenter's link while it is known; a new one where it is not."""
    if token := keeping.token(code):
        _link(_("For the presenter"), there.presenter(code, token), "presenter")
        st.caption(
            _("Keep this link for yourself: whoever has it leads the talk. It is shown in this visit alone.")
        )
        return
    st.markdown(f"**{_('For the presenter')}**")
    st.caption(
        _(
            "The link was shown when the room was opened, and is kept nowhere. If it is lost, make a "
            "new one: the old one ends."
        )
    )
    st.button(
        _("Make a new link for the presenter"), key="renew", on_click=decks.press,
        args=(_renewed(code), texts.language()),
    )  # fmt: skip


def _renewed(code: str) -> Callable[[], str]:
    def work() -> str:
        keeping.remember(code, keeping.rooms().renew(code))
        return _("The presenter has a new link; the old one is worth nothing now.")

    return work


def _votes(code: str, deck: Deck) -> None:
    if not any(slide.poll for slide in deck.slides):
        return
    st.header(_("Votes"), anchor=False)
    st.caption(_("No name, address or device is kept with a vote."))
    votes = keeping.votes()
    st.download_button(
        _("Votes as CSV"), lambda: votes.csv(code), file_name=badges.file_name(f"votes-{code}.csv"),
        mime="text/csv", key="votes", on_click="ignore",
    )  # fmt: skip


def _end(code: str, state: State) -> None:
    """Ends the room, or deletes one that has ended; asked twice, for neither can be undone."""
    st.header(_("The end"), anchor=False)
    label = _("Delete this room") if state.closed else _("End this room")
    said = (
        _("The room and its votes are deleted for good. Take the votes away first.")
        if state.closed
        else _(
            "Everybody sees that the talk is over, and nobody can vote any more. It cannot be opened again."
        )
    )
    with st.popover(label, key="end"):
        st.markdown(said)
        st.button(
            label, key="end-now", type="primary", on_click=decks.press,
            args=(_ended(code, state.closed), texts.language()),
        )  # fmt: skip


def _ended(code: str, over: bool) -> Callable[[], str]:
    def work() -> str:
        if not over:
            keeping.rooms().close(code)
            return _("Room {code} has ended.", code=codes.shown(code))
        keeping.rooms().remove(code)
        selection.write("room", "")
        return _("Room {code} and its votes are deleted.", code=codes.shown(code))

    return work

"""“Pin this view”: what a page shows becomes a slide of a deck, with its choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from danube import access, texts
from danube.events import revising
from danube.events.deck import Slide, View, fresh, spoken
from danube.events.library import Listed
from danube.texts import _
from danube.ui import addresses, figures, selection, visitor
from danube.ui.decks import keeping
from danube.ui.intake.plain import plain

PINNED = "deck that was pinned to last, and the slide"
_DECK = "pin-deck"


def draw(choices: Mapping[str, str]) -> None:
    """The drawer below a page whose view a deck can show; it is filled while it is open."""
    from danube.events.scenes import PAGES

    if selection.page() not in PAGES:
        return
    with st.popover(_("Pin this view"), key="pin", on_change="rerun") as drawer:
        if drawer.open:
            _fill(View(selection.page(), {key: text for key, text in choices.items() if text}))


def _fill(view: View) -> None:
    """Which deck, and the button; whoever may not reads why."""
    person = visitor.who()
    if not person.may(keeping.ROLE):
        st.caption(plain(access.refusal(person, keeping.ROLE)))
        return
    _told()
    listed = {one.id: one for one in keeping.library().decks()}
    chosen = _choose(listed)
    if chosen in listed:
        _differs(listed[chosen])
    st.button(
        _("Pin this view"), key="pin-now", type="primary", on_click=keeping.press,
        args=(_pinned(view, chosen), texts.language()),
    )  # fmt: skip


def _choose(listed: Mapping[str, Listed]) -> str:
    """The deck that was pinned to last, else the newest; or a new one with its name."""
    last = st.session_state.get(PINNED, ("", ""))[0]
    options = [*sorted(listed, key=lambda id: id != last), ""]
    names = {id: spoken(one.name) or _("Without a name") for id, one in listed.items()}
    called = {
        id: name if list(names.values()).count(name) == 1 else f"{name} ({id})" for id, name in names.items()
    }
    chosen = st.selectbox(
        _("Deck"), options, key=f"{_DECK}-{last}-{len(options)}",
        format_func=lambda id: called.get(id) or _("a new deck"),
    )  # fmt: skip
    if not chosen:
        st.text_input(_("Name of the deck"), key="pin-name", max_chars=keeping.LONGEST_NAME)
    return str(chosen or "")


def _differs(deck: Listed) -> None:
    """A deck is of one version: where the page shows another, the slide will show other figures."""
    if deck.version != figures.number():
        st.caption(
            _(
                "This deck shows version {theirs} of the figures, this page version {here}: the slide will "
                "show version {theirs}.",
                theirs=deck.version,
                here=figures.number(),
            )
        )


def _pinned(view: View, deck: str) -> Callable[[], str]:
    """Puts the view at the end of the deck, or of a new one."""

    def work() -> str:
        slide = Slide(id=fresh(), kind="view", view=view)
        id = deck or _new()
        _before, after = keeping.change(id, revising.add(slide))
        st.session_state[PINNED] = (id, slide.id)
        return _("Pinned as slide {place} of “{name}”.", place=len(after.slides), name=keeping.named(after))

    return work


def _new() -> str:
    name = str(st.session_state.get("pin-name", "")).strip() or _("Without a name")
    begun = keeping.empty(name)
    keeping.library().save(begun, None)
    return begun.id


def _told() -> None:
    """What became of the press, and the way to the slide."""
    keeping.say()
    deck, slide = st.session_state.get(PINNED, ("", ""))
    if deck:
        st.markdown(f"[{_('Open the deck')}]({addresses.page('decks', deck=deck, slide=slide)})")

"""“Pin this view”: what a page shows becomes a slide of a deck, with its choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from danube import access, texts
from danube.events import revising, scenes
from danube.events.deck import Deck, Slide, View, fresh, spoken
from danube.events.library import Listed
from danube.texts import _
from danube.ui import addresses, figures, selection, show, visitor
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
            _fill({key: text for key, text in choices.items() if text})


def _fill(choices: Mapping[str, str]) -> None:
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
        args=(_pinned(selection.page(), choices, chosen), texts.language()),
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


def _pinned(page: str, choices: Mapping[str, str], deck: str) -> Callable[[], str]:
    """Puts the view at the end of the deck, or of a new one, where it can be drawn at all."""

    def work() -> str:
        view = revising.checked(View, page, dict(choices))
        slide = Slide(id=fresh(), kind="view", view=view)
        begun = keeping.library().get(deck)[0] if deck else _new()
        scenes.view(
            figures.warehouse(), view, version=begun.version, uploads=begun.uploads,
            language=texts.language(), theme=show.theme(),
        )  # fmt: skip
        if not deck:
            keeping.library().save(begun, None)
        _before, after = keeping.change(begun.id, revising.add(slide))
        st.session_state[PINNED] = (begun.id, slide.id)
        return _("Pinned as slide {place} of “{name}”.", place=len(after.slides), name=keeping.named(after))

    return work


def _new() -> Deck:
    return keeping.empty(str(st.session_state.get("pin-name", "")))


def _told() -> None:
    """What became of the press, and the way to the slide."""
    keeping.say()
    deck, slide = st.session_state.get(PINNED, ("", ""))
    if deck:
        st.markdown(f"[{_('Open the deck')}]({addresses.page('decks', deck=deck, slide=slide)})")

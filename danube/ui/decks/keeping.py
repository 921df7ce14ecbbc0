"""Where decks are kept, and what became of the last press: said once, with the way back if there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import streamlit as st

from danube import settings, texts
from danube.access import NotAllowed
from danube.events import revising
from danube.events.deck import Deck, DeckError, fresh, spoken
from danube.events.library import Library
from danube.events.refusals import Refused
from danube.events.revising import Step
from danube.events.scenes import SceneError
from danube.store import StoreError, editions
from danube.texts import _
from danube.ui import figures, selection, visitor
from danube.ui.intake.plain import plain

ROLE = "presenter"
PAGE = "decks"
LONGEST_NAME = 120
REFUSALS = (NotAllowed, DeckError, Refused, SceneError, StoreError)
_TOLD = "what became of the deck"

Undo = Callable[[], str]
"""Does it, and says so."""


@dataclass(frozen=True)
class Told:
    """A sentence about what was done, and how to take it back."""

    kind: Literal["done", "refused"]
    sentence: str
    undo: Undo | None = None


def empty(name: str) -> Deck:
    """A deck without slides, of what this visitor sees: its version, with uploads or without.

    Without a name it is called by the day.
    """
    called = name.strip() or _("Deck of {day}", day=texts.day(datetime.now(UTC).date()))
    uploads = not editions.leaves_uploads_out(figures.version())
    language = texts.language()
    return revising.checked(
        Deck, id=fresh(), name={language: called}, version=figures.number(), uploads=uploads
    )


def library() -> Library:
    """The decks of this server."""
    chosen = settings.read()
    return _library(chosen, str(chosen.var), chosen.catalogue)


@st.cache_resource(show_spinner=False, max_entries=2)
def _library(_chosen: settings.Settings, folder: str, catalogue: str) -> Library:
    return Library(_chosen)


def press(work: Callable[[], Told | str], language: str) -> None:
    """Does what a button asks for, in a callback: presenters alone; what it says is shown once, above."""
    texts.use(language)
    try:
        visitor.require(ROLE)
        told = work()
    except REFUSALS as refusal:
        st.session_state[_TOLD] = Told("refused", str(refusal))
        return
    st.session_state[_TOLD] = Told("done", told) if isinstance(told, str) else told


def change(deck: str, step: Step) -> tuple[Deck, Deck]:
    """The deck before and after a step on it, kept."""
    return revising.change(library(), deck, step)


def say() -> None:
    """What became of the last press, once; a way back stays on the page of decks until the next press."""
    told: Told | None = st.session_state.get(_TOLD)
    if told is None:
        return
    if told.undo is None or selection.page() != PAGE:
        del st.session_state[_TOLD]
        if told.undo is not None:
            return
    if told.kind == "refused":
        st.error(plain(told.sentence))
        return
    with st.container(key="told", horizontal=True, vertical_alignment="center"):
        st.success(plain(told.sentence))
        if told.undo is not None:
            st.button(_("Undo"), key="undo", on_click=press, args=(told.undo, texts.language()))


def named(deck: Deck) -> str:
    """The name of a deck in the reader's language; said plainly where it has none."""
    return spoken(deck.name) or _("Without a name")

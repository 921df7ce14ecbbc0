"""The page of decks: all of them, or the one that the address names. Presenters alone see them."""

from __future__ import annotations

import streamlit as st

from danube.access import Person
from danube.events.deck import Deck, DeckError
from danube.events.refusals import Unknown
from danube.texts import _
from danube.ui import account, frame, selection, visitor
from danube.ui.decks import editor, keeping, shelf


def draw(page: frame.Page) -> None:
    """The deck of the address, else all decks; what became of the last press stands above."""
    person = visitor.who()
    above = frame.controls()
    keeping.say()
    if not person.may(keeping.ROLE):
        _nothing(page, person)
    elif deck := _asked():
        page.answer(editor.answer(deck))
        with above:
            editor.controls(deck)
        editor.draw(deck)
    else:
        listed = keeping.library().decks()
        page.answer(shelf.answer(listed))
        if person.how != "machine":
            account.line()
        shelf.draw(listed)
    page.notes()


def _nothing(page: frame.Page, person: Person) -> None:
    """Notes and hidden answers are not for everybody: what a deck is, and who may see one."""
    page.answer(_("A deck is a talk in the making: views of the figures, texts and questions to the room."))
    account.line()
    if person.how == "account":
        st.caption(_("Decks hold a presenter's notes: they are shown to whoever has the role “presenter”."))


def _asked() -> Deck | None:
    asked = st.query_params.get("deck", "")
    if not asked:
        return None
    try:
        return keeping.library().get(asked)[0]
    except (Unknown, DeckError):
        selection.refuse(_("deck"), asked, _("All decks are listed."))
        return None

"""One deck: its slides at the left, at the right one as the room sees it and its words, the rest below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import streamlit as st

from danube import texts
from danube.events.deck import Deck, Slide
from danube.texts import _, n_
from danube.ui import chrome, figures, selection
from danube.ui.decks import form, keeping, renewal, shelf, stage, strip, taking
from danube.ui.decks.keeping import Told
from danube.ui.intake.plain import plain

STYLE = Path(__file__).parent / "decks.css"


def answer(deck: Deck) -> str:
    """What the deck is: its slides and the version of its figures."""
    if deck.version == figures.latest():
        return n_(
            "“{name}” has {count} slide and shows version {version} of the figures, the latest.",
            "“{name}” has {count} slides and shows version {version} of the figures, the latest.",
            len(deck.slides),
            name=plain(keeping.named(deck)),
            version=deck.version,
        )
    return n_(
        "“{name}” has {count} slide and shows version {version} of the figures; the latest is {newest}.",
        "“{name}” has {count} slides and shows version {version} of the figures; the latest is {newest}.",
        len(deck.slides),
        name=plain(keeping.named(deck)),
        version=deck.version,
        newest=figures.latest(),
    )


def controls(deck: Deck) -> None:
    """The way back to all decks, and on to a room."""
    st.button(_("All decks"), key="all-decks", on_click=shelf.open_deck, args=("",))
    if deck.slides:
        selection.write("room", "")  # else the page of rooms would show the one that was seen there last
        if st.button(_("Open a room with it"), key="to-rooms", type="primary"):
            rooms = {"deck": deck.id} | selection.everywhere()
            st.switch_page(chrome.PAGES / "rooms.py", query_params=rooms)


def draw(deck: Deck) -> None:
    """Slides, the one that is shown, and what concerns the deck as a whole."""
    st.html(STYLE)
    shown = _shown(deck)
    left, right = st.columns([1, 3], gap="large")
    with left:
        strip.draw(deck, shown)
    with right:
        if shown is None:
            st.info(_("The deck is empty: add a slide, or pin a view from a page such as the map."))
        else:
            _slide(deck, shown)
    taking.draw(deck)
    renewal.draw(deck)
    _whole(deck)


def _shown(deck: Deck) -> Slide | None:
    """The slide that the address asks for, else the first."""
    asked = st.query_params.get("slide")
    known = {slide.id: slide for slide in deck.slides}
    if asked and asked not in known:
        selection.refuse(_("slide"), asked, _("The first one is shown."))
    return known.get(asked or "") or next(iter(deck.slides), None)


def _slide(deck: Deck, shown: Slide) -> None:
    stage.draw(deck, shown)
    _origin(deck, shown)
    strip.tools(deck, shown)
    form.draw(deck, shown)


def _origin(deck: Deck, shown: Slide) -> None:
    """The way to the page that a view was pinned from, at the deck's version."""
    drawn = stage.scene(deck, shown)
    if not isinstance(drawn, str) and drawn.link:
        st.markdown(f"[{_('Open this view on its page')}]({drawn.link})")


def _whole(deck: Deck) -> None:
    """Its name, and the end of it."""
    st.header(_("The deck as a whole"), anchor=False)
    with st.form(f"name-{deck.id}", enter_to_submit=False, border=False):
        for column, (code, language) in zip(
            st.columns(len(texts.LANGUAGES)), texts.LANGUAGES.items(), strict=True
        ):
            label = f"{_('Name of the deck')} · {language}"
            key = f"name-{deck.id}-{code}"
            column.text_input(label, deck.name.get(code, ""), max_chars=keeping.LONGEST_NAME, key=key)
        st.form_submit_button(
            _("Rename"), key="rename", on_click=keeping.press, args=(_renamed(deck), texts.language())
        )
    st.button(
        _("Delete this deck"), key="delete-deck", on_click=keeping.press,
        args=(_removed(deck), texts.language()),
    )  # fmt: skip


def _renamed(deck: Deck) -> Callable[[], str]:
    def work() -> str:
        said = {code: str(st.session_state[f"name-{deck.id}-{code}"]).strip() for code in texts.LANGUAGES}
        name = {code: text for code, text in said.items() if text}
        keeping.change(deck.id, lambda now: replace(now, name=name))
        return _("The deck has its new name.")

    return work


def _removed(deck: Deck) -> Callable[[], Told]:
    """Deletes the deck as it stands now; undone, it is kept again as it was."""

    def work() -> Told:
        last, _revision = keeping.library().get(deck.id)
        keeping.library().remove(deck.id)
        shelf.open_deck("")
        said = _(
            "The deck “{name}” is deleted; rooms that were opened from it stay.", name=keeping.named(last)
        )
        return Told("done", said, _returned(last))

    return work


def _returned(last: Deck) -> Callable[[], str]:
    def work() -> str:
        keeping.library().save(last, None)
        shelf.open_deck(last.id)
        return _("The deck “{name}” is back.", name=keeping.named(last))

    return work

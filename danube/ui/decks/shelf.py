"""All decks: opened, begun empty or from a ready one, brought as a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from danube import regions, texts
from danube.events import deck as decks
from danube.events.deck import Deck, fresh, spoken
from danube.events.library import Listed
from danube.texts import _, n_
from danube.ui import figures, profiles, selection
from danube.ui.decks import keeping
from danube.ui.decks.keeping import Told
from danube.ui.intake.plain import plain

OF_A_REGION = "my-region"
"""The ready deck that is made for a region."""


def answer(listed: list[Listed]) -> str:
    """How many decks there are, or what one is."""
    if not listed:
        return _(
            "There is no deck yet. A deck is a talk: views of the figures, texts, pictures and questions to "
            "the room, in order. Begin with a ready one, or pin views from other pages."
        )
    return n_("There is {count} deck.", "There are {count} decks.", len(listed))


def draw(listed: list[Listed]) -> None:
    """The decks that there are, and the ways to another."""
    with st.container(key="shelf"):
        for one in listed:
            _line(one)
    st.header(_("Begin a deck"), anchor=False)
    made, own, brought = st.columns(3, gap="large")
    with made:
        _ready()
    with own:
        _empty()
    with brought:
        _bring()


def open_deck(id: str, slide: str = "") -> None:
    """The page shows this deck from here on."""
    selection.write("deck", id)
    selection.write("slide", slide)


def _line(one: Listed) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key=f"line-{one.id}"):
        st.button(plain(spoken(one.name) or _("Without a name")), key=f"open-{one.id}", on_click=open_deck,
                  args=(one.id,))  # fmt: skip
        slides = n_("{count} slide", "{count} slides", one.slides)
        version = _("version {version} of the figures", version=one.version)
        changed = _("changed on {day}", day=texts.day(one.changed.date()))
        st.caption(f"{slides} · {version} · {changed}")


def _ready() -> None:
    """The ready decks: each is made with one press, one of them for a region."""
    from danube.events import ready

    st.markdown(f"**{_('A ready one')}**")
    st.caption(_("Written from the figures of the latest version; change what you like."))
    for id in sorted(ready.decks(), key=lambda one: one == OF_A_REGION):
        region = ""
        if id == OF_A_REGION:
            codes = selection.every_region()
            region = st.selectbox(
                _("My region"), codes, format_func=regions.name, key="ready-region",
                index=codes.index(profiles.DEFAULT),
            )  # fmt: skip
        if st.button(plain(ready.decks()[id]), key=f"make-{id}", width="stretch"):
            with st.spinner(_("The deck is written from the figures …")):
                keeping.press(_making(id, region), texts.language())
            st.rerun()


def _making(id: str, region: str) -> Callable[[], str]:
    from danube.events import ready

    def work() -> str:
        return _keep(ready.made(figures.warehouse(), id, region))

    return work


def _empty() -> None:
    st.markdown(f"**{_('An empty one')}**")
    st.text_input(_("Name of the deck"), key="new-name", max_chars=keeping.LONGEST_NAME)
    st.button(_("Begin"), key="begin", on_click=keeping.press, args=(_begin, texts.language()))
    st.caption(_("Then open a page such as the map, choose, and press “Pin this view” below it."))


def _begin() -> str:
    return _keep(keeping.empty(str(st.session_state.get("new-name", ""))))


def _bring() -> None:
    st.markdown(f"**{_('One from a file')}**")
    st.file_uploader(_("A deck that was taken away as JSON"), key="brought", type=["json"])
    st.button(
        _("Import"), key="bring", on_click=keeping.press, args=(_brought, texts.language()),
        disabled=st.session_state.get("brought") is None,
    )  # fmt: skip


def _brought() -> Told | str:
    file = st.session_state.get("brought")
    if file is None:
        return _("Choose a file first.")
    return _keep(*_fitting(decks.from_json(file.getvalue())))


def _fitting(deck: Deck) -> tuple[Deck, str]:
    """The deck under an id of its own; at the latest version where this server has not yet got its own."""
    newest = figures.latest()
    mine = replace(deck, id=fresh(), version=min(deck.version, newest))
    if deck.version <= newest:
        return mine, ""
    told = _(
        "It was made at version {theirs} of the figures, which this server does not have: it shows version "
        "{newest}.",
        theirs=deck.version,
        newest=newest,
    )
    return mine, told


def _keep(deck: Deck, more: str = "") -> str:
    keeping.library().save(deck, None)
    open_deck(deck.id)
    count = n_("{count} slide", "{count} slides", len(deck.slides))
    said = _("The deck “{name}” is kept: {slides}.", name=keeping.named(deck), slides=count)
    return f"{said} {more}".strip()

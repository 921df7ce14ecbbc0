"""A slide as the room will see it: the same scene, its words, its table, and what is missing in it."""

from __future__ import annotations

import streamlit as st

from danube import texts
from danube.events import scenes
from danube.events.deck import Deck, Slide
from danube.events.scene import Scene
from danube.events.scenes import SceneError
from danube.texts import _
from danube.ui import figures, show
from danube.ui.intake.plain import plain


def scene(deck: Deck, slide: Slide, *, version: int | None = None, language: str = "") -> Scene | str:
    """The scene in the reader's language, or one sentence on why there is none."""
    try:
        return scenes.of(
            figures.warehouse(), slide, version=deck.version if version is None else version,
            uploads=deck.uploads, language=language or texts.language(), theme=show.theme(),
        )  # fmt: skip
    except SceneError as refused:
        return str(refused)


def draw(deck: Deck, slide: Slide) -> None:
    """The scene in a frame; its table when the reader opens it."""
    drawn = scene(deck, slide)
    with st.container(border=True, key="stage"):
        if isinstance(drawn, str):
            st.warning(plain(drawn))
            return
        _words(drawn)
        _picture(drawn)
        for line in drawn.sources:
            st.caption(plain(line))
    for sentence in drawn.lacking:
        st.caption(plain(sentence))
    _table(drawn)


def _words(drawn: Scene) -> None:
    if drawn.title:
        st.markdown(f"**{plain(drawn.title)}**")
    for paragraph in [drawn.sentence, *drawn.body.split("\n\n")]:
        if paragraph.strip():
            st.markdown(plain(paragraph))


def _picture(drawn: Scene) -> None:
    """As an image of its own document: its styles and ids cannot touch the page, nothing in it runs."""
    if drawn.svg or drawn.picture:
        st.image(drawn.svg or drawn.picture, width="stretch", alt=drawn.alt or drawn.title)


def _table(drawn: Scene) -> None:
    if drawn.table.empty:
        return
    with st.expander(_("Figures as a table"), key="stage-twin", on_change="rerun") as drawer:
        if drawer.open:
            show.table(drawn.table, alt=drawn.alt or drawn.title, key="stage-table")

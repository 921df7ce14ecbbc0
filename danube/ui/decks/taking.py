"""What can be taken away of a deck: slides, papers, a page for a USB stick, a pack of all; its rehearsal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from danube import texts
from danube.events import scenes
from danube.events.deck import Deck, Slide, to_json
from danube.events.scene import Scene
from danube.texts import N_, _
from danube.ui import badges, figures
from danube.ui.decks import rehearsing

IMPORTED = 20
"""Megabytes of a file that a page takes: `server.maxUploadSize`."""


@dataclass(frozen=True)
class File:
    """A file that is made of a deck: in the language of the page, or in every language and both themes."""

    label: str
    ending: str
    media: str
    everything: bool = False


FILES = {
    "pptx": File(
        N_("Slides (PPTX)"), "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "pdf": File(N_("Slides (PDF)"), "pdf", "application/pdf"),
    "notes": File(N_("With speaker notes (PDF)"), "notes.pdf", "application/pdf"),
    "html": File(N_("Without a server (HTML)"), "html", "text/html", everything=True),
    "pack": File(N_("Event pack (ZIP)"), "zip", "application/zip", everything=True),
}  # fmt: skip


def draw(deck: Deck) -> None:
    """A file for each purpose, made when it is asked for; then what could go wrong in the room."""
    st.header(_("To take away"), anchor=False)
    with st.container(horizontal=True, gap="small", key="taking"):
        for key, file in (FILES if deck.slides else {}).items():
            part = "" if file.everything else f"-{texts.language()}"
            name = f"deck-{deck.id}{part}.{file.ending}"
            _button(key, _(file.label), name, file.media, making(deck, key))
        _button(
            "json",
            _("Deck (JSON)"),
            f"deck-{deck.id}.json",
            "application/json",
            lambda: to_json(deck).encode(),
        )
    if sum(len(slide.picture.data) for slide in deck.slides if slide.picture) > IMPORTED * 1_000_000:
        st.caption(
            _("With its pictures the JSON is larger than {most} MB, which no page takes back.", most=IMPORTED)
        )
    if not deck.slides:
        return
    st.caption(
        _(
            "Slides and papers speak the language of this page, HTML and pack every language. The HTML file "
            "opens without a server or a network. Many slides take some seconds."
        )
    )
    st.markdown(f"[{_('Open it as a kiosk, in a loop')}](/kiosk/{deck.id}?lang={texts.language()})")
    rehearsing.draw(deck, drawing(deck), list(texts.LANGUAGES))


def drawing(deck: Deck) -> rehearsing.Draw:
    """How a slide of the deck is drawn in a language and a theme, at the deck's version."""
    warehouse = figures.warehouse()

    def scene(slide: Slide, language: str, theme: str) -> Scene:
        return scenes.of(
            warehouse, slide, version=deck.version, uploads=deck.uploads, language=language, theme=theme
        )

    return scene


def making(deck: Deck, key: str) -> Callable[[], bytes]:
    """What makes a file of FILES; it is run in a thread of its own, hence told the language here."""
    language, draw, file = texts.language(), drawing(deck), FILES[key]

    def work() -> bytes:
        from danube.events import booklet, drawn, handout, pack, slideshow

        languages = list(texts.LANGUAGES) if file.everything else [language]
        with drawn.speaking(language):
            made = drawn.drawn(deck, draw, languages, dark=file.everything)
            if key == "pptx":
                return slideshow.pptx(made, language)
            if file.everything:
                return booklet.html(made) if key == "html" else pack.zip_(made)
            return handout.pdf(made, language, notes=key == "notes")

    return work


def _button(key: str, label: str, name: str, mime: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        label, make, file_name=badges.file_name(name), mime=mime, key=f"take-{key}", on_click="ignore"
    )

"""What a slide says, every language side by side: typed in one form, saved without losing anybody's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from danube import texts
from danube.events import revising
from danube.events.deck import Deck, Picture, Slide
from danube.events.revising import Overtaken
from danube.texts import N_, _
from danube.ui.decks import keeping, polls, stage
from danube.ui.intake.plain import plain

LINE, PROSE = 300, 5_000
"""Characters of a title and of everything longer."""

HEIGHT = 120
_HELD = "the slides as their forms were filled"

SAID = {"title": N_("Title"), "sentence": N_("Sentence"), "text": N_("Text"), "notes": N_("Speaker notes")}
HELP = {
    "title": N_("Empty: the title of the view."),
    "sentence": N_("Empty: the sentence that is written from the figures."),
    "text": N_("An empty line begins a new paragraph."),
    "notes": N_("Seen by the presenter alone."),
}
OF_VIEWS = ("title", "sentence")


@dataclass(frozen=True)
class Held:
    """A form: the slide that it was filled from, the state of it that its typist has seen, and its turn.

    The two differ once somebody else has saved the slide and the typist has been told.
    """

    filled: Slide
    seen: Slide
    times: int = 0

    @property
    def place(self) -> str:
        """What the keys of the form's widgets begin with."""
        return f"form-{self.filled.id}-{self.times}"


def draw(deck: Deck, slide: Slide) -> None:
    """The form; above it, where somebody has changed the slide meanwhile, their words."""
    held = _held(deck, slide)
    if held.filled != slide:
        _meanwhile(deck, slide)
    with st.form(held.place, enter_to_submit=False):
        for name in SAID:
            if name != "text" or slide.kind == "text":
                _both(name, deck, slide, held)
        if held.filled.picture is not None:
            _about(held.filled.picture, held.place)
        if held.filled.poll is not None:
            polls.fields(held.filled.poll, held.place)
        st.form_submit_button(
            _("Save"), key=f"{held.place}-save", type="primary", on_click=keeping.press,
            args=(_saved(deck.id, held), texts.language()),
        )  # fmt: skip


def _all() -> dict[tuple[str, str], Held]:
    held: dict[tuple[str, str], Held] = st.session_state.setdefault(_HELD, {})
    return held


def _held(deck: Deck, slide: Slide) -> Held:
    return _all().setdefault((deck.id, slide.id), Held(slide, slide))


def refill(deck: str, slide: Slide) -> None:
    """The form of this slide begins with what is kept."""
    times = _all()[deck, slide.id].times + 1 if (deck, slide.id) in _all() else 0
    _all()[deck, slide.id] = Held(slide, slide, times)


def _meanwhile(deck: Deck, slide: Slide) -> None:
    """How the slide stands for everybody else, and the way to begin from there."""
    st.warning(_("Somebody has changed this slide since you opened it. It stands above as they left it."))
    for name, label in SAID.items():
        for language, said in getattr(slide, name).items():
            if said:
                st.caption(f"{_(label)} ({texts.LANGUAGES.get(language, language)}): {plain(said)}")
    st.button(_("Begin from theirs"), key="theirs", on_click=refill, args=(deck.id, slide))


def _both(name: str, deck: Deck, slide: Slide, held: Held) -> None:
    """One field in every language."""
    for column, (code, language) in zip(
        st.columns(len(texts.LANGUAGES)), texts.LANGUAGES.items(), strict=True
    ):
        label = f"{_(SAID[name])} · {language}"
        said = getattr(held.filled, name).get(code, "")
        look: dict[str, Any] = {"key": f"{held.place}-{name}-{code}", "help": _help(name, slide)}
        with column:
            if name == "title":
                st.text_input(label, said, max_chars=LINE, placeholder=_hint(deck, slide, code), **look)
            else:
                st.text_area(label, said, max_chars=PROSE, height=HEIGHT, **look)


def _help(name: str, slide: Slide) -> str | None:
    """What an empty field means: only views have words of their own."""
    return None if name in OF_VIEWS and slide.kind != "view" else _(HELP[name])


def _hint(deck: Deck, slide: Slide, language: str) -> str:
    """The title that a view has by itself, in this language."""
    if slide.kind != "view":
        return ""
    drawn = stage.scene(deck, replace(slide, title={}), language=language)
    return "" if isinstance(drawn, str) else drawn.title


def _about(picture: Picture, place: str) -> None:
    """What a picture shows, in every language, and whose it is."""
    for column, (code, language) in zip(
        st.columns(len(texts.LANGUAGES)), texts.LANGUAGES.items(), strict=True
    ):
        label = f"{_('What the picture shows')} · {language}"
        column.text_input(label, picture.alt.get(code, ""), max_chars=LINE, key=f"{place}-alt-{code}")
    st.text_input(_("Whose picture it is"), picture.credit, max_chars=LINE, key=f"{place}-credit")


def _saved(deck: str, held: Held) -> Callable[[], str]:
    """Keeps what was typed where nobody else changed the slide; else says so, and the form keeps it."""

    def work() -> str:
        slide = _typed(held)
        try:
            keeping.change(deck, revising.put(slide, held.seen))
        except Overtaken as overtaken:
            _all()[deck, slide.id] = replace(held, seen=overtaken.theirs)
            raise
        refill(deck, slide)
        return _("The slide is saved.")

    return work


def _typed(held: Held) -> Slide:
    """The slide with what stands in the form."""
    filled, state = held.filled, st.session_state
    said = {name: _languages(held.place, name, state) for name in SAID if f"{held.place}-{name}-en" in state}
    more: dict[str, Any] = {}
    if filled.picture is not None:
        alt, credit = _languages(held.place, "alt", state), str(state[f"{held.place}-credit"]).strip()
        more["picture"] = revising.checked(replace, filled.picture, alt=alt, credit=credit)
    if filled.poll is not None:
        more["poll"] = polls.typed(filled.poll, held.place)
    return revising.checked(replace, filled, **said, **more)


def _languages(place: str, name: str, state: Any) -> dict[str, str]:
    """What was typed in each language; an empty field is left out."""
    said = {code: str(state.get(f"{place}-{name}-{code}") or "").strip() for code in texts.LANGUAGES}
    return {code: text for code, text in said.items() if text}

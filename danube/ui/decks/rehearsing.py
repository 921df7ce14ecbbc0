"""The rehearsal of a deck on its page: everything is drawn once, and whatever could go wrong is listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from danube import texts
from danube.events.deck import Deck
from danube.events.drawn import Draw
from danube.texts import _, n_
from danube.ui.intake.plain import plain

if TYPE_CHECKING:
    from danube.events.rehearsal import Finding, Report

__all__ = ["Draw", "draw"]

_REPORT = "the deck that was rehearsed last, in which language, and what was found"


def draw(deck: Deck, drawing: Draw, languages: Sequence[str]) -> None:
    """The button, and what the rehearsal of this very deck found."""
    if st.button(_("Rehearse it"), key="rehearse"):
        from danube.events import rehearsal

        with st.spinner(_("Every slide is drawn in every language and for every purpose …")):
            report = rehearsal.of(deck, drawing, languages)
        st.session_state[_REPORT] = (deck, texts.language(), report)
    rehearsed, language, report = st.session_state.get(_REPORT, (None, "", None))
    if report is not None and rehearsed == deck and language == texts.language():
        _tell(deck, report)


def _tell(deck: Deck, report: Report) -> None:
    """By kind, each with its slide and language."""
    from danube.events import rehearsal

    if report.ok:
        st.success(
            _("Nothing to mend: no request left this machine, nothing is missing, all words have room.")
        )
        return
    st.warning(n_("{count} thing to look at.", "{count} things to look at.", len(report.findings)))
    places = {slide.id: place for place, slide in enumerate(deck.slides, 1)}
    for kind, name in rehearsal.KINDS.items():
        found = [one for one in report.findings if one.kind == kind]
        if found:
            st.markdown(f"**{_(name)}**\n\n" + "\n".join(f"- {_line(one, places)}" for one in found))


def _line(one: Finding, places: dict[str, int]) -> str:
    where = [_("Slide {place}", place=places[one.slide])] if one.slide in places else []
    where += [texts.LANGUAGES[one.language]] if one.language in texts.LANGUAGES else []
    return f"{' · '.join(where)}: {plain(one.sentence)}" if where else plain(one.sentence)

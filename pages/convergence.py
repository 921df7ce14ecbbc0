"""Are the regions growing together: spread, its parts, catching up, moves and clusters."""

import streamlit as st

from danube.texts import _
from danube.ui import convergence, frame, selection, show, together
from danube.words import convergence as sentences

page = frame.begin(_("Are the regions growing together?"), "indicator", "since", "year", "country")
with frame.controls():
    indicator, since, until = convergence.choose()
    highlight = selection.highlight()
page.notes()
found = convergence.of(indicator, since, until) if until else None
choices = {"indicator": indicator.id, "since": since, "year": until, "country": highlight or ""}
if found is None:
    page.answer(_("That cannot be said of this indicator."))
    show.empty(*convergence.too_few(indicator, since, until))
    frame.cite([indicator.id], level=2, choices=choices)
    st.stop()

page.answer(sentences.answer(found.years, found.beta, indicator))
together.draw(found, since, until, highlight)
frame.cite([indicator.id, "population"], level=2, choices=choices, boundaries=True)

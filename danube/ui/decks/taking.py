"""What can be taken away of a deck: the deck itself as a file for another server or for safekeeping."""

from __future__ import annotations

import streamlit as st

from danube.events.deck import Deck, to_json
from danube.texts import _
from danube.ui import badges


def draw(deck: Deck) -> None:
    """A file for each purpose."""
    st.header(_("To take away"), anchor=False)
    with st.container(horizontal=True, gap="small", key="taking"):
        st.download_button(
            _("Deck as JSON"), lambda: to_json(deck), file_name=badges.file_name(f"deck-{deck.id}.json"),
            mime="application/json", key="take-json", on_click="ignore",
        )  # fmt: skip

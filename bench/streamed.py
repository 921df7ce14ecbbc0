"""The same talk as a Streamlit page: each follower is a session that asks twice a second what is shown."""

from __future__ import annotations

import streamlit as st

from danube import store
from danube.events import scenes
from danube.events.rooms import Rooms

EVERY = 0.5

rooms = st.cache_resource(Rooms)()
warehouse = st.cache_resource(store.connect)()
code = st.query_params["code"]


@st.fragment(run_every=EVERY)
def follow() -> None:
    """What the room sees, and the number of the change, by which a measuring client knows it."""
    state, deck = rooms.state(code), rooms.deck(code)
    scene = scenes.of(
        warehouse, deck.slides[state.slide], version=deck.version, uploads=deck.uploads, language="en"
    )
    st.title(scene.title)
    st.write(scene.sentence)
    st.html(scene.svg)
    st.caption(f"change {state.seq} of the talk")


follow()

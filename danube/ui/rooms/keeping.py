"""The rooms of this server, and the presenters' tokens that this browser has been told."""

from __future__ import annotations

import streamlit as st

from danube import settings
from danube.events.rooms import Rooms
from danube.events.votes import Votes

_TOKENS = "tokens of rooms that were opened here"


def rooms() -> Rooms:
    """The rooms of this server."""
    chosen = settings.read()
    return _rooms(chosen, str(chosen.var), chosen.catalogue)


@st.cache_resource(show_spinner=False, max_entries=2)
def _rooms(_chosen: settings.Settings, folder: str, catalogue: str) -> Rooms:
    return Rooms(_chosen)


def votes() -> Votes:
    """The votes of those rooms."""
    return Votes(rooms=rooms())


def remember(code: str, token: str) -> None:
    """Keeps a token for this visit alone: the server has only its hash."""
    st.session_state.setdefault(_TOKENS, {})[code] = token


def token(code: str) -> str:
    """The token that was told in this visit; empty where it was not."""
    return str(st.session_state.get(_TOKENS, {}).get(code, ""))

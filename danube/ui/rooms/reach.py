"""Under which address phones in the room reach this server, and whether they can at all."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from danube import settings, texts
from danube.access import listening, reaching


@dataclass(frozen=True)
class Reach:
    """Scheme, host and port for the room; `alone`: nobody beyond this machine gets there."""

    origin: str
    alone: bool = False

    def audience(self, code: str) -> str:
        """Where the phones go."""
        return f"{self.origin}/live/{code}"

    def screen(self, code: str) -> str:
        """What the projector shows."""
        return f"{self.origin}/live/{code}/screen"

    def presenter(self, code: str, token: str) -> str:
        """Where the talk is held from; whoever has this link holds it."""
        return f"{self.origin}/live/{code}/present?{urlencode({'token': token, 'lang': texts.language()})}"


def of(url: str, allowed: tuple[str, ...], places: list[listening.Place] | None) -> Reach:
    """How phones get here.

    Args:
        url: where the presenter's own browser is; a name that others can reach is taken as it stands.
        allowed: the names that the server answers to.
        places: where it listens, None where the system does not tell.
    """
    found = reaching.way(url, allowed, places)
    return Reach(found.origin, found.alone)


def now() -> Reach:
    """How phones reach the server of this visit."""
    return of(str(st.context.url or ""), settings.read().allowed_hosts, listening.places())

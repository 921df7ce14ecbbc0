"""What a visitor sees when a page fails: one sentence with an id, never a traceback."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from danube.texts import _

LOG = logging.getLogger("danube.ui")


def show(problem: Exception) -> bool:
    """Logs the traceback under a new id, which the visitor sees; True: there is nothing more to show."""
    number = secrets.token_hex(4)
    about = {"id": number, "page": _page(), "kind": type(problem).__name__}
    LOG.error("page failed", exc_info=problem, extra=about)
    st.error(
        _(
            "This page could not be drawn. The other pages still work. If it happens again, tell whoever "
            "runs this server the number {number}: the log says under it what went wrong.",
            number=number,
        )
    )
    return True


def _page() -> str:
    """The address of the failed page; empty where there is no visitor."""
    return str(st.context.url or "")

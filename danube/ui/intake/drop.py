"""The place to drop a file: sent straight to the server's disk, with progress, cancel and any size.

arrived = drop.drop("drop")
if arrived:
    …                       # the id of the file that is here now, see danube/incoming.py
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from danube import incoming, settings, texts
from danube.texts import _

FOLDER = Path(__file__).parent
ADDRESS = "/api/v1/files"
_component = st.components.v2.component(
    "drop",
    html='<div class="drop"></div>',
    css=(FOLDER / "drop.css").read_text(encoding="utf-8"),
    js=(FOLDER / "drop.js").read_text(encoding="utf-8"),
)


def drop(key: str = "drop") -> str | None:
    """Draws it; the id of the file that has just arrived, None at every other rerun."""
    data = {
        "url": f"{ADDRESS}?lang={texts.language()}",
        "largest": settings.read().largest * incoming.MB,
        "room": incoming.room(),
        "locale": texts.locale().language,
        "words": words(),
    }
    return _component(key=key, data=[data], on_arrived_change=_heard).arrived


def words() -> dict[str, str]:
    """What the browser says; it fills `{name}`, `{done}`, `{total}` and `{percent}` itself."""
    most = texts.number(settings.read().largest, 0)
    return {
        "title": _("Drop a file here"),
        "choose": _("Choose a file"),
        "hint": _(
            "CSV, TSV, XLSX, ODS, JSON-stat, SDMX-CSV, Parquet, or a ZIP with one of them, up to {most} MB. "
            "Nothing is stored until you say so.",
            most=most,
        ),
        "sending": _("Sending {name}"),
        "sent": _("{done} of {total} MB, {percent} %"),
        "settling": _("All of it is sent; the server writes it down."),
        "arrived": _("{name} has arrived."),
        "cancel": _("Cancel"),
        "cancelled": _("Sending was cancelled; nothing of {name} was kept."),
        "again": _("Try again"),
        "large": incoming.too_large("{name}"),
        "crowded": incoming.no_room("{name}"),
        "empty": _("{name} is empty: there is nothing in it to read."),
        "several": _("One file at a time: drop the one to begin with."),
        "folder": _("This is a folder: drop the file itself."),
        "broken": _(
            "{name} could not be sent: the connection was cut, or the file was changed meanwhile. "
            "Nothing of it was kept."
        ),
    }


def _heard() -> None:
    """Streamlit only keeps results that somebody listens to."""

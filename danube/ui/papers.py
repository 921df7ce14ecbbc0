"""Papers to carry away: the brief of a region, the report on several, and all briefs in one ZIP."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import streamlit as st

from danube import settings, texts
from danube.access import listening, reaching
from danube.exports import batch, shelf
from danube.exports.about import About, titled
from danube.exports.bundle import MEDIA_TYPE
from danube.exports.kept import Kept
from danube.store import editions
from danube.texts import _
from danube.ui import addresses, figures, show

KEPT = 2
"""Archives held for the next visitor, some eight megabytes each."""

_MADE = "briefs that this visitor asked for"


def brief(region: str) -> None:
    """The way to the brief of a region, at the version and in the language of the page."""
    address = addresses.page(f"api/v1/brief/{region}.pdf", figures.version())
    st.link_button(_("Brief of two pages (PDF)"), address, key="brief")


def report(codes: Sequence[str]) -> None:
    """The way to the report on the regions of a comparison."""
    address = addresses.page("api/v1/report.pdf", figures.version(), regions=",".join(codes))
    st.link_button(_("Report on these regions (PDF)"), address, key="report")


@st.fragment
def every(language: str) -> None:
    """All briefs in one ZIP, made on demand with progress; opening it reruns this fragment alone."""
    texts.use(language)
    with st.popover(_("Briefs of all regions"), key="briefs", on_change="rerun") as drawer:
        if drawer.open:
            _drawer(figures.version(), language)


def _drawer(edition: int, language: str) -> None:
    """What comes, the button that makes it, and then the file."""
    count = texts.number(len(batch.every()), 0)
    st.markdown(
        _(
            "A brief of two pages for each of {count} regions, in one ZIP. It takes a minute or two.",
            count=count,
        )
    )
    if st.button(_("Make all briefs"), key="briefs-make"):
        st.session_state[_MADE] = (edition, language)
    if st.session_state.get(_MADE) == (edition, language):
        _file(edition, language)


def _file(edition: int, language: str) -> None:
    """The ZIP, made before the eyes of the first who asks and kept for the next; one is made at a time."""
    press = _press()
    if not press.acquire(blocking=False):
        show.empty(_("Briefs are being made for somebody else."), _("Please try again in a minute."))
        return
    try:
        body = _archives().of((edition, language, _here()), lambda: _made(edition))
    finally:
        press.release()
    version = editions.version(edition)
    name = About(titled(_("Region briefs")), version, {"lang": language}).file_name("zip")
    label = _("Download the ZIP ({size} MB)", size=texts.number(len(body) / 1e6, 1))
    st.download_button(label, body, name, MEDIA_TYPE, key="briefs-file", on_click="ignore")


def _made(edition: int) -> bytes:
    bar = st.progress(0.0, text=_("The indices are being calculated."))

    def told(done: int, all_: int) -> None:
        bar.progress(done / all_, text=_("{done} of {count} briefs", done=done, count=all_))

    uploads = not editions.leaves_uploads_out(edition)
    known = shelf.at(figures.warehouse(), editions.version(edition), uploads)
    body = batch.archive(known, batch.every(), told, address=_here())
    bar.empty()
    return body


def _here() -> str:
    """Under which name others reach this server; empty where the browser does not tell."""
    if not st.context.url:
        return ""
    return reaching.way(st.context.url, settings.read().allowed_hosts, listening.places()).origin


@st.cache_resource(show_spinner=False)
def _archives() -> Kept:
    """The archives last made, for all visitors."""
    return Kept(KEPT)


@st.cache_resource(show_spinner=False)
def _press() -> threading.Lock:
    """Whoever holds it makes an archive."""
    return threading.Lock()

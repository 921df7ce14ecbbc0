"""The frame of every page: its question and answer above, sources, version and downloads below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from danube import catalogue, regions, texts
from danube.store import editions
from danube.texts import N_, _, n_
from danube.ui import badges, figures, selection
from danube.ui.decks import pinning

FORMATS = {
    "csv": "CSV",
    "xlsx": "XLSX",
    "parquet": "Parquet",
    "sdmx-csv": "SDMX-CSV",
    "zip": N_("ZIP with data, metadata and citation"),
}

DOUBTS = {
    "by-hand": N_("copied by hand, to be confirmed at the next refresh"),
    "uploaded": N_("uploaded, declared by who uploaded it"),
}
"""What a source is when it is not simply its publisher's."""

_BADGES = "where the page says whence its figures are"
"""Kept with the session: a fragment that is run again alone writes to the place of its page."""


class Page:
    """A page begun: the places kept under its title for the answer and for notes."""

    def __init__(self, question: str) -> None:
        st.title(question, anchor=False)
        self._answer = st.container(key="answer").empty()
        self._notes = st.container(key="notes")
        st.session_state[_BADGES] = self._notes
        badges.demonstration(self._notes)
        badges.version(self._notes)

    def answer(self, sentence: str) -> None:
        """One sentence that answers the page's question from its figures."""
        self._answer.markdown(sentence)

    def notes(self) -> None:
        """What the address asked for in vain: call it when every choice has been read."""
        for sentence in selection.notes():
            self._notes.warning(sentence)


def begin(question: str, *parameters: str) -> Page:
    """Opens a page with its question as the title; `parameters` are the choices that it knows."""
    selection.begin(*parameters)
    figures.version()  # names a version or switch that there is not, before the page shows its notes
    return Page(question)


def controls() -> st.delta_generator.DeltaGenerator:
    """One slim row for the choices: what, where, when."""
    return st.container(key="controls", horizontal=True, vertical_alignment="bottom", gap="small")


def cite(
    indicators: Sequence[str],
    *,
    level: int | None = None,
    period: str | None = None,
    chosen: Iterable[str] = (),
    boundaries: bool = False,
    extra: Mapping[str, str] | None = None,
    choices: Mapping[str, str] | None = None,
) -> None:
    """The quiet line at the end: sources, vintage, version, link to this view and downloads.

    Args:
        indicators: ids whose sources are named; period, level and `chosen` regions narrow the download.
        boundaries: True where a map is shown: adds the attribution, the disclaimer, GeoPackage, and
            GeoJSON where one figure belongs to each polygon.
        extra: further downloads, name to address.
        choices: what the link to this view carries, as in the address.
    """
    rows = {"indicator": ",".join(indicators), "region": ",".join(chosen), "period": period, "level": level}
    single = boundaries and len(indicators) == 1 and period is not None
    mapped = {"gpkg": "GeoPackage"} if boundaries else {}
    formats = FORMATS | mapped | ({"geojson": "GeoJSON"} if single else {})
    badges.uploads(st.session_state[_BADGES], indicators)
    st.caption(_sources(indicators))
    if boundaries:
        st.caption(f"{_(regions.ATTRIBUTION)}. {_(regions.DISCLAIMER)}")
    with st.container(horizontal=True, gap="small", key="taken-away"):
        with st.popover(_("Share and download"), key="download", on_change="rerun") as drawer:
            if drawer.open:
                _share(choices or {})
                _downloads(rows, formats, extra or {})
        pinning.draw(choices or {})


def sign() -> None:
    """The quiet line of a page that shows no figures: methods and version, nothing to take away."""
    st.caption(_sources([]))


def _sources(indicators: Sequence[str]) -> str:
    blocks = catalogue.load().cited(indicators)
    named = [_source(block) for block in blocks[:4]]
    if len(blocks) > 4:
        named.append(n_("{count} more source", "{count} more sources", len(blocks) - 4))
    told = [_("Sources: {sources}", sources="; ".join(named))] if named else []
    version = _("Version {version} of the figures", version=figures.number())
    methods = f"/methods?{_query(selection.everywhere())}".rstrip("?")
    return " · ".join([*told, f"[{_('Methods and sources')}]({methods})", version])


def _source(block: catalogue.Source) -> str:
    title = f"[{block.publisher}, {block.dataset or block.title}]({block.url})"
    doubt = f" · {_(DOUBTS[block.status])}" if block.status in DOUBTS else ""
    return f"{title} ({', '.join(filter(None, [block.vintage, block.licence]))}{doubt})"


def _share(choices: Mapping[str, str]) -> None:
    """A link that shows the same figures for ever: it names every choice and the version."""
    here = _query({**choices, "lang": texts.language(), "v": figures.number(), **switch()})
    st.markdown(f"[{_('Link to this view')}](?{here})")


def _downloads(rows: Mapping[str, object], formats: Mapping[str, str], extra: Mapping[str, str]) -> None:
    """What is on the page as files; each carries filter, version, sources and flags."""
    query = _query({**rows, "version": figures.number(), **switch()})
    files = {_(name): f"/api/v1/observations?{query}&format={key}" for key, name in formats.items()}
    for name, address in (files | dict(extra)).items():
        st.markdown(f"[{name}]({address})")
    st.caption(_("Each file carries its filter, version, sources and notes."))
    st.markdown(f"[{_('HTTP API, for programs')}](/api/v1/)")


def switch() -> dict[str, str]:
    """What a link needs to leave uploads out as this page does."""
    return {figures.SWITCH: "off"} if editions.leaves_uploads_out(figures.version()) else {}


def _query(values: Mapping[str, object]) -> str:
    return urlencode({key: value for key, value in values.items() if value not in (None, "")}, safe=",")

"""The frame of every page: its question and answer above, sources, version and downloads below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from danube import catalogue, regions, texts
from danube.texts import _, n_
from danube.ui import figures, selection

FORMATS = {"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet"}


class Page:
    """A page begun: the places kept under its title for the answer and for notes."""

    def __init__(self, question: str) -> None:
        st.title(question, anchor=False)
        self._answer = st.container(key="answer").empty()
        self._notes = st.container(key="notes")

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
        boundaries: True where a map is shown: adds GeoJSON, the attribution and the disclaimer.
        extra: further downloads, name to address.
        choices: what the link to this view carries, as in the address.
    """
    with st.container(key="cite"):
        st.caption(_sources(indicators))
        st.caption(_links(indicators, level, period, list(chosen), boundaries, extra or {}, choices or {}))
        if boundaries:
            st.caption(f"{_(regions.ATTRIBUTION)}. {_(regions.DISCLAIMER)}")


def _sources(indicators: Sequence[str]) -> str:
    known = catalogue.load()
    blocks = list(dict.fromkeys(known.indicators[key].source for key in indicators))
    named = [_source(known.sources[key]) for key in blocks[:4]]
    if len(blocks) > 4:
        named.append(n_("{count} more source", "{count} more sources", len(blocks) - 4))
    return _("Sources: {sources}", sources="; ".join(named)) + f" · [{_('Methods and sources')}](/methods)"


def _source(block: catalogue.Source) -> str:
    title = f"[{block.publisher}, {block.dataset or block.title}]({block.url})"
    doubt = (
        " · " + _("copied by hand, to be confirmed at the next refresh") if block.status == "by-hand" else ""
    )
    return f"{title} ({_('as of {vintage}', vintage=block.vintage)}, {block.licence}{doubt})"


def _links(
    indicators: Sequence[str],
    level: int | None,
    period: str | None,
    chosen: list[str],
    boundaries: bool,
    extra: Mapping[str, str],
    choices: Mapping[str, str],
) -> str:
    number = figures.version()
    said = {**choices, "lang": texts.language(), "v": number}
    here = urlencode({key: value for key, value in said.items() if value != ""}, safe=",")
    asked = {
        "indicator": ",".join(indicators),
        "region": ",".join(chosen),
        "period": period or "",
        "version": number,
    }
    if level is not None:
        asked["level"] = level
    query = urlencode({key: value for key, value in asked.items() if value != ""}, safe=",")
    formats = FORMATS | ({"geojson": "GeoJSON"} if boundaries else {})
    files = [f"[{name}](/api/v1/observations?{query}&format={key})" for key, name in formats.items()]
    files += [f"[{name}]({address})" for name, address in extra.items()]
    return " · ".join([
        _("Version {version} of the figures", version=number),
        f"[{_('Link to this view')}](?{here})",
        _("Download: {formats}", formats=" ".join(files)),
    ])  # fmt: skip

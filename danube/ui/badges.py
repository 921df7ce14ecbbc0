"""What a page says above its figures when they are not simply the latest of their publishers.

Nothing is sent where there is nothing to say. A badge leads back: to the latest version, to a view without
uploaded figures, to the list of loads.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from danube import catalogue, settings, texts
from danube.settings import DEMONSTRATION
from danube.store import editions
from danube.texts import _, n_
from danube.ui import addresses, figures

NAMED = 3
"""Indicators with uploaded figures that a badge names; the rest is counted."""


def demonstration(place: DeltaGenerator) -> None:
    """Says that the programme shown here is made up, where the warehouse is one for demonstrations."""
    if settings.read().demonstration:
        said = _(
            "Demonstration: the pilots, groups, plans and example organisations, and their figures, are made "
            "up. The figures of the benchmark are real."
        )
        _draw(place, "demonstration", said, {})


def file_name(name: str) -> str:
    """The name of a file made on a page; where rows are made up it says so."""
    return f"{DEMONSTRATION}-{name}" if settings.read().demonstration else name


def version(place: DeltaGenerator) -> None:
    """Says that an older version is shown, and leads to the latest."""
    shown, newest = figures.number(), figures.latest()
    if shown < newest:
        said = _(
            "You see version {shown} of the figures; the latest is {newest}.", shown=shown, newest=newest
        )
        _draw(place, "old", said, {_("Show the latest"): _here(v="")})


def uploads(place: DeltaGenerator, indicators: Sequence[str]) -> None:
    """Says which of the page's indicators hold uploaded figures, or that these are left out."""
    edition = figures.version()
    if editions.leaves_uploads_out(edition):
        said = _("Uploaded figures are left out: every figure, rank and index rests on publishers alone.")
        return _draw(place, "without", said, {_("Show them"): _here(uploads="")})
    if not len(figures.uploads(edition)):
        return None
    counts = figures.uploaded(edition)["indicator"].value_counts()
    theirs = {key: int(counts[key]) for key in dict.fromkeys(indicators) if key in counts.index}
    if not theirs:
        return None
    links = {_("Leave them out"): _here(uploads="off"), _("Who uploaded them?"): addresses.page("versions")}
    return _draw(place, "uploaded", _told(theirs), links)


def _told(theirs: dict[str, int]) -> str:
    """`3 figures were uploaded and come from no publisher: R&D expenditure (3). Each is marked as such.`"""
    known = catalogue.load().indicators
    names = [
        f"{_(known[key].short) if key in known else key} ({texts.number(count, 0)})"
        for key, count in list(theirs.items())[:NAMED]
    ]
    if len(theirs) > NAMED:
        names.append(n_("{count} more indicator", "{count} more indicators", len(theirs) - NAMED))
    return n_(
        "{count} figure was uploaded and comes from no publisher: {names}. It is marked as such.",
        "{count} figures were uploaded and come from no publisher: {names}. Each is marked as such.",
        sum(theirs.values()),
        names=texts.listing(names),
    )


def _here(**changed: str) -> str:
    """The address of this page with some parameters changed; an empty one is left out."""
    query = st.query_params.to_dict() | changed
    return f"?{urlencode({key: value for key, value in query.items() if value}, safe=',')}"


def _draw(place: DeltaGenerator, kind: str, said: str, links: dict[str, str]) -> None:
    ways = " · ".join(f'<a href="{escape(address)}">{escape(label)}</a>' for label, address in links.items())
    place.html(f'<p class="badge badge-{kind}" role="note">{escape(said)} <span>{ways}</span></p>')

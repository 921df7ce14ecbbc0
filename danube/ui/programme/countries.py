"""The countries of the Danube Region in pairs: what ties each two, and which have no tie."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from danube import regions
from danube.drawing import pairs
from danube.programme import network
from danube.texts import _
from danube.ui import show
from danube.ui.programme.partners import Found
from danube.ui.show import Column, Columns
from danube.words import partners as words


def draw(found: Found) -> None:
    """The countries of the Danube Region in pairs: how many projects and actions tie each."""
    codes = list(regions.countries())
    missing = network.unlinked(found.countries, codes)
    st.markdown(words.unlinked(missing, len(codes)))
    cells = [[_pair(found, one, other) for other in codes] for one in codes]
    counts = pd.DataFrame([[count for count, _said in row] for row in cells], index=codes, columns=codes)
    hover = pd.DataFrame([[said for _count, said in row] for row in cells], index=codes, columns=codes)
    figure = pairs.triangle(
        counts,
        names={code: f"{code} {words.country(code)}" for code in codes},
        hover=hover,
        theme=show.theme(),
    )
    alt = words.unlinked(missing, len(codes))
    show.chart(figure, alt=alt, key="pairs", twin=lambda: _pairs_table(found, codes), columns=_of_pairs())
    st.caption(
        _("Numbers: projects, pilots and practices that tie the two. Rings: none. The card names them.")
    )


def _pair(found: Found, one: str, other: str) -> tuple[int, str]:
    ends = f"<b>{escape(words.country(one))} – {escape(words.country(other))}</b>"
    if one == other or not found.countries.has_edge(one, other):
        return 0, f"{ends}<br>{escape(_('no tie'))}"
    bodies = found.countries.edges[one, other]["bodies"]
    return len(bodies), f"{ends}<br>{escape(words.some([found.body(*pair) for pair in bodies]))}"


def _pairs_table(found: Found, codes: list[str]) -> pd.DataFrame:
    rows = [
        {
            "one": words.country(one),
            "other": words.country(other),
            "count": _pair(found, one, other)[0],
            "through": _pair(found, one, other)[1].partition("<br>")[2],
        }
        for place, one in enumerate(codes)
        for other in codes[place + 1 :]
    ]
    return pd.DataFrame(rows).sort_values("count", kind="stable")


def _of_pairs() -> Columns:
    return {
        "one": Column(_("Country")),
        "other": Column(_("Country")),
        "count": Column(_("Ties"), decimals=0),
        "through": Column(_("Through")),
    }

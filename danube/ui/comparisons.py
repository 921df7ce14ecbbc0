"""What the page of several regions shows: their figures side by side, prepared once per version."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark import comparison, profile
from danube.texts import _
from danube.ui import figures, selection

DEFAULT = ("AT13", "SK01", "HU11", "RS11")
"""Vienna, Bratislava, Budapest and Belgrade: four capitals on the Danube."""


def chosen() -> list[str]:
    """Two to eight regions from the address; whoever asks for more is told who is left out."""
    fewest, most = selection.COMPARED
    asked = [code for code in st.query_params.get("regions", "").split(",") if code]
    known = [code for code in dict.fromkeys(asked) if code in selection.every_region()]
    if len(known) > most:
        out = texts.listing([regions.name(code) for code in known[most:]])
        selection.note(
            _("At most {most} regions can be compared; left out: {regions}.", most=most, regions=out)
        )
    return selection.several(
        "regions",
        selection.every_region(),
        label=_("Regions, {fewest} to {most}", fewest=fewest, most=most),
        show=regions.name,
        default=DEFAULT,
        most=most,
        wrap=True,
    )


def of(codes: tuple[str, ...]) -> pd.DataFrame:
    """As `comparison.side_by_side`, for every visible indicator, at the version in use."""
    return _compared(figures.version(), codes)


@st.cache_resource(show_spinner=False, max_entries=96)
def _compared(number: int, codes: tuple[str, ...]) -> pd.DataFrame:
    meta = profile.meta(catalogue.load().visible())
    return comparison.side_by_side(figures.shelf().everything, codes, meta)

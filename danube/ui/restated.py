"""Two versions of the programme, of priorities and of measurements beside each other, row by row."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from danube import texts
from danube.exports import harmless
from danube.programme import revised
from danube.store import editions
from danube.store.schema import REGISTER
from danube.texts import _, n_
from danube.ui import badges, figures, show
from danube.ui.show import Column
from danube.words import versions as told

MOST = 100
"""Rows on screen; the file has them all."""


def rows(older: int, newer: int) -> pd.DataFrame:
    """The rows that differ, with or without uploads as the address says."""
    return _revised(older, newer, editions.leaves_uploads_out(figures.version()))


def draw(rows: pd.DataFrame, older: int, newer: int) -> None:
    """The rows that differ, where there are any; nothing else is drawn."""
    if rows.empty:
        return
    st.subheader(_("Programme, priorities and measurements"), anchor=False)
    st.markdown(n_("{count} row differs.", "{count} rows differ.", len(rows)))
    shown = rows.head(MOST)
    show.table(
        shown.assign(
            name=[_(told.HOLDS[table]) for table in shown["table"]],
            what=[_(told.REVISIONS[kind]) for kind in shown["kind"]],
        ),
        alt=_("Rows that differ between the two versions"),
        key="restated",
        columns={
            "name": Column(_("Table")),
            "row": Column(_("Row")),
            "what": Column(_("What")),
            "before": Column(_("Version {version}", version=older)),
            "after": Column(_("Version {version}", version=newer)),
        },
    )
    if len(rows) > MOST:
        count = texts.number(len(rows), 0)
        st.caption(_("The first {shown} of {count} rows; the file has them all.", shown=MOST, count=count))
    st.download_button(
        _("Rows that differ as CSV"), lambda: harmless.table(rows).to_csv(index=False).encode(),
        key="take-restated", mime="text/csv", file_name=badges.file_name(f"rows-v{older}-v{newer}.csv"),
        on_click="ignore",
    )  # fmt: skip


@st.cache_resource(show_spinner=False, max_entries=8)
def _revised(older: int, newer: int, publishers: bool) -> pd.DataFrame:
    without: tuple[Literal["upload"], ...] = ("upload",) if publishers else ()
    before, after = (
        {name: figures.warehouse().rows(name, version=one, without=without) for name in REGISTER}
        for one in (older, newer)
    )
    return revised.rows(before, after)

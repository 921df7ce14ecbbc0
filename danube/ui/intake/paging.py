"""A long table a page at a time: a file may have refusals by the hundred thousand."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import texts
from danube.texts import _

ROWS = 50
CUT = 60
"""Characters of a cell that a sentence quotes."""


def page(rows: pd.DataFrame, key: str, size: int = ROWS) -> pd.DataFrame:
    """The rows of the page that is chosen; nothing but the rows where one page holds them all."""
    pages = -(-len(rows) // size)
    if pages < 2:
        return rows
    name = f"page-{key}"
    if st.session_state.get(name, 1) > pages:
        st.session_state[name] = pages
    chosen = int(st.session_state.get(name, 1))
    first, last = (chosen - 1) * size, min(chosen * size, len(rows))
    st.caption(
        _(
            "{first} to {last} of {count}",
            first=texts.number(first + 1, 0),
            last=texts.number(last, 0),
            count=texts.number(len(rows), 0),
        )
    )
    st.pagination(pages, key=name)
    return rows.iloc[first:last]

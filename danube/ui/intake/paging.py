"""A long table a page at a time: a file may have refusals by the hundred thousand."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from danube import texts
from danube.texts import _

ROWS = 20


def draw(rows: pd.DataFrame, key: str, table: Callable[[pd.DataFrame], None], size: int = ROWS) -> None:
    """The chosen page, drawn by `table`; below it the pages, where one does not hold all rows."""
    pages = max(-(-len(rows) // size), 1)
    name = f"page-{key}"
    if st.session_state.get(name, 1) > pages:
        st.session_state.pop(name, None)
    chosen = int(st.session_state.get(name, 1))
    first, last = (chosen - 1) * size, min(chosen * size, len(rows))
    table(rows.iloc[first:last])
    if pages < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.pagination(pages, key=name)
        st.caption(
            _(
                "{first} to {last} of {count}",
                first=texts.number(first + 1, 0),
                last=texts.number(last, 0),
                count=texts.number(len(rows), 0),
            )
        )

"""How a page shows a chart, a table or the lack of both: always with words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from danube import texts
from danube.texts import _

STYLE = Path(__file__).parent / "tables.css"
CONFIG = {"displaylogo": False, "responsive": True, "scrollZoom": False, "displayModeBar": False}


@dataclass(frozen=True, slots=True)
class Column:
    """How a column is headed and written: a unit goes into the heading, decimals make it a number."""

    label: str
    unit: str = ""
    decimals: int | None = None
    sign: bool = False

    def heading(self) -> str:
        """`R&D expenditure (% of GDP)`."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    def written(self, value: object) -> str:
        """The value as the reader writes it; an en dash where there is none."""
        if value is None or value is pd.NA or value != value:
            return texts.MISSING
        if self.decimals is None:
            return str(value)
        return texts.number(float(str(value)), self.decimals, sign=self.sign)


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere; without an address it is its text alone."""

    text: str
    address: str = ""

    def __str__(self) -> str:
        return self.text


Columns = Mapping[str, Column]
Twin = pd.DataFrame | Callable[[], pd.DataFrame]


def theme() -> str:
    """`light` or `dark`, as the reader sees the page now."""
    return "dark" if st.context.theme.type == "dark" else "light"


def chart(
    figure: go.Figure, *, alt: str, key: str, twin: Twin | None = None, columns: Columns | None = None
) -> None:
    """The chart, what it says in words for a screen reader, and its figures as a table on demand.

    Args:
        alt: one or two sentences that say what the chart shows.
        twin: the table, or what makes it; it is made and sent only when the reader opens it.
        columns: how the twin's columns are headed and written.
    """
    st.plotly_chart(figure, theme=None, width="stretch", config=CONFIG, alt=alt, key=key)
    if twin is not None:
        _table_on_demand(twin, alt, key, columns, texts.language())


@st.fragment
def _table_on_demand(twin: Twin, alt: str, key: str, columns: Columns | None, language: str) -> None:
    """Opening it reruns this fragment alone, which therefore has to be told the language."""
    texts.use(language)
    with st.expander(_("Figures as a table"), key=f"{key}-twin", on_change="rerun") as drawer:
        if drawer.open:
            table(twin() if callable(twin) else twin, alt=alt, key=f"{key}-table", columns=columns)


def table(frame: pd.DataFrame, *, alt: str, key: str, columns: Columns | None = None) -> None:
    """A plain table: sorted as given, read by screen readers, cards at phone width, whole on paper.

    Only the columns named in `columns` are shown, in its order; all of them where it is None. The first
    one heads its row.
    """
    heads = columns or {str(name): Column(str(name)) for name in frame.columns}
    body = "".join(_row(heads, row) for row in _cells(frame, heads))
    top = "".join(f'<th scope="col"{_right(head)}>{escape(head.heading())}</th>' for head in heads.values())
    with st.container(key=key):
        st.html(STYLE)
        st.html(
            f'<table class="figures"><caption>{escape(alt)}</caption>'
            f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
        )


def _cells(frame: pd.DataFrame, heads: Columns) -> list[tuple[object, ...]]:
    return list(zip(*(frame[name].astype(object).tolist() for name in heads), strict=True))


def _row(heads: Columns, values: tuple[object, ...]) -> str:
    """One region or indicator: its name heads the row, each figure carries its heading for the card."""
    first, *rest = zip(heads.values(), values, strict=True)
    cells = "".join(
        f'<td{_right(head)} data-label="{escape(head.heading())}">{_cell(head, value)}</td>'
        for head, value in rest
    )
    return f'<tr><th scope="row">{_cell(*first)}</th>{cells}</tr>'


def _cell(head: Column, value: object) -> str:
    text = escape(head.written(value))
    return (
        f'<a href="{escape(value.address)}">{text}</a>' if isinstance(value, Link) and value.address else text
    )


def _right(head: Column) -> str:
    return ' class="number"' if head.decimals is not None else ""


def empty(reason: str, remedy: str = "") -> None:
    """Nothing to show: why, and what would fill the place."""
    st.info(f"{reason} {remedy}".strip())

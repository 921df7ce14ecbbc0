"""The query page's parts: a query from the address or the editor, its answer as table, chart and file.

A query that came with a link is shown and waits for the reader; only our own examples run at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from danube import texts
from danube.drawing import charts
from danube.exports import harmless
from danube.store import sandbox
from danube.store.examples import EXAMPLES, TABLES
from danube.store.sandbox import Answer, Busy, QueryRefused, Sandbox
from danube.texts import _, n_
from danube.ui import badges, figures, selection, show
from danube.ui.show import Column, Columns

PARAMETER = "sql"
SHAREABLE = 1_500
"""Characters of a query that still fits into an address."""

SHOWN = 200
BARS = 30
"""Rows of a table on the page, and bars of a chart."""

YEAR = re.compile(r"\d{4}")
PLAIN = ("figures", "regions", "indicators", "sources")
"""Tables that stand open beside the query."""

_EDITOR = "query-editor"
_FILLED = "query that the editor was filled with"
_RUN = "query that the reader ran"


@dataclass(frozen=True)
class Outcome:
    """An answer, or the sentence that says why there is none; neither while the query waits."""

    answer: Answer | None = None
    refusal: str = ""


@st.cache_resource(show_spinner=False, max_entries=3)
def _sandbox(edition: int) -> Sandbox:
    references = sandbox.references(figures.warehouse(), edition)
    return Sandbox(figures.at(edition).everything, references)


@st.cache_data(show_spinner=False, ttl=600, max_entries=64)
def _asked(edition: int, sql: str, language: str) -> Outcome:
    try:
        return Outcome(_sandbox(edition).ask(sql))
    except Busy:
        raise
    except QueryRefused as refusal:
        return Outcome(refusal=str(refusal))


def chosen() -> str:
    """The query of the address, or what the reader ran, or the first example."""
    asked = st.query_params.get(PARAMETER)
    if asked is not None and asked.strip() and len(asked) <= SHAREABLE:
        return asked
    if asked is not None and asked.strip():
        selection.note(
            _("The query in the link is longer than {most} characters and was left out.",
              most=texts.number(SHAREABLE, 0))
        )  # fmt: skip
    return str(st.session_state.get(_RUN) or _first())


def edit(sql: str) -> None:
    """The editor with its button; what stands in it counts when the button is pressed."""
    if _EDITOR not in st.session_state or st.session_state.get(_FILLED) != sql:
        st.session_state[_EDITOR] = st.session_state[_FILLED] = sql
    with st.form("query", border=False):
        st.text_area(_("Query in SQL"), key=_EDITOR, height=230, max_chars=sandbox.LONGEST)
        st.form_submit_button(_("Run the query"), on_click=_ran)


def examples() -> None:
    """The questions that teach, each a button that fills the editor and runs."""
    st.markdown(f"**{_('Examples')}**")
    for place, (question, sql) in enumerate(EXAMPLES.items()):
        st.button(_(question), key=f"example-{place}", type="tertiary", on_click=_take, args=(sql,))


def schema() -> None:
    """The tables and their columns."""
    st.markdown(f"**{_('Tables')}**")
    for table in PLAIN:
        _columns(table)
    with st.expander(_("Tables of the programme, priorities and measurements"), key="query-register"):
        for table in (one for one in sandbox.COLUMNS if one not in PLAIN):
            _columns(table)


def _columns(table: str) -> None:
    st.markdown(f"`{table}` · {_(TABLES[table])}")
    st.caption(", ".join(sandbox.COLUMNS[table]))


def outcome(sql: str) -> Outcome:
    """What came of the query; nothing while a query from a link waits for its reader."""
    if sql not in EXAMPLES.values() and st.session_state.get(_RUN) != sql:
        return Outcome()
    with st.spinner(_("The query runs …")):
        try:
            return _asked(figures.version(), sql, texts.language())
        except Busy as busy:
            return Outcome(refusal=str(busy))


def answer(found: Outcome) -> str:
    """How many rows there are, of which version, in one sentence; or what to do."""
    version = figures.number()
    if found.answer is None and found.refusal:
        return _("This query has no answer from version {version} of the figures.", version=version)
    if found.answer is None:
        return _("This query came with the link: read it, then run it on version {version} of the figures.",
                 version=version)  # fmt: skip
    if found.answer.cut:
        return _("The first {count} rows from version {version} of the figures; there are more: "
                 "add a condition or a LIMIT.",
                 count=texts.number(len(found.answer.table), 0), version=version)  # fmt: skip
    return n_(
        "{count} row from version {version} of the figures.",
        "{count} rows from version {version} of the figures.",
        len(found.answer.table),
        version=version,
    )


def draw(found: Outcome, sql: str) -> None:
    """The chart where there is one, the table, the file; or the sentence that says why not."""
    if found.refusal:
        st.error(found.refusal)
    if found.answer is None:
        return
    table = found.answer.table
    if table.empty:
        show.empty(
            _("No row fits this query: there is no figure for it."),
            _("Loosen a condition, or look for a slip in an id."),
        )
        return
    _chart(table)
    show.table(
        table.head(SHOWN), alt=_("The answer to the query"), key="query-answer", columns=columns(table)
    )
    if len(table) > SHOWN:
        st.caption(_("The first {shown} of {count} rows; the file has them all.",
                     shown=SHOWN, count=texts.number(len(table), 0)))  # fmt: skip
    version = figures.number()
    st.download_button(
        _("Answer as CSV"), lambda: as_csv(table, sql, version),
        key="csv", mime="text/csv", file_name=badges.file_name(f"query-v{version}.csv"), on_click="ignore",
    )  # fmt: skip


def choices(sql: str) -> dict[str, str]:
    """What the link to this view carries: the query, where it is short enough."""
    return {PARAMETER: sql} if len(sql) <= SHAREABLE else {}


def as_csv(table: pd.DataFrame, sql: str, version: int) -> bytes:
    """The answer with version and query in every row; text that a spreadsheet would run is disarmed."""
    told = table.copy()
    for name, said in {"version": str(version), "query": sql}.items():
        if name not in told:
            told[name] = said
    text: str = harmless.table(told).to_csv(index=False, lineterminator="\r\n")
    return text.encode()


def columns(table: pd.DataFrame) -> Columns:
    """How each column is written: numbers with the decimals that they have, years as they are."""
    return {str(name): Column(str(name), decimals=_decimals(table[name])) for name in table.columns}


def pictured(table: pd.DataFrame) -> tuple[str, str] | None:
    """The column of names or years and the column of figures, where the answer has one of each."""
    numbers = [name for name in table.columns if pd.api.types.is_numeric_dtype(table[name])]
    others = [name for name in table.columns if name not in numbers]
    if len(numbers) != 1 or len(others) != 1 or len(table) < 2:
        return None
    labels, values = table[others[0]], table[numbers[0]]
    if labels.isna().any() or labels.duplicated().any() or values.isna().all():
        return None
    return (str(others[0]), str(numbers[0])) if len(table) <= BARS or _are_years(labels) else None


def _chart(table: pd.DataFrame) -> None:
    """Years as a line, names as bars; foreign words are escaped, as plotly reads tags in labels."""
    pair = pictured(table)
    if pair is None:
        return
    label, value = pair
    series = table.set_index(label)[value].astype("float64")
    decimals = _decimals(table[value]) or 0
    if _are_years(table[label]):
        figure = charts.trend(
            series.sort_index().to_frame("value"), names={"value": escape(value)}, unit=escape(value),
            decimals=decimals, theme=show.theme(), roles={"value": "region"},
        )  # fmt: skip
    else:
        figure = charts.bars(
            series, names={str(name): escape(str(name)) for name in series.index}, unit=escape(value),
            decimals=decimals, theme=show.theme(),
        )  # fmt: skip
    alt = _("Chart of the answer: {value} by {label}.", value=value, label=label)
    show.chart(figure, alt=alt, key="query-chart")


def _are_years(labels: pd.Series) -> bool:
    return bool(labels.astype("string").str.fullmatch(YEAR).all())


def _decimals(values: pd.Series) -> int | None:
    """As few decimals as show the figures whole, four at most; None for text and years."""
    if not pd.api.types.is_numeric_dtype(values) or str(values.name) in ("period", "year"):
        return None
    known = values.dropna().astype("float64")
    return next((count for count in range(5) if (known.round(count) == known).all()), 4)


def _first() -> str:
    return next(iter(EXAMPLES.values()))


def _ran() -> None:
    """The reader has pressed the button: what stands in the editor is theirs."""
    _take(str(st.session_state[_EDITOR]))


def _take(sql: str) -> None:
    """Runs this query, and puts it into the address where it fits."""
    selection.clear_notes()
    st.session_state[_RUN] = sql
    selection.write(PARAMETER, sql if len(sql) <= SHAREABLE else None, _first())

"""Refused cells mended: in place, or in the list of refusals as a file; and the repairs so far, to undo.

What is typed waits in the session until it is checked, whichever page of the list is on screen.
"""

from __future__ import annotations

import time

import pandas as pd
import streamlit as st

from danube import texts
from danube.texts import _, n_
from danube.ui import show
from danube.ui.intake import drafts
from danube.ui.intake.drafts import Draft
from danube.ui.show import Column
from etl.intake import content, repairs
from etl.intake.errors import Unreadable
from etl.intake.repairs import Repair
from etl.intake.report import Report

MOST = 200
"""Repairs listed; the recipe has them all."""

STYLE = '<style>.st-key-cells [data-testid="stElementToolbar"] { display: none; }</style>'
"""The editor's own download would hand formulas to a spreadsheet as they stand; ours disarms them."""

SOON = 2.0
"""Seconds: the grid sends what was typed a moment late, perhaps after the button that was pressed for it."""

Cell = tuple[int, str, str]
_TYPED = "corrections that wait for the check"
_ASKED = "when the check was asked for"
_BASE = "the page of refusals as it was opened"
_TOLD = "what became of the list that was brought"
_BROUGHT = "how many lists were brought"


def mendable(rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    """The refusals of single cells, a wrong heading once; a row of too few cells is mended in the file."""
    understood = report.understood
    if understood is None or understood.kind == content.JSON:
        return rows.head(0)
    cells = rows[rows["column"].isin(understood.columns) & rows["row"].gt(0)]
    heading = cells["column"] == cells["value"]
    return cells[~(heading & cells.duplicated(["column", "value"]))]


def draw_unmendable(count: int) -> None:
    """How many refusals cannot be corrected cell by cell."""
    if count:
        st.caption(
            n_(
                "{count} refusal is about more than one cell or repeats another: correct it in the file "
                "itself; “Read” shows it.",
                "{count} refusals are about more than one cell or repeat others: correct them in the file "
                "itself; “Read” shows them.",
                count,
            )
        )


@st.fragment
def draw_cells(draft: Draft, page: pd.DataFrame, decimal: str, language: str) -> None:
    """The page of refusals with a column to write into, and the button that checks the file again."""
    texts.use(language)
    if page.empty:
        return
    st.caption(
        _(
            "Write the right value beside a wrong one, as it would stand in the file (decimal sign "
            "{decimal}); a colon where there is no figure. Then check again.",
            decimal=f"`{decimal}`",
        )
    )
    with st.container(key="cells"):
        st.html(STYLE)
        _editor(draft, page)
    waiting = sum(map(bool, _typed(draft).values()))
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(_("Check again"), key="check-again", type="primary"):
            st.session_state[_ASKED] = time.monotonic()
        st.caption(_waits(waiting))
    if waiting and time.monotonic() - st.session_state.get(_ASKED, -SOON) < SOON:
        _check(draft)
        st.rerun()


def _waits(count: int) -> str:
    if not count:
        return _("Nothing is corrected yet.")
    return n_("{count} correction waits to be checked.", "{count} corrections wait to be checked.", count)


def _editor(draft: Draft, page: pd.DataFrame) -> None:
    cells: list[Cell] = list(
        zip(page["row"].astype(int), page["column"].astype(str), page["value"].astype(str), strict=True)
    )
    key = f"mend-{draft.id}-{len(draft.repairs)}-{cells[0][0]}-{cells[-1][0]}-{len(cells)}"
    table = st.data_editor(
        _opened(draft, page, cells, key),
        key=key,
        alt=_("Refused cells, with a column to write the right value into"),
        hide_index=True,
        num_rows="fixed",
        disabled=["row", "column", "value", "reason", "hint"],
        column_order=["row", "column", "value", "corrected", "reason", "hint"],
        column_config={
            "row": st.column_config.NumberColumn(_("Row"), format="%d", width=70),
            "column": st.column_config.TextColumn(_("Column"), width=110),
            "value": st.column_config.TextColumn(_("Value"), width=190),
            "corrected": st.column_config.TextColumn(_("Corrected"), width=150),
            "reason": st.column_config.TextColumn(_("Why"), width="large"),
            "hint": st.column_config.TextColumn(_("What to do"), width="large"),
        },
    )
    typed = _typed(draft)
    for cell, text in zip(cells, table["corrected"], strict=True):
        typed[cell] = str(text or "").strip()


def _opened(draft: Draft, page: pd.DataFrame, cells: list[Cell], key: str) -> pd.DataFrame:
    """The page as it was when it came on screen: the editor adds what has been typed since by itself."""
    kept = st.session_state.get(_BASE)
    if kept is None or kept[0] != key or key not in st.session_state:
        typed = _typed(draft)
        table = page.assign(corrected=[typed.get(cell, "") for cell in cells]).reset_index(drop=True)
        kept = st.session_state[_BASE] = (key, table)
    return kept[1]


def _typed(draft: Draft) -> dict[Cell, str]:
    """What was typed and not checked yet, by cell; it outlives the page of the list on screen."""
    every: dict[str, dict[Cell, str]] = st.session_state.setdefault(_TYPED, {})
    return every.setdefault(draft.id, {})


def _check(draft: Draft) -> None:
    """The corrections become repairs of the draft: the file is examined again with them."""
    typed = _typed(draft)
    found = [Repair(row, column, old, new) for (row, column, old), new in typed.items() if new]
    _add(draft, found)
    typed.clear()
    st.session_state.pop(_BASE, None)
    st.session_state.pop(_ASKED, None)


def _add(draft: Draft, found: list[Repair]) -> None:
    every = repairs.merged(repairs.of(draft.repairs), found)
    drafts.decide(draft, repairs=[one.as_dict() for one in every])


def draw_file(draft: Draft) -> None:
    """The way by a file: take the list, fill its last column, bring it again."""
    st.markdown(
        _(
            "Take “All refusals as CSV”, write the right values into its column `corrected`, leave the other "
            "columns as they are, and bring it here."
        )
    )
    count = st.session_state.setdefault(_BROUGHT, 0)
    key = f"brought-{count}"
    st.file_uploader(
        _("The corrected list (CSV)"), key=key, on_change=_bring,
        args=(draft, key, texts.language()),
    )  # fmt: skip
    if told := st.session_state.pop(_TOLD, ""):
        st.warning(told)


def _bring(draft: Draft, key: str, language: str) -> None:
    """Reads the list once, when it comes; the next one finds an empty place."""
    texts.use(language)
    brought = st.session_state[key]
    if brought is None:
        return
    st.session_state[_BROUGHT] += 1
    try:
        found = repairs.read(brought.getvalue())
    except Unreadable as refusal:
        st.session_state[_TOLD] = str(refusal)
        return
    if found:
        _add(draft, found)
    else:
        st.session_state[_TOLD] = _("The column corrected is empty in every row: nothing is repaired.")


def draw_done(draft: Draft) -> None:
    """The repairs so far, and the way back."""
    if not draft.repairs:
        return
    said = n_("{count} cell is repaired", "{count} cells are repaired", len(draft.repairs))
    with st.expander(said, key="repaired", on_change="rerun") as drawer:
        if not drawer.open:
            return
        show.table(
            pd.DataFrame(draft.repairs[:MOST], columns=["row", "column", "old", "new"]),
            alt=_("Repairs: they are part of the recipe, and hold for this very file alone"),
            key="repaired-table",
            columns={
                "row": Column(_("Row")),
                "column": Column(_("Column")),
                "old": Column(_("In the file")),
                "new": Column(_("Repaired")),
            },
        )
        if len(draft.repairs) > MOST:
            st.caption(_("The first {shown}; the recipe has them all.", shown=MOST))
        st.button(_("Undo all repairs"), key="undo-repairs", on_click=_undo, args=(draft,))


def _undo(draft: Draft) -> None:
    drafts.decide(draft, repairs=[])

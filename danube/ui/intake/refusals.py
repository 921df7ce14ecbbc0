"""The report over the whole file: how much of it counts, what is refused and why, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import streamlit as st

from danube import texts
from danube.catalogue.forms import FIGURES
from danube.exports import harmless
from danube.texts import _
from danube.ui import show
from danube.ui.intake import mending, paging, steps
from danube.ui.intake.drafts import Draft
from danube.ui.show import Column
from danube.words import intake as words
from etl.intake import notes, repairs
from etl.intake.asked import records
from etl.intake.report import Report

ALL = ""
WAYS = ("here", "read", "file")
IN_GRID = 50
"""Refused cells in the grid at once; it scrolls by itself."""

TAKEN = 200_000
"""Refusals of a large file in the list to take away."""

CUT = 60
"""Characters of a cell that the table of reasons quotes."""

COLUMNS = ["row", "column", "value", "code", "reason", "hint"]


def draw(draft: Draft, report: Report) -> None:
    """The counts; where something is refused, the reasons, every refusal, and three ways to mend it."""
    rows = refused(draft.decided, texts.language(), report)
    accepted = (words.figures if report.table == FIGURES else words.lines)(report.rows, report.accepted)
    said = words.counted(accepted, report.complained, len(report.questions))
    state: steps.State = "stopped" if len(rows) else "settled" if report.accepted else "waiting"
    with steps.step("refusals", _("What is accepted, what is refused"), said, state=state) as step:
        if not step.open:
            return
        for sentence in left_out(report):
            st.markdown(sentence)
        mending.draw_done(draft)
        if len(rows):
            _reasons(rows, report.complained)
            _refusals(draft, report, rows)


@st.cache_resource(show_spinner=False, max_entries=4)
def refused(decided: str, language: str, _report: Report) -> pd.DataFrame:
    """The refusals in the order of the file: COLUMNS and `label`, the reason without the cell."""
    rows = pd.DataFrame(_report.rejected, columns=COLUMNS)
    first = rows.drop_duplicates("code")
    labels = {
        code: words.reason(code, str(said)) for code, said in zip(first["code"], first["reason"], strict=True)
    }
    return rows.assign(label=rows["code"].map(labels))


def left_out(report: Report) -> list[str]:
    """What does not concern us, a sentence each."""
    return [str(one["text"]) for one in report.warnings if one["code"] in notes.LEFT_OUT]


def _reasons(rows: pd.DataFrame, every: int) -> None:
    """How often each reason was met, the most frequent first, with one cell as an example.

    `every`: how many refusals there are, of which a large file's report lists the first.
    """
    counts = rows["label"].value_counts()
    first = rows.drop_duplicates("label").set_index("label")
    table = pd.DataFrame(
        {
            "label": counts.index,
            "count": counts.to_numpy(),
            "example": [_example(first.loc[label]) for label in counts.index],
            "hint": [first.at[label, "hint"] for label in counts.index],
        }
    )
    show.table(
        table,
        alt=_("Reasons of the refusals, the most frequent first")
        if len(rows) == every
        else _("Reasons of the first {count} refusals", count=texts.number(len(rows), 0)),
        key="reasons",
        columns={
            "label": Column(_("Reason")),
            "count": Column(_("Cells"), decimals=0),
            "example": Column(_("For example")),
            "hint": Column(_("What to do")),
        },
    )


def _example(one: pd.Series) -> str:
    return ", ".join(filter(None, [_where(one["row"], one["column"]), str(one["value"])[:CUT]]))


def _where(row: object, column: object) -> str:
    """`row 12, 2023`; a refusal of a whole row names no column."""
    return ", ".join(filter(None, [_("row {row}", row=row), str(column)]))


def _refusals(draft: Draft, report: Report, rows: pd.DataFrame) -> None:
    if whole := whole_list(report):
        return _too_many(rows, whole)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = _of_reason(rows)
        way = _way()
        _take(lambda: as_csv(rows))
    if way == "file":
        return mending.draw_file(draft)
    if way == "read":
        return paging.draw(chosen, "refusals", _read)
    part = mending.mendable(chosen, report)
    mending.draw_unmendable(len(chosen) - len(part))
    language = texts.language()
    return paging.draw(
        part, "cells", lambda page: mending.draw_cells(draft, page, report.decimal, language), IN_GRID
    )


def _of_reason(rows: pd.DataFrame) -> pd.DataFrame:
    """The refusals of the reason that is chosen."""
    counts = rows["label"].value_counts()
    if len(counts) == 1:
        return rows
    options = [ALL, *counts.index]
    names = {
        ALL: _("all reasons"),
        **{label: f"{label} ({texts.number(count, 0)})" for label, count in counts.items()},
    }
    chosen = st.selectbox(_("Reason"), options, format_func=lambda one: names.get(one, one), key="reason")
    return rows if chosen == ALL else rows[rows["label"] == chosen]


def _way() -> str:
    names = {"here": _("Correct here"), "read": _("Read"), "file": _("Correct in a file")}
    chosen = st.segmented_control(
        _("Refusals"), WAYS, format_func=lambda one: names[one], default="here", key="way",
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    return str(chosen or "here")


def whole_list(report: Report) -> Path | None:
    """Where all refusals of a large file are; its report lists the first of them only."""
    found = getattr(report, "refused_file", None)
    return found if isinstance(found, Path) else None


def _too_many(rows: pd.DataFrame, whole: Path) -> None:
    """A large file is corrected where it comes from; the list says where and why."""
    st.caption(
        _(
            "A file of this size is corrected at its source and brought again. The table shows the first "
            "{shown} refusals, the list has up to {most}.",
            shown=texts.number(len(rows), 0),
            most=texts.number(TAKEN, 0),
        )
    )
    _take(lambda: as_csv(pd.read_csv(whole, dtype=str, keep_default_na=False, nrows=TAKEN)))
    paging.draw(rows, "refusals", _read)


def _take(made: Callable[[], bytes]) -> None:
    """The refusals as a file, made when somebody asks for it."""
    st.download_button(
        _("All refusals as CSV"), made, file_name="refused.csv", mime="text/csv",
        key="take-refusals", on_click="ignore",
    )  # fmt: skip


def as_csv(rows: pd.DataFrame) -> bytes:
    """The list to correct and bring again: UTF-8 with a mark, so that spreadsheets read its letters."""
    table = repairs.table(records(rows))
    return harmless.table(table).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _read(page: pd.DataFrame) -> None:
    where = [_where(row, column) for row, column in zip(page["row"], page["column"], strict=True)]
    show.table(
        page.assign(where=where),
        alt=_("What is refused, in the order of the file"),
        key="refused",
        columns={
            "where": Column(_("Where")),
            "value": Column(_("Value")),
            "reason": Column(_("Why")),
            "hint": Column(_("What to do")),
        },
    )

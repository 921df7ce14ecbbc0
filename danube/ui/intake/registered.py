"""What a table of single statements would change in the warehouse: rows of texts, by what becomes of them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube.catalogue.kinds import KINDS
from danube.texts import _, n_
from danube.ui import show
from danube.ui.intake import paging
from danube.ui.show import Column, Columns
from etl.intake.tables.columns import label

BESIDE = ("before", "after", "status")


def draw(rows: pd.DataFrame, table: str) -> None:
    """The changed rows with both sides; the new ones and those as before behind doors."""
    heads = _heads(rows, table)
    changed, new, same = (rows[rows["status"] == status] for status in ("changed", "new", "unchanged"))
    if len(changed):
        both = {**heads, "before": Column(_("Until now")), "after": Column(_("In the file"))}
        _pages(changed, "changed", _("Changed rows"), both)
    one = {**heads, "after": Column(_("In the file"))}
    _folded(new, "new", n_("{count} new row", "{count} new rows", len(new)), one)
    _folded(same, "unchanged", n_("{count} row as before", "{count} rows as before", len(same)), one)


def _heads(rows: pd.DataFrame, table: str) -> Columns:
    """What identifies a row, under the headings of its kind of table."""
    keys = [str(name) for name in rows.columns if name not in BESIDE]
    return {name: Column(label(KINDS[table].field(name))) for name in keys}


def _folded(rows: pd.DataFrame, key: str, title: str, columns: Columns) -> None:
    if rows.empty:
        return
    with st.expander(title, key=f"difference-{key}", on_change="rerun") as drawer:
        if drawer.open:
            _pages(rows, key, title, columns)


def _pages(rows: pd.DataFrame, key: str, alt: str, columns: Columns) -> None:
    paging.draw(
        rows, key, lambda page: show.table(page, alt=alt, key=f"rows-{key}", columns=columns), size=20
    )

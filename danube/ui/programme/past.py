"""The history of a row: who changed what, when and why; and how the last change is taken back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import texts
from danube.access import Person
from danube.catalogue.programme import PARTED_BY, TABLES, singular
from danube.programme import chain
from danube.programme.cells import Row
from danube.programme.register import Register, parts, records
from danube.texts import _, n_
from danube.ui import addresses, figures, show, withdrawing
from danube.ui.intake.plain import plain
from danube.ui.show import Column, Link
from danube.words import changes, versions

STAMP = "%Y-%m-%d %H:%M"
SHOWN = 5
"""Rows that are named of those that rest on one."""


def draw(register: Register, table: str, row: Row, person: Person) -> None:
    """Every state of the row, newest first, and the button that takes the newest one back."""
    st.subheader(_("What happened to this row"), anchor=False)
    key = {name: str(row[name]) for name in TABLES[table].key}
    told = _history(figures.latest(), table, tuple(key.items()))
    show.table(
        told,
        alt=_("Every state of this row, newest first; nothing is ever overwritten."),
        key="row-history",
        columns={
            "version": Column(_("Version")),
            "when": Column(_("When (UTC)")),
            "who": Column(_("Who")),
            "what": Column(_("What changed")),
            "why": Column(_("Note")),
            "today": Column(_("Today")),
        },
    )
    _take_back(register, table, row, person)


def _history(newest: int, table: str, key: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """The states of the row, and when a load that held one was withdrawn or restored; newest first."""
    states = records(figures.warehouse().history(table, version=newest, **dict(key)))
    before: list[Row | None] = [None, *states]
    lines = [_line(table, first, state) for first, state in zip(before, states, strict=False)]
    events = figures.warehouse().events()
    held = events["load"].isin([state["load"] for state in states]) & (events["version"] <= newest)
    lines += [_turned(event) for event in records(events[held & (events["kind"] != "load")])]
    lines.sort(key=lambda line: int(str(line["version"])), reverse=True)
    return pd.DataFrame(lines, columns=["version", "when", "who", "what", "why", "today"])


def _line(table: str, before: Row | None, state: Row) -> dict[str, object]:
    return {
        "version": _version(state["load"], state["load"]),
        "when": f"{state['brought']:{STAMP}}",
        "who": state["who"] or state["file"],
        "what": changes.between(TABLES[table], before, state),
        "why": state["why"] or texts.MISSING,
        "today": _("withdrawn") if state["withdrawn"] else _("counts"),
    }


def _turned(event: Row) -> dict[str, object]:
    return {
        "version": _version(event["version"], event["load"]),
        "when": f"{event['at']:{STAMP}}",
        "who": event["who"] or texts.MISSING,
        "what": versions.happened(event["kind"], event["load"]),
        "why": event["note"] or texts.MISSING,
        "today": texts.MISSING,
    }


def _version(number: int, load: int) -> Link:
    return Link(str(number), f"{addresses.page('versions', load=str(load))}#load")


def _take_back(register: Register, table: str, row: Row, person: Person) -> None:
    """Only what was brought in can be taken back here; what the project ships with is corrected."""
    loads = figures.warehouse().loads(figures.latest())
    load = loads[loads["load"] == row["load"]].iloc[0]
    if load["kind"] != "upload":
        st.caption(
            _("The row stands in the files of the project: correct it above, and both remain to be seen.")
        )
        return
    if resting := _resting(register, table, row):
        st.caption(
            n_(
                "{count} row rests on it and would be incomplete without it: {names}",
                "{count} rows rest on it and would be incomplete without it: {names}",
                len(resting),
                names=PARTED_BY.join(plain(one) for one in resting[:SHOWN]),
            )
        )
    withdrawing.draw(load, person)


def _resting(register: Register, table: str, row: Row) -> list[str]:
    """The ids or keys of the rows that name this one."""
    if "id" not in row:
        return []
    return [
        f"{singular.one(by)} {' / '.join(str(other[name]) for name in TABLES[by].key)}"
        for by, columns in chain.RESTS_ON.items()
        for column, named in columns.items()
        if named == table
        for other in register.rows(by)
        if row["id"] in parts(other[column])
    ]

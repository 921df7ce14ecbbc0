"""Every version and every load: who brought what and when, what it is today, how to take it back."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from danube import texts
from danube.texts import _, n_
from danube.ui import addresses, figures, selection, show, withdrawing
from danube.ui.show import Column, Link
from danube.words import versions as told

FIRST, MOST = 12, 200
"""Versions in the list at first, and behind the door to earlier ones; the command line has them all."""

STAMP = "%Y-%m-%d %H:%M"
DIGEST = 12


@st.cache_resource(show_spinner=False, max_entries=4)
def history(newest: int) -> pd.DataFrame:
    """Every version, newest first: the event and, as far as known, the load that it is about."""
    events, loads = figures.warehouse().events(), figures.warehouse().loads(newest)
    events = events[events["version"] <= newest].rename(columns={"kind": "event"})
    table = events.merge(
        loads.drop(columns=["at", "who", "note"]), on="load", how="left", validate="many_to_one"
    )
    return table.sort_values("version", ascending=False).reset_index(drop=True)


def draw_history() -> None:
    """Every version, newest first: who, when, what, how many, and the way into it."""
    rows = history(figures.latest())
    st.subheader(_("Every version"), anchor=False)
    _table(
        rows.head(FIRST),
        _("Versions, newest first. Nothing is ever overwritten: each can be opened again."),
        "history",
    )
    if len(rows) > FIRST:
        _earlier(rows.iloc[FIRST:], texts.language())


@st.fragment
def _earlier(rows: pd.DataFrame, language: str) -> None:
    """The older versions, sent only when the reader opens them."""
    texts.use(language)
    said = n_("{count} earlier version", "{count} earlier versions", len(rows))
    with st.expander(said, key="earlier", on_change="rerun") as drawer:
        if drawer.open:
            _table(rows.head(MOST), said, "earlier-table")
            if len(rows) > MOST:
                st.caption(_("The first {shown}; `python -m etl versions` lists all.", shown=MOST))


def _table(rows: pd.DataFrame, alt: str, key: str) -> None:
    show.table(
        pd.DataFrame([_event(row) for _number, row in rows.iterrows()]),
        alt=alt,
        key=key,
        columns={
            "version": Column(_("Version")),
            "open": Column(_("Pages")),
            "at": Column(_("When (UTC)")),
            "who": Column(_("Who")),
            "what": Column(_("What happened")),
            "file": Column(_("File")),
            "rows": Column(_("Rows"), decimals=0),
            "state": Column(_("Today")),
            "note": Column(_("Note")),
            "recipe": Column(_("Recipe")),
            "sha256": Column("SHA-256"),
        },
    )


def _event(row: pd.Series) -> dict[str, object]:
    """One line of the list; what a file brought is told where the file came, not at its withdrawal."""
    number, came = int(row["version"]), row["event"] == "load"
    return {
        "version": Link(
            str(number), f"{addresses.page('versions', to=str(number), load=str(row['load']))}#load"
        ),
        "open": Link(_("as of {version}", version=number), addresses.page("", number)),
        "at": f"{row['at']:{STAMP}}",
        "who": row["who"] or texts.MISSING,
        "what": told.happened(row["event"], row["load"]),
        "file": f"{row['file']} ({_(told.KINDS[row['kind']])}: {_(told.HOLDS[row['holds']])})",
        "rows": row["rows"] if came else None,
        "state": _("withdrawn") if row["withdrawn"] else _("counts"),
        "note": row["note"] or texts.MISSING,
        "recipe": _("yes") if came and row["recipe"] else texts.MISSING,
        "sha256": row["sha256"][:DIGEST] or texts.MISSING,
    }


def draw_load() -> str:
    """One load in full, and the way to take it back; returns its number as the address has it."""
    st.subheader(_("One load in full"), anchor="load")
    rows = figures.warehouse().loads(figures.latest())
    loads = {str(row["load"]): row for _number, row in rows.iloc[::-1].iterrows()}
    chosen = selection.one(
        "load", list(loads), label=_("Load"), show=lambda one: f"{one} · {loads[one]['file']}"
    )
    load = loads[chosen]
    show.table(
        pd.DataFrame(_facts(load), columns=["what", "told"]),
        alt=_("Load {load}", load=chosen),
        key="load-facts",
        columns={"what": Column(_("What")), "told": Column(_("Detail"))},
    )
    if load["recipe"]:
        with st.expander(_("Recipe: every decision of the import")):
            st.code(_pretty(str(load["recipe"])), language=None, wrap_lines=True)
    withdrawing.draw(load)
    return chosen


def _facts(load: pd.Series) -> list[tuple[str, object]]:
    return [
        (_("File"), load["file"]),
        (_("Kind"), f"{_(told.KINDS[load['kind']])}: {_(told.HOLDS[load['holds']])}"),
        (_("Rows"), texts.number(load["rows"], 0)),
        (_("Who"), load["who"] or texts.MISSING),
        (_("When (UTC)"), f"{load['at']:{STAMP}}"),
        (_("Note"), load["note"] or texts.MISSING),
        ("SHA-256", load["sha256"] or texts.MISSING),
        (_("Recipe"), _("yes, below") if load["recipe"] else _("none: the file was read as it is")),
        (_("Today"), told.state(load)),
    ]


def _pretty(recipe: str) -> str:
    """The recipe with indents; one that is no JSON as it stands."""
    try:
        return json.dumps(json.loads(recipe), indent=2, ensure_ascii=False)
    except ValueError:
        return recipe

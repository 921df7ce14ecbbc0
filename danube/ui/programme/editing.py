"""Forms for the tables of the programme, made of their declared columns; each change is a version."""

from __future__ import annotations

from zlib import crc32

import streamlit as st

from danube import access, texts
from danube.access import NotAllowed, Person
from danube.catalogue import kinds
from danube.catalogue.programme import TABLES, singular
from danube.programme import chain
from danube.programme.absence import FIRST
from danube.programme.cells import Row
from danube.programme.register import Register, parts
from danube.store import StoreError
from danube.texts import N_, _, n_
from danube.ui import account, addresses, figures, selection, visitor, withdrawing
from danube.ui.intake.plain import plain
from danube.ui.programme import fields, footing, registers, saving
from danube.ui.programme.fields import Asked
from danube.ui.programme.saving import NotStored

CHAIN = (
    "discovery_group", "stakeholder", "workshop", "need", "action_plan", "measure", "pilot", "pilot_partner",
    "milestone", "validation", "replication", "good_practice", "document", "organisation",
)  # fmt: skip
ORDER = (*CHAIN, *(name for name in TABLES if name not in CHAIN))
"""The chain in the order of its making, what it names, then all else."""

NEXT = {
    "discovery_group": "stakeholder", "stakeholder": "need", "need": "action_plan", "action_plan": "measure",
    "measure": "pilot", "validation": "replication", "replication": "good_practice",
}  # fmt: skip
LONGEST_NOTE = 300
_TOLD = "what became of the form"
_SHOWN = "the table whose rows were shown"


def choose() -> tuple[Register, str, Row | None]:
    """The table and the row to edit, None for a new one, as the address has them."""
    register = registers.now()
    table = selection.one(
        "table", list(ORDER), label=_("Table"), show=lambda name: _(TABLES[name].title), default=CHAIN[0]
    )
    rows = {saving.label(table, row): row for row in register.rows(table)}
    left = st.session_state.get(_SHOWN, table) != table or withdrawing.pending()
    if left and st.query_params.get("row") not in rows:
        selection.write("row", "")
    st.session_state[_SHOWN] = table
    key = TABLES[table].key
    chosen = selection.one(
        "row", ["", *rows], label=_("Row"),
        show=lambda one: fields.called(rows[one], key) if one else _("a new one"),
    )  # fmt: skip
    return register, table, rows.get(chosen)


def answer(register: Register, table: str) -> str:
    """How many rows there are and who brought the newest; of an empty table what belongs into it."""
    rows, title = register.table(table), _(TABLES[table].title)
    if rows.empty:
        return _("{table}: there is none yet. {about}", table=title, about=_(TABLES[table].about))
    loads = figures.warehouse().loads(figures.latest()).set_index("load")
    newest = loads.loc[rows["load"].max()]
    return n_(
        "{table}: {count} row, last changed on {day} by {who}.",
        "{table}: {count} rows, last changed on {day} by {who}.",
        len(rows),
        table=title,
        day=texts.day(newest["at"].date()),
        who=plain(newest["who"] or newest["file"]),
    )


def choices(table: str, row: Row | None) -> dict[str, str]:
    """What the link to this view carries."""
    return {"table": table, "row": saving.label(table, row) if row else ""}


def documents(row: Row | None) -> tuple[str, ...]:
    """The documents that the row names."""
    return parts(str(row.get("document", ""))) if row else ()


def draw(register: Register, table: str, row: Row | None) -> Person:
    """What became of the last form, what has to come first, and the form; returns the visitor."""
    _say()
    withdrawing.say()
    person = account.line()
    _first(register, table)
    place = f"edit-{table}-{crc32(saving.label(table, row).encode()) if row else ''}-{_load(row)}"
    with st.form(place, enter_to_submit=False):
        _fields(register, table, row, place)
        _store(table, row, place)
    link = f"[{_('Import')}]({addresses.page('import')})"
    said = _("Many rows at once: fill in an empty table and bring it with the import.")
    st.caption(f"{said} {footing.templates(table)} · {link}")
    return person


def _load(row: Row | None) -> int:
    return 0 if row is None else int(row["load"])


def _first(register: Register, table: str) -> None:
    """Stages cannot be skipped: what has to be entered first is said before anything is typed."""
    for named in chain.RESTS_ON.get(table, {}).values():
        if register.table(named).empty:
            link = f"[{_(TABLES[named].title)}]({addresses.page('edit', table=named)})"
            st.info(f"{_(FIRST[named])} {link}")


def _fields(register: Register, table: str, row: Row | None, place: str) -> None:
    """Short fields stand in pairs, long ones alone, all in the order of the table on a phone too."""
    right = None
    for one in TABLES[table].columns:
        needed = one.needed and one.name != "id" or one.name in chain.RESTS_ON.get(table, {})
        fixed = row is not None and one.name in TABLES[table].key
        asked = Asked(one, row[one.name] if row else "", f"{place}-{one.name}", needed, fixed)
        if fields.wide(one):
            here, right = st.container(), None
        elif right is None:
            here, right = st.columns(2)
        else:
            here, right = right, None
        with here:
            fields.draw(asked, register)


def _store(table: str, row: Row | None, place: str) -> None:
    """Why, who, and the button; whoever may not store reads why."""
    person = visitor.who()
    why = _hindrance(table)
    st.text_input(
        _("Why? The note stands in the list of versions."), max_chars=LONGEST_NOTE, key=f"{place}-why"
    )
    if person.how == "machine":
        st.text_input(_("Your name"), value=person.name, key="changed-by", max_chars=100)
    if why:
        st.caption(plain(why))
    st.form_submit_button(
        _("Store as a new version"), key=f"{place}-store", type="primary", disabled=bool(why),
        on_click=_press, args=(table, row, place, texts.language()),
    )  # fmt: skip


def _hindrance(table: str) -> str:
    """Why nothing can be stored here; empty where it can."""
    person, roles = visitor.who(), kinds.roles(table)
    if not any(map(person.may, roles)):
        return access.refusal(person, *roles)
    if figures.version() != figures.latest():
        return _(
            "An earlier state is shown: open the page without a version, and with uploads, to change it."
        )
    return ""


def _press(table: str, row: Row | None, place: str, language: str) -> None:
    """Runs before the page is drawn anew; what was typed stays where it was not stored."""
    texts.use(language)
    figures.version()  # indicators that were declared by an upload count
    state = st.session_state
    typed = {one.name: fields.stored(one, state.get(f"{place}-{one.name}")) for one in TABLES[table].columns}
    kept = {name: row[name] for name in TABLES[table].key} if row else {}
    note, name = str(state.get(f"{place}-why", "")), str(state.get("changed-by", ""))
    try:
        version, stored = saving.store(table, typed | kept, seen=_load(row), note=note, name=name)
    except NotStored as refusal:
        state[_TOLD] = (0, table, refusal.sentences)
    except (NotAllowed, StoreError) as refusal:
        state[_TOLD] = (0, table, (str(refusal),))
    else:
        state[_TOLD] = (version, table, (saving.label(table, stored),))
        figures.latest.clear()
        selection.write("row", saving.label(table, stored))


def _say() -> None:
    """The refusals, each a sentence; or the version, and the way to what comes next."""
    version, table, told = st.session_state.pop(_TOLD, (0, "", ()))
    if not version:
        for sentence in told:
            st.error(plain(sentence))
        return
    said = _("Stored as version {version}: {table} {key}.", version=version, table=singular.one(table),
             key=plain(told[0]))  # fmt: skip
    st.success(f"{said} {_next(table)}".strip())


def _next(table: str) -> str:
    if table == "pilot":
        return f"[{_(_MEASURE)}]({addresses.page('import')})"
    if table not in NEXT:
        return ""
    link = f"[{_(TABLES[NEXT[table]].title)}]({addresses.page('edit', table=NEXT[table])})"
    return _("Next: {link}", link=link)


_MEASURE = N_("Next: bring its baseline, targets and measurements with the import")

"""The quiet line below a page of the programme: documents, version, tables to take away, templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from danube import texts
from danube.catalogue.programme import PARTED_BY, TABLES
from danube.programme.register import Register, parts, records
from danube.texts import _, n_
from danube.ui import addresses, figures, frame
from danube.ui.decks import pinning
from danube.ui.intake.plain import plain
from danube.ui.show import Link
from danube.words import programme as words

NAMED = 4
"""Documents that the line names; the rest stands in the drawer."""

FORMATS = ("csv", "xlsx")
BRACKETS = str.maketrans({"(": "%28", ")": "%29", " ": "%20"})
"""What would end a link before its address does."""


def papers(register: Register, named: str) -> str:
    """Links to the documents that a cell names, parted by semicolons."""
    return PARTED_BY.join(_linked(row) for row in known(register, parts(named)))


def paper(register: Register, named: str) -> Link:
    """The first document that a cell names as a link for a table, with the number of all."""
    rows = known(register, parts(named))
    if not rows:
        return Link(texts.MISSING)
    more = f" (+{len(rows) - 1})" if len(rows) > 1 else ""
    return Link(f"{rows[0]['publisher']}{more}", rows[0]["url"])


def documents(register: Register, *tables: str) -> list[str]:
    """The ids of all documents that the rows of these tables name."""
    cells = [cell for name in tables for cell in register.table(name)["document"]]
    return list(dict.fromkeys(one for cell in cells for one in parts(cell)))


def cite(
    register: Register,
    documents: Iterable[str],
    tables: Sequence[str],
    *,
    choices: Mapping[str, str] | None = None,
) -> None:
    """Documents and version in one line; in its drawer the link to this view, the tables and all documents.

    Args:
        documents: ids of the documents behind what the page shows.
        tables: names of the register's tables that it shows.
        choices: what the link to this view carries, as in the address.
    """
    rows = known(register, documents)
    st.caption(_line(rows))
    with st.container(horizontal=True, gap="small", key="taken-away"):
        with st.popover(_("Share and download"), key="download", on_change="rerun") as drawer:
            if drawer.open:
                _drawer(choices or {}, tables, rows)
        pinning.draw(choices or {})


def _drawer(choices: Mapping[str, str], tables: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """The link to this view, the tables as files, and every document."""
    _share(choices)
    for name in tables:
        st.markdown(f"{_(TABLES[name].title)}: {_files(name)}")
    st.markdown(f"[{_('HTTP API, for programs')}](/api/v1/)")
    st.markdown("  \n".join(_linked(row, dated=True) for row in rows))


def templates(*kinds: str) -> str:
    """Links to the empty tables of these kinds: `Pilots: CSV, XLSX`."""
    return "; ".join(f"{_title(kind)}: {_template(kind)}" for kind in kinds)


def invite(*kinds: str) -> None:
    """How to fill what is empty: the templates, the import, and the form on the page."""
    ways = [
        f"{_('Fill in a table')} ({templates(*kinds)})",
        f"[{_('bring it with the import')}]({addresses.page('import')})",
    ]
    if kinds[0] in TABLES:
        ways.append(f"[{_('or type it in')}]({addresses.page('edit', table=kinds[0])})")
    st.markdown(", ".join(ways) + ".")


def correct(table: str, row: str) -> str:
    """The way to the form of a row, where its history stands as well."""
    return f"[{_('Edit it, or see who changed what')}]({addresses.page('edit', table=table, row=row)})"


def _title(kind: str) -> str:
    return _(TABLES[kind].title) if kind in TABLES else _("Measurements of pilots")


def _template(kind: str) -> str:
    query = urlencode({"lang": texts.language()})
    return ", ".join(f"[{form.upper()}](/api/v1/templates/{kind}.{form}?{query})" for form in FORMATS)


def _files(name: str) -> str:
    said = {"version": figures.number(), "lang": texts.language(), **frame.switch()}
    query = urlencode(said)
    return ", ".join(f"[{form.upper()}](/api/v1/programme/{name}?{query}&format={form})" for form in FORMATS)


def known(register: Register, named: Iterable[str]) -> list[dict[str, str]]:
    """The rows of these documents, each once; one that the register does not know is left to its checks."""
    wanted = list(dict.fromkeys(named))
    table = register.tables["document"]
    rows = {row["id"]: row for row in records(table[table["id"].isin(wanted)])}
    return [rows[one] for one in wanted if one in rows]


def _linked(row: Mapping[str, str], *, dated: bool = False) -> str:
    """`[Publisher: Title](url)`, with its date where that is asked for and known."""
    name = plain(f"{row['publisher']}: {row['title']}")
    link = f"[{name}]({row['url'].translate(BRACKETS)})" if row["url"] else name
    return f"{link}, {words.moment(row['date'])}" if dated and row["date"] else link


def _line(known: Sequence[Mapping[str, str]]) -> str:
    named = [_linked(row) for row in known[:NAMED]]
    if len(known) > NAMED:
        named.append(n_("{count} more document", "{count} more documents", len(known) - NAMED))
    told = [_("Documents: {documents}", documents="; ".join(named))] if named else []
    methods = addresses.page("methods")
    version = _("Version {version} of the figures", version=figures.number())
    return " · ".join([*told, f"[{_('Methods and sources')}]({methods})", version])


def _share(choices: Mapping[str, str]) -> None:
    """A link that shows the same rows for ever: it names every choice and the version."""
    said = {**choices, "lang": texts.language(), "v": figures.number(), **frame.switch()}
    here = urlencode({key: value for key, value in said.items() if value not in (None, "")}, safe=",")
    st.markdown(f"[{_('Link to this view')}](?{here})")
    st.caption(_("Each file carries its version and its documents."))

"""The initiatives of the portfolio: when they run, and a card for each with money, aims and documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from danube import texts
from danube.drawing import schedule
from danube.drawing.schedule import Mark, Row
from danube.programme.disagreements import Disagreement, disagreements
from danube.programme.register import Register, parts, records
from danube.texts import _, n_
from danube.ui import figures, show
from danube.ui.programme import footing, registers
from danube.words import portfolio
from danube.words import programme as words

STYLE = Path(__file__).with_name("cards.css")


def draw_when(register: Register) -> None:
    """All initiatives on one axis of years, with their meetings."""
    ordered = sorted(register.rows("project"), key=lambda row: row["begins"])
    rows = [_scheduled(register, row) for row in ordered]
    alt = _("When each initiative runs, with its meetings.")
    st.html(schedule.STYLE)
    st.html(
        schedule.table(
            rows,
            heads=(_("Initiative"), _("Runs")),
            alt=alt,
            theme=show.theme(),
            today=datetime.now(UTC).date(),
        )
    )
    st.caption(_("Dots: meetings whose date is known. Upright line: today."))


def _scheduled(register: Register, row: dict[str, Any]) -> Row:
    met = records(register.table("gathering", row["id"]))
    marks = tuple(
        Mark(one["date"], f"{words.moment(one['date'])}: {one['name']}") for one in met if one["date"]
    )
    told = words.span(row["begins"], row["ends"])
    return Row(row["name"], told, row["programme"], row["begins"], row["ends"], marks)


def draw_cards() -> None:
    """A card for each initiative, the one that ends last first."""
    st.html(STYLE)
    st.html(f'<div class="initiatives">{_cards(figures.version(), texts.language())}</div>')


@st.cache_data(show_spinner=False, max_entries=16)
def _cards(edition: int, language: str) -> str:
    """All cards in the reader's language, which is part of the key."""
    register = registers.at(edition)
    ordered = sorted(register.rows("project"), key=lambda row: row["ends"], reverse=True)
    return "".join(_card(register, row) for row in ordered)


def _card(register: Register, row: dict[str, Any]) -> str:
    told = disagreements(register, row["id"])
    drawers = [
        _drawer(_came(register, row["id"]), _outcomes(register, row["id"])),
        _drawer(_differs(told), [_versions(register, one) for one in told]),
        _drawer(
            _titled(len(parts(row["document"]))), [_paper(register, one) for one in parts(row["document"])]
        ),
    ]
    note = f'<p class="quiet">{escape(row["note"])}</p>' if row["note"] else ""
    title = row["title"] or _("Full title: on no page that was read.")
    funded = " · ".join(filter(None, (row["programme"], row["code"])))
    return (
        f"<article><h3>{escape(row['name'])}</h3>"
        f'<p class="quiet">{escape(title)}<br>{escape(funded)}</p>'
        f"<dl>{''.join(_fact(*fact) for fact in _facts(row, told))}</dl>"
        f"<p>{escape(row['objectives'])}</p>{note}{''.join(drawers)}</article>"
    )


def _facts(row: dict[str, Any], told: Sequence[Disagreement]) -> list[tuple[str, str, bool]]:
    """Head, fact, and whether documents tell it differently; what no document says is left out."""
    differing = {one.statement for one in told}
    share = f" ({words.figure(row['share'], '%')})" if row["share"] == row["share"] else ""
    support = words.euros(row["support"])
    facts = [
        (_("Runs"), words.span(row["begins"], row["ends"]), bool(differing & {"begins", "ends"})),
        (_("Total budget"), words.euros(row["budget"]), "budget" in differing),
        (
            _("Of this support"),
            f"{support}{share}" if support != texts.MISSING else share.strip(" ()"),
            False,
        ),
        (_("Partners"), _partners(row), "partners" in differing),
    ]
    return [fact for fact in facts if fact[1] and fact[1] != texts.MISSING]


def _partners(row: dict[str, Any]) -> str:
    named = words.figure(row["partners"])
    if row["associates"] != row["associates"] or named == texts.MISSING:
        return named
    return _(
        "{partners}, and {associates} associated", partners=named, associates=words.figure(row["associates"])
    )


def _fact(head: str, said: str, differs: bool) -> str:
    sign = f' <abbr title="{escape(_("Documents tell this differently."))}">≠</abbr>' if differs else ""
    return f"<div><dt>{escape(head)}</dt><dd>{escape(said)}{sign}</dd></div>"


def _came(register: Register, project: str) -> str:
    count = len(register.table("outcome", project)) + len(register.table("output", project))
    return n_("What came of it: {count} statement", "What came of it: {count} statements", count)


def _outcomes(register: Register, project: str) -> list[str]:
    """What happened, and the deliverables that are there, each with its documents."""
    happened = [
        f"{escape(portfolio.outcome(row))} {_links(register, row['document'])}"
        for row in records(register.table("outcome", project))
    ]
    delivered = [
        f"{escape(row['code'])} {escape(row['title'])} {_links(register, row['document'])}"
        for row in records(register.table("output", project))
    ]
    return [*happened, *delivered]


def _differs(told: Sequence[Disagreement]) -> str:
    return _("Documents disagree on: {things}", things="; ".join(map(portfolio.differently, told)))


def _versions(register: Register, one: Disagreement) -> str:
    """A statement, and below it every version with the documents that say so."""
    items = "".join(
        f"<li>{escape(portfolio.version(one, told))} {_links(register, '; '.join(told.documents))}</li>"
        for told in one.versions
    )
    return f"{escape(portfolio.statement(one))}<ul>{items}</ul>"


def _titled(count: int) -> str:
    return n_("{count} document", "{count} documents", count)


def _drawer(title: str, items: Iterable[str]) -> str:
    """A drawer that opens without a rerun; nothing where it would be empty."""
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<details><summary>{escape(title)}</summary><ul>{listed}</ul></details>" if listed else ""


def _links(register: Register, named: str) -> str:
    """The publishers of the documents, each a link to the page."""
    return (
        f'<span class="quiet">({", ".join(_paper(register, one, short=True) for one in parts(named))})</span>'
    )


def _paper(register: Register, identity: str, *, short: bool = False) -> str:
    found = footing.known(register, [identity])
    if not found:
        return escape(identity)
    row = found[0]
    name = row["publisher"] if short else f"{row['publisher']}: {row['title']}"
    return f'<a href="{escape(row["url"])}">{escape(name)}</a>' if row["url"] else escape(name)

"""The library of good practices on the page: what to look for, and a card for each that fits."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

from danube import texts
from danube.catalogue.programme.actions import TRANSITIONS
from danube.catalogue.programme.columns import CLUSTERS
from danube.programme import practices
from danube.programme.matching import evidence
from danube.programme.matching.criteria import Knowledge
from danube.programme.practices import Practice
from danube.programme.register import Register, parts, records
from danube.texts import _
from danube.ui import addresses, figures, selection
from danube.ui.programme import matching, registers
from danube.words import matching as naming
from danube.words import practices as words
from danube.words import programme as spoken

STYLE = Path(__file__).with_name("practices.css")
PARAMETERS = ("find", "cluster", "transition", "origin", "project")
LONGEST = 80
REASONS = 2
"""Reasons that are told for each who could use a practice."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked for; empty where it does not matter."""

    find: str = ""
    cluster: str = ""
    transition: str = ""
    origin: str = ""
    project: str = ""

    @property
    def as_address(self) -> dict[str, str]:
        """The choice as the address carries it."""
        return {name: getattr(self, name) for name in PARAMETERS}


def known() -> list[Practice]:
    """Every practice of the version in use."""
    return _known(figures.version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _known(edition: int) -> list[Practice]:
    return practices.of(registers.at(edition))


@st.cache_resource(show_spinner=False, max_entries=4)
def _joined(edition: int) -> Knowledge:
    return practices.joined(matching.knowledge(), registers.at(edition), _known(edition))


@st.cache_resource(show_spinner=False, max_entries=256)
def _users(edition: int, place: int, language: str) -> list[tuple[str, str]]:
    """Who could use the practice that stands at this place of the list, and why, in a language."""
    joined, one = _joined(edition), _known(edition)[place]
    return [
        (key, _why(joined, one.key, key, criteria[:REASONS]))
        for key, criteria in practices.users(joined, one).items()
    ]


def _why(joined: Knowledge, practice: str, key: str, criteria: list[str]) -> str:
    facts = evidence.of(joined, practice, key, practices.PURPOSE)
    told = [naming.reason(name, facts, joined.actors, practices.PURPOSE.key, known=True) for name in criteria]
    return "; ".join(told)


def choose() -> Choice:
    """The row of choices: words, cluster, transition, country, project."""
    every = known()
    register = registers.now()
    titles = {row["id"]: row["name"] for row in register.rows("project")}
    return Choice(
        _search(),
        _one("cluster", _("Cluster"), {key: _(text) for key, text in CLUSTERS.items()}),
        _one("transition", _("Twin transition"), {key: _(text) for key, text in TRANSITIONS.items()}),
        _one("origin", _("Country"), {code: spoken.place({"country": code}) for code in _countries(every)}),
        _one("project", _("Initiative"), {key: titles.get(key, key) for key in _projects(every)}),
    )


def _one(name: str, label: str, options: dict[str, str]) -> str:
    """One of these, or any."""
    names = {"": _("any"), **options}
    return selection.one(name, list(names), label=label, show=names.__getitem__, width=190)


def _search() -> str:
    """The words to look for, from the field or the address."""
    asked = st.query_params.get("find", "")[:LONGEST]
    if st.session_state.get("find") != asked:
        st.session_state["find"] = asked
    st.text_input(
        _("Search"), key="find", max_chars=LONGEST, on_change=_searched, width=260,
        placeholder=_("words, such as digitalisation"),
    )  # fmt: skip
    return asked


def _searched() -> None:
    selection.write("find", st.session_state["find"].strip())


def _countries(every: list[Practice]) -> list[str]:
    return sorted({one.row["country"] for one in every}, key=lambda code: spoken.place({"country": code}))


def _projects(every: list[Practice]) -> list[str]:
    return sorted({one.row["project"] for one in every})


def fitting(choice: Choice) -> list[Practice]:
    """The practices that fit the choice, in the order of the search."""
    found = practices.search(known(), choice.find)
    return [
        one
        for one in found
        if (not choice.transition or choice.transition in one.transition)
        and all(
            not wanted or one.row[name] == wanted
            for name, wanted in (
                ("cluster", choice.cluster), ("country", choice.origin), ("project", choice.project)
            )
        )
    ]  # fmt: skip


def invite() -> None:
    """Says that nobody has tagged the practices, while that is so, and where to do it."""
    if not any(words.tags(one) for one in known()):
        st.caption(
            _(
                "None of them carries a tag for its cluster or the twin transition yet; "
                "[give them some]({form}).",
                form=addresses.page("edit", table="good_practice"),
            )
        )


def draw(shown: list[Practice]) -> None:
    """A card for each: tags, place, evidence, who took it up, who could use it, and its documents."""
    register = registers.now()
    places = {one.key: place for place, one in enumerate(known())}
    version, language = figures.version(), texts.language()
    cards = "".join(_card(register, one, _users(version, places[one.key], language)) for one in shown)
    st.html(STYLE)
    st.html(f'<div class="practices">{cards}</div>')


def _card(register: Register, one: Practice, users: list[tuple[str, str]]) -> str:
    tags = "".join(f"<li>{escape(tag)}</li>" for tag in words.tags(one))
    labels = f'<ul class="tags">{tags}</ul>' if tags else ""
    note = f'<p class="quiet">{escape(one.row["note"])}</p>' if one.row["note"] else ""
    facts = "".join(
        f"<div><dt>{escape(head)}</dt><dd>{told}</dd></div>" for head, told in _facts(register, one, users)
    )
    return (
        f"<article><h3>{escape(one.row['name'])}</h3>"
        f'<p class="quiet">{escape(words.place(one))}</p>'
        f"{labels}<dl>{facts}</dl>{note}</article>"
    )


def _facts(register: Register, one: Practice, users: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Head and HTML of what is known; a lack is said in words."""
    evidence = one.row["evidence"] or _("none told beyond the documents")
    facts = [
        (_("Initiative"), escape(_named(register, "project", one.row["project"]))),
        (_("Evidence"), escape(evidence)),
        (_("Taken up by"), ", ".join(map(_person, sorted(one.users))) or escape(_("nobody so far"))),
        (_("Who could use it"), _suited(users) or escape(_("nobody can be named"))),
        (_("Documents"), _papers(register, one)),
    ]
    if one.row["pilot"]:
        facts.insert(1, (_("From the pilot"), escape(_named(register, "pilot", one.row["pilot"]))))
    return facts


def _named(register: Register, table: str, identity: str) -> str:
    rows = {row["id"]: row["name"] for row in register.rows(table)}
    return str(rows.get(identity, identity))


def _suited(users: list[tuple[str, str]]) -> str:
    """Each with its reasons."""
    lines = "".join(f'<li>{_person(key)} <span class="quiet">{escape(why)}</span></li>' for key, why in users)
    return f"<ul>{lines}</ul>" if lines else ""


def _person(key: str) -> str:
    """A link to whom the matching would suggest for somebody."""
    actors = matching.knowledge().actors
    if key not in actors:
        return escape(key.partition(":")[2])
    return (
        f'<a href="{escape(addresses.page("matching", seeker=key))}">{escape(naming.name(actors[key]))}</a>'
    )


def _papers(register: Register, one: Practice) -> str:
    rows = {row["id"]: row for row in records(register.table("document"))}
    named = [rows[paper] for paper in parts(one.row["document"]) if paper in rows]
    return "; ".join(
        f'<a href="{escape(row["url"])}">{escape(row["publisher"])}</a>'
        if row["url"].startswith("http")
        else escape(row["publisher"])
        for row in named
    )

"""What the reader looks for and who is suggested, prepared once per version and shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from danube import catalogue
from danube.benchmark import profile
from danube.programme.matching import actors, bodies, criteria, purposes, quality, regional, suggestions
from danube.programme.matching.actors import Actor
from danube.programme.matching.criteria import Knowledge
from danube.programme.matching.purposes import PURPOSES, Purpose
from danube.programme.matching.suggestions import Suggestions
from danube.store import beside
from danube.store.beside import Beside
from danube.texts import _
from danube.ui import figures, peers, selection
from danube.ui.intake.plain import plain
from danube.ui.programme import registers
from danube.words import matching as words

DEFAULT = "organisation:west-rda"
SHOWN = 8
PARAMETERS = ("seeker", "purpose", "partners")
KNOWN = ("new", "all")


@dataclass(frozen=True, slots=True)
class Choice:
    """Who seeks, what for, and whether those who already work together are suggested too."""

    seeker: str
    purpose: str
    tied: bool = False

    @property
    def as_address(self) -> dict[str, str]:
        """The choice as the address carries it."""
        return {"seeker": self.seeker, "purpose": self.purpose, "partners": "all" if self.tied else "new"}


def knowledge() -> Knowledge:
    """All that the matching knows at the version in use."""
    return _knowledge(figures.version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _knowledge(edition: int) -> Knowledge:
    register = registers.at(edition)
    every = actors.of(register)
    return criteria.known(every, bodies.of(register, every), benchmark(edition))


@st.cache_resource(show_spinner=False, max_entries=4)
def benchmark(edition: int) -> regional.Regional:
    """Where regions are weak and strong, and how alike they are, at an edition."""
    blocks = [block for block in catalogue.load().visible() if block.headline]
    return regional.of(figures.yearly(edition), profile.meta(blocks), peers.shapes(edition, False))


@st.cache_resource(show_spinner=False, max_entries=4)
def measured(edition: int) -> pd.DataFrame:
    """The quality of the matching at an edition, as `quality.measured`; takes seconds."""
    return quality.measured(registers.at(edition), benchmark(edition))


def asked() -> Actor:
    """The seeker of the address, known before the page has a title."""
    selection.keep("seeker")
    known = knowledge().actors
    key = st.query_params.get("seeker", "")
    return known[key] if key in known else known[_default(known)]


def _default(known: Mapping[str, Actor]) -> str:
    return DEFAULT if DEFAULT in known else next(iter(known))


def choose() -> Choice:
    """The row of choices: who seeks, what for, new partners alone or all."""
    known = knowledge().actors
    ordered = sorted(known, key=lambda key: (known[key].side == "region", words.name(known[key]).casefold()))
    seeker = selection.one(
        "seeker",
        ordered,
        label=_("For whom"),
        show=lambda key: words.name(known[key]),
        default=_default(known),
        width=340,
    )
    options = purposes.of(known[seeker])
    _drop_unfit(options, known[seeker])
    purpose = selection.one(
        "purpose", options, label=_("What for"), show=lambda key: _(words.PURPOSES[key]), width=260
    )
    names = {"new": _("New partners"), "all": _("Present ones too")}
    scope = selection.one(
        "partners",
        KNOWN,
        label=_("Suggest"),
        show=names.__getitem__,
        widget=st.segmented_control,
        required=True,
    )
    return Choice(seeker, purpose, scope == "all")


def _drop_unfit(options: list[str], seeker: Actor) -> None:
    """Says so where the purpose chosen before is none for this seeker; the first one is shown."""
    asked = st.query_params.get("purpose", "")
    if asked in PURPOSES and asked not in options:
        selection.write("purpose", None)
        selection.note(
            _("“{purpose}” is nothing for {name}; shown instead: {shown}.", purpose=_(words.PURPOSES[asked]),
              name=plain(words.name(seeker)), shown=_(words.PURPOSES[options[0]]))
        )  # fmt: skip


def listed(choice: Choice) -> Suggestions:
    """The suggestions for a choice, after the remarks that count; whom no document names is none."""
    rejected = tuple(store().remarks(choice.seeker, choice.purpose)["suggested"])
    return _listed(figures.version(), choice, rejected)


@st.cache_resource(show_spinner=False, max_entries=256)
def _listed(edition: int, choice: Choice, rejected: tuple[str, ...]) -> Suggestions:
    known = _knowledge(edition)
    found = suggestions.of(known, choice.seeker, purpose_of(choice), rejected=rejected, tied=choice.tied)
    return found.among([key for key, one in known.actors.items() if one.name])


def purpose_of(choice: Choice) -> Purpose:
    """The purpose of a choice."""
    return PURPOSES[choice.purpose]


@st.cache_resource(show_spinner=False)
def store() -> Beside:
    """The open database beside the warehouse, of this process."""
    return beside.connect()


def answer(choice: Choice, found: Suggestions) -> str:
    """Who comes first, and who next."""
    known = knowledge().actors
    first = [
        (_spelt(known[str(key)]), float(points)) for key, points in found.table["score"].head(SHOWN).items()
    ]
    return words.answer(_spelt(known[choice.seeker]), choice.purpose, first)


def _spelt(actor: Actor) -> Actor:
    """The same with names and places that Markdown shows as they stand."""
    row = {name: plain(text) if isinstance(text, str) else text for name, text in actor.row.items()}
    return replace(actor, name=plain(words.name(actor)), row=row)


def row_of(found: Suggestions, key: str) -> dict[str, Any]:
    """What each criterion adds for one suggestion, in points."""
    return {str(name): value for name, value in found.table.loc[key].items()}

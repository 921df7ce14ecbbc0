"""The scenario in the address: read choice by choice, written back with what differs from the plain index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from danube import catalogue
from danube.benchmark import recipe
from danube.benchmark.recipe import LENSES, SHORT, Recipe, RecipeError
from danube.texts import _
from danube.ui import figures, lab, selection
from danube.words import methods

OWN = "own"
LENS = "lens"
INDICATORS = "i"
POINTS = 100.0
KEYS = tuple(key for key in SHORT.values() if key != SHORT["version"])
PARAMETERS = (INDICATORS, *KEYS, "vary", "region")
STARTERS = ("gerd", "tertiary_attainment", "rci_broadband", "gdp_pps_eu100")
"""An own selection begins with these: four fields, one indicator each, known for nearly all regions."""


def lens_of_address() -> str:
    """The ready-made index that the address asks for, `own` for any other list of indicators."""
    asked = st.query_params.get(INDICATORS, LENSES[0])
    return asked if asked in LENSES else OWN


def choose_lens() -> str:
    """The ready-made index to begin with, or an own selection."""
    now = lens_of_address()
    if st.session_state.get(LENS) != now:
        st.session_state[LENS] = now
    st.segmented_control(
        _("Index"), [*LENSES, OWN], key=LENS, format_func=lambda key: _(methods.LENSES[key]),
        required=True, on_change=_lens_chosen, wrap=True,
    )  # fmt: skip
    return now


def _lens_chosen() -> None:
    """Another index keeps the method and lets go the weights, which belong to other indicators."""
    selection.clear_notes()
    chosen = st.session_state[LENS]
    selection.write(SHORT["weights"], None)
    if st.query_params.get(SHORT["weighting"]) in ("own", "budget"):
        selection.write(SHORT["weighting"], None)
    selection.write(INDICATORS, ",".join(STARTERS) if chosen == OWN else chosen, LENSES[0])


def asked() -> Recipe:
    """The recipe of the address; a choice that cannot be had is named and left out."""
    chosen = _indicators()
    query: dict[str, str] = {}
    for key in KEYS:
        text = st.query_params.get(key)
        if text is not None and _fits(chosen, query | {key: text}):
            query[key] = text
    return _recipe(chosen, query)


def _recipe(chosen: Recipe, query: Mapping[str, str]) -> Recipe:
    read = recipe.from_query({INDICATORS: LENSES[0], **query})
    told = replace(read, indicators=chosen.indicators, version=figures.number())
    if told.weighting == "budget" and not told.weights:
        told = replace(told, weights=dict.fromkeys(pillars(told), points(told)))
    return recipe.checked(told, catalogue.load())


def pillars(chosen: Recipe) -> dict[str, list[str]]:
    """Pillar → the indicators of the recipe under it, in the order of the catalogue."""
    known = catalogue.load()
    found = {
        pillar: [key for key in chosen.indicators if known.indicators[key].pillar == pillar]
        for pillar in known.pillars
    }
    return {pillar: keys for pillar, keys in found.items() if keys}


def points(chosen: Recipe) -> float:
    """What each pillar has before the reader shares out the hundred points anew."""
    return float(round(POINTS / max(len(pillars(chosen)), 1)))


def _fits(chosen: Recipe, query: Mapping[str, str]) -> bool:
    try:
        _recipe(chosen, query)
    except RecipeError as refused:
        selection.note(f"{refused} {_('The usual choice is shown.')}")
        return False
    return True


def _indicators() -> Recipe:
    """The indicators of the address, each checked; the ready-made index where none is left."""
    text = st.query_params.get(INDICATORS, LENSES[0])
    try:
        wanted = recipe.from_query({INDICATORS: text}).indicators
    except RecipeError as refused:
        selection.note(str(refused))
        wanted = ()
    kept = [key for key in wanted if _can_be_scored(key)]
    return Recipe(tuple(kept)) if kept else recipe.lens(LENSES[0], catalogue.load())


def _can_be_scored(key: str) -> bool:
    try:
        recipe.checked(Recipe((key,)), catalogue.load())
    except RecipeError as refused:
        selection.note(f"{refused} {_('It was left out.')}")
        return False
    return True


def scorable() -> list[str]:
    """The indicators that an index may hold: with figures, of regions of this level, with a better side."""
    return [
        block.id for block in catalogue.load().visible() if block.direction != "neutral" and block.level >= 2
    ]


def choose_indicators(now: Recipe) -> None:
    """Any own selection, pillar by pillar; neutral indicators are not offered."""
    known = catalogue.load()
    options = list(dict.fromkeys([*scorable(), *now.indicators]))
    if st.session_state.get("own") != list(now.indicators):
        st.session_state["own"] = list(now.indicators)
    st.multiselect(
        _("Indicators of your index"), options, key="own", on_change=_indicators_chosen,
        format_func=lambda key: _("{pillar}: {indicator}",
                                  pillar=_(known.pillars[known.indicators[key].pillar].name),
                                  indicator=_(known.indicators[key].short)),
    )  # fmt: skip
    st.caption(_("Indicators without a better side, such as population density, cannot be scored."))


def _indicators_chosen() -> None:
    selection.clear_notes()
    chosen = st.session_state["own"]
    if chosen:
        keep(recipe.with_indicators(asked(), chosen, catalogue.load()))
        selection.write(INDICATORS, ",".join(chosen))


def keep(chosen: Recipe) -> None:
    """Writes a recipe into the address: what is as usual leaves it short."""
    written = query(chosen)
    for key in (INDICATORS, *KEYS):
        selection.write(key, written.get(key), LENSES[0] if key == INDICATORS else None)


def query(chosen: Recipe) -> dict[str, str]:
    """The recipe as the address carries it; the version has a parameter of its own."""
    return replace(chosen, version=None).as_query()


def load(content: bytes) -> None:
    """Takes a recipe that was downloaded here before. Raises RecipeError with one sentence."""
    chosen = recipe.checked(recipe.from_json(content), catalogue.load())
    latest = figures.latest()
    if chosen.version is not None and chosen.version > latest:
        raise RecipeError(
            _(
                "The recipe was calculated with version {asked} of the figures; here the latest is {latest}.",
                asked=chosen.version,
                latest=latest,
            )
        )
    lab.of(chosen)
    keep(chosen)
    if chosen.version is not None:
        selection.write("v", str(chosen.version))

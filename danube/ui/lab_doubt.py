"""How sure an index is: what is varied, which choice matters most, which indicator carries the ranking."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark.doubted import assumptions
from danube.benchmark.recipe import DRAWS, SHORT, VARIABLE, Recipe
from danube.texts import _
from danube.ui import lab_scenario, selection, show
from danube.ui.lab import Lab
from danube.words import lab as told
from danube.words import methods

NUMBERS = ("100", "1000", "10000")
SEEDS = ("1", "2", "3", "4", "5")
SWITCHES = "varied"
CARRIERS = 10
"""Indicators shown whose absence would move the ranking most."""


def draw(chosen: Recipe, found: Lab | None) -> None:
    """Switches, draws and seed; what follows from them is calculated while it is open."""
    _switches(chosen)
    drawn = str(chosen.draws)
    selection.one(
        SHORT["draws"], sorted({*NUMBERS, drawn}, key=int), label=_("Calculations"), default=str(DRAWS),
        show=lambda count: texts.number(int(count), 0), widget=st.select_slider,
    )  # fmt: skip
    seed = str(chosen.seed)
    selection.one(
        SHORT["seed"], list(dict.fromkeys([*SEEDS, seed])), label=_("Starting number of the draws (seed)")
    )
    st.caption(_("The same seed gives the same figures, on every machine."))
    if found is not None:
        _sobol(found)
        _carriers(found)


def _switches(chosen: Recipe) -> None:
    """What is drawn anew in every calculation."""
    if st.session_state.get(SWITCHES) != list(chosen.vary):
        st.session_state[SWITCHES] = list(chosen.vary)
    st.pills(
        _("What is varied, to see how far places move"), list(VARIABLE), key=SWITCHES,
        selection_mode="multi", format_func=lambda key: _(methods.VARIED[key]), on_change=_switched,
    )  # fmt: skip
    st.caption(
        _(
            "Each calculation draws one of the defensible choices for each of these: weights around the "
            "chosen ones, another way to compare units or to put fields together, one indicator left out."
        )
    )


def _switched() -> None:
    selection.clear_notes()
    varied = set(st.session_state[SWITCHES])
    lab_scenario.keep(replace(lab_scenario.asked(), vary=tuple(key for key in VARIABLE if key in varied)))


def _sobol(found: Lab) -> None:
    with st.expander(_("Which choice matters most?"), key="sobol", on_change="rerun") as box:
        if box.open:
            _effects(_sensitivity(found.edition, found.recipe.as_json(), found))


def _effects(table: pd.DataFrame) -> None:
    """The share of the doubt that each choice explains."""
    ordered = table[table["total"] > 0].sort_values("total", ascending=False, kind="stable")
    names = [_(methods.VARIED.get(str(key), str(key))) for key in ordered.index]
    st.markdown(told.most(dict(zip(names, ordered["total"].tolist(), strict=True))))
    shown = ordered.assign(name=names, first=100 * ordered["first"], total=100 * ordered["total"])
    heads = {
        "name": show.Column(_("Choice")),
        "first": show.Column(_("Alone"), unit="%", decimals=0),
        "total": show.Column(_("With the others"), unit="%", decimals=0),
    }
    alt = _("How much of the movement of places each choice explains.")
    show.table(shown, alt=alt, key="sobol-table", columns=heads)
    st.caption(
        _("Variance-based sensitivity (Sobol indices, first order and total) of the mean shift of places.")
    )


@st.cache_resource(show_spinner=True, max_entries=16)
def _sensitivity(edition: int, key: str, _found: Lab) -> pd.DataFrame:
    from danube.benchmark import sensitivity  # SALib, which only this view needs

    return sensitivity.sobol(_found.scores, assumptions(_found.recipe))


def _carriers(found: Lab) -> None:
    with st.expander(_("Which indicator carries the ranking?"), key="carriers", on_change="rerun") as box:
        if box.open:
            _without(_left_out(found.edition, found.recipe.as_json(), found))


@st.cache_resource(show_spinner=True, max_entries=16)
def _left_out(edition: int, key: str, _found: Lab) -> pd.DataFrame:
    from danube.benchmark import sensitivity

    return sensitivity.leave_one_out(_found.scores)


def _without(table: pd.DataFrame) -> None:
    known = catalogue.load().indicators
    ordered = table.sort_values("mean", ascending=False, kind="stable").head(CARRIERS)
    farthest = zip(ordered["max"].tolist(), ordered["region"].tolist(), strict=True)
    shown = ordered.assign(
        name=[_(known[str(key)].short) for key in ordered.index],
        farthest=[f"{texts.number(shift, 0)} ({regions.get(code).name})" for shift, code in farthest],
    )
    heads = {
        "name": show.Column(_("Left out")),
        "mean": show.Column(_("Average"), decimals=1),
        "farthest": show.Column(_("Furthest")),
    }
    alt = _("Places by which regions move where one indicator is left out.")
    show.table(shown, alt=alt, key="carriers-table", columns=heads)

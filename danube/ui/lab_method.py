"""The method of an index, for the curious: weights, steps, doubt, recipe; each part is made when opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark.recipe import SHORT, Recipe, RecipeError
from danube.benchmark.scores import AGGREGATIONS, COVERAGE, ScoreError
from danube.benchmark.treatment import TREATMENTS
from danube.benchmark.weights import WEIGHTINGS
from danube.texts import N_, _, n_
from danube.ui import figures, lab_doubt, lab_ranking, lab_scenario, selection, show
from danube.ui.lab import Lab
from danube.ui.lab_parts import Look, Move, Node, moved, weights
from danube.words import methods

SLIDERS = "lab-weights"
WEIGHTING = "weighting"
REFUSED = "recipe that was refused"
PARTS = {
    "weights": N_("Weights"),
    "steps": N_("Steps"),
    "doubt": N_("How sure"),
    "recipe": N_("Recipe"),
}
MOST = 5.0
STEP = 0.1
REFERENCES = {"median": N_("Danube median"), "eu": N_("EU")}
BOUNDS = {"years": N_("Over all years"), "year": N_("In the year scored")}


def moving(chosen: Recipe) -> tuple[Recipe, Move | None]:
    """The recipe with the sliders where they are now; kept in the address once the reader lets go."""
    move = moved(SLIDERS)
    if move is None:
        return chosen, None
    weighed = _weighed(chosen, move.weights)
    if move.done:
        lab_scenario.keep(weighed)
    return weighed, move


def _weighed(chosen: Recipe, given: Mapping[str, float]) -> Recipe:
    if chosen.weighting == "budget":
        return replace(chosen, weights=dict(given))
    told = {key: value for key, value in given.items() if value != 1}
    return replace(chosen, weights=told, weighting="own" if told else "equal")


def drawer(chosen: Recipe, lab: Lab | None, move: Move | None) -> None:
    """The method behind one line, closed at first."""
    with st.expander(_("Open the method"), key="method", on_change="rerun") as opened:
        if not opened.open:
            return
        part = st.segmented_control(
            _("Part of the method"), list(PARTS), key="part", default="weights", required=True,
            format_func=lambda key: _(PARTS[key]), label_visibility="collapsed",
        )  # fmt: skip
        if part == "weights":
            _weights(chosen, lab, move)
        elif part == "steps":
            _steps(chosen, lab)
        elif part == "doubt":
            lab_doubt.draw(chosen, lab)
        else:
            _recipe(lab)


def _choice(name: str, options: Sequence[str], label: str, names: Mapping[str, str]) -> str:
    """One choice of the recipe with the line that explains it."""
    chosen = selection.one(SHORT[name], list(options), label=label, show=lambda key: _(names[key]))
    term = methods.TERMS.get(chosen, "")
    if term:
        st.caption(_(term))
    return chosen


def _weights(chosen: Recipe, lab: Lab | None, move: Move | None) -> None:
    _weighting(chosen)
    shares = {} if lab is None else {str(key): float(part) for key, part in lab.scores.node_weights.items()}
    weights(_groups(chosen, shares), _look(chosen), key=SLIDERS, turn=move.turn if move else 0)


def _weighting(chosen: Recipe) -> None:
    if st.session_state.get(WEIGHTING) != chosen.weighting:
        st.session_state[WEIGHTING] = chosen.weighting
    st.selectbox(
        _("How much each field counts"), WEIGHTINGS, key=WEIGHTING, on_change=_weighting_chosen,
        format_func=lambda key: _(methods.WEIGHTINGS[key]),
    )  # fmt: skip
    st.caption(_(methods.TERMS[chosen.weighting]))


def _weighting_chosen() -> None:
    """Weights of one kind mean nothing to another: they begin anew."""
    selection.clear_notes()
    selection.write(SHORT["weighting"], st.session_state[WEIGHTING], WEIGHTINGS[0])
    selection.write(SHORT["weights"], None)


def _look(chosen: Recipe) -> Look:
    reset = _("Back to equal weights")
    if chosen.weighting == "budget":
        return Look(lab_scenario.POINTS, 1, lab_scenario.points(chosen), reset)
    return Look(MOST, STEP, 1, reset, fixed=chosen.weighting == "principal-components")


def _groups(chosen: Recipe, shares: Mapping[str, float]) -> list[Node]:
    known = catalogue.load()
    usual = 0.0 if chosen.weighting == "budget" else 1.0
    given = chosen.weights if chosen.weighting in ("own", "budget") else {}

    def node(key: str, label: str, within: str = "", parts: Sequence[Node] = ()) -> Node:
        return Node(key, label, given.get(key, usual), shares.get(key, 0.0), within, parts)

    return [
        node(
            pillar,
            _(known.pillars[pillar].name),
            n_("{count} indicator", "{count} indicators", len(keys)),
            [node(key, _(known.indicators[key].short)) for key in keys]
            if chosen.weighting != "budget" and len(keys) > 1
            else [],
        )
        for pillar, keys in lab_scenario.pillars(chosen).items()
    ]


def _steps(chosen: Recipe, lab: Lab | None) -> None:
    """From the published figure to the score, in the order in which it is done."""
    _choice("imputation", list(methods.IMPUTATIONS), _("Missing figures"), methods.IMPUTATIONS)
    _coverage(chosen)
    _choice("treatment", TREATMENTS, _("Extreme figures"), methods.TREATMENTS)
    _treated(lab)
    how = _choice(
        "normalisation",
        list(methods.NORMALISATIONS),
        _("How different units become comparable"),
        methods.NORMALISATIONS,
    )
    if how == "min-max":
        _choice("bounds", list(BOUNDS), _("Where worst and best are taken from"), BOUNDS)
    if how == "reference":
        _choice("reference", list(REFERENCES), _("Reference"), REFERENCES)
    _choice("aggregation", AGGREGATIONS, _("How fields are put together"), methods.AGGREGATIONS)
    _period(chosen)


def _coverage(chosen: Recipe) -> None:
    now = f"{chosen.coverage:g}"
    steps = [f"{percent / 100:g}" for percent in range(0, 101, 5)]
    selection.one(
        SHORT["coverage"], sorted({*steps, now}, key=float), label=_("Share of figures that a region needs"),
        show=lambda share: f"{texts.number(100 * float(share), 0)} %", default=f"{COVERAGE:g}",
        widget=st.select_slider,
    )  # fmt: skip
    st.caption(_("Regions with fewer figures are listed as not ranked (65 %: the rule of the JRC)."))


def _period(chosen: Recipe) -> None:
    known = figures.yearly(figures.version())
    years = sorted({year for key in chosen.indicators for year in known.get(key, {})}, reverse=True)
    options = list(dict.fromkeys(["", chosen.period or "", *years]))
    selection.one(
        SHORT["period"],
        options,
        label=_("Year"),
        show=lambda year: year or _("the latest of each indicator"),
    )


def _treated(lab: Lab | None) -> None:
    """Every figure that the treatment of extremes has changed."""
    if lab is None or lab.recipe.treatment == "none":
        return
    record = lab.scores.treated
    if record.empty:
        st.caption(_("No figure of this index is that extreme: none was changed."))
        return
    known = catalogue.load().indicators
    label = n_("{count} figure was changed", "{count} figures were changed", len(record))
    with st.expander(label, key="treated", on_change="rerun") as box:
        if not box.open:
            return
        table = record.assign(
            indicator=[_(known[str(key)].short) for key in record["indicator"]],
            region=[regions.name(str(code)) if code in regions.load() else "" for code in record["region"]],
        )
        heads = {
            "indicator": show.Column(_("Indicator")),
            "region": show.Column(_("Region")),
            "before": show.Column(_("Before"), decimals=2),
            "after": show.Column(_("After"), decimals=2),
        }
        show.table(table, alt=_("Figures changed as extremes."), key="treated-table", columns=heads)


def _recipe(lab: Lab | None) -> None:
    """The scenario as a file: to keep, to send, to load on another machine."""
    st.caption(
        _("The recipe holds every choice and the version of the figures: whoever loads it sees the same.")
    )
    if lab is not None:
        lab_ranking.download(lab)
    st.file_uploader(_("Load a recipe"), type="json", key="recipe", on_change=_loaded, max_upload_size=1)
    if refused := st.session_state.pop(REFUSED, ""):
        st.error(_("The recipe was not loaded. {reason}", reason=refused))


def _loaded() -> None:
    file = st.session_state.get("recipe")
    if file is None:
        return
    selection.clear_notes()
    try:
        lab_scenario.load(file.getvalue())
    except (RecipeError, ScoreError) as refused:
        st.session_state[REFUSED] = str(refused)

"""The index lab below its title: one fragment, so that a slider sends the ranking and little else."""

from __future__ import annotations

import streamlit as st

from danube import texts
from danube.benchmark.recipe import Recipe, RecipeError
from danube.benchmark.scores import ScoreError
from danube.texts import _
from danube.ui import figures, frame, lab, lab_method, lab_ranking, lab_region, lab_scenario, show
from danube.ui.lab import Lab
from danube.words import lab as told


@st.fragment
def explore(page: frame.Page, language: str) -> None:
    """Choices, ranking, map, one region. Streamlit reruns this alone: it has to be told the language."""
    texts.use(language)
    lab_ranking.follow()
    with frame.controls():
        lens = lab_scenario.choose_lens()
        region = lab_region.choose()
    chosen, move = lab_method.moving(lab_scenario.asked())
    if lens == lab_scenario.OWN:
        lab_scenario.choose_indicators(chosen)
    found = _calculated(page, chosen)
    left, right = st.columns([1, 1.2], gap="large")
    if found is not None:  # first, for it is what the reader of a moving slider looks at
        with right:
            lab_ranking.ladder(found, region)
    with left:
        lab_method.drawer(chosen, found, move)
        if found is not None:
            lab_ranking.chart(found, region, lens)
            lab_region.tell(found, region)
    page.notes()
    _cite(chosen, region)


def _calculated(page: frame.Page, chosen: Recipe) -> Lab | None:
    """The index and its answer; without one, why and what to do."""
    try:
        found = lab.of(chosen)
    except (RecipeError, ScoreError) as refused:
        page.answer("")
        show.empty(*_reason(chosen, refused))
        return None
    page.answer(told.answer(found.ranking, found.tied))
    return found


def _reason(chosen: Recipe, refused: Exception) -> tuple[str, str]:
    """Why there is no index, and what would help."""
    if figures.shelf().of(*chosen.indicators).empty:
        remedy = _("They come with a refresh, or a later version.")
        return _("This version holds no figures of these indicators."), remedy
    return str(refused), _("Open the method or choose another index.")


def _cite(chosen: Recipe, region: str) -> None:
    choices = lab_scenario.query(chosen) | {"region": region}
    frame.cite(list(chosen.indicators), level=chosen.level, boundaries=True, choices=choices)

"""Places in the ready-made indices, for pages that want no more: intervals, and the way to the lab."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark import recipe
from danube.benchmark.recipe import RecipeError
from danube.benchmark.scores import ScoreError
from danube.texts import _, n_
from danube.ui import addresses, figures, lab, show
from danube.ui.show import Column, Link
from danube.words import lab as told
from danube.words import methods
from danube.words.lab import Standing

NAMED = 3
"""So many of the regions that may lead are named, the others counted."""


def prime() -> None:
    """Calculates the ready-made indices of the latest version before the first visitor asks for them."""
    texts.use("en")
    try:
        _leaders(figures.warehouse().latest(), None, "en")
    except (RecipeError, ScoreError):
        return  # a warehouse without figures: the page says so


def of_region(region: str) -> None:
    """One region in every ready-made index: between which places it lies, its score and group."""
    name = regions.name(region)
    try:
        known = list(lab.standing(region).values())
    except (RecipeError, ScoreError):
        known = []
    if not any(one.ranked for one in known):
        return show.empty(
            _("{region} has too few figures to be ranked in any index.", region=name),
            _("Its figures stand below, one by one."),
        )
    rows = pd.DataFrame([_row(one, region) for one in known])
    alt = _("Places of {region} in the ready-made indices, each as an interval", region=name)
    show.table(rows, alt=alt, key="ranks", columns=_heads())
    return None


def _heads() -> dict[str, Column]:
    return {
        "index": Column(_("Index")),
        "place": Column(_("Place")),
        "score": Column(_("Score")),
        "group": Column(_("Group")),
    }


def _row(one: Standing, region: str) -> dict[str, object]:
    link = _lab(one.lens, region)
    if one.ranked:
        group = _(told.GROUPS[one.group])
        return {"index": link, "place": one.place, "score": texts.number(one.score, 1), "group": group}
    share = _("not ranked: figures for {share} % of the indicators", share=texts.number(one.share * 100, 0))
    return {"index": link, "place": share, "score": texts.MISSING, "group": texts.MISSING}


def _lab(lens: str, region: str = "") -> Link:
    address = addresses.page("index", _asked(), i=lens, region=region)
    return Link(_(methods.LENSES[lens]), address)


def _asked() -> int | None:
    return figures.version() if "v" in st.query_params else None


def leaders() -> None:
    """Who may lead in every ready-made index: all regions whose interval reaches the first place."""
    try:
        rows = _leaders(figures.version(), _asked(), texts.language())
    except (RecipeError, ScoreError):
        return show.empty(
            _("There are not enough figures for an index yet."), _("They come with the next refresh.")
        )
    heads = {
        "index": Column(_("Index")),
        "first": Column(_("May be first")),
        "count": Column(_("Regions ranked")),
    }
    show.table(rows, alt=_("Regions that may lead in the ready-made indices"), key="leaders", columns=heads)
    return None


@st.cache_resource(show_spinner=False, max_entries=16)
def _leaders(number: int, asked: int | None, language: str) -> pd.DataFrame:
    return pd.DataFrame([_first(lens) for lens in recipe.LENSES])


def _first(lens: str) -> dict[str, object]:
    ranking = lab.of(recipe.lens(lens, catalogue.load())).ranking
    reaching = [str(code) for code in ranking.index[ranking["low"] <= 1]]
    shown = [regions.name(code) for code in reaching[:NAMED]]
    if rest := len(reaching) - len(shown):
        shown.append(n_("{count} more", "{count} more", rest))
    first = texts.listing(shown) if shown else texts.MISSING
    return {"index": _lab(lens), "first": first, "count": texts.number(len(ranking), 0)}

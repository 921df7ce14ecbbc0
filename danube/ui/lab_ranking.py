"""The picture of an index: the ranking with its intervals, the map of its scores, and both as a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.drawing import intervals, maps, outlines, scales
from danube.exports import tables
from danube.exports.about import SOURCE_FIELDS, titled
from danube.store import editions
from danube.texts import _
from danube.ui import atlas, lab_parts, selection, show
from danube.ui.lab import Lab
from danube.words import lab as told
from danube.words import methods

LADDER = "ladder"
MAP = "lab-map"
UNIT = {"z-score": 2}
"""Decimals of a score on a scale narrower than 0 to 100."""


def follow() -> None:
    """A click on a row or on the map chooses the region, before anything is drawn."""
    for clicked in (lab_parts.clicked(LADDER), atlas.clicked(MAP)):
        if clicked in selection.every_region():
            selection.write("region", clicked)


def ladder(lab: Lab, chosen: str) -> None:
    """One row per ranked region, with what its marks mean, and below those that are not ranked."""
    lab_parts.ladder(_drawn(lab, chosen, show.theme(), texts.language()), key=LADDER)
    st.caption(_legend(lab))
    _missing(lab)


def _drawn(lab: Lab, chosen: str, theme: str, language: str) -> str:
    ranking = lab.ranking
    spans = zip(ranking.index.tolist(), ranking["low"].tolist(), ranking["high"].tolist(), strict=True)
    return intervals.ladder(
        ranking,
        names={code: regions.name(code) for code in ranking.index},
        places={code: told.span(low, high) for code, low, high in spans},
        heads=intervals.Heads(
            _("Region"), _("Place"), _("Places 1 to {count}", count=len(ranking)), _("Points")
        ),
        alt=told.alt_ladder(ranking, lab.tied),
        theme=theme,
        bands={group: _(text) for group, text in told.BANDS.items()},
        chosen=chosen,
        alike=lab.alike(chosen) if chosen in lab.rows and lab.doubted else (),
        marked=lab.marked,
        decimals=decimals(lab),
    )


def decimals(lab: Lab) -> int:
    """Decimals of a score."""
    return UNIT.get(lab.recipe.normalisation, 1)


def _legend(lab: Lab) -> str:
    """What bar, dot and colours mean."""
    if not lab.doubted:
        bars = _("Nothing is varied: each region stands at its place in this one calculation.")
    else:
        bars = _(
            "Bar: nine of ten calculations ({draws} in all) put the region between these places; dot: the "
            "middle one. Amber: cannot be told apart from the chosen region.",
            draws=texts.number(lab.recipe.draws, 0),
        )
    marks = told.imputed(lab.marked) if lab.marked else ""
    return f"{bars} {marks}".strip()


def _missing(lab: Lab) -> None:
    """The regions that are not ranked, each with what it lacks."""
    without = lab.scores.not_ranked
    if without.empty:
        return
    with st.expander(told.not_ranked(without, lab.recipe.coverage), key="unranked", on_change="rerun") as box:
        if box.open:
            table = lacking(lab)
            heads = {
                "name": show.Column(_("Region")),
                "share": show.Column(_("Figures"), unit="%", decimals=0),
                "missing": show.Column(_("What is missing")),
            }
            alt = _("Regions without enough figures for this index.")
            show.table(table, alt=alt, key="unranked-table", columns=heads)


def lacking(lab: Lab) -> pd.DataFrame:
    """Region by name, the share of the figures it has, and the names of those it lacks."""
    known = catalogue.load().indicators
    without = lab.scores.not_ranked
    nothing = _("every figure")
    said = [
        nothing if share == 0 else ", ".join(_(known[key].short) for key in missing)
        for share, missing in zip(without["share"].tolist(), without["missing"].tolist(), strict=True)
    ]
    return pd.DataFrame(
        {
            "name": [regions.name(str(code)) for code in without.index],
            "share": 100 * without["share"],
            "missing": said,
        },
        index=without.index,
    )


def chart(lab: Lab, chosen: str, lens: str) -> None:
    """The map of the scores; each region also says its place."""
    atlas.draw(_map(lab, lens, show.theme(), texts.language()), key=MAP, selected=[chosen], height=430)


def _map(lab: Lab, lens: str, theme: str, language: str) -> maps.MapPicture:
    drawn = outlines.load(lab.recipe.level)
    scale = scales.build(lab.ranking["score"], "continuous", decimals=decimals(lab))
    title = _("{index}: scores", index=_(methods.LENSES[lens]))
    return maps.choropleth(drawn, _notes(lab), scale, theme=theme, title=title, unit=_("points"))


def _notes(lab: Lab) -> pd.DataFrame:
    """Region → score and note: its place and whether figures were filled in, or why it is not ranked."""
    without = lab.scores.not_ranked
    notes = {code: _placed(lab, code) for code in lab.rows}
    ranked = pd.DataFrame({"value": lab.ranking["score"], "note": pd.Series(notes, dtype=object)})
    shares = [
        _("Not ranked: {share} % of the figures", share=texts.number(100 * share, 0))
        for share in without["share"]
    ]
    return pd.concat([ranked, pd.DataFrame({"value": float("nan"), "note": shares}, index=without.index)])


def _placed(lab: Lab, code: str) -> str:
    row = lab.rows[code]
    place = told.between(row["low"], row["high"], len(lab.rows))
    return f"{place}. {_('Some of its figures were filled in.')}" if code in lab.marked else place


def download(lab: Lab) -> None:
    """The ranking as CSV and the recipe as JSON; both are made when somebody asks for them."""
    language = texts.language()
    st.download_button(
        _("Ranking as CSV"), lambda: as_csv(lab, language), key="csv", mime="text/csv",
        file_name=f"index-v{lab.recipe.version}.csv", on_click="ignore",
    )  # fmt: skip
    st.download_button(
        _("Recipe as JSON"), lambda: lab.recipe.as_json(), key="json", mime="application/json",
        file_name=f"recipe-v{lab.recipe.version}.json", on_click="ignore",
    )  # fmt: skip


def as_csv(lab: Lab, language: str) -> bytes:
    """The ranking with intervals and chances, then the regions not ranked with what they lack.

    Every row names version, recipe, sources and licences, and the figures that were filled in.
    """
    texts.use(language)
    known = catalogue.load()
    sources = [
        {name: getattr(source, name) for name in SOURCE_FIELDS}
        for source in known.cited(lab.recipe.indicators)
    ]
    about = tables.About(titled(_("Index")), editions.version(lab.version), lab.recipe.as_query(), sources)
    return tables.csv(_every_region(lab), about)


def _every_region(lab: Lab) -> pd.DataFrame:
    """One row per region: ranked ones best first, then the others."""
    lacking = lab.scores.not_ranked["missing"].map(" ".join)
    table = pd.concat([lab.ranking, lacking.to_frame("missing")]).rename_axis("region").reset_index()
    marks = lab.table.imputed.to_dict("index")
    filled = [
        "; ".join(f"{key}: {mark}" for key, mark in marks[code].items() if mark) for code in table["region"]
    ]
    names = [regions.name(str(code)) for code in table["region"]]
    places = {key: table[key].astype("Int64") for key in ("rank", "median", "low", "high")}
    return table.assign(name=names, imputed=filled, **places)

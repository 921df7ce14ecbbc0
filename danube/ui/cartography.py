"""The map page below its title: one fragment, so that a change sends the map's figures and little else."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from danube import regions, texts, words
from danube.benchmark import positions
from danube.drawing import charts, scales
from danube.exports import pictures
from danube.exports.pictures import Wanted
from danube.texts import _
from danube.ui import atlas, columns, deck, figures, frame, selection, show

LEVELS = {0: "NUTS 0", 1: "NUTS 1", 2: "NUTS 2", 3: "NUTS 3"}
VIEWS = ("map", "table", "chart", "relief")


@st.fragment
def explore(page: frame.Page, language: str) -> None:
    """Choices, picture, sources. Streamlit reruns this alone, so it has to be told the language."""
    texts.use(language)
    wanted = _choices()
    if wanted is None:
        return show.empty(_("This indicator has no figures yet."), _("They come with the next refresh."))
    table = pictures.table(wanted)
    page.answer(words.answer_map(table, wanted.year, wanted.block))
    view = _view()
    {"map": _map, "table": _table, "chart": _chart, "relief": _relief}[view](wanted, table)
    page.notes()
    _cite(wanted)
    return None


def _choices() -> Wanted | None:
    with frame.controls():
        block = selection.indicator(selection.FIRST)
        version = figures.version()
        years, default = figures.years(version, block.id)
        year = selection.year(years, default)
        rows = figures.at(version).of(block.id)
        level = _level(pictures.levels(rows, block.id, year), block.level) if year else 2
        kind, centre = _classes()
    if not year:
        return None
    return Wanted(block, rows, year, version, level, kind, centre, show.theme())


def _level(levels: list[int], native: int) -> int:
    names = {str(level): _("Countries") if level == 0 else LEVELS[level] for level in levels}
    chosen = selection.one(
        "level", list(names), label=_("Level"), show=lambda key: names[key], default=str(native) if native in levels else "2",
        widget=st.segmented_control, required=True,
    )  # fmt: skip
    return int(chosen)


def _classes() -> tuple[scales.Kind, pictures.Centre]:
    with st.popover(_("Method"), key="method"):
        chosen = selection.one(
            "classes", scales.KINDS, label=_("Classes"), widget=st.radio,
            show=lambda key: _(scales.NAMES[cast(scales.Kind, key)]),
        )  # fmt: skip
        kind = cast(scales.Kind, chosen)
        st.caption(_(scales.NOTES[kind]))
        centre = "danube"
        if kind == "diverging":
            centre = selection.one(
                "centre", list(pictures.CENTRES), label=_("Reference"), widget=st.radio,
                show=lambda key: _(pictures.CENTRES[cast(pictures.Centre, key)]),
            )  # fmt: skip
    return kind, cast(pictures.Centre, centre)


def _view() -> str:
    names = {"map": _("Map"), "table": _("Table"), "chart": _("Chart"), "relief": _("Relief")}
    return selection.one(
        "view", VIEWS, label=_("View"), show=lambda key: names[key], widget=st.segmented_control,
        label_visibility="collapsed", required=True,
    )  # fmt: skip


def _map(wanted: Wanted, table: pd.DataFrame) -> None:
    clicked = atlas.clicked("atlas")
    if clicked:
        selection.write("region", clicked if clicked != st.query_params.get("region") else None)
    chosen = _chosen(table)
    picture = pictures.choropleth(wanted, table, selected=(chosen,) if chosen else ())
    atlas.draw(picture, key="atlas", selected=picture.selected)
    if chosen:
        _card(chosen, wanted, table)


def _chosen(table: pd.DataFrame) -> str | None:
    asked = st.query_params.get("region")
    if asked and asked not in regions.load():
        selection.refuse(_("Region"), asked, _("None is marked."))
    return asked if asked in table.index else None


def _card(code: str, wanted: Wanted, table: pd.DataFrame) -> None:
    """The chosen region in one line, with the way to its profile."""
    own = table["value"].where(table["state"] == "value")
    ranking = positions.rank(own, wanted.block.direction)
    said = str(table.at[code, "note"])
    if own.notna()[code]:
        rank = words.place(int(ranking["rank"][code]), int(ranking["of"][code]), wanted.block.direction)
        said = f"{words.amount(float(own[code]), wanted.block)} ({wanted.year}), {rank}"
    query = urlencode(
        {"region": code, **{key: st.query_params[key] for key in ("lang", "v") if key in st.query_params}}
    )
    st.markdown(f"**{regions.name(code)}**: {said} · [{_('Open the profile')}](/region?{query})")


def _table(wanted: Wanted, table: pd.DataFrame) -> None:
    show.table(
        columns.mapped(table), alt=words.alt_map(table, wanted.year, wanted.block), key="map-table",
        columns=columns.of_map(wanted.block, wanted.year),
    )  # fmt: skip


def _chart(wanted: Wanted, table: pd.DataFrame) -> None:
    units = tuple(table.index)
    ranking = positions.ranking(
        wanted.rows, wanted.block.id, wanted.year, wanted.block.direction, units=units
    )
    reference = positions.reference(wanted.rows, wanted.block.id, wanted.year)
    if ranking.empty:
        return show.empty(_("No unit of this level has a figure of its own."), _("Choose another level."))
    chosen = _chosen(table)
    figure = charts.dot_plot(
        ranking,
        names={code: regions.name(code) for code in ranking.index},
        unit=_(wanted.block.unit),
        decimals=wanted.block.decimals,
        period=wanted.year,
        theme=wanted.theme,
        title=f"{_(wanted.block.name)}, {wanted.year}",
        highlighted=[chosen] if chosen else [],
        references=words.reference_lines(reference, wanted.block),
    )
    return show.chart(figure, alt=words.alt_ranking(ranking, reference, wanted.block), key="map-chart")


def _relief(wanted: Wanted, table: pd.DataFrame) -> None:
    deck.draw(
        pictures.choropleth(wanted, table), key="relief", alt=words.alt_map(table, wanted.year, wanted.block)
    )
    st.caption(
        _("The higher a region stands, the higher its figure. Dots are the towns of SpinIT's partners.")
    )


def _cite(wanted: Wanted) -> None:
    choices = {
        "indicator": wanted.block.id, "year": wanted.year, "level": str(wanted.level),
        "classes": wanted.kind, "centre": wanted.centre, "view": st.query_params.get("view", "map"),
        "region": st.query_params.get("region", ""),
    }  # fmt: skip
    drawn = {key: choices[key] for key in ("indicator", "year", "level", "classes", "centre")}
    query = urlencode(drawn | {"lang": texts.language(), "v": str(wanted.version)})
    frame.cite(
        [wanted.block.id], level=wanted.level, period=wanted.year, boundaries=True,
        extra={"SVG": f"/api/v1/map.svg?{query}"}, choices=choices,
    )  # fmt: skip

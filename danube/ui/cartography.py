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
from danube.ui import atlas, columns, deck, drawn, figures, frame, legend, selection, show
from danube.ui.drawn import Drawn

VIEWS = ("map", "table", "chart", "relief")


@st.fragment
def explore(page: frame.Page, language: str) -> None:
    """Choices, picture, sources. Streamlit reruns this alone, so it has to be told the language."""
    texts.use(language)
    wanted = _choices()
    if wanted is None:
        page.notes()
        return show.empty(
            _("This indicator has no figures in this version."),
            _("They come with a refresh, or a later version."),
        )
    finished = drawn.of(wanted)
    page.answer(finished.answer)
    view = _view()
    {"map": _map, "table": _table, "chart": _chart, "relief": _relief}[view](wanted, finished)
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
        level = _level(figures.levels(version, block.id, year), block.level) if year else 2
        kind, centre = _classes()
    if not year:
        return None
    return Wanted(block, rows, year, version, level, kind, centre, show.theme())


def _level(levels: list[int], native: int) -> int:
    names = {str(level): f"NUTS {level}" if level else _("Countries") for level in levels}
    chosen = selection.one(
        "level", list(names), label=_("Level"), show=lambda key: names[key],
        default=str(native) if native in levels else "2", widget=st.segmented_control, required=True,
    )  # fmt: skip
    return int(chosen)


def _classes() -> tuple[scales.Kind, pictures.Centre]:
    """The class breaks, chosen in a drawer that is only filled while it is open."""
    with st.popover(_("Method"), key="method", on_change="rerun") as drawer:
        choose = selection.one if drawer.open else selection.kept
        kind = cast(scales.Kind, choose(
            "classes", scales.KINDS, label=_("Classes"), widget=st.radio,
            show=lambda key: _(scales.NAMES[cast(scales.Kind, key)]),
        ))  # fmt: skip
        centre = "danube"
        if kind == "diverging":
            centre = choose(
                "centre", list(pictures.CENTRES), label=_("Reference"), widget=st.radio,
                show=lambda key: _(pictures.CENTRES[cast(pictures.Centre, key)]),
            )  # fmt: skip
        if drawer.open:
            st.caption(_(scales.NOTES[kind]))
    return kind, cast(pictures.Centre, centre)


def _view() -> str:
    names = {"map": _("Map"), "table": _("Table"), "chart": _("Chart"), "relief": _("Relief")}
    return selection.one(
        "view", VIEWS, label=_("View"), show=lambda key: names[key], widget=st.segmented_control,
        label_visibility="collapsed", required=True,
    )  # fmt: skip


def _map(wanted: Wanted, finished: Drawn) -> None:
    clicked = atlas.clicked("atlas")
    if clicked:
        selection.write("region", clicked if clicked != st.query_params.get("region") else None)
    chosen = _chosen(finished.table)
    if wanted.kind != finished.picture.scale.kind:
        st.caption(_("This indicator has no such reference; equal steps are shown instead."))
    atlas.draw(finished.picture, key="atlas", selected=(chosen,) if chosen else ())
    if chosen:
        _card(chosen, wanted, finished.table)


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
    query = urlencode({"region": code} | selection.everywhere())
    st.markdown(f"**{regions.name(code)}**: {said} · [{_('Open the profile')}](/region?{query})")


def _table(wanted: Wanted, finished: Drawn) -> None:
    show.table(
        columns.mapped(finished.table), key="map-table", columns=columns.of_map(wanted.block, wanted.year),
        alt=words.alt_map(finished.table, wanted.year, wanted.block),
    )  # fmt: skip


def _chart(wanted: Wanted, finished: Drawn) -> None:
    units = tuple(finished.table.index)
    ranking = positions.ranking(
        wanted.rows, wanted.block.id, wanted.year, wanted.block.direction, units=units
    )
    reference = positions.reference(wanted.rows, wanted.block.id, wanted.year)
    if ranking.empty:
        return show.empty(_("No unit of this level has a figure of its own."), _("Choose another level."))
    chosen = _chosen(finished.table)
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
        intervals=figures.margins(wanted.block, wanted.year),
    )
    if charts.any_uploaded(ranking["flag"]):
        st.caption(_("Squares: figures that an analyst uploaded."))
    return show.chart(figure, alt=words.alt_ranking(ranking, reference, wanted.block), key="map-chart")


def _relief(wanted: Wanted, finished: Drawn) -> None:
    alt = words.alt_map(finished.table, wanted.year, wanted.block)
    legend.draw(finished.picture)
    deck.draw(finished.picture, key="relief", alt=alt)
    st.caption(
        _("The higher a region stands, the higher its figure. Dots are the towns of SpinIT's partners.")
    )


def _cite(wanted: Wanted) -> None:
    choices = {
        "indicator": wanted.block.id, "year": wanted.year, "level": str(wanted.level),
        "classes": wanted.kind, "centre": wanted.centre, "view": st.query_params.get("view", "map"),
        "region": st.query_params.get("region", ""),
    }  # fmt: skip
    map_choices = {key: choices[key] for key in ("indicator", "year", "level", "classes", "centre")}
    query = urlencode(map_choices | {"lang": texts.language(), "v": str(figures.number())} | frame.switch())
    frame.cite(
        [wanted.block.id], level=wanted.level, period=wanted.year, boundaries=True,
        extra={name: f"/api/v1/map.{name.lower()}?{query}" for name in ("SVG", "PNG")}, choices=choices,
    )  # fmt: skip

"""Several regions on one standardised scale: the chart, its legend, and the view that is prepared once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from danube import catalogue, regions, texts, words
from danube.drawing import charts, palette
from danube.texts import _
from danube.ui import comparisons, figures, rows
from danube.words import comparisons as told
from danube.words.comparisons import periods, wide

GLYPHS = ("●", "◆", "■", "▲", "✚", "⬟", "★", "⬢")


@dataclass(frozen=True)
class Sight:
    """Several regions in one view and language: the answer, the indicators shown, their chart.

    coarser: whether figures of larger units are among them.
    """

    answer: str
    shown: tuple[str, ...]
    figure: go.Figure | None
    coarser: bool


def seen(codes: tuple[str, ...], pillar: str, theme: str) -> Sight:
    """The regions in a pillar, or where they differ most."""
    return _seen(figures.version(), codes, pillar, theme, texts.language())


@st.cache_resource(show_spinner=False, max_entries=256)
def _seen(number: int, codes: tuple[str, ...], pillar: str, theme: str, language: str) -> Sight:
    compared = comparisons.of(codes)
    keys = told.of_pillar(compared, pillar) if pillar else told.widest(compared)
    coarser = compared.loc[compared["indicator"].isin(keys), "state"].eq("coarser").any()
    figure = _dumbbells(compared, keys, theme) if keys else None
    return Sight(told.answer(compared), tuple(keys), figure, bool(coarser))


def _dumbbells(compared: pd.DataFrame, keys: list[str], theme: str) -> go.Figure:
    known, years = catalogue.load().indicators, periods(compared)
    figure = charts.dumbbells(
        wide(compared, "distance", keys).astype(float),
        hover=cards(compared, keys),
        indicators=dict.fromkeys(keys, ""),
        names={code: regions.name(code) for code in compared["region"].unique()},
        theme=theme,
    )
    states = wide(compared, "state", keys)
    for trace, code in zip(figure.data[1:], states.columns, strict=True):
        hollow = [state == "coarser" for state in states[code]]
        trace.marker.symbol = [trace.marker.symbol + "-open" * each for each in hollow]
    left = [rows.dated(known[key], years[key]) for key in keys]
    return rows.labelled(figure, left, [], theme).update_layout(showlegend=False)


def cards(compared: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Indicators by regions → hover card."""
    known = catalogue.load().indicators
    part = compared[compared["indicator"].isin(list(keys))]
    found = [_card(known[row["indicator"]], row) for row in part.to_dict("records")]
    return wide(part.assign(card=found), "card", keys)


def _card(block: catalogue.Indicator, row: dict[Hashable, Any]) -> str:
    lines = [f"{_(block.short)}, {row['period']}", words.amount(row["value"], block)]
    if row["state"] == "coarser":
        lines.append(_("Figure of {unit} as a whole", unit=regions.name(row["origin"])))
    lines.append(_("Danube median: {median}", median=words.amount(row["median"], block)))
    return "<br>".join([f"<b>{regions.name(row['region'])}</b>", *lines])


def legend(codes: Sequence[str], sight: Sight, theme: str) -> None:
    """Which symbol is which region; it wraps where a chart's own legend would not."""
    colours = palette.theme(theme).series
    entries = "".join(
        f'<span style="white-space:nowrap"><span aria-hidden="true" style="color:{colours[place % 8]}">'
        f"{GLYPHS[place % 8]}</span> {escape(regions.name(code))}</span>"
        for place, code in enumerate(codes)
    )
    if sight.coarser:
        entries += f'<span style="opacity:0.75">{_("Hollow: figure of a larger unit")}</span>'
    st.html(f'<div style="display:flex;flex-wrap:wrap;gap:0.3rem 1.3rem;font-size:0.95rem">{entries}</div>')

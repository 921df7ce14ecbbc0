"""Where one region stands, indicator by indicator, among all regions: strips, pillar by pillar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from danube import catalogue, regions, texts, words
from danube.benchmark import profile
from danube.benchmark.portrait import Portrait, records
from danube.drawing import canvas, charts, palette
from danube.drawing.standings import REACH
from danube.texts import _
from danube.ui import figures, findings, profiles, rows, show
from danube.words.findings import place

ONE_LINE = 45
"""Letters that fit side by side on a phone."""


@dataclass(frozen=True)
class Part:
    """One chart and its words; without rows there is no figure."""

    key: str
    table: pd.DataFrame
    figure: go.Figure | None
    alt: str


def of_region(portrait: Portrait, pillar: str) -> list[str]:
    """Draws a pillar, or what stands out where none is chosen; returns the indicators shown."""
    if not pillar and portrait.silent():
        return _borrowed(portrait)
    parts = _prepared(figures.version(), portrait.region, pillar, show.theme(), texts.language())
    if any(part.figure for part in parts):
        st.caption(_legend(portrait, [part.table for part in parts]))
    for column, part in zip(st.columns(len(parts), gap="large"), parts, strict=True):
        with column:
            st.markdown(f"**{_title(part.key)}**")
            _draw(portrait, part)
    shown = [str(name) for part in parts for name in part.table.index]
    return shown + (_sizes(portrait, pillar) if pillar else [])


@st.cache_resource(show_spinner=False, max_entries=256)
def _prepared(number: int, region: str, pillar: str, theme: str, language: str) -> list[Part]:
    portrait = profiles.of(region)
    return [
        Part(key, table, _strips(portrait, table, theme), _alt(portrait, table))
        if len(table)
        else Part(key, table, None, "")
        for key, table in _tables(portrait, pillar).items()
    ]


def _borrowed(portrait: Portrait) -> list[str]:
    """Says that nothing is the region's own, and shows what its larger units have."""
    region, table = regions.name(portrait.region), portrait.coarser()
    if table.empty:
        show.empty(_("No source publishes a figure for {region}.", region=region), _("Below is why."))
        return []
    show.empty(
        _("{region} has no figure of its own that could be compared.", region=region),
        _("These are the figures of the larger units that it belongs to:"),
    )
    alt = _("Figures of the larger units around {region}.", region=region)
    heads = findings.of_standing(portrait.region, pillar=True)
    show.table(findings.standing(table), alt=alt, key="borrowed", columns=heads)
    return [str(key) for key in table.index]


def _tables(portrait: Portrait, pillar: str) -> dict[str, pd.DataFrame]:
    if pillar:
        return {pillar: portrait.shown(pillar)}
    recent = portrait.headlines
    return {
        "ahead": profile.strengths(recent, count=profiles.STANDOUTS),
        "behind": profile.weaknesses(recent, count=profiles.STANDOUTS),
    }


def _title(key: str) -> str:
    fixed = {
        "ahead": _("Furthest ahead of the Danube median"),
        "behind": _("Furthest behind the Danube median"),
    }
    return fixed[key] if key in fixed else _(catalogue.load().pillars[key].question)


def _legend(portrait: Portrait, tables: Sequence[pd.DataFrame]) -> str:
    """What the marks mean, only those that are there."""
    seen = pd.concat(tables)
    parts = [
        _("Large dot: {region}", region=regions.name(portrait.region)),
        _("hollow dot: figure of a larger unit") if (seen["state"] == "coarser").any() else "",
        _("ticks: the other regions"),
        _("line: Danube median"),
        _("diamond: EU") if seen["eu_distance"].notna().any() else "",
        _("square: {country}", country=regions.name(regions.country_of(portrait.region)))
        if seen["country_distance"].notna().any()
        else "",
    ]
    return "; ".join(part for part in parts if part) + ". " + _("Better is always at the right.")


def _draw(portrait: Portrait, part: Part) -> None:
    if part.figure is None:
        show.empty(*_nothing(portrait, part.key))
        return
    show.chart(
        part.figure,
        alt=part.alt,
        key=f"strips-{part.key}",
        twin=lambda: findings.standing(part.table),
        columns=findings.of_standing(portrait.region),
    )


def _nothing(portrait: Portrait, key: str) -> tuple[str, str]:
    """Why there is no strip, and where to look instead."""
    region = regions.name(portrait.region)
    if key == "ahead":
        return _("No headline figure of {region} lies far ahead of the median.", region=region), ""
    if key == "behind":
        return _("No headline figure of {region} lies far behind the median.", region=region), ""
    return _("{region} has no figure in this field that could be compared.", region=region), _(
        "Below is what is missing, and why."
    )


def _alt(portrait: Portrait, table: pd.DataFrame) -> str:
    """What the strips say in words: how many on which side, and the two ends."""
    known = catalogue.load().indicators
    ends = table.loc[[table["distance"].idxmax(), table["distance"].idxmin()]]
    best, worst = (
        _("{indicator} ({year})", indicator=_(known[str(key)].name), year=period)
        for key, period in zip(ends.index, ends["period"].tolist(), strict=True)
    )
    return _(
        "{region} on {count} indicators, better than the Danube median on {ahead}. Best: {best}. "
        "Weakest: {worst}.",
        region=regions.name(portrait.region),
        count=len(table),
        ahead=int((table["distance"] > 0).sum()),
        best=best,
        worst=worst,
    )


def _sizes(portrait: Portrait, pillar: str) -> list[str]:
    """A table of what has no better side in this pillar: sizes and structures."""
    table = portrait.context(pillar)
    if len(table):
        alt = _("Sizes and structures, where neither more nor less is better.")
        heads = findings.of_standing(portrait.region)
        show.table(findings.standing(table), alt=alt, key="sizes", columns=heads)
    return [str(key) for key in table.index]


def _strips(portrait: Portrait, table: pd.DataFrame, theme: str) -> go.Figure:
    """Where the region stands on these indicators, among all regions, its country and the EU."""
    known, region = catalogue.load().indicators, portrait.region
    keys = [str(name) for name in table.index]
    cards = [words.position_card(row, known[str(key)], region) for key, row in table.iterrows()]
    table = table.assign(hover=cards)
    name = regions.name(region)
    blank = dict.fromkeys(keys, "")
    figure = charts.strips(table, everybody=portrait.clouds, names=blank, theme=theme, region=name)
    dot = figure.data[-1].marker
    dot.symbol = ["circle" if state == "value" else "circle-open" for state in table["state"]]
    _mark(figure, table["country_distance"], "square-open", regions.name(regions.country_of(region)), theme)
    _mark(figure, table["eu_distance"], "diamond-open", _("EU"), theme)
    left = [rows.dated(known[key], table.at[key, "period"]) for key in keys]
    right = [_placed(row, known[key]) for key, row in zip(keys, records(table), strict=True)]
    return rows.labelled(figure, left, right, theme)


def _placed(row: dict[str, Any], block: catalogue.Indicator) -> str:
    """`12th of 64`, or that it is a larger unit, as the hollow dot says too, where a phone has room."""
    if pd.isna(row["rank"]):
        said = place(row)
        return said if len(f"{_(block.short)}, {row['period']}{said}") <= ONE_LINE else ""
    return words.place(int(row["rank"]), int(row["of"]), row["direction"])


def _mark(figure: go.Figure, distances: pd.Series, symbol: str, label: str, theme: str) -> None:
    figure.add_scatter(
        x=canvas.rounded(distances.astype(float).clip(-REACH, REACH), 1),
        y=list(range(len(distances))),
        mode="markers",
        marker={"symbol": symbol, "size": 10, "color": palette.theme(theme).ink, "line": {"width": 1.5}},
        hovertemplate=f"{escape(label)}<extra></extra>",
    )

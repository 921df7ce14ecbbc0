"""Growing together in pictures: the parts of inequality, growth against the start, moves between fifths."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import floor, log10, sqrt

import pandas as pd
import plotly.graph_objects as go

from danube import texts
from danube.drawing import canvas, charts, palette
from danube.texts import _

HEIGHT = 380
MATRIX = 400
TOP = 46
NAME = 22
"""Letters of a region's name beside its dot."""

NAMED = 4
"""Highlighted regions that carry their name, beside those that drive the result."""


def spread(
    years: pd.DataFrame, *, names: Mapping[str, str], unit: str, decimals: int, theme: str
) -> go.Figure:
    """Lines from zero, one per column of `years` (index years): the first in blue, the others quiet."""
    first, *others = (str(name) for name in years.columns)
    roles = {first: "region", **dict.fromkeys(others, "median")}
    figure = charts.trend(
        years, names=names, unit=unit, decimals=decimals, theme=theme, roles=roles, height=HEIGHT
    )
    high = float(years.max().max())
    return figure.update_yaxes(range=[0, 1.12 * high if high > 0 else 1], rangemode="tozero")


def stacked(
    parts: pd.DataFrame, *, names: Mapping[str, str], hover: pd.DataFrame, unit: str, theme: str
) -> go.Figure:
    """Bars that add up, one per year, the first column at the bottom; each part named in the legend.

    `hover` has the shape of `parts`: what a bar says.
    """
    colours = palette.theme(theme)
    figure = go.Figure()
    years = [str(year) for year in parts.index]
    for place, (name, colour) in enumerate(zip(parts.columns, (colours.river, colours.amber), strict=True)):
        figure.add_bar(
            x=years,
            y=canvas.rounded(parts[name], 4),
            name=names[str(name)],
            marker={"color": colour},
            customdata=hover.iloc[:, place].tolist(),
            hovertemplate="%{customdata}<extra></extra>",
        )
    canvas.layout(figure, theme, height=HEIGHT, barmode="stack", bargap=0.25, showlegend=True)
    figure.update_xaxes(canvas.axis(theme, showgrid=False, **_every(years)))
    figure.update_yaxes(canvas.axis(theme, rangemode="tozero", title=canvas.caption(unit, theme)))
    legend = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"}
    return figure.update_layout(legend=legend, margin={"t": TOP, "b": 44, "l": 8, "r": 12})


def _every(years: Sequence[str]) -> dict[str, object]:
    """At most seven ticks of a row of years, the last one always."""
    step = -(-len(years) // 7) or 1
    return {"type": "category", "tickvals": years[::-1][::step][::-1]}


def growth(
    points: pd.DataFrame,
    line: pd.DataFrame | None,
    *,
    names: Mapping[str, str],
    cards: Mapping[str, str],
    named: Collection[str],
    highlighted: Collection[str],
    level: str,
    rate: str,
    theme: str,
) -> go.Figure:
    """Level in the first year (logarithmic) against growth a year in per cent, the line with its band.

    Args:
        points: region → level, growth (a share); line: level, growth, low, high, or None without a line.
        named: regions that carry their name, in amber; highlighted: in blue with their name.
        level, rate: titles of the axes.
    """
    colours = palette.theme(theme)
    figure = go.Figure()
    if line is not None:
        _band(figure, line, theme)
    chosen = points.index.isin(list(highlighted))
    marked = points.index.isin(list(named)) & ~chosen
    parts = (
        (points[~chosen & ~marked], colours.grey, 8),
        (points[marked], colours.amber, 10),
        (points[chosen], colours.river, 10),
    )
    for part, colour, size in parts:
        figure.add_scatter(
            x=part["level"].tolist(),
            y=canvas.rounded(100 * part["growth"], 3),
            mode="markers",
            marker={"color": colour, "size": size, "line": {"color": colours.ground, "width": 0.5}},
            customdata=[cards[str(code)] for code in part.index],
            hovertemplate="%{customdata}<extra></extra>",
        )
    middle = sqrt(float(points["level"].min()) * float(points["level"].max()))
    _labels(figure, points[marked], names, colours.amber_ink, middle)
    _labels(figure, points[chosen].head(NAMED), names, colours.river, middle)
    canvas.layout(figure, theme, height=HEIGHT)
    ticks = _log_ticks(float(points["level"].min()), float(points["level"].max()))
    figure.update_xaxes(canvas.axis(theme, type="log", title=canvas.caption(level, theme), **ticks))
    figure.update_yaxes(
        canvas.axis(theme, title=canvas.caption(rate, theme), zeroline=True, zerolinecolor=colours.muted)
    )
    return figure.update_layout(margin={"t": 16, "b": 50, "l": 8, "r": 12})


def _band(figure: go.Figure, line: pd.DataFrame, theme: str) -> None:
    """The line of the mean over its confidence band."""
    colours = palette.theme(theme)
    levels = line["level"].tolist()
    red, green, blue = palette.rgb(colours.river)
    figure.add_scatter(
        x=[*levels, *levels[::-1]],
        y=canvas.rounded(100 * pd.concat([line["high"], line["low"][::-1]]), 3),
        mode="lines",
        fill="toself",
        fillcolor=f"rgba({red},{green},{blue},0.18)",
        line={"width": 0},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=levels,
        y=canvas.rounded(100 * line["growth"], 3),
        mode="lines",
        line={"color": colours.river, "width": 2},
        hoverinfo="skip",
    )


def _labels(
    figure: go.Figure, points: pd.DataFrame, names: Mapping[str, str], colour: str, middle: float
) -> None:
    """Names beside their dots, towards the middle of the picture."""
    columns = (points[name].tolist() for name in ("level", "growth"))
    for code, level, rate in zip(points.index, *columns, strict=True):
        side = {"xanchor": "right", "xshift": -8} if level > middle else {"xanchor": "left", "xshift": 8}
        text = canvas.shorten(names[str(code)], NAME)
        figure.add_annotation(canvas.label(text, colour, x=log10(level), y=100 * rate, **side))


def _log_ticks(low: float, high: float) -> dict[str, object]:
    """1, 2 and 5 times powers of ten within the levels, written as the reader does."""
    steps = [
        factor * 10.0**power
        for power in range(floor(log10(low)), floor(log10(high)) + 1)
        for factor in (1, 1.5, 2, 3, 5, 7)
    ]
    inside = [step for step in steps if 0.9 * low <= step <= 1.1 * high]
    return {"tickvals": inside, "ticktext": [texts.number(one, _decimals(one)) for one in inside]}


def _decimals(value: float) -> int:
    return next((place for place in range(4) if round(value, place) == round(value, 6)), 4)


def matrix(counts: pd.DataFrame, *, hover: pd.DataFrame, theme: str, since: str, until: str) -> go.Figure:
    """Fifths of the first year (rows, the highest on top) by fifths of the last: how many regions moved.

    Cells are shaded by the share of their row; the diagonal, where regions stay, is outlined.
    """
    order = list(counts.index)
    shares = counts.div(counts.sum(axis="columns").where(lambda total: total > 0), axis="index")
    ramp = palette.sequential(7, theme)
    words = _classes(len(order))
    figure = go.Figure(
        go.Heatmap(
            z=[[None if share != share else round(share, 3) for share in row] for row in shares.to_numpy()],
            x=words,
            y=words,
            zmin=0,
            zmax=1,
            colorscale=[[step / 6, colour] for step, colour in enumerate(ramp)],
            showscale=False,
            xgap=2,
            ygap=2,
            text=[[str(count) if count else "" for count in row] for row in counts.to_numpy()],
            texttemplate="%{text}",
            textfont={"size": canvas.SIZE + 1},
            customdata=hover.to_numpy().tolist(),
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    colours = palette.theme(theme)
    canvas.layout(figure, theme, height=MATRIX)
    for place in range(len(order)):
        edges = {"x0": place - 0.48, "x1": place + 0.48, "y0": place - 0.48, "y1": place + 0.48}
        figure.add_shape(type="rect", line={"color": colours.amber, "width": 2}, **edges)
    figure.update_xaxes(
        canvas.axis(theme, showgrid=False, title=canvas.caption(until, theme), type="category")
    )
    figure.update_yaxes(
        canvas.axis(theme, showgrid=False, title=canvas.caption(since, theme), type="category")
    )
    return figure.update_layout(margin={"t": 16, "b": 50, "l": 8, "r": 12})


def _classes(count: int) -> list[str]:
    return [_("lowest"), *(texts.number(place, 0) for place in range(2, count)), _("highest")]

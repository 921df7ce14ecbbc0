"""Regions on many indicators at once, on one standardised scale: position strips and dumbbells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from danube.drawing import canvas, dots, palette
from danube.texts import _

REACH = 4.0
"""Robust standard deviations shown; what lies beyond is drawn at the rim and says so."""

ROW = 26
LINE = 22
HEAD, TITLE = 34, 46
"""Pixels above the first row, and those for a title or a legend."""

SYMBOLS = ("circle", "diamond", "square", "triangle-up", "cross", "pentagon", "star", "hexagon")


def strips(
    positions: pd.DataFrame,
    *,
    everybody: Mapping[str, Sequence[float]],
    names: Mapping[str, str],
    theme: str,
    region: str,
    title: str = "",
) -> go.Figure:
    """One row per indicator: all regions as grey ticks, this region as a blue dot, the median in amber.

    Args:
        positions: indexed by indicator; columns distance (robust, positive = better) and hover (a card
            in the reader's language). A row without a distance keeps its place, empty.
        everybody: indicator → distances of all regions.
        region: its name, for the legend line.
    """
    figure = go.Figure()
    colours = palette.theme(theme)
    cloud = [
        (value, row)
        for row, key in enumerate(positions.index)
        for value in everybody.get(key, ())
        if value == value
    ]
    figure.add_scatter(
        x=canvas.rounded((_rim(value) for value, _row in cloud), 1),
        y=[row for _value, row in cloud],
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 11, "color": colours.grey, "line": {"width": 1}},
        opacity=0.55,
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=canvas.rounded((_rim(value) for value in positions["distance"]), 1),
        y=list(range(len(positions))),
        mode="markers",
        marker={"size": 13, "color": colours.river, "line": {"color": colours.ground, "width": 1.5}},
        customdata=positions["hover"].tolist(),
        hovertemplate="%{customdata}<extra></extra>",
        name=region,
    )
    return _scaled(figure, [canvas.shorten(names.get(key, key), 34) for key in positions.index], theme, title)


def dumbbells(
    distances: pd.DataFrame,
    *,
    hover: pd.DataFrame,
    indicators: Mapping[str, str],
    names: Mapping[str, str],
    theme: str,
    title: str = "",
) -> go.Figure:
    """Two to eight regions on many indicators, on one standardised scale.

    Args:
        distances: indicators by regions, robust distance to the Danube median, positive = better.
        hover: the same shape, cards in the reader's language.
    """
    figure = go.Figure()
    rows = list(range(len(distances)))
    reach = distances.map(_rim)
    dots.segments(
        figure, reach.min(axis="columns"), reach.max(axis="columns"), 1, palette.theme(theme).grid, 5
    )
    figure.update_traces(opacity=1)
    for place, region in enumerate(distances.columns):
        figure.add_scatter(
            x=canvas.rounded(reach[region], 1),
            y=rows,
            mode="markers",
            name=canvas.shorten(names.get(region, region), 18),
            marker={
                "size": 12,
                "symbol": SYMBOLS[place % len(SYMBOLS)],
                "color": palette.theme(theme).series[place % 8],
                "line": {"color": palette.theme(theme).ground, "width": 1},
            },
            customdata=hover[region].tolist(),
            hovertemplate="%{customdata}<extra></extra>",
            showlegend=True,
        )
    _scaled(figure, [canvas.shorten(indicators.get(key, key), 34) for key in distances.index], theme, title)
    figure.data[0].showlegend = False
    return _legend_above(figure, len(distances.columns))


def _legend_above(figure: go.Figure, entries: int) -> go.Figure:
    """The legend over the axis, two entries side by side on a phone: room is kept for that."""
    room = LINE * -(-entries // 2)
    place = {"x": 0, "xref": "container", "y": 1, "yref": "container", "yanchor": "top"}
    look = {"orientation": "h", "entrywidth": 136, "itemclick": False, "itemdoubleclick": False}
    figure.update_layout(height=figure.layout.height + room, margin={"t": figure.layout.margin.t + room})
    return figure.update_layout(showlegend=True, legend=place | look)


def _rim(value: float) -> float:
    return value if value != value else max(-REACH, min(REACH, value))


def worse_to_better(middle: str, theme: str) -> dict[str, Any]:
    """The standardised axis above its rows, `middle` naming its zero."""
    marks = {-3: _("worse"), 0: middle, 3: _("better")}
    return canvas.axis(
        theme,
        side="top",
        range=[-REACH - 0.3, REACH + 0.3],
        tickvals=list(marks),
        ticktext=list(marks.values()),
        tickangle=0,
    )


def _scaled(figure: go.Figure, labels: list[str], theme: str, title: str) -> go.Figure:
    """The standardised axis: worse at the left, the Danube median in amber, better at the right."""
    head = HEAD + (TITLE if title else 0)
    canvas.layout(figure, theme, title=title, height=head + 12 + ROW * max(len(labels), 1))
    figure.add_shape(canvas.upright(0, len(labels), palette.theme(theme).amber, width=2))
    figure.update_xaxes(worse_to_better(_("median"), theme))
    figure.update_yaxes(canvas.rows(labels, theme))
    return figure.update_layout(margin={"t": head, "b": 12, "l": 8, "r": 16})

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

GAP = 17
"""Pixels between two names."""

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
    figure.update_yaxes(range=[0, 1.12 * high if high > 0 else 1])
    figure.update_xaxes(ticklabelstandoff=6)
    return figure.update_layout(margin={"t": 16})


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
    tinted = pd.concat([points[chosen].head(NAMED), points[marked]])
    inks = [colours.river] * min(int(chosen.sum()), NAMED) + [colours.amber_ink] * int(marked.sum())
    _labels(figure, tinted, names, inks, points)
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
    figure: go.Figure,
    tinted: pd.DataFrame,
    names: Mapping[str, str],
    inks: Sequence[str],
    points: pd.DataFrame,
) -> None:
    """Names beside their dots, towards the middle of the picture, moved apart where they would collide."""
    middle = sqrt(float(points["level"].min()) * float(points["level"].max()))
    span = 100 * float(points["growth"].max() - points["growth"].min()) or 1.0
    scale = 0.8 * HEIGHT / span
    rates = [100 * rate for rate in tinted["growth"]]
    rows = canvas.spread_out([rate * scale for rate in rates], GAP)
    for code, level, rate, row, ink in zip(tinted.index, tinted["level"], rates, rows, inks, strict=True):
        right = level > middle
        side = {"xanchor": "right", "xshift": -9} if right else {"xanchor": "left", "xshift": 9}
        text = canvas.shorten(names[str(code)].split(" (")[0], NAME)
        shift = round(row - rate * scale)
        figure.add_annotation(canvas.label(text, ink, x=log10(level), y=rate, yshift=shift, **side))


def _log_ticks(low: float, high: float) -> dict[str, object]:
    """1, 2 and 5 times powers of ten within the levels (finer where they are few), as the reader writes."""
    for factors in ((1, 2, 5), (1, 1.5, 2, 3, 5, 7), tuple(range(10, 100, 5))):
        steps = [
            one * 10.0**power
            for power in range(floor(log10(low)) - 1, floor(log10(high)) + 1)
            for one in factors
        ]
        inside = [step for step in steps if 0.95 * low <= step <= 1.05 * high]
        if len(inside) >= 3:
            break
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
            customdata=hover.to_numpy().tolist(),
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    canvas.layout(figure, theme, height=MATRIX)
    _mark_cells(figure, counts, shares, ramp, theme)
    plain = {"showgrid": False, "type": "category"}
    figure.update_xaxes(canvas.axis(theme, title=canvas.caption(until, theme), **plain))
    figure.update_yaxes(canvas.axis(theme, title=canvas.caption(since, theme), **plain))
    return figure.update_layout(margin={"t": 16, "b": 50, "l": 8, "r": 12})


def _mark_cells(
    figure: go.Figure, counts: pd.DataFrame, shares: pd.DataFrame, ramp: Sequence[str], theme: str
) -> None:
    """The counts in an ink that can be read on their cell, and the outline of the diagonal."""
    outline = {"color": palette.theme(theme).amber, "width": 2}
    inks = (palette.LIGHT.ink, palette.LIGHT.surface)
    cells = zip(counts.to_numpy().tolist(), shares.to_numpy().tolist(), strict=True)
    for y, row in enumerate(cells):
        for x, (count, share) in enumerate(zip(*row, strict=True)):
            if count:
                ink = max((palette.contrast(one, ramp[round(6 * share)]), one) for one in inks)[1]
                figure.add_annotation(canvas.label(str(count), ink, x=x, y=y))
        edges = {"x0": y - 0.48, "x1": y + 0.48, "y0": y - 0.48, "y1": y + 0.48}
        figure.add_shape(type="rect", line=outline, **edges)


def _classes(count: int) -> list[str]:
    return [_("lowest"), *(texts.number(place, 0) for place in range(2, count)), _("highest")]

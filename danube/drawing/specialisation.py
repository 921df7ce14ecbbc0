"""Specialisation drawn: bars around "as everywhere", and what could come next by nearness and complexity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from danube import texts
from danube.drawing import canvas, palette
from danube.texts import N_, _

ROW = 42
HEAD = 56
LIFT = 17
"""Pixels from the middle of a bar up to the name of its sector."""

MARKS = {
    0.1: N_("a tenth"),
    0.25: N_("a quarter"),
    0.5: N_("half"),
    1.0: N_("as everywhere"),
    2.0: N_("twice"),
    4.0: N_("4 times"),
    10.0: N_("10 times"),
}
"""Quotients that the axis names."""

NARROWEST = 0.4
"""The axis reaches at least this far from the middle: small differences shall look small."""

FOOT = 58
GAP = 0.45
"""Standard deviations of complexity that a row takes at least."""


def quotients(
    table: pd.DataFrame,
    *,
    names: Mapping[str, str],
    theme: str,
    title: str,
    unit: str,
    cards: Mapping[str, str],
) -> go.Figure:
    """One bar per sector around the middle, where the share is that of everywhere.

    Args:
        table: index sector; columns quotient, symmetric and flag, in the order to be drawn.
        names: sector → its name, written above its bar.
        cards: sector → what the bar says.
    """
    colours = palette.theme(theme)
    values = table["symmetric"]
    reach = min(float(np.nanmax([*values.abs(), NARROWEST])) + 0.05, 1.05)
    figure = go.Figure(
        go.Bar(
            x=canvas.rounded(values, 3),
            y=list(range(len(table))),
            orientation="h",
            width=0.4,
            marker={"color": [colours.river if value >= 0 else colours.grey for value in values]},
            customdata=[cards[str(code)] for code in table.index],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    canvas.layout(figure, theme, title=title, height=HEAD + FOOT + ROW * len(table))
    figure.update_xaxes(
        canvas.axis(theme, range=[-reach, reach], title=canvas.caption(unit, theme), **_ticks(reach))
    )
    figure.update_yaxes(
        canvas.axis(theme, showgrid=False, showticklabels=False, range=[len(table) - 0.4, -0.9])
    )
    labels = [_row(names[str(code)], known) for code, known in zip(table.index, values.notna(), strict=True)]
    figure.add_shape(canvas.upright(0, len(table), colours.ink, top=-0.7))
    figure.update_layout(
        annotations=[*_above(labels, range(len(table)), theme), *_said(table, theme)],
        margin={"t": HEAD, "b": FOOT, "l": 4, "r": 8},
    )
    return figure


def _said(table: pd.DataFrame, theme: str) -> list[dict[str, Any]]:
    """The quotients beside the middle, on the side that the bar leaves free: no width cuts them off."""
    colour = palette.theme(theme).ink
    right, left = ({"xanchor": "left", "xshift": 4}, {"xanchor": "right", "xshift": -4})
    rows = zip(table["quotient"], table["flag"], strict=True)
    return [
        canvas.label(_times(quotient, flag), colour, x=0, y=row, **(right if quotient < 1 else left))
        for row, (quotient, flag) in enumerate(rows)
        if quotient == quotient
    ]


def _row(name: str, known: bool) -> str:
    return name if known else _("{sector}: no figure", sector=name)


def _times(quotient: float, flag: object) -> str:
    """`× 1.18`, and whether the publisher doubts the figure."""
    doubt = " " + _("uncertain") if "u" in str(flag).split() else ""
    return f"× {texts.number(quotient, 2)}{doubt}"


def _ticks(reach: float) -> dict[str, list[float] | list[str]]:
    """The quotients that fit, at their symmetric place; the outer ones only where the inner leave room."""
    places = {(quotient - 1) / (quotient + 1): words for quotient, words in MARKS.items()}
    shown = {place: _(words) for place, words in places.items() if abs(place) < reach - 0.02}
    apart = {place: words for place, words in shown.items() if reach < 0.75 or abs(place) not in (0.6,)}
    return {"tickvals": [round(place, 4) for place in apart], "ticktext": list(apart.values())}


def _above(labels: Sequence[str], places: Sequence[float], theme: str) -> list[dict[str, Any]]:
    """The names of the rows at the left, each above its row, so that none takes width from the scale."""
    colours = palette.theme(theme)
    return [
        canvas.label(
            text,
            colours.ink,
            x=0,
            xref="paper",
            xanchor="left",
            y=place,
            yshift=LIFT,
            bgcolor=colours.ground,
            borderpad=0,
        )
        for text, place in zip(labels, places, strict=True)
    ]


def opportunities(
    table: pd.DataFrame,
    *,
    names: Mapping[str, str],
    theme: str,
    title: str,
    axes: tuple[str, str],
    cards: Mapping[str, str],
    line: float | None = None,
) -> go.Figure:
    """Every sector by relatedness (x, 0 to 100) and complexity (y); what the region does already is hollow.

    Sectors that are about as complex are moved apart until each has a row of its own, in their order.

    Args:
        table: index sector; columns relatedness, complexity and done (1.0 where it is specialised).
        axes: what the two axes are called.
        line: the complexity above which a step makes the economy more complex, drawn dotted.
    """
    known = table.dropna(subset=["relatedness", "complexity", "done"]).sort_values(
        "complexity", kind="stable"
    )
    known = known.assign(place=canvas.spread_out(known["complexity"].tolist(), GAP))
    done = known["done"].eq(1.0)
    colours = palette.theme(theme)
    figure = go.Figure()
    _dots(figure, known[done], cards, {"color": colours.ground, "line": {"color": colours.grey, "width": 2}})
    _dots(figure, known[~done], cards, {"color": colours.river})
    places = known["place"] if len(known) else pd.Series([0.0])
    low, high = places.min() - GAP / 2, places.max() + GAP
    height = HEAD + FOOT + ROW * (high - low) / GAP
    canvas.layout(figure, theme, title=title, height=round(height))
    across = {"range": [-3, 103], "ticksuffix": " %", "title": canvas.caption(axes[0], theme)}
    figure.update_xaxes(canvas.axis(theme, **across))
    rows = {"range": [low, high], "tickvals": known["place"].tolist(), "showticklabels": False}
    figure.update_yaxes(canvas.axis(theme, **rows, title=canvas.caption(axes[1], theme)))
    labels = [_name(names[str(code)], already) for code, already in zip(known.index, done, strict=True)]
    figure.update_layout(
        margin={"t": HEAD, "b": FOOT, "l": 30, "r": 8},
        annotations=_above(labels, known["place"].tolist(), theme),
    )
    return _threshold(figure, known, line, theme)


def _dots(figure: go.Figure, part: pd.DataFrame, cards: Mapping[str, str], look: dict[str, Any]) -> None:
    figure.add_scatter(
        x=canvas.rounded(part["relatedness"], 1),
        y=canvas.rounded(part["place"], 2),
        mode="markers",
        marker={"size": 13, **look},
        customdata=[cards[str(code)] for code in part.index],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _name(text: str, done: bool) -> str:
    return text if done else f"<b>{text}</b>"


def _threshold(figure: go.Figure, known: pd.DataFrame, line: float | None, theme: str) -> go.Figure:
    """The line at its place between the rows."""
    if line is not None and len(known):
        height = float(np.interp(line, known["complexity"], known["place"]))
        look = {"color": palette.theme(theme).amber, "width": 1.5, "dash": "dot"}
        figure.add_hline(height, line=look, layer="below")
    return figure

"""Rows of the standardised scale, dressed for narrow screens: names above their row, places at its end."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from danube.catalogue import Indicator
from danube.drawing import canvas, palette
from danube.texts import _

ROW = 46
HEAD = 46
FOOT = 14
LIFT = 19
"""Pixels from the middle of a row up to its name."""


def dated(indicator: Indicator, period: object) -> str:
    """The name of a row: which indicator, of which year."""
    return f"<b>{escape(_(indicator.short))}</b>, {period}"


def labelled(figure: go.Figure, left: Sequence[str], right: Sequence[str], theme: str) -> go.Figure:
    """Puts the name of each row above it at the left and a word at the right: all width for the scale."""
    colours = palette.theme(theme)
    columns = ((left, colours.ink, 0, "left"), (right, colours.muted, 1, "right"))
    notes = [
        canvas.label(
            text,
            colour,
            x=x,
            xref="paper",
            xanchor=side,
            y=row,
            yshift=LIFT,
            bgcolor=colours.ground,
            borderpad=0,
        )  # fmt: skip
        for words, colour, x, side in columns
        for row, text in enumerate(words)
        if text
    ]
    figure.update_yaxes(showticklabels=False, range=[len(left) - 0.6, -0.85])
    return figure.update_layout(
        height=HEAD + FOOT + ROW * max(len(left), 1),
        margin={"t": HEAD, "b": FOOT, "l": 4, "r": 4},
        annotations=notes,
    )

"""Pairs of a set as a triangle: how many bodies tie each, and which have no tie at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from danube.drawing import canvas, palette

CELL = 30
TOP, EDGE = 40, 12


def triangle(counts: pd.DataFrame, *, names: Mapping[str, str], hover: pd.DataFrame, theme: str) -> go.Figure:
    """Each pair once, its number in the cell; pairs with 0 are ringed in amber, the missing half is empty.

    Args:
        counts: square, the same codes in rows and columns, both halves filled.
        names: code → name of its row; columns carry the code alone.
        hover: the same shape, cards in the reader's language.
    """
    codes = [str(code) for code in counts.index]
    rows, columns = codes[1:], codes[:-1]
    below = [_line(row, place) for place, row in enumerate(counts.to_numpy().tolist()[1:], start=1)]
    most = max(2, int(counts.to_numpy().max(initial=0)))
    ramp = palette.sequential(most, theme)
    figure = go.Figure(
        go.Heatmap(
            z=[[value or None for value in line] for line in below],
            x=list(range(len(columns))),
            y=list(range(len(rows))),
            zmin=1,
            zmax=most,
            colorscale=[[step / (most - 1), colour] for step, colour in enumerate(ramp)],
            showscale=False,
            xgap=2,
            ygap=2,
            hoverinfo="skip",
        )
    )
    _numbers(figure, below, ramp, theme)
    _cards(figure, below, hover.loc[rows, columns], theme)
    canvas.layout(figure, theme, height=TOP + EDGE + CELL * max(len(rows), 2))
    figure.update_yaxes(canvas.rows([canvas.shorten(names[one], 30) for one in rows], theme, showgrid=False))
    figure.update_xaxes(_heads(columns, theme))
    return figure.update_layout(margin={"t": TOP, "b": EDGE, "l": 8, "r": 8})


def _line(values: Sequence[int], place: int) -> list[int | None]:
    """A row of the triangle: what stands left of the diagonal, then nothing."""
    return [value if column < place else None for column, value in enumerate(values[:-1])]


def _heads(columns: Sequence[str], theme: str) -> dict[str, object]:
    places = list(range(len(columns)))
    look = {"tickvals": places, "ticktext": list(columns), "side": "top", "showgrid": False, "nticks": None}
    return canvas.axis(theme, range=[-0.5, len(columns) - 0.5], **look)


def _numbers(
    figure: go.Figure, below: Sequence[Sequence[int | None]], ramp: Sequence[str], theme: str
) -> None:
    """The number of each tied pair, in an ink that can be read on its cell."""
    inks = (palette.LIGHT.ink, palette.LIGHT.surface)
    for y, line in enumerate(below):
        for x, value in enumerate(line):
            if value:
                ground = ramp[min(value, len(ramp)) - 1]
                ink = max(inks, key=lambda one: palette.contrast(one, ground))
                figure.add_annotation(canvas.label(str(value), ink, x=x, y=y))


def _cards(figure: go.Figure, below: Sequence[Sequence[int | None]], hover: pd.DataFrame, theme: str) -> None:
    """A ring where there is no tie, and over every cell what it says."""
    amber = palette.theme(theme).amber
    cells = [
        (x, y, value) for y, line in enumerate(below) for x, value in enumerate(line) if value is not None
    ]
    figure.add_scatter(
        x=[x for x, _y, _value in cells],
        y=[y for _x, y, _value in cells],
        mode="markers",
        marker={
            "size": [20 if value else 9 for _x, _y, value in cells],
            "color": "rgba(0,0,0,0)",
            "line": {
                "color": [("rgba(0,0,0,0)" if value else amber) for _x, _y, value in cells],
                "width": 1.5,
            },
        },
        customdata=[str(hover.iloc[y, x]) for x, y, _value in cells],
        hovertemplate="%{customdata}<extra></extra>",
    )

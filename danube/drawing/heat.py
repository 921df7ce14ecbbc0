"""Tables as colour: coverage by indicator and year; and plain bars from zero."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd
import plotly.graph_objects as go

from danube import texts
from danube.drawing import canvas, palette
from danube.texts import _

CELL = 24
WRITTEN = 12
"""Up to so many columns the cells carry their figure."""


def heat_map(
    shares: pd.DataFrame,
    *,
    names: Mapping[str, str],
    theme: str,
    title: str = "",
    hover: pd.DataFrame | None = None,
    columns: Mapping[str, str] | None = None,
) -> go.Figure:
    """Rows by columns, each cell a share from 0 to 1; a cell without a value stays empty.

    Args:
        shares: index row ids, columns years or countries.
        names, columns: labels of rows and columns in the reader's language.
        hover: the same shape, what a cell says.
    """
    ramp = palette.sequential(7, theme)
    scale = [[step / 6, colour] for step, colour in enumerate(ramp)]
    labels = [canvas.shorten(names.get(str(row), str(row)), 34) for row in shares.index]
    tops = [(columns or {}).get(str(one), str(one)) for one in shares.columns]
    figure = go.Figure(
        go.Heatmap(
            z=[canvas.rounded(row, 1) for row in shares.to_numpy()],
            x=tops,
            y=list(range(len(labels))),
            zmin=0,
            zmax=1,
            colorscale=scale,
            showscale=False,
            xgap=2,
            ygap=2,
            hoverongaps=False,
            **_spoken(hover),
            **_written(shares),
        )
    )
    canvas.layout(figure, theme, title=title, height=70 + CELL * max(len(labels), 2))
    figure.update_yaxes(canvas.rows(labels, theme, showgrid=False))
    figure.update_xaxes(canvas.axis(theme, showgrid=False, side="top", **_ticks(tops)))
    return figure.update_layout(margin={"t": 60, "b": 10, "l": 8, "r": 8})


def _ticks(tops: list[str]) -> dict[str, object]:
    """Every column's name, or every second, third … where there are many; the last one always."""
    step = -(-len(tops) // 16) or 1
    places = list(range(len(tops) - 1, -1, -step))[::-1]
    return {"type": "category", "tickvals": places, "ticktext": [tops[place] for place in places]}


def _spoken(hover: pd.DataFrame | None) -> dict[str, object]:
    """What a cell says: the words given, else its row, column and share, put together in the browser."""
    if hover is not None:
        return {"customdata": hover.to_numpy().tolist(), "hovertemplate": "%{customdata}<extra></extra>"}
    share = _("{share} of the regions", share="%{z:.0%}")
    return {"hovertemplate": f"<b>%{{y}}</b><br>%{{x}}<br>{share}<extra></extra>"}


def _written(shares: pd.DataFrame) -> dict[str, object]:
    """The percentage inside each cell, where there is room for it."""
    if len(shares.columns) > WRITTEN:
        return {}
    cells = [
        ["" if value != value else texts.number(100 * value, 0) for value in row] for row in shares.to_numpy()
    ]
    return {"text": cells, "texttemplate": "%{text}", "textfont": {"size": canvas.SIZE - 3}}


def bars(
    values: pd.Series,
    *,
    names: Mapping[str, str],
    unit: str,
    decimals: int,
    theme: str,
    title: str = "",
    highlighted: Collection[str] = (),
    hover: Mapping[str, str] | None = None,
) -> go.Figure:
    """Horizontal bars from zero in the order given, each with its figure at its end."""
    colours = palette.theme(theme)
    labels = [canvas.shorten(names.get(str(key), str(key)), 34) for key in values.index]
    written = [texts.number(value, decimals) for value in values]
    cards = [
        (hover or {}).get(str(key)) or canvas.card(label, text, unit)
        for key, label, text in zip(values.index, labels, written, strict=True)
    ]
    figure = go.Figure(
        go.Bar(
            x=canvas.rounded(values, decimals),
            y=list(range(len(values))),
            orientation="h",
            marker={"color": [colours.river if key in highlighted else colours.grey for key in values.index]},
            text=written,
            textposition="outside",
            cliponaxis=False,
            customdata=cards,
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    canvas.layout(figure, theme, title=title, height=70 + 30 * max(len(values), 1), bargap=0.35)
    figure.update_xaxes(canvas.axis(theme, rangemode="tozero", title=canvas.caption(unit, theme)))
    figure.update_yaxes(canvas.rows(labels, theme, showgrid=False))
    return figure.update_layout(margin={"t": 34, "b": 40, "l": 8, "r": 44})

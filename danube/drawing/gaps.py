"""Gaps in pictures: how far a region is behind, where something is done, and its course among peers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from danube.drawing import canvas, palette
from danube.texts import _

ROW = 40
HEAD, FOOT = 20, 52
LETTERS = 52
COURSE = 380


def bars(rows: pd.DataFrame, *, theme: str, unit: str) -> go.Figure:
    """One bar per gap, the widest on top: blue where something is aimed at it, grey where nothing is.

    `rows`: label, size (above 0), aimed (boolean), card; the label stands above its bar, whole on a phone.
    """
    look = palette.theme(theme)
    figure = go.Figure()
    figure.add_bar(
        x=canvas.rounded(rows["size"], 2),
        y=list(range(len(rows))),
        orientation="h",
        width=0.3,
        offset=0.05,
        marker={"color": [look.river if aimed else look.grey for aimed in rows["aimed"]]},
        customdata=rows["card"].tolist(),
        hovertemplate="%{customdata}<extra></extra>",
    )
    for place, (text, aimed) in enumerate(zip(rows["label"], rows["aimed"], strict=True)):
        ink = look.river if aimed else look.ink
        figure.add_annotation(
            canvas.label(canvas.shorten(text, LETTERS), ink, x=0, y=place, xanchor="left", yanchor="bottom")
        )
    canvas.layout(figure, theme, height=HEAD + FOOT + ROW * max(len(rows), 1))
    figure.update_xaxes(canvas.axis(theme, rangemode="tozero", title=canvas.caption(unit, theme)))
    figure.update_yaxes(canvas.rows([""] * len(rows), theme, showgrid=False, range=[len(rows) - 0.4, -0.7]))
    return figure.update_layout(margin={"t": HEAD, "b": FOOT, "l": 8, "r": 12})


def course(path: pd.DataFrame, began: str, *, theme: str, name: str, unit: str) -> go.Figure:
    """The region against the mean and band of its peers, all at 0 before; a line where it began.

    `path` as `effects.Effect.path`; `name` of the region is written at the end of its line.
    """
    look = palette.theme(theme)
    figure = go.Figure()
    years = [int(year) for year in path.index]
    _range(figure, path, years, theme)
    for column, text, colour, ink in (
        ("peers", _("its peers, mean"), look.amber, look.amber_ink),
        ("region", name, look.river, look.river),
    ):
        figure.add_scatter(
            x=years,
            y=canvas.rounded(path[column], 3),
            mode="lines+markers",
            name=text,
            line={"color": colour, "width": 2.5},
            marker={"size": 7},
            hovertemplate=f"<b>{text}</b><br>%{{x}}: %{{y:+.2f}}<extra></extra>",
        )
        figure.add_annotation(
            canvas.label(
                text, ink, x=years[-1], y=float(path[column].iloc[-1]), xanchor="right", yanchor="bottom",
                yshift=7 if _above(path, column) else -26,
            )
        )  # fmt: skip
    canvas.layout(figure, theme, height=COURSE)
    _beginning(figure, began, theme)
    figure.update_xaxes(canvas.axis(theme, showgrid=False, tickvals=_ticks(years), tickformat="d"))
    figure.update_yaxes(
        canvas.axis(theme, title=canvas.caption(unit, theme), zeroline=True, zerolinecolor=look.muted)
    )
    return figure.update_layout(margin={"t": 30, "b": 40, "l": 8, "r": 16})


def _above(path: pd.DataFrame, column: str) -> bool:
    """True where this line ends above the other: its name goes on top, the other's below."""
    last = path.iloc[-1]
    other = "peers" if column == "region" else "region"
    return bool(last[column] >= last[other]) if column == "region" else bool(last[column] > last[other])


def _range(figure: go.Figure, path: pd.DataFrame, years: Sequence[int], theme: str) -> None:
    """Where a region would lie that is moved by nothing but what moves its peers."""
    red, green, blue = palette.rgb(palette.theme(theme).amber)
    figure.add_scatter(
        x=[*years, *reversed(years)],
        y=canvas.rounded(pd.concat([path["high"], path["low"][::-1]]), 3),
        mode="lines",
        fill="toself",
        fillcolor=f"rgba({red},{green},{blue},0.14)",
        line={"width": 0},
        hoverinfo="skip",
    )


def _beginning(figure: go.Figure, began: str, theme: str) -> None:
    """A dotted line in the year in which it began."""
    look = palette.theme(theme)
    year = int(began[:4])
    figure.add_vline(x=year, line={"color": look.muted, "width": 1.5, "dash": "dot"}, layer="below")
    figure.add_annotation(
        canvas.label(
            _("it begins"), look.muted, x=year, y=1, yref="paper", xanchor="center", yanchor="bottom"
        )
    )


def _ticks(years: Sequence[int]) -> list[int]:
    """At most seven years, the last one always."""
    step = -(-len(years) // 7) or 1
    return list(years)[::-1][::step][::-1]

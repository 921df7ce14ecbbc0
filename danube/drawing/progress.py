"""An indicator of a pilot over time: baseline, what was measured, the target, and where it is heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from danube import texts
from danube.drawing import canvas, palette
from danube.texts import _

HEIGHT = 320


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a day; `told` is its period in words."""

    when: date
    value: float
    told: str


def course(
    measured: Sequence[Point],
    *,
    name: str,
    unit: str,
    decimals: int,
    theme: str,
    title: str = "",
    baseline: Point | None = None,
    target: Point | None = None,
    path: pd.DataFrame | None = None,
) -> go.Figure:
    """Time from left to right: a ring for the baseline, dots for measurements, a diamond for the target.

    Args:
        path: when, value, low, high: the forecast. It is drawn from the last figure on, dashed in its band.
    """
    figure = go.Figure()
    known = sorted([*([baseline] if baseline else []), *measured], key=lambda point: point.when)
    if path is not None and known:
        _forecast(figure, path[path["when"] >= pd.Timestamp(known[-1].when)], decimals, theme)
    _line(figure, known, baseline, (name, unit, decimals), theme)
    if target:
        _target(figure, target, known, (name, unit, decimals), theme)
    canvas.layout(figure, theme, title=title, height=HEIGHT)
    low, high = _reach(known, target, path)
    figure.update_yaxes(canvas.axis(theme, range=[low, high], title=canvas.caption(unit, theme)))
    figure.update_xaxes(canvas.axis(theme, showgrid=False, type="date", ticklabelstandoff=6))
    return figure.update_layout(margin={"t": 46, "b": 36, "l": 8, "r": 24})


def _line(
    figure: go.Figure,
    known: Sequence[Point],
    baseline: Point | None,
    named: tuple[str, str, int],
    theme: str,
) -> None:
    colours = palette.theme(theme)
    rings = ["circle-open" if point is baseline else "circle" for point in known]
    figure.add_scatter(
        x=[point.when for point in known],
        y=canvas.rounded([point.value for point in known], named[2]),
        mode="lines+markers",
        line={"color": colours.river, "width": 2.5},
        marker={
            "size": 10,
            "color": colours.river,
            "symbol": rings,
            "line": {"width": 2, "color": colours.river},
        },
        customdata=[_card(point, _("baseline") if point is baseline else "", named) for point in known],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _card(point: Point, kind: str, named: tuple[str, str, int]) -> str:
    name, unit, decimals = named
    return canvas.card(name, texts.number(point.value, decimals), unit, point.told, kind)


def _target(
    figure: go.Figure, target: Point, known: Sequence[Point], named: tuple[str, str, int], theme: str
) -> None:
    """A diamond on the day that it is due, and a dotted line at its height."""
    colours = palette.theme(theme)
    first = min([point.when for point in known] + [target.when])
    figure.add_scatter(
        x=[first, target.when],
        y=[target.value, target.value],
        mode="lines+markers",
        line={"color": colours.amber, "width": 1.5, "dash": "dot"},
        marker={"symbol": ["line-ns", "diamond"], "size": [0, 13], "color": colours.amber},
        customdata=[_card(target, _("target"), named)] * 2,
        hovertemplate="%{customdata}<extra></extra>",
    )
    said = _("Target {value}, {when}", value=texts.number(target.value, named[2]), when=target.told)
    figure.add_annotation(
        canvas.label(said, colours.amber_ink, x=first, y=target.value, xanchor="left", yshift=11)
    )


def _forecast(figure: go.Figure, ahead: pd.DataFrame, decimals: int, theme: str) -> None:
    """The line that goes on as before, in the band of what it may come to."""
    if len(ahead) < 2:
        return
    colours = palette.theme(theme)
    days = list(ahead["when"])
    edge = [*ahead["high"], *reversed(list(ahead["low"]))]
    red, green, blue = palette.rgb(colours.river)
    figure.add_scatter(
        x=[*days, *reversed(days)],
        y=canvas.rounded(edge, decimals),
        fill="toself",
        fillcolor=f"rgba({red},{green},{blue},0.16)",
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=days,
        y=canvas.rounded(ahead["value"], decimals),
        mode="lines",
        line={"color": colours.river, "width": 1.5, "dash": "dash"},
        hoverinfo="skip",
    )


def _reach(known: Sequence[Point], target: Point | None, path: pd.DataFrame | None) -> tuple[float, float]:
    """All that is drawn with a margin; zero is the floor where nothing lies below it."""
    values = [point.value for point in [*known, *([target] if target else [])]]
    if path is not None and known and len(path):
        ahead = path[path["when"] >= pd.Timestamp(known[-1].when)]
        values += [*ahead["low"], *ahead["high"]]
    low, high = min(values, default=0.0), max(values, default=1.0)
    margin = (high - low) * 0.12 or abs(high) * 0.12 or 1.0
    return (0.0 if 0 <= low <= 0.5 * high else low - margin), high + margin

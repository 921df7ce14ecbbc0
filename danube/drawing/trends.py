"""Lines over the years, with their gaps and breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from danube import texts
from danube.drawing import canvas, palette

DIRECT = 8
"""Up to so many series are labelled at the end of their line; beyond, a legend."""

HEIGHT = 380
TOP = 46
BOTTOM = 44
LABEL_GAP = 17


def trend(
    history: pd.DataFrame,
    *,
    names: Mapping[str, str],
    unit: str,
    decimals: int,
    theme: str,
    title: str = "",
    roles: Mapping[str, str] | None = None,
    flags: pd.DataFrame | None = None,
    height: int = HEIGHT,
) -> go.Figure:
    """Years by series; a missing year is a gap in the line, a break (flag b) a bar across it.

    A series measured at equal distances, such as every second year, has no gap between its points.

    Args:
        history: index years (text), one column per series.
        roles: series → region (blue), median (amber), eu, country or other; without a role a series takes
            the next colour of the palette.
        flags: the shape of `history`.
    """
    figure = go.Figure()
    looks = _looks(list(history.columns), roles or {}, theme)
    marks = flags.reindex(index=history.index, columns=history.columns) if flags is not None else None
    for series in history.columns:
        tokens = marks[series].tolist() if marks is not None else [""] * len(history)
        label = names.get(series, series)
        _line(figure, history[series], tokens, label, unit, decimals, looks[series])
    low, high = _range(history)
    canvas.layout(figure, theme, title=title, height=height)
    figure.update_yaxes(canvas.axis(theme, range=[low, high], title=canvas.caption(unit, theme)))
    figure.update_xaxes(canvas.axis(theme, showgrid=False, **_year_ticks(_years(history.index))))
    return _named(figure, history, names, looks, (low, high), height)


def _looks(series: Sequence[str], roles: Mapping[str, str], theme: str) -> dict[str, dict[str, Any]]:
    """Series → colour of line and text, width, dash."""
    colours = palette.theme(theme)
    fixed = {
        "region": {"color": colours.river, "text": colours.river, "width": 3, "dash": "solid"},
        "median": {"color": colours.amber, "text": colours.amber_ink, "width": 2.5, "dash": "solid"},
        "eu": {"color": colours.ink, "text": colours.ink, "width": 1.5, "dash": "dash"},
        "country": {"color": colours.muted, "text": colours.muted, "width": 1.5, "dash": "dot"},
        "other": {"color": colours.grey, "text": colours.muted, "width": 1, "dash": "solid"},
    }
    free = [name for name in series if name not in roles]
    own = {name: colours.series[place % len(colours.series)] for place, name in enumerate(free)}
    return {
        name: fixed[roles[name]]
        if name in roles
        else {"color": own[name], "text": own[name], "width": 2.5, "dash": "solid"}
        for name in series
    }


def _line(
    figure: go.Figure,
    line: pd.Series,
    flags: Sequence[object],
    name: str,
    unit: str,
    decimals: int,
    look: Mapping[str, Any],
) -> None:
    years = _years(line.index)
    figure.add_scatter(
        x=years,
        y=canvas.rounded(line, decimals),
        mode="lines+markers",
        connectgaps=_every_so_many_years(line),
        line={"color": look["color"], "width": look["width"], "dash": look["dash"]},
        marker={"size": 5, "color": look["color"]},
        customdata=[
            ""
            if value != value
            else canvas.card(name, texts.number(value, decimals), unit, str(year), *canvas.flag_words(flag))
            for year, value, flag in zip(years, line, flags, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        name=name,
    )
    _breaks(figure, years, line, flags, decimals, look["color"])


def _years(index: pd.Index) -> list[int | str]:
    return [int(year) if str(year).isdigit() else str(year) for year in index]


def _every_so_many_years(line: pd.Series) -> bool:
    """True for a series measured at equal distances, such as every second year: nothing is missing then."""
    years = [year for year in _years(line.dropna().index) if isinstance(year, int)]
    steps = {after - before for before, after in zip(years, years[1:], strict=False)}
    return len(steps) == 1


def _breaks(
    figure: go.Figure,
    years: Sequence[int | str],
    values: pd.Series,
    flags: Sequence[object],
    decimals: int,
    colour: str,
) -> None:
    """A short bar across the line where the publisher marks a break in the series."""
    at = [place for place, flag in enumerate(flags) if isinstance(flag, str) and "b" in flag.split()]
    if not at:
        return
    figure.add_scatter(
        x=[years[place] for place in at],
        y=canvas.rounded(values.iloc[at], decimals),
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 16, "color": colour, "line": {"width": 2}},
        hoverinfo="skip",
        showlegend=False,
    )


def _range(history: pd.DataFrame) -> tuple[float, float]:
    """The values with a margin of a tenth; zero is the floor where it is near and nothing lies below."""
    low, high = history.min().min(), history.max().max()
    if pd.isna(low):
        return 0.0, 1.0
    margin = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    floor = 0.0 if 0 <= low <= 0.35 * high else low - margin
    return float(floor), float(high + margin)


def _year_ticks(years: Sequence[int | str]) -> dict[str, Any]:
    """At most seven ticks, the last year always among them."""
    numbers = [year for year in years if isinstance(year, int)]
    if len(numbers) != len(years) or not numbers:
        return {"type": "category"}
    step = -(-(max(numbers) - min(numbers) + 1) // 7)
    ticks = list(range(max(numbers), min(numbers) - 1, -step))[::-1]
    pad = max(0.4, (max(numbers) - min(numbers)) * 0.03)
    return {
        "tickvals": ticks,
        "ticktext": [str(one) for one in ticks],
        "range": [min(numbers) - pad, max(numbers) + pad],
    }


def _named(
    figure: go.Figure,
    history: pd.DataFrame,
    names: Mapping[str, str],
    looks: Mapping[str, Mapping[str, Any]],
    limits: tuple[float, float],
    height: int,
) -> go.Figure:
    """Labels at the ends of the lines, moved apart; a legend where there are too many."""
    margin = {"t": TOP, "b": BOTTOM, "l": 8, "r": 12}
    shown = [name for name in history.columns if history[name].notna().any()]
    if len(shown) > DIRECT:
        legend = {"orientation": "h", "x": 0, "y": -0.18, "yanchor": "top"}
        return figure.update_layout(showlegend=True, legend=legend, margin=margin)
    labels = {name: canvas.shorten(names.get(name, name), 18) for name in shown}
    scale = (height - TOP - BOTTOM) / (limits[1] - limits[0])
    ends = {name: float(history[name].dropna().iloc[-1]) for name in shown}
    places = canvas.spread_out([ends[name] * scale for name in shown], LABEL_GAP)
    for name, place in zip(shown, places, strict=True):
        figure.add_annotation(
            canvas.label(
                labels[name],
                looks[name]["text"],
                x=1,
                xref="paper",
                xanchor="left",
                xshift=4,
                y=ends[name],
                yshift=place - ends[name] * scale,
            )
        )
    return figure.update_layout(margin=margin | {"r": 12 + canvas.width(labels.values(), canvas.SIZE - 1)})


def sparkline(values: pd.Series, *, theme: str, decimals: int, role: str = "region") -> go.Figure:
    """A line of a word's size: no axes, the last point marked. Index years, gaps kept."""
    look = _looks(["one"], {"one": role}, theme)["one"]
    points = canvas.rounded(values, decimals)
    known = [place for place, value in enumerate(points) if value is not None]
    sizes = [7 if known and place == known[-1] else 0 for place in range(len(points))]
    figure = go.Figure()
    figure.add_scatter(
        x=[str(year) for year in values.index],
        y=points,
        mode="lines+markers",
        line={"color": look["color"], "width": 2},
        marker={"color": look["color"], "size": sizes},
        hovertemplate="%{x}: %{y}<extra></extra>",
    )
    canvas.layout(figure, theme, height=48, margin={"t": 6, "b": 6, "l": 6, "r": 8})
    figure.update_xaxes(visible=False, fixedrange=True, type="category")
    return figure.update_yaxes(visible=False, fixedrange=True)

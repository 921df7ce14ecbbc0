"""The ranking as sorted dots: one indicator, one row per region."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from danube import texts
from danube.catalogue import UPLOADED
from danube.drawing import canvas, palette
from danube.drawing.canvas import Line

ROW = 19
"""Pixels per row of the ranking."""

DIRECT = 14
"""Up to so many highlighted regions carry their figure beside the dot."""

TOP = -2.7
"""Where the axis begins: two rows above the first one are for the labels of the references."""

NAME = 26
"""Letters of a name before its exonym is left out: two thirds of a phone stay for the dots."""

HEAD = 62
FOOT = 24


def dot_plot(
    ranking: pd.DataFrame,
    *,
    names: Mapping[str, str],
    unit: str,
    decimals: int,
    period: str,
    theme: str,
    title: str = "",
    highlighted: Collection[str] = (),
    references: Sequence[Line] = (),
    since: pd.Series | None = None,
    since_period: str = "",
    intervals: pd.DataFrame | None = None,
) -> go.Figure:
    """One indicator, one row per region, in the order of `ranking`.

    Args:
        ranking: indexed by region; columns value, rank, of, flag (as of `benchmark.positions.ranking`);
            a figure flagged as uploaded is a square.
        names: region → label in the reader's language.
        highlighted: regions drawn in the brand's colour with their figure beside them.
        references: labelled vertical lines.
        since: region → earlier figure, drawn as a hollow dot and an arrow to the present one.
        intervals: region → low, high, drawn as thin lines behind the dots.
    """
    table = ranking.reset_index(names="region")
    table["row"] = range(len(table))
    chosen = table["region"].isin(list(highlighted))
    figure = go.Figure()
    if intervals is not None:
        _whiskers(figure, table, intervals, decimals, theme)
    if since is not None:
        _movements(figure, table, since, since_period, decimals, theme)
    cards = _cards(table, names, unit, decimals, period)
    colours = palette.theme(theme)
    for part, colour, size in ((table[~chosen], colours.grey, 9), (table[chosen], colours.river, 12)):
        _dots(figure, part, cards, decimals, colour, size)
    canvas.layout(figure, theme, title=title, height=HEAD + FOOT + ROW * max(len(table), 3) + 34)
    _mark_lines(figure, references, len(table), theme)
    _mark_chosen(figure, table[chosen], since, decimals, theme)
    return _rows(figure, [_row_name(one, names, highlighted) for one in table["region"]], unit, theme)


def _cards(
    table: pd.DataFrame, names: Mapping[str, str], unit: str, decimals: int, period: str
) -> dict[int, str]:
    columns = (table[column].tolist() for column in ("row", "region", "value", "rank", "of", "flag"))
    return {
        row: canvas.card(
            names.get(region, region),
            texts.number(value, decimals),
            unit,
            period,
            canvas.place(rank, of),
            *canvas.flag_words(flag),
        )
        for row, region, value, rank, of, flag in zip(*columns, strict=True)
    }


def _dots(
    figure: go.Figure, part: pd.DataFrame, cards: Mapping[int, str], decimals: int, colour: str, size: int
) -> None:
    figure.add_scatter(
        x=canvas.rounded(part["value"], decimals),
        y=part["row"].tolist(),
        mode="markers",
        marker={"color": colour, "size": size, "symbol": _symbols(part["flag"])},
        customdata=[cards[row] for row in part["row"]],
        hovertemplate="%{customdata}<extra></extra>",
    )


def any_uploaded(flags: pd.Series) -> bool:
    """True where a square stands among the dots."""
    return "square" in _symbols(flags)


def _symbols(flags: pd.Series) -> list[str]:
    return ["square" if UPLOADED in str(flag).split() else "circle" for flag in flags]


def _whiskers(
    figure: go.Figure, table: pd.DataFrame, intervals: pd.DataFrame, decimals: int, theme: str
) -> None:
    ends = intervals.reindex(table["region"])
    segments(figure, ends["low"], ends["high"], decimals, palette.theme(theme).grey, 1.5)


def _movements(
    figure: go.Figure, table: pd.DataFrame, since: pd.Series, since_period: str, decimals: int, theme: str
) -> None:
    """A thin line from the earlier figure, which is a hollow dot with its own hover."""
    before = since.reindex(table["region"])
    colours = palette.theme(theme)
    segments(figure, before, table["value"], decimals, colours.grey, 2)
    figure.add_scatter(
        x=canvas.rounded(before, decimals),
        y=table["row"].tolist(),
        mode="markers",
        marker={"color": colours.ground, "size": 7, "line": {"color": colours.grey, "width": 1.5}},
        customdata=[f"{since_period}: {texts.number(value, decimals)}" for value in before],
        hovertemplate="%{customdata}<extra></extra>",
    )


def segments(
    figure: go.Figure, start: pd.Series, end: pd.Series, decimals: int, colour: str, thick: float
) -> None:
    """One trace for all rows: start, end, gap."""
    pairs = zip(canvas.rounded(start, decimals), canvas.rounded(end, decimals), strict=True)
    known = [
        (row, low, high) for row, (low, high) in enumerate(pairs) if low is not None and high is not None
    ]
    figure.add_scatter(
        x=[place for _row, low, high in known for place in (low, high, None)],
        y=[place for row, _low, _high in known for place in (row, row, None)],
        mode="lines",
        line={"color": colour, "width": thick},
        opacity=0.7,
        hoverinfo="skip",
    )


def _mark_lines(figure: go.Figure, references: Sequence[Line], count: int, theme: str) -> None:
    """Vertical lines; their labels stand on two tiers above the first row, so that two never collide."""
    ordered = sorted(references, key=lambda line: line.value)
    for place, line in enumerate(ordered):
        colour = canvas.line_colour(line.kind, theme)
        dash = {"danube": "solid", "eu": "dash"}.get(line.kind, "dot")
        figure.add_shape(canvas.upright(line.value, count, colour, top=TOP, dash=dash))
        tier = -1.0 - (place % 2)
        side = "right" if place == 0 and len(ordered) > 1 else "left"
        figure.add_annotation(
            canvas.label(
                line.label, colour, x=line.value, y=tier, xanchor=side, xshift=4 if side == "left" else -4
            )
        )


def _mark_chosen(
    figure: go.Figure, chosen: pd.DataFrame, since: pd.Series | None, decimals: int, theme: str
) -> None:
    """The figure beside the dot, on the side where no movement comes from; none where they are many."""
    if len(chosen) > DIRECT:
        return
    columns = (chosen[name].tolist() for name in ("region", "value", "row"))
    for region, value, row in zip(*columns, strict=True):
        left = since is not None and since.get(region, value) > value
        text = f"<b>{texts.number(value, decimals)}</b>"
        side = {"xanchor": "right", "xshift": -9} if left else {"xanchor": "left", "xshift": 9}
        figure.add_annotation(canvas.label(text, palette.theme(theme).river, x=value, y=row, **side))


def _row_name(region: str, names: Mapping[str, str], highlighted: Collection[str]) -> str:
    name = canvas.shorten(names.get(region, region), NAME)
    return f"<b>{name}</b>" if region in highlighted else name


def _rows(figure: go.Figure, labels: list[str], unit: str, theme: str) -> go.Figure:
    """Names at the left, the axis above the first row, where the eye begins."""
    small = {"color": palette.theme(theme).ink, "size": canvas.SIZE - 2}
    figure.update_xaxes(canvas.axis(theme, side="top", title=canvas.caption(unit, theme)))
    figure.update_yaxes(canvas.rows(labels, theme, range=[len(labels) - 0.4, TOP], tickfont=small))
    return figure.update_layout(margin={"t": HEAD, "b": FOOT, "l": 8, "r": 28})

"""A network as two columns: bodies at the left, their members at the right, a line for each membership.

Legible at every width and always drawn the same: who belongs to two bodies stands between them, because
members are ordered by the mean place of their bodies (barycentre, Sugiyama, Tagawa & Toda 1981).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import plotly.graph_objects as go

from danube.drawing import canvas, palette

ROW = 25
EDGE = 12
TURNS = 4
STEPS = 14
"""Points of a line: enough to look round."""

LETTERS = 30
SHORT = 22
"""Letters of a member's and of a body's name; the cards have them whole."""
LEAST = 46
"""Pixels between two bodies, whose names stand above their dots."""


@dataclass(frozen=True, slots=True)
class End:
    """A dot at one end: its name, what the card says, its colour; `hollow` is drawn as a ring."""

    id: str
    name: str
    said: str
    tone: str = "grey"
    hollow: bool = False


def arranged(
    bodies: Sequence[End], members: Sequence[End], links: Mapping[str, Sequence[str]]
) -> tuple[list[End], list[End]]:
    """Both columns in their order: what hangs together stays together, the largest part first; within it
    each side by the mean place of what it is linked to, a few times over. Equal places are told by name.
    """
    part = _parts(bodies, links)
    left = sorted(bodies, key=lambda one: (part[one.id], one.name.casefold()))
    right = list(members)
    theirs = {body.id: [one for one, own in links.items() if body.id in own] for body in bodies}
    parts = part | {one: part[own[0]] for one, own in links.items() if own}
    for _turn in range(TURNS):
        right = _ordered(right, links, left, parts)
        left = _ordered(left, theirs, right, parts)
    return left, _ordered(right, links, left, parts)


def _parts(bodies: Sequence[End], links: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Body → number of the part that it belongs to, 0 for the one with most members."""
    joined: dict[str, set[str]] = {body.id: {body.id} for body in bodies}
    for own in links.values():
        whole = set().union(*(joined[body] for body in own))
        joined |= dict.fromkeys(whole, whole)
    wholes = {min(whole): whole for whole in joined.values()}
    sizes = {first: sum(bool(whole & set(own)) for own in links.values()) for first, whole in wholes.items()}
    order = sorted(sizes, key=lambda first: (-sizes[first], first))
    return {body: order.index(min(whole)) for body, whole in joined.items()}


def _ordered(
    ends: Sequence[End], links: Mapping[str, Sequence[str]], others: Sequence[End], parts: Mapping[str, int]
) -> list[End]:
    place = {one.id: row for row, one in enumerate(others)}

    def key(one: End) -> tuple[int, float, str]:
        rows = [place[other] for other in links.get(one.id, ()) if other in place]
        middle = fmean(rows) if rows else float(len(place))
        return parts.get(one.id, len(parts)), middle, one.name.casefold()

    return sorted(ends, key=key)


def ladder(
    bodies: Sequence[End], members: Sequence[End], links: Mapping[str, Sequence[str]], *, theme: str
) -> go.Figure:
    """The drawing; `links`: member id → ids of its bodies.

    Lines of members that belong to more than one body are drawn in the ink of the brand, the others quietly.
    """
    bodies, rows = arranged(bodies, members, links)
    heights = {one.id: float(row) for row, one in enumerate(rows)}
    tops = _tops(bodies, heights, links)
    figure = go.Figure()
    _lines(figure, heights, tops, links, theme)
    _dots(figure, [(0.0, tops[one.id], one) for one in bodies], theme, size=15)
    _dots(figure, [(1.0, heights[one.id], one) for one in rows], theme, size=10)
    _named(figure, bodies, tops, theme)
    top = min([0.0, *tops.values()]) - 1.2
    bottom = max([len(rows) - 1.0, 2.0, *tops.values()]) + 0.6
    canvas.layout(figure, theme, height=round(2 * EDGE + ROW * (bottom - top)))
    labels = [_label(one, links) for one in rows]
    figure.update_yaxes(canvas.rows(labels, theme, showgrid=False, side="right"))
    figure.update_xaxes(visible=False, fixedrange=True, range=[-0.03, 1.03])
    figure.update_yaxes(range=[bottom, top])
    return figure.update_layout(margin={"t": 6, "b": 6, "l": 8, "r": 8})


def _label(one: End, links: Mapping[str, Sequence[str]]) -> str:
    name = canvas.shorten(one.name, LETTERS)
    return f"<b>{name}</b>" if len(links.get(one.id, ())) > 1 else name


def _tops(
    bodies: Sequence[End], heights: Mapping[str, float], links: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """Each body at the middle of its members, moved apart where names would collide."""
    middle = {
        body.id: [heights[one] for one, theirs in links.items() if body.id in theirs and one in heights]
        for body in bodies
    }
    last = max(heights.values(), default=0.0)
    wanted = [fmean(rows) if rows else last for rows in middle.values()]
    moved = canvas.spread_out(wanted, LEAST / ROW)
    return dict(zip(middle, moved, strict=True))


def _lines(
    figure: go.Figure,
    heights: Mapping[str, float],
    tops: Mapping[str, float],
    links: Mapping[str, Sequence[str]],
    theme: str,
) -> None:
    colours = palette.theme(theme)
    for several in (False, True):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for one, theirs in links.items():
            if one in heights and (len(theirs) > 1) == several:
                for body in theirs:
                    xs += [*(step / STEPS for step in range(STEPS + 1)), None]
                    ys += [*_curve(tops[body], heights[one]), None]
        line = {"color": colours.river if several else colours.grey, "width": 2.2 if several else 1}
        figure.add_scatter(
            x=xs, y=ys, mode="lines", line=line, hoverinfo="skip", opacity=0.9 if several else 0.6
        )


def _curve(start: float, end: float) -> list[float]:
    """Level at both ends, steepest in the middle."""
    shares = [step / STEPS for step in range(STEPS + 1)]
    return [round(start + (end - start) * (3 * share**2 - 2 * share**3), 3) for share in shares]


def _dots(figure: go.Figure, dots: Sequence[tuple[float, float, End]], theme: str, *, size: int) -> None:
    colours = palette.theme(theme)
    tones = [getattr(colours, one.tone) for _x, _y, one in dots]
    fills = [colours.ground if one.hollow else tone for tone, (_x, _y, one) in zip(tones, dots, strict=True)]
    figure.add_scatter(
        x=[x for x, _y, _one in dots],
        y=[y for _x, y, _one in dots],
        mode="markers",
        marker={"size": size, "color": fills, "opacity": 1, "line": {"color": tones, "width": 2}},
        customdata=[one.said for _x, _y, one in dots],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _named(figure: go.Figure, bodies: Sequence[End], tops: Mapping[str, float], theme: str) -> None:
    """The names of the bodies above their dots, on the ground, so that lines do not cross them."""
    colours = palette.theme(theme)
    for one in bodies:
        text = f"<b>{canvas.shorten(one.name, SHORT)}</b>"
        look: dict[str, Any] = {
            "xanchor": "left",
            "yshift": 19,
            "xshift": -8,
            "bgcolor": colours.ground,
            "borderpad": 1,
        }
        look["font"] = {"color": colours.ink, "size": canvas.SIZE - 2}
        figure.add_annotation(canvas.label(text, colours.ink, x=0, y=tops[one.id], **look))

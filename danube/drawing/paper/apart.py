"""Several regions on several indicators, on one scale: numbered dots on a line for each indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from danube.drawing.paper.ink import COLOURS, SMALL, frame, number, text

WIDE, GUTTER, LINE, EDGE = 510.0, 175.0, 16.5, 14.0
RADIUS = 4.6
REACH = 3.0
"""Robust standard deviations that the picture shows; what lies beyond stands at its edge."""


@dataclass(frozen=True)
class Spread:
    """An indicator with its year, and the place of each region (by number, from 1) on the scale."""

    name: str
    at: Mapping[int, float]


def drawn(rows: Sequence[Spread], colours: Sequence[str], ends: tuple[str, str]) -> str:
    """The picture; `colours` by number of the region, `ends` say what left and right mean."""
    height = LINE * len(rows) + 14
    middle = number(_across(0))
    axis = (
        f'<path d="M{middle} 0V{number(height - 12)}" stroke="{COLOURS.ink}" stroke-width=".9"/>'
        + text(GUTTER, height - 3, f"← {ends[0]}", colour=COLOURS.muted)
        + text(WIDE, height - 3, f"{ends[1]} →", anchor="end", colour=COLOURS.muted)
    )
    body = "".join(_row(row, LINE * (place + 0.5), colours) for place, row in enumerate(rows))
    return frame(WIDE, height, axis + body)


def _across(distance: float) -> float:
    share = (min(max(distance, -REACH), REACH) + REACH) / (2 * REACH)
    return GUTTER + EDGE + (WIDE - GUTTER - 2 * EDGE) * share


def _row(row: Spread, y: float, colours: Sequence[str]) -> str:
    places = sorted(_across(one) for one in row.at.values())
    line = (
        f'<path d="M{number(places[0])} {number(y)}H{number(places[-1])}" stroke="{COLOURS.grid}"'
        ' stroke-width="2.4"/>'
        if places
        else ""
    )
    name = text(0, y + 2.3, row.name)
    return name + line + "".join(_dot(one, row.at[one], y, colours[one - 1]) for one in row.at)


def _dot(one: int, distance: float, y: float, colour: str) -> str:
    """A dot with the number of its region: told apart without colours."""
    x = number(_across(distance))
    return (
        f'<circle cx="{x}" cy="{number(y)}" r="{RADIUS}" fill="{colour}" stroke="{COLOURS.surface}"'
        f' stroke-width=".7"/><text x="{x}" y="{number(y + 2.2)}" font-size="{number(SMALL - 0.6)}"'
        f' text-anchor="middle" font-weight="700" fill="{COLOURS.surface}">{one}</text>'
    )

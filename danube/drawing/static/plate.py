"""The ground of every still picture: its size and type, texts, marks, and round steps of a scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from danube.drawing import palette
from danube.drawing.static import letters

WIDTH = 600
SIZE = 21
SMALL = 18
LEADING = 1.2
FONT = "system-ui, sans-serif"
Shape = Literal["dot", "ring", "square", "diamond", "triangle"]
SHAPES: tuple[Shape, ...] = ("dot", "diamond", "square", "triangle")


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure on the scale; `colour` is the name of a palette's colour, or a number of its series.

    `hollow` is drawn as an outline.
    """

    at: float
    colour: str | int = "grey"
    shape: Shape = "dot"
    hollow: bool = False
    size: float = 7.5


def document(body: str, height: float, theme: str, *, defs: str = "") -> str:
    """The picture: `height` units tall, on the ground of its theme."""
    ground = palette.theme(theme).ground
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {round(height)}"'
        f' font-family="{FONT}">{defs}<rect width="{WIDTH}" height="{round(height)}" fill="{ground}"/>'
        f"{body}</svg>"
    )


def colour(name: str | int, theme: str) -> str:
    """A colour of the theme by its name, or of its series by number."""
    chosen = palette.theme(theme)
    return chosen.series[name % len(chosen.series)] if isinstance(name, int) else str(getattr(chosen, name))


def text(
    words: str,
    x: float,
    y: float,
    theme: str,
    *,
    size: float = SIZE,
    anchor: str = "start",
    bold: bool = False,
    ink: str = "ink",
) -> str:
    """A line of text; a halo of the ground keeps it apart from lines below it."""
    chosen = palette.theme(theme)
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{getattr(chosen, ink)}"'
        f' stroke="{chosen.ground}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
        f"{end}{weight}>{escape(words, quote=False)}</text>"
    )


def paragraph(
    words: str, x: float, y: float, room: float, theme: str, *, size: float = SMALL, bold: bool = False
) -> tuple[str, float]:
    """Lines from `y` (the top) on, and the y below them."""
    lines = letters.wrapped(words, size, room, bold=bold)
    step = size * LEADING
    drawn = [
        text(line, x, y + size + step * at, theme, size=size, bold=bold) for at, line in enumerate(lines)
    ]
    return "".join(drawn), y + step * len(lines)


def line(
    start: tuple[float, float],
    end: tuple[float, float],
    stroke: str,
    width: float = 1.5,
    *,
    dash: str = "",
) -> str:
    """A straight line."""
    (x1, y1), (x2, y2) = start, end
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" stroke="{stroke}"'
        f' stroke-width="{number(width)}" fill="none"{dashed}/>'
    )


def marked(one: Mark, x: float, y: float, theme: str) -> str:
    """The mark at its place."""
    tone, ground, r = colour(one.colour, theme), palette.theme(theme).ground, one.size
    look = f'fill="{ground if one.hollow else tone}" stroke="{tone if one.hollow else ground}"'
    if one.shape in ("dot", "ring"):
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}" {look} stroke-width="2"/>'
    corners = {
        "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        "diamond": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
        "triangle": [(0, -1.2), (1.15, 0.9), (-1.15, 0.9)],
    }[one.shape]
    points = "L".join(f"{number(x + r * dx)} {number(y + r * dy)}" for dx, dy in corners)
    return f'<path d="M{points}z" {look} stroke-width="2"/>'


def number(value: float) -> str:
    """As few signs as the picture needs."""
    return f"{value:.1f}".removesuffix(".0")


def steps(low: float, high: float, most: int = 4) -> list[float]:
    """Round numbers (1, 2 or 5 times a power of ten apart) between both ends, at most `most` steps."""
    span = high - low
    if span <= 0 or not math.isfinite(span):
        return [low]
    power = 10.0 ** math.floor(math.log10(span / most))
    wide = next(power * factor for factor in (1, 2, 5, 10) if span / (power * factor) <= most)
    first, last = math.ceil(low / wide - 1e-9), math.floor(high / wide + 1e-9)
    return [float(f"{place * wide:.12g}") for place in range(first, last + 1)]


def decimals(ticks: Sequence[float]) -> int:
    """How many decimals the ticks of a scale need to be told apart."""
    return next((count for count in range(6) if all(abs(t - round(t, count)) < 1e-9 for t in ticks)), 6)

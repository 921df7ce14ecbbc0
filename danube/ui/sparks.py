"""Lines of a word's size as images inside a text: no chart library has to be fetched for them."""

from __future__ import annotations

import base64
from html import escape

import pandas as pd

from danube.drawing import palette

WIDTH, HEIGHT, PAD = 84, 26, 4

CALM = 0.2
"""The height stands for at least this share of the figures: a change of 3 % must not look like a crash."""


def image(line: pd.Series, said: str, theme: str) -> str:
    """An `img` of the values in their order, gaps bridged, the last one marked; `said` in words."""
    picture = base64.b64encode(svg(line, theme).encode()).decode()
    said = escape(said)
    return (
        f'<img src="data:image/svg+xml;base64,{picture}" alt="{said}" title="{said}" '
        f'width="{WIDTH}" height="{HEIGHT}">'
    )


def svg(line: pd.Series, theme: str) -> str:
    """The picture itself: as high as its own span, as wide as all its places, missing ones included."""
    points = places(line)
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    colour = palette.theme(theme).river
    x, y = points[-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.8" '
        f'stroke-linejoin="round" stroke-linecap="round"/><circle cx="{x:g}" cy="{y:g}" r="3" '
        f'fill="{colour}"/></svg>'
    )


def places(line: pd.Series) -> list[tuple[float, float]]:
    """Where the known values stand, x from the left and y from the top; a flat line runs in the middle."""
    known = [(at, float(value)) for at, value in enumerate(line.tolist()) if value == value]
    low, high = min(value for _at, value in known), max(value for _at, value in known)
    span = max(high - low, CALM * max(abs(low), abs(high))) or 1.0
    top = (low + high + span) / 2
    step = (WIDTH - 2 * PAD) / max(len(line) - 1, 1)
    room = HEIGHT - 2 * PAD
    return [(round(PAD + at * step, 1), round(PAD + room * (top - value) / span, 1)) for at, value in known]

"""Where a region lies and how it stands: the map of all regions in their colours, some of them marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from danube.drawing import locator
from danube.drawing.outlines import Outlines
from danube.drawing.paper.ink import COLOURS, number

RING = 190
"""Half the width of a region, in drawing units, below which a ring points at it."""


def places(outlines: Outlines, fills: Sequence[str | None], marked: Mapping[str, str]) -> str:
    """The regions in their colours, hatched where there is none; `marked`: region → colour of its outline."""
    unit = outlines.width / 500
    shapes = "".join(
        f'<path d="{path}" fill="{fill or "url(#none)"}"/>'
        for path, fill in zip(outlines.paths, fills, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {outlines.width} {outlines.height}">'
        f'<defs><pattern id="none" width="{number(5 * unit)}" height="{number(5 * unit)}"'
        f' patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="{number(5 * unit)}"'
        f' height="{number(5 * unit)}" fill="{COLOURS.missing}"/><path d="M0 0V{number(5 * unit)}"'
        f' stroke="{COLOURS.hatch}" stroke-width="{number(unit)}"/></pattern></defs>'
        f'<path d="{outlines.backdrop}" fill="{COLOURS.backdrop}"/>'
        f'<g stroke="{COLOURS.border}" stroke-width="{number(0.5 * unit)}">{shapes}</g>'
        f"{_stroke(outlines.countries, COLOURS.country, 0.8 * unit)}"
        f"{_stroke(outlines.rivers, COLOURS.water, unit)}"
        f"{''.join(_marked(outlines, code, colour, unit) for code, colour in marked.items())}</svg>"
    )


def _stroke(path: str, colour: str, width: float) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{number(width)}"'
        ' stroke-linejoin="round"/>'
    )


def _marked(outlines: Outlines, code: str, colour: str, unit: float) -> str:
    """An outline on a light one, and a ring around what is too small to be found."""
    path = outlines.paths[outlines.ids.index(code)]
    x, y = outlines.centroids[outlines.ids.index(code)]
    drawn = _stroke(path, COLOURS.surface, 5 * unit) + _stroke(path, colour, 2.6 * unit)
    if locator.reach(path) >= RING:
        return drawn
    ring = f'cx="{x}" cy="{y}" r="{RING}" fill="none"'
    return (
        f'{drawn}<circle {ring} stroke="{COLOURS.surface}" stroke-width="{number(4.5 * unit)}"/>'
        f'<circle {ring} stroke="{colour}" stroke-width="{number(2 * unit)}"/>'
    )

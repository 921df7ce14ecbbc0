"""A map with its legend, as small as a phone's network wants it: areas carry `data-region` and no words.

The patterns (hatched: no figure; dotted: the figure of a larger unit) have names made from the picture, so
that two maps in one document do not borrow each other's.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from danube.drawing import palette
from danube.drawing.maps import MapPicture
from danube.drawing.outlines import Outlines
from danube.drawing.static import letters, plate
from danube.drawing.static.plate import LEADING, SMALL, WIDTH
from danube.texts import _

SWATCH = 26
NAME = 17


@dataclass(frozen=True)
class Areas:
    """What is drawn: a fill for each outline (None: no figure), which are of a larger unit, the legend.

    `selected`: region → name written on it; `heading` stands above the swatches.
    """

    outlines: Outlines
    fills: Sequence[str | None]
    coarser: Sequence[bool]
    legend: Sequence[tuple[str, str]]
    heading: str
    selected: dict[str, str]


def choropleth(picture: MapPicture, names: dict[str, str] | None = None) -> str:
    """The map of an indicator as SVG; `names` says which of the selected regions carry which name."""
    ramp = zip(picture.scale.colours(picture.theme), picture.scale.labels(), strict=True)
    heading = " · ".join(part for part in (picture.unit, picture.reference) if part)
    coarser = picture.figures["state"].eq("coarser").tolist()
    areas = Areas(picture.outlines, picture.fills, coarser, [*ramp], heading, names or {})
    return drawn(areas, picture.theme)


def drawn(told: Areas, theme: str) -> str:
    """The picture as SVG."""
    colours, outlines = palette.theme(theme), told.outlines
    key = f"{zlib.crc32(repr((told.fills, told.coarser, theme)).encode()):08x}"
    height = WIDTH * outlines.height / outlines.width
    unit = outlines.width / WIDTH
    legend, bottom = _legend(told, key, height + 6, theme)
    shapes = (
        f'<svg width="{WIDTH}" height="{plate.number(height)}"'
        f' viewBox="0 0 {outlines.width} {outlines.height}">'
        f'<path d="{outlines.backdrop}" fill="{colours.backdrop}"/>'
        f'<g stroke="{colours.border}" stroke-width="{plate.number(0.7 * unit)}">{_regions(told, key)}</g>'
        f"{_stroke(outlines.countries, colours.country, unit)}"
        f"{_stroke(outlines.rivers, colours.water, 1.2 * unit)}"
        f"{_chosen(told, unit, theme)}</svg>"
    )
    return plate.document(shapes + legend, bottom, theme, defs=_patterns(key, unit, colours))


def _patterns(key: str, unit: float, colours: palette.Theme) -> str:
    """Each once for the map and once, smaller, for the legend."""
    return f"<defs>{_pair(key, unit, colours)}{_pair(f'{key}s', 1, colours)}</defs>"


def _pair(key: str, scale: float, colours: palette.Theme) -> str:
    kind = f'width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="scale({scale:.3g})'
    return (
        f'<pattern id="h{key}" {kind} rotate(45)"><rect width="6" height="6" fill="{colours.missing}"/>'
        f'<path d="M0 0v6" stroke="{colours.hatch}" stroke-width="1.6"/></pattern>'
        f'<pattern id="d{key}" {kind}"><circle cx="3" cy="3" r="1.2" fill="{colours.dots}"'
        f' stroke="{colours.ground}" stroke-width=".7"/></pattern>'
    )


def _regions(told: Areas, key: str) -> str:
    """Every area; a dotted one lies over the colour of the figure that is not its own."""
    parts = []
    rows = zip(told.outlines.ids, told.outlines.paths, told.fills, told.coarser, strict=True)
    for code, path, fill, coarser in rows:
        parts.append(f'<path data-region="{code}" d="{path}" fill="{fill or f"url(#h{key})"}"/>')
        if coarser:
            parts.append(_over(path, key))
    return "".join(parts)


def _over(path: str, key: str) -> str:
    return f'<path d="{path}" fill="url(#d{key})" stroke="none" pointer-events="none"/>'


def _stroke(path: str, colour: str, width: float) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{plate.number(width)}"'
        ' stroke-linejoin="round" pointer-events="none"/>'
    )


def _chosen(told: Areas, unit: float, theme: str) -> str:
    """The outline of each selected region, then their names, which no outline crosses."""
    colours, outlines = palette.theme(theme), told.outlines
    places = {code: outlines.ids.index(code) for code in told.selected if code in outlines.ids}
    edges = [_stroke(outlines.paths[place], colours.selected, 3 * unit) for place in places.values()]
    names = [_name(outlines, place, told.selected[code], unit, theme) for code, place in places.items()]
    return "".join([*edges, *names])


def _name(outlines: Outlines, place: int, name: str, unit: float, theme: str) -> str:
    """The name at the middle of its region, moved inwards where the map ends."""
    if not name:
        return ""
    half = letters.width(name, NAME * unit, bold=True) / 2
    middle, y = outlines.centroids[place]
    x = min(max(middle, half), outlines.width - half)
    colours = palette.theme(theme)
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{plate.number(NAME * unit)}" font-weight="700"'
        f' text-anchor="middle" fill="{colours.ink}" stroke="{colours.ground}"'
        f' stroke-width="{plate.number(4.5 * unit)}" paint-order="stroke" stroke-linejoin="round"'
        f' pointer-events="none">{plate.escape(name, quote=False)}</text>'
    )


def _legend(told: Areas, key: str, top: float, theme: str) -> tuple[str, float]:
    """Swatches with their labels, only those that the map needs, in as many lines as they take."""
    heading, y = plate.paragraph(told.heading, 0, top, WIDTH, theme, bold=True)
    entries, x = [*told.legend], 0.0
    if any(fill is None for fill in told.fills):
        entries.append((f"url(#h{key}s)", _("No figure")))
    if any(told.coarser):
        entries.append((f"url(#d{key}s)", _("Value of a larger unit")))
    parts, y = [heading], y + 5
    for fill, label in entries:
        wide = SWATCH + 7 + letters.width(label, SMALL)
        if x and x + wide > WIDTH:
            x, y = 0.0, y + SMALL * LEADING + 5
        parts.append(_swatch(fill, x, y + 2, theme))
        parts.append(plate.text(label, x + SWATCH + 7, y + SMALL - 2, theme, size=SMALL))
        x += wide + 16
    return "".join(parts), y + SMALL * LEADING + 5


def _swatch(fill: str, x: float, y: float, theme: str) -> str:
    edge = palette.theme(theme).grey
    return (
        f'<rect x="{plate.number(x)}" y="{plate.number(y)}" width="{SWATCH}" height="16" fill="{fill}"'
        f' stroke="{edge}" stroke-width=".7"/>'
    )

"""A map on a sheet: the standalone SVG file with title, legend, source and disclaimer."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from danube.drawing import palette
from danube.drawing.outlines import ATTRIBUTION, DISCLAIMER, Outlines
from danube.texts import _

FONT = "'Source Sans 3', 'Source Sans Pro', system-ui, sans-serif"
EDGE = 24
SWATCH = 18
CHARACTER = 0.53  # mean width of a letter over the font size, for breaking lines


@dataclass(frozen=True, slots=True)
class Sheet:
    """`fills`, `coarser` and `texts` stand in the order of the outlines; no fill means no figure."""

    outlines: Outlines
    fills: Sequence[str | None]
    coarser: Sequence[bool]
    texts: Sequence[str]
    ramp: Sequence[str]
    labels: Sequence[str]
    theme: str
    title: str
    subtitle: str
    unit: str
    reference: str
    source: str
    names: dict[str, str]
    description: str


def drawn(sheet: Sheet, width: int) -> str:
    """The sheet as an SVG document, `width` pixels wide."""
    colours = palette.theme(sheet.theme)
    inner = width - 2 * EDGE
    head, top = _lines(
        [(sheet.title, 22, colours.ink, 700), (sheet.subtitle, 15, colours.muted, 400)], EDGE, inner
    )
    height = round(inner * sheet.outlines.height / sheet.outlines.width)
    legend, below = _legend(sheet, top + height + 22, inner)
    small = [
        (sheet.source, 12, colours.muted, 400),
        (f"{_(ATTRIBUTION)} {_(DISCLAIMER)}", 10, colours.muted, 400),
    ]
    foot, bottom = _lines(small, below, inner)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{bottom + EDGE // 2}"',
            f' viewBox="0 0 {width} {bottom + EDGE // 2}" role="img" aria-labelledby="t d"',
            f' font-family="{FONT}">',
            f'<title id="t">{escape(sheet.title)}</title><desc id="d">{escape(sheet.description)}</desc>',
            _patterns(colours, sheet.outlines.width / inner),
            f'<rect width="100%" height="100%" fill="{colours.ground}"/>',
            head,
            _map(sheet, top, inner, height),
            legend,
            foot,
            "</svg>",
        ]
    )


def _patterns(colours: palette.Theme, scale: float) -> str:
    """Hatch for no figure, dots for a value of a larger unit: for the map and, smaller, for the legend."""
    return f"<defs>{_pair(colours, '', scale)}{_pair(colours, '-small', 1)}</defs>"


def _pair(colours: palette.Theme, suffix: str, scale: float) -> str:
    kind = f'width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="scale({scale:.3g})'
    return (
        f'<pattern id="hatch{suffix}" {kind} rotate(45)">'
        f'<rect width="6" height="6" fill="{colours.missing}"/>'
        f'<path d="M0 0v6" stroke="{colours.hatch}" stroke-width="1.6"/></pattern>'
        f'<pattern id="dots{suffix}" {kind}"><circle cx="3" cy="3" r="1.2" fill="{colours.dots}"'
        f' stroke="{colours.ground}" stroke-width=".7"/></pattern>'
    )


def _map(sheet: Sheet, top: int, width: int, height: int) -> str:
    colours, outlines = palette.theme(sheet.theme), sheet.outlines
    unit = outlines.width / width  # drawing units per pixel
    return "".join(
        [
            f'<svg x="{EDGE}" y="{top}" width="{width}" height="{height}"',
            f' viewBox="0 0 {outlines.width} {outlines.height}">',
            f'<path d="{outlines.backdrop}" fill="{colours.backdrop}" stroke="{colours.ground}"',
            f' stroke-width="{unit:.3g}"/><g stroke="{colours.border}" stroke-width="{0.8 * unit:.3g}">',
            *(
                _region(*each)
                for each in zip(outlines.paths, sheet.fills, sheet.coarser, sheet.texts, strict=True)
            ),
            "</g>",
            _stroke(outlines.countries, colours.country, 1.1 * unit),
            _stroke(outlines.rivers, colours.water, 1.4 * unit),
            *(_selected(sheet, code, name, unit) for code, name in sheet.names.items()),
            "</svg>",
        ]
    )


def _stroke(path: str, colour: str, width: float) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:.3g}" stroke-linejoin="round"/>'
    )


def _region(path: str, fill: str | None, coarser: bool, text: str) -> str:
    title = f"<title>{escape(text)}</title>"
    base = f'<path d="{path}" fill="{fill or "url(#hatch)"}">{title}</path>'
    return base + (f'<path d="{path}" fill="url(#dots)">{title}</path>' if coarser else "")


def _selected(sheet: Sheet, code: str, name: str, unit: float) -> str:
    colours, outlines = palette.theme(sheet.theme), sheet.outlines
    place = outlines.ids.index(code)
    x, y = outlines.centroids[place]
    return (
        f"{_stroke(outlines.paths[place], colours.selected, 3 * unit)}"
        f'<text x="{x}" y="{y}" font-size="{13 * unit:.3g}" font-weight="600"'
        f' text-anchor="middle" fill="{colours.ink}" stroke="{colours.ground}" stroke-width="{3 * unit:.3g}"'
        f' paint-order="stroke" stroke-linejoin="round">{escape(name)}</text>'
    )


def _legend(sheet: Sheet, top: int, width: int) -> tuple[str, int]:
    """Swatches with their labels, flowing over as many rows as they need, and the y below them."""
    colours = palette.theme(sheet.theme)
    heading, y = _lines([(_heading(sheet), 13, colours.ink, 600)], top, width)
    y += 10
    items = [*zip(sheet.ramp, sheet.labels, strict=True), ("url(#hatch-small)", _("No figure"))]
    if any(sheet.coarser):
        items.append(("url(#dots-small)", _("Value of a larger unit")))
    out, x = [heading], EDGE
    for fill, label in items:
        wide = round(SWATCH + 8 + len(label) * 13 * CHARACTER + 18)
        if x + wide > EDGE + width:
            x, y = EDGE, y + SWATCH + 8
        out.append(
            f'<rect x="{x}" y="{y - 12}" width="{SWATCH}" height="{SWATCH - 4}" fill={quoteattr(fill)}'
            f' stroke="{colours.grey}" stroke-width=".6"/><text x="{x + SWATCH + 8}" y="{y}" font-size="13"'
            f' fill="{colours.ink}">{escape(label)}</text>'
        )
        x += wide
    return "".join(out), y + 26


def _heading(sheet: Sheet) -> str:
    return " · ".join(part for part in (sheet.unit, sheet.reference) if part)


def _lines(texts: list[tuple[str, int, str, int]], top: int, width: int) -> tuple[str, int]:
    """Texts (words, size, colour, weight) broken to the width, and the y below them."""
    out, y = [], top
    for words, size, colour, weight in texts:
        for line in textwrap.wrap(words, max(int(width / (size * CHARACTER)), 10)):
            y += round(size * 1.25)
            out.append(
                f'<text x="{EDGE}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{colour}">'
                f"{escape(line)}</text>"
            )
    return "".join(out), y + 14

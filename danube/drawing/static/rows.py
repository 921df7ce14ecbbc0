"""Rows on one scale: a name, its marks (dots, an interval, a bar), and a word at the end.

Names stand whole, in as many lines as they need; rows that are left out are counted where they would stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from danube.drawing import palette
from danube.drawing.static import layout, letters, plate
from danube.drawing.static.layout import Layout, Reference, Rest, Row, Rows
from danube.drawing.static.plate import LEADING, SIZE, SMALL, WIDTH, Mark
from danube.texts import number

__all__ = ["Reference", "Rest", "Row", "Rows", "drawn"]

PITCH = 31
REST = 25
"""Heights of a row of one line, and of the word on rows that are left out."""

DASHES = {"eu": "7 5", "zero": "", "danube": ""}


def drawn(told: Rows, theme: str) -> str:
    """The picture as SVG; `told` needs a row with a mark, a span or a bar."""
    placed = layout.of(told)
    unit, y = plate.paragraph(told.unit, 0, 2, WIDTH, theme)
    key, y = _key(told.key, y + 4, theme)
    labels, tiers, y = _labels(told.references, placed, y + 4, theme)
    axis, y = _axis(placed, y, theme) if told.ticks else ("", y)
    heights = [_height(row, placed) for row in told.rows]
    bottom = y + sum(heights) + 4
    body = []
    for row, height in zip(told.rows, heights, strict=True):
        body.append(_row(row, placed, y, height, theme))
        y += height
    behind = _grid(placed, bottom, bottom - 4 - sum(heights), theme) if told.ticks else ""
    lines = _uprights(told.references, placed, tiers, bottom, theme)
    return plate.document(unit + key + behind + lines + labels + axis + "".join(body), bottom + 4, theme)


def _height(row: Row | Rest, placed: Layout) -> float:
    if isinstance(row, Rest):
        lines = letters.wrapped(row.said, SMALL, WIDTH, bold=row.bold)
        return REST + SMALL * LEADING * (len(lines) - 1) + (8 if row.bold else 0)
    return PITCH + SIZE * LEADING * (len(placed.names[row.label]) - 1)


def _row(row: Row | Rest, placed: Layout, y: float, height: float, theme: str) -> str:
    if isinstance(row, Rest):
        return plate.paragraph(row.said, 0, y + (9 if row.bold else 1), WIDTH, theme, bold=row.bold)[0]
    middle, lines = y + height / 2, placed.names[row.label]
    first = middle + SIZE * 0.36 - SIZE * LEADING * (len(lines) - 1) / 2
    ink = "river" if row.strong else "ink"
    names = "".join(
        plate.text(line, 0, first + SIZE * LEADING * at, theme, bold=row.strong, ink=ink)
        for at, line in enumerate(lines)
    )
    parts = [names, _scaled(row, placed, middle, theme)]
    if row.note:
        end = {"anchor": "end", "bold": row.strong, "ink": ink}
        parts.append(plate.text(row.note, WIDTH, middle + SIZE * 0.36, theme, **end))  # type: ignore[arg-type]
    place = f' data-region="{escape(row.code)}"' if row.code else ""
    return f"<g{place}>{''.join(parts)}</g>"


def _scaled(row: Row, placed: Layout, y: float, theme: str) -> str:
    """A guide for the eye, then the interval or bar, then the marks."""
    colours = palette.theme(theme)
    parts = [plate.line((placed.left, y), (placed.right, y), colours.grid, 1)]
    tone = colours.river if row.strong else colours.grey
    if row.span:
        low, high = sorted(map(placed.x, row.span))
        parts.append(plate.line((low, y), (high, y), tone, 6 if row.strong else 4))
    if row.bar and row.bar.at:
        parts.append(_bar(row.bar, placed, y, theme))
    parts += [plate.marked(mark, placed.x(mark.at), y, theme) for mark in row.marks]
    return "".join(parts)


def _bar(bar: Mark, placed: Layout, y: float, theme: str) -> str:
    start, end = sorted((placed.x(0.0), placed.x(bar.at)))
    tone, ground = plate.colour(bar.colour, theme), palette.theme(theme).ground
    look = f'fill="{ground}" stroke="{tone}" stroke-width="2"' if bar.hollow else f'fill="{tone}"'
    return (
        f'<rect x="{plate.number(start)}" y="{plate.number(y - 9)}" height="18"'
        f' width="{plate.number(max(end - start, 1.5))}" {look}/>'
    )


def _axis(placed: Layout, y: float, theme: str) -> tuple[str, float]:
    """The figures of the scale above the first row."""
    ticks = layout.ticks(placed)
    places = plate.decimals(ticks)
    words = [
        plate.text(number(tick, places), placed.x(tick), y + SMALL, theme, size=SMALL, anchor="middle")
        for tick in ticks
    ]
    return "".join(words), y + SMALL * LEADING + 4


def _grid(placed: Layout, bottom: float, top: float, theme: str) -> str:
    colour = palette.theme(theme).grid
    places = [placed.x(tick) for tick in layout.ticks(placed)]
    return "".join(plate.line((x, top), (x, bottom), colour, 1) for x in places)


def _labels(
    references: Sequence[Reference], placed: Layout, y: float, theme: str
) -> tuple[str, list[float], float]:
    """The labels of the references, each on a line of its own; where each ends, and the y below them."""
    words: list[str] = []
    tiers: list[float] = []
    step = SMALL * LEADING
    for one in references:
        if one.label:
            wide = letters.width(one.label, SMALL)
            x = min(max(placed.x(one.at) - wide / 2, 0), WIDTH - wide)
            words.append(plate.text(one.label, x, y + SMALL + step * len(words), theme, size=SMALL))
        tiers.append(y + step * len(words) + 1)
    return "".join(words), tiers, y + step * len(words) + (6 if words else 0)


def _uprights(
    references: Sequence[Reference], placed: Layout, tiers: list[float], bottom: float, theme: str
) -> str:
    """The lines themselves, from below their label through all rows."""
    colours = palette.theme(theme)
    tones = {"danube": colours.amber, "eu": colours.ink, "zero": colours.muted}
    lines = [
        plate.line(
            (placed.x(one.at), tier),
            (placed.x(one.at), bottom),
            tones.get(one.kind, colours.muted),
            2.5,
            dash=DASHES.get(one.kind, "3 4"),
        )  # fmt: skip
        for one, tier in zip(references, tiers, strict=True)
    ]
    return "".join(lines)


def _key(key: Sequence[tuple[Mark, str]], y: float, theme: str) -> tuple[str, float]:
    """What the marks mean, flowing over as many lines as they need."""
    parts, x, step = [], 0.0, SMALL * LEADING + 4
    for mark, said in key:
        wide = letters.width(said, SMALL) + 24
        if x and x + wide > WIDTH:
            x, y = 0.0, y + step
        parts.append(plate.marked(mark, x + 9, y + SMALL * 0.66, theme))
        parts.append(plate.text(said, x + 22, y + SMALL, theme, size=SMALL))
        x += wide + 18
    return "".join(parts), y + (step if key else 0)

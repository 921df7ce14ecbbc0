"""Rows on one scale: a name, its marks (dots, an interval, a bar), and a word at the end.

Names stand whole, in as many lines as they need; rows that are left out are counted where they would stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from danube.drawing import palette
from danube.drawing.static import letters, plate
from danube.drawing.static.plate import LEADING, SIZE, SMALL, WIDTH, Mark
from danube.texts import number

PITCH = 31
REST = 25
"""Heights of a row of one line, and of the word on rows that are left out."""

GAP = 16
"""Between names, scale and words."""

NAMES, LONGEST = 290, 330
"""The widest that names, and a word of them, may be."""

SCALE = 175
"""What is left for the scale, at least."""

DASHES = {"eu": "7 5", "zero": "", "danube": ""}


@dataclass(frozen=True, slots=True)
class Row:
    """`span` is drawn as a line behind the marks, `bar` from zero; `code` names the region that it is."""

    label: str
    marks: tuple[Mark, ...] = ()
    note: str = ""
    strong: bool = False
    span: tuple[float, float] | None = None
    bar: Mark | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """In the place of rows that are left out, or a heading above those that follow."""

    said: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A vertical line with its label; kind is `danube`, `eu` or `zero`."""

    label: str
    at: float
    kind: str = "danube"


@dataclass(frozen=True)
class Rows:
    """What is drawn, from top to bottom. `key` says what marks mean; `low`, `high` widen the scale."""

    rows: Sequence[Row | Rest]
    unit: str
    references: Sequence[Reference] = ()
    key: Sequence[tuple[Mark, str]] = ()
    low: float | None = None
    high: float | None = None
    ticks: bool = True


@dataclass(frozen=True)
class Layout:
    """Where things stand: the scale from `left` to `right`, its values from `low` to `high`."""

    left: float
    right: float
    low: float
    high: float
    names: dict[str, list[str]] = field(default_factory=dict)

    def x(self, value: float) -> float:
        """The place of a value on the scale."""
        share = (value - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)


def drawn(told: Rows, theme: str) -> str:
    """The picture as SVG; `told` needs a row with a mark, a span or a bar."""
    layout = _layout(told)
    unit, y = plate.paragraph(told.unit, 0, 2, WIDTH, theme)
    key, y = _key(told.key, y + 4, theme)
    labels, tiers, y = _labels(told.references, layout, y + 4, theme)
    axis, y = _axis(layout, y, theme) if told.ticks else ("", y)
    heights = [_height(row, layout) for row in told.rows]
    bottom = y + sum(heights) + 4
    body = []
    for row, height in zip(told.rows, heights, strict=True):
        body.append(_row(row, layout, y, height, theme))
        y += height
    behind = _grid(layout, bottom, bottom - 4 - sum(heights), theme) if told.ticks else ""
    lines = _uprights(told.references, layout, tiers, bottom, theme)
    return plate.document(unit + key + behind + lines + labels + axis + "".join(body), bottom + 4, theme)


def _layout(told: Rows) -> Layout:
    rows = [row for row in told.rows if isinstance(row, Row)]
    notes = max((letters.width(row.note, SIZE, bold=row.strong) for row in rows), default=0.0)
    ends = notes
    room = max(min(NAMES, WIDTH - ends - SCALE), _longest(rows))
    names = {row.label: letters.wrapped(row.label, SIZE, room, bold=row.strong) for row in rows}
    widest = max(letters.width(line, SIZE, bold=row.strong) for row in rows for line in names[row.label])
    low, high = _ends(told, rows)
    return Layout(min(widest, room) + GAP + 6, WIDTH - ends - (GAP + 6 if ends else 10), low, high, names)


def _longest(rows: Sequence[Row]) -> float:
    """The width of the longest word of a name, which stays in one piece where it can."""
    words = [letters.width(word, SIZE, bold=row.strong) for row in rows for word in row.label.split()]
    return min(max(words, default=0.0), LONGEST)


def _ends(told: Rows, rows: Sequence[Row]) -> tuple[float, float]:
    """The ends of the scale: round steps around everything that is drawn."""
    values = [mark.at for row in rows for mark in row.marks]
    values += [end for row in rows if row.span for end in row.span]
    values += [at for row in rows if row.bar for at in (row.bar.at, 0.0)]
    values += [one.at for one in told.references]
    values += [end for end in (told.low, told.high) if end is not None]
    low, high = min(values), max(values)
    margin = (high - low) * 0.03 or abs(high) * 0.1 or 1.0
    return (
        low if told.low == low else low - margin,
        high if told.high == high else high + margin,
    )


def _height(row: Row | Rest, layout: Layout) -> float:
    if isinstance(row, Rest):
        lines = letters.wrapped(row.said, SMALL, WIDTH, bold=row.bold)
        return REST + SMALL * LEADING * (len(lines) - 1) + (8 if row.bold else 0)
    return PITCH + SIZE * LEADING * (len(layout.names[row.label]) - 1)


def _row(row: Row | Rest, layout: Layout, y: float, height: float, theme: str) -> str:
    if isinstance(row, Rest):
        return plate.paragraph(row.said, 0, y + (9 if row.bold else 1), WIDTH, theme, bold=row.bold)[0]
    middle, lines = y + height / 2, layout.names[row.label]
    first = middle + SIZE * 0.36 - SIZE * LEADING * (len(lines) - 1) / 2
    ink = "river" if row.strong else "ink"
    names = "".join(
        plate.text(line, 0, first + SIZE * LEADING * at, theme, bold=row.strong, ink=ink)
        for at, line in enumerate(lines)
    )
    parts = [names, _scaled(row, layout, middle, theme)]
    if row.note:
        end = {"anchor": "end", "bold": row.strong, "ink": ink}
        parts.append(plate.text(row.note, WIDTH, middle + SIZE * 0.36, theme, **end))  # type: ignore[arg-type]
    place = f' data-region="{escape(row.code)}"' if row.code else ""
    return f"<g{place}>{''.join(parts)}</g>"


def _scaled(row: Row, layout: Layout, y: float, theme: str) -> str:
    """A guide for the eye, then the interval or bar, then the marks."""
    colours = palette.theme(theme)
    parts = [plate.line((layout.left, y), (layout.right, y), colours.grid, 1)]
    tone = colours.river if row.strong else colours.grey
    if row.span:
        low, high = sorted(map(layout.x, row.span))
        parts.append(plate.line((low, y), (high, y), tone, 6 if row.strong else 4))
    if row.bar and row.bar.at:
        parts.append(_bar(row.bar, layout, y, theme))
    parts += [plate.marked(mark, layout.x(mark.at), y, theme) for mark in row.marks]
    return "".join(parts)


def _bar(bar: Mark, layout: Layout, y: float, theme: str) -> str:
    start, end = sorted((layout.x(0.0), layout.x(bar.at)))
    tone, ground = plate.colour(bar.colour, theme), palette.theme(theme).ground
    look = f'fill="{ground}" stroke="{tone}" stroke-width="2"' if bar.hollow else f'fill="{tone}"'
    return (
        f'<rect x="{plate.number(start)}" y="{plate.number(y - 9)}" height="18"'
        f' width="{plate.number(max(end - start, 1.5))}" {look}/>'
    )


def _axis(layout: Layout, y: float, theme: str) -> tuple[str, float]:
    """The figures of the scale above the first row."""
    ticks = _ticks(layout)
    places = plate.decimals(ticks)
    words = [
        plate.text(number(tick, places), layout.x(tick), y + SMALL, theme, size=SMALL, anchor="middle")
        for tick in ticks
    ]
    return "".join(words), y + SMALL * LEADING + 4


def _ticks(layout: Layout) -> list[float]:
    """Round steps that leave room for their figures."""
    for most in (4, 3, 2, 1):
        ticks = plate.steps(layout.low, layout.high, most)
        places = plate.decimals(ticks)
        widest = max((letters.width(number(tick, places), SMALL) for tick in ticks), default=0)
        if len(ticks) < 2 or layout.x(ticks[1]) - layout.x(ticks[0]) > widest + 8:
            return ticks
    return ticks[:1]


def _grid(layout: Layout, bottom: float, top: float, theme: str) -> str:
    colour = palette.theme(theme).grid
    return "".join(
        plate.line((layout.x(tick), top), (layout.x(tick), bottom), colour, 1) for tick in _ticks(layout)
    )


def _labels(
    references: Sequence[Reference], layout: Layout, y: float, theme: str
) -> tuple[str, list[float], float]:
    """The labels of the references, each on a line of its own; where each ends, and the y below them."""
    words: list[str] = []
    tiers: list[float] = []
    step = SMALL * LEADING
    for one in references:
        if one.label:
            wide = letters.width(one.label, SMALL)
            x = min(max(layout.x(one.at) - wide / 2, 0), WIDTH - wide)
            words.append(plate.text(one.label, x, y + SMALL + step * len(words), theme, size=SMALL))
        tiers.append(y + step * len(words) + 1)
    return "".join(words), tiers, y + step * len(words) + (6 if words else 0)


def _uprights(
    references: Sequence[Reference], layout: Layout, tiers: list[float], bottom: float, theme: str
) -> str:
    """The lines themselves, from below their label through all rows."""
    colours = palette.theme(theme)
    tones = {"danube": colours.amber, "eu": colours.ink, "zero": colours.muted}
    lines = [
        plate.line(
            (layout.x(one.at), tier),
            (layout.x(one.at), bottom),
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

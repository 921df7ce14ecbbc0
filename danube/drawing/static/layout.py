"""What rows on one scale hold, and where their names, scale and words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from danube.drawing.static import letters, plate
from danube.drawing.static.plate import SIZE, SMALL, WIDTH, Mark
from danube.texts import number

GAP = 20
"""Between names, scale and words."""

NAMES, LONGEST = 290, 330
"""The widest that names, and a word of them, may be."""

SCALE, LEAST = 175, 130
"""What is left for scale and gaps: usually, and beside the longest of words."""


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


def of(told: Rows) -> Layout:
    """The places of names, scale and words; a row needs a mark, a span or a bar."""
    rows = [row for row in told.rows if isinstance(row, Row)]
    notes = max((letters.width(row.note, SIZE, bold=row.strong) for row in rows), default=0.0)
    room = max(min(NAMES, WIDTH - notes - SCALE), min(_longest(rows), WIDTH - notes - LEAST))
    names = {row.label: letters.wrapped(row.label, SIZE, room, bold=row.strong) for row in rows}
    widest = max(letters.width(line, SIZE, bold=row.strong) for row in rows for line in names[row.label])
    low, high = _ends(told, rows)
    right = WIDTH - notes - (GAP if notes else GAP / 2)
    return Layout(min(widest, room) + GAP, right, low, high, names)


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


def ticks(placed: Layout) -> list[float]:
    """Round steps that leave room for their figures."""
    for most in (4, 3, 2, 1):
        found = plate.steps(placed.low, placed.high, most)
        places = plate.decimals(found)
        widest = max((letters.width(number(tick, places), SMALL) for tick in found), default=0)
        if len(found) < 2 or placed.x(found[1]) - placed.x(found[0]) > widest + 8:
            return found
    return found[:1]

"""Lines over the years, each with its name and last figure at its end; gaps stay gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from danube.drawing import palette
from danube.drawing.static import letters, plate
from danube.drawing.static.plate import SIZE, SMALL, WIDTH, Mark
from danube.texts import number

HEIGHT = 330
ENDS = 250
"""The widest that the names at the end may be."""


@dataclass(frozen=True)
class Line:
    """One series: value by place on the axis (None where there is no figure), as long as `Lines.periods`."""

    name: str
    values: Sequence[float | None]
    colour: str | int = "grey"
    strong: bool = False
    dashed: bool = False

    @property
    def last(self) -> tuple[int, float] | None:
        """Where its last figure stands, and what it is."""
        known = [(at, value) for at, value in enumerate(self.values) if value is not None]
        return known[-1] if known else None


@dataclass(frozen=True)
class Lines:
    """What is drawn; a period without any figure keeps its place."""

    periods: Sequence[str]
    lines: Sequence[Line]
    unit: str
    decimals: int = 1
    zero: bool = False


@dataclass(frozen=True)
class Frame:
    """Where the axes stand and what they reach."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    count: int

    def x(self, at: int) -> float:
        """The place of a period."""
        return self.left + (self.right - self.left) * at / max(self.count - 1, 1)

    def y(self, value: float) -> float:
        """The place of a value."""
        return self.bottom - (self.bottom - self.top) * (value - self.low) / (self.high - self.low)


def drawn(told: Lines, theme: str) -> str:
    """The picture as SVG; `told` needs a line with a figure."""
    unit, top = plate.paragraph(told.unit, 0, 2, WIDTH, theme)
    ticks = _ticks(told)
    frame = _frame(told, ticks, top + 16)
    parts = [unit, _grid(frame, ticks, told, theme), _years(frame, told.periods, theme)]
    parts += [_line(line, frame, place, theme) for place, line in enumerate(told.lines)]
    return plate.document("".join(parts) + _names(told, frame, theme), frame.bottom + SMALL + 14, theme)


def _ticks(told: Lines) -> list[float]:
    """Round steps that enclose all figures."""
    known = [value for line in told.lines for value in line.values if value is not None]
    low, high = min([*known, *([0.0] if told.zero else [])]), max(known)
    if low == high:
        low, high = low - (abs(low) * 0.1 or 1), high + (abs(high) * 0.1 or 1)
    ticks = plate.steps(low, high, 4)
    wide = ticks[1] - ticks[0] if len(ticks) > 1 else high - low
    before = [ticks[0] - wide] if ticks[0] > low + 1e-9 else []
    after = [ticks[-1] + wide] if ticks[-1] < high - 1e-9 else []
    return [float(f"{tick:.12g}") for tick in (*before, *ticks, *after)]


def _frame(told: Lines, ticks: Sequence[float], top: float) -> Frame:
    places = plate.decimals(ticks)
    left = max(letters.width(number(tick, places), SMALL) for tick in ticks) + 10
    ends = max(_wide(part) for line in told.lines if line.last for part in _words(line, told.decimals))
    right = WIDTH - min(ends, ENDS) - 16
    return Frame(left, right, top, top + _tall(told), ticks[0], ticks[-1], len(told.periods))


def _tall(told: Lines) -> float:
    """Tall enough for the names at the end."""
    lines = sum(len(_words(line, told.decimals)) for line in told.lines)
    return max(HEIGHT, lines * SIZE * 1.15 + 10 * len(told.lines))


def _wide(part: str) -> float:
    return letters.width(part, SIZE, bold=True)


def _words(line: Line, decimals: int) -> list[str]:
    """The name at the end of a line in as many lines as it needs, the figure behind it."""
    if line.last is None:
        return []
    return letters.wrapped(f"{line.name} {number(line.last[1], decimals)}", SIZE, ENDS, bold=True)


def _grid(frame: Frame, ticks: Sequence[float], told: Lines, theme: str) -> str:
    colours, places = palette.theme(theme), plate.decimals(ticks)
    rules = [plate.line((frame.left, frame.y(t)), (frame.right, frame.y(t)), colours.grid, 1) for t in ticks]
    words = [
        plate.text(number(t, places), frame.left - 8, frame.y(t) + 6, theme, size=SMALL, anchor="end")
        for t in ticks
    ]
    return "".join([*rules, *words])


def _years(frame: Frame, periods: Sequence[str], theme: str) -> str:
    """The first and last period, and as many between them as have room."""
    wide = letters.width(periods[-1], SMALL) + 22
    every = max(1, -(-round(wide * max(len(periods) - 1, 1)) // max(round(frame.right - frame.left), 1)))
    shown = range(len(periods) - 1, -1, -every)
    y = frame.bottom + SMALL + 8
    return "".join(
        plate.text(periods[at], frame.x(at), y, theme, size=SMALL, anchor="middle") for at in shown
    )


def _line(line: Line, frame: Frame, place: int, theme: str) -> str:
    """Its parts without gaps, a dot where a figure stands alone and at the end."""
    tone, parts = plate.colour(line.colour, theme), []
    runs = groupby(enumerate(line.values), key=lambda each: each[1] is not None)
    for known, run in runs:
        points = [(frame.x(at), frame.y(value)) for at, value in run if value is not None]
        if known and len(points) > 1:
            parts.append(_path(points, tone, 4 if line.strong else 2.5, "8 5" if line.dashed else ""))
        elif known:
            parts.append(_dot(line, points[0], 4, theme))
    if line.last:
        parts.append(_dot(line, (frame.x(line.last[0]), frame.y(line.last[1])), 6, theme))
    return "".join(parts)


def _dot(line: Line, at: tuple[float, float], size: float, theme: str) -> str:
    return plate.marked(Mark(0, line.colour, size=size), *at, theme)


def _path(points: Sequence[tuple[float, float]], tone: str, width: float, dash: str) -> str:
    steps = "L".join(f"{plate.number(x)} {plate.number(y)}" for x, y in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{steps}" fill="none" stroke="{tone}" stroke-width="{plate.number(width)}"'
        f' stroke-linejoin="round"{dashed}/>'
    )


def _names(told: Lines, frame: Frame, theme: str) -> str:
    """Names at the end of their lines, moved apart where they would touch."""
    step = SIZE * 1.15
    ending = [(line, _words(line, told.decimals)) for line in told.lines if line.last]
    ending.sort(key=lambda each: frame.y(each[0].last[1]) if each[0].last else 0)
    tops = _apart(
        [frame.y(line.last[1]) - step * len(words) / 2 if line.last else 0.0 for line, words in ending],
        [step * len(words) + 4 for _line, words in ending],
        frame.top - 12,
        frame.bottom + 14,
    )
    parts = []
    for (line, words), top in zip(ending, tops, strict=True):
        parts.append(_lead(line, frame, top + step * len(words) / 2, theme))
        ink = "river" if line.strong else "ink"
        parts += [
            plate.text(word, frame.right + 16, top + SIZE * 0.9 + step * at, theme, bold=line.strong, ink=ink)
            for at, word in enumerate(words)
        ]
    return "".join(parts)


def _lead(line: Line, frame: Frame, middle: float, theme: str) -> str:
    """A thin line from the last figure to its name, in the colour of both."""
    assert line.last is not None
    at, value = line.last
    start = (frame.x(at) + 7, frame.y(value))
    return plate.line(start, (frame.right + 13, middle), plate.colour(line.colour, theme), 1.2)


def _apart(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Tops as near to those wanted as their heights allow, from `top` down; then up from the bottom."""
    tops: list[float] = []
    for want, _tall in zip(wanted, heights, strict=True):
        lowest = tops[-1] + heights[len(tops) - 1] if tops else top
        tops.append(max(want, lowest))
    floor = bottom
    for place in range(len(tops) - 1, -1, -1):
        tops[place] = min(tops[place], floor - heights[place])
        floor = tops[place]
    return tops

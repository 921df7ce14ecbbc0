"""One indicator over the years, as large as a stamp."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from danube import texts
from danube.drawing.paper.ink import COLOURS, SMALL, frame, number, text


@dataclass(frozen=True)
class Course:
    """Figures by year of the region and of what it is compared with; `breaks` are years of a new series."""

    years: Sequence[str]
    own: Sequence[float | None]
    others: Mapping[str, Sequence[float | None]] = field(default_factory=dict)
    decimals: int = 1
    breaks: Sequence[str] = ()


STYLES = {
    "median": (COLOURS.amber, 'stroke-dasharray="5 1.6"', 1.1),
    "eu": (COLOURS.muted, 'stroke-dasharray="1.2 1.6"', 1.0),
    "country": (COLOURS.muted, "", 0.8),
}
TALL, BROAD = 104.0, 165.0
LEFT, RIGHT, TOP, BOTTOM = 24.0, 27.0, 5.0, 11.0


def course(told: Course) -> str:
    """Lines over the years: thick and blue the region, with its last figure; the others thin, patterned."""
    known = [value for line in (told.own, *told.others.values()) for value in line if value is not None]
    spots = _Spots([_stamp(year) for year in told.years], *_ends(known))
    axis = _axis(told.years, spots, told.decimals)
    breaks = "".join(
        f'<path d="M{number(spots.x(year))} {number(TOP)}V{number(TALL - BOTTOM)}" stroke="{COLOURS.muted}"'
        ' stroke-width=".7" stroke-dasharray=".8 1.8"/>'
        for year in told.breaks
    )
    others = "".join(_line(told.years, line, spots, STYLES[name]) for name, line in told.others.items())
    own = _line(told.years, told.own, spots, (COLOURS.river, "", 1.9)) + _last(told, spots)
    return frame(BROAD, TALL, axis + breaks + others + own)


def _axis(years: Sequence[str], spots: _Spots, decimals: int) -> str:
    """Two lines with their figures, and the first and last year."""
    lines = "".join(
        f'<path d="M{number(LEFT)} {number(spots.y(value))}H{number(BROAD - RIGHT)}" stroke="{COLOURS.grid}"'
        ' stroke-width=".6"/>'
        + text(
            LEFT - 3, spots.y(value) + 2.3, texts.number(value, decimals), anchor="end", colour=COLOURS.muted
        )
        for value in (spots.low, spots.high)
    )
    return (
        lines
        + text(LEFT, TALL - 2, years[0], colour=COLOURS.muted)
        + text(BROAD - RIGHT, TALL - 2, years[-1], anchor="end", colour=COLOURS.muted)
    )


@dataclass(frozen=True)
class _Spots:
    """Years and figures as places on the paper."""

    years: Sequence[float]
    low: float
    high: float

    def x(self, year: str) -> float:
        first, last = self.years[0], self.years[-1]
        share = (_stamp(year) - first) / (last - first) if last > first else 0.5
        return LEFT + 3 + (BROAD - LEFT - RIGHT - 6) * share

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return TALL - BOTTOM - 2 - (TALL - BOTTOM - TOP - 4) * share


def _stamp(year: str) -> float:
    """The year as a number; parts of a year (2023-Q2) come after its beginning."""
    head, _sign, part = year.partition("-")
    digits = "".join(sign for sign in part if sign.isdigit())
    return float(head) + (int(digits) - 1) / 4 if digits else float(head)


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """Round figures around all values; apart even where all are the same."""
    low, high = min(values), max(values)
    step = 10 ** math.floor(math.log10(max(high - low, abs(high) / 10, 1e-6)))
    fine = step / 2 if (high - low) < 2 * step else step
    bottom, top = math.floor(low / fine) * fine, math.ceil(high / fine) * fine
    return (bottom, top) if top > bottom else (bottom - fine, top + fine)


def _line(
    years: Sequence[str], line: Sequence[float | None], spots: _Spots, style: tuple[str, str, float]
) -> str:
    """The runs of a line between its gaps; a figure alone is a dot."""
    colour, dash, width = style
    drawn = []
    for run in _runs(years, line):
        points = [(spots.x(year), spots.y(value)) for year, value in run]
        if len(points) == 1:
            x, y = (number(part) for part in points[0])
            drawn.append(f'<circle cx="{x}" cy="{y}" r="{width}" fill="{colour}"/>')
            continue
        path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        drawn.append(
            f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{width}" {dash}'
            ' stroke-linejoin="round"/>'
        )
    return "".join(drawn)


def _runs(years: Sequence[str], line: Sequence[float | None]) -> list[list[tuple[str, float]]]:
    """The figures between two gaps; of a series of every so many years nothing is missing in between."""
    known = [(year, value) for year, value in zip(years, line, strict=True) if value is not None]
    if len({_stamp(after) - _stamp(before) for (before, _), (after, _) in pairwise(known)}) <= 1:
        return [known] if known else []
    runs: list[list[tuple[str, float]]] = [[]]
    for year, value in zip(years, line, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((year, value))
    return [run for run in runs if run]


def _last(told: Course, spots: _Spots) -> str:
    """The dot at the end of the region's line, with its figure."""
    known = [(year, value) for year, value in zip(told.years, told.own, strict=True) if value is not None]
    if not known:
        return ""
    year, value = known[-1]
    x, y = spots.x(year), spots.y(value)
    figure = texts.number(value, told.decimals)
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="2.3" fill="{COLOURS.river}"/>' + text(
        x + 4, y + 2.3, figure, bold=True, colour=COLOURS.river
    )


@dataclass(frozen=True)
class Together:
    """Figures by year of several regions, numbered from 1 in their order, and the Danube median."""

    years: Sequence[str]
    lines: Sequence[Sequence[float | None]]
    colours: Sequence[str]
    median: Sequence[float | None]
    decimals: int = 1


def together(told: Together) -> str:
    """Lines over the years with the number of their region at the end; the median dashed."""
    known = [value for line in (*told.lines, told.median) for value in line if value is not None]
    spots = _Spots([_stamp(year) for year in told.years], *_ends(known))
    body = [_axis(told.years, spots, told.decimals)]
    body.append(_line(told.years, told.median, spots, (COLOURS.ink, STYLES["median"][1], 1.0)))
    for line, colour in zip(told.lines, told.colours, strict=True):
        body.append(_line(told.years, line, spots, (colour, "", 1.5)))
    return frame(BROAD, TALL, "".join(body) + _numbers(told, spots))


def _numbers(told: Together, spots: _Spots) -> str:
    """The number of each region where its line ends, pushed apart where lines end together."""
    ends: list[tuple[float, float, int]] = []
    for one, line in enumerate(told.lines, start=1):
        known = [(year, value) for year, value in zip(told.years, line, strict=True) if value is not None]
        if known:
            year, value = known[-1]
            ends.append((spots.y(value), spots.x(year), one))
    low, parts = 0.0, []
    for y, x, one in sorted(ends):
        low = max(y + 2.3, low + SMALL)
        parts.append(text(x + 4, low, str(one), bold=True, colour=told.colours[one - 1]))
    return "".join(parts)

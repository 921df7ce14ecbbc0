"""A region in every field, among all regions and beside its peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from danube import texts
from danube.drawing.paper.ink import COLOURS, frame, number, text


@dataclass(frozen=True)
class Row:
    """A field: its name, all regions' scores from 0 to 100, the region's own, its peers' and the median."""

    name: str
    everybody: Sequence[float]
    own: float | None
    peers: float | None
    median: float | None


WIDE, GUTTER, LINE, END = 250.0, 92.0, 20.0, 26.0


def fields(rows: Sequence[Row]) -> str:
    """A line for each field: ticks for all regions, a bar for the median, a diamond for peers, the dot."""
    height = LINE * len(rows) + 13
    axis = "".join(
        f'<path d="M{number(_across(step))} 0V{number(height - 11)}" stroke="{COLOURS.grid}"'
        f' stroke-width=".6"/>'
        + text(_across(step), height - 3, texts.number(step, 0), anchor="middle", colour=COLOURS.muted)
        for step in range(0, 101, 25)
    )
    body = "".join(_field(row, LINE * (place + 0.5)) for place, row in enumerate(rows))
    return frame(WIDE, height, axis + body)


def _across(score: float) -> float:
    return GUTTER + (WIDE - GUTTER - END) * min(max(score, 0.0), 100.0) / 100


def _field(row: Row, y: float) -> str:
    ticks = "".join(f"M{number(_across(one))} {number(y - 3)}v6" for one in row.everybody)
    parts = [
        *(
            text(0, y + 2.3 + shift, line)
            for line, shift in zip(_lines(row.name), _shifts(row.name), strict=True)
        ),
        f'<path d="{ticks}" stroke="{COLOURS.grey}" stroke-width=".5" opacity=".55"/>' if ticks else "",
    ]
    if row.median is not None:
        parts.append(
            f'<path d="M{number(_across(row.median))} {number(y - 6.5)}v13" stroke="{COLOURS.ink}"'
            ' stroke-width="1.3"/>'
        )
    if row.peers is not None:
        parts.append(_diamond(_across(row.peers), y))
    if row.own is not None:
        x = number(_across(row.own))
        parts.append(
            f'<circle cx="{x}" cy="{number(y)}" r="4.1" fill="{COLOURS.river}" stroke="{COLOURS.surface}"/>'
        )
    said = texts.number(row.own, 0)
    parts.append(text(WIDE, y + 2.3, said, anchor="end", bold=True, colour=COLOURS.river))
    return "".join(parts)


def _diamond(x: float, y: float) -> str:
    return (
        f'<path d="M{number(x)} {number(y - 4.4)}l4.4 4.4-4.4 4.4-4.4-4.4z" fill="{COLOURS.amber}"'
        f' stroke="{COLOURS.surface}" stroke-width=".8"/>'
    )


def _lines(name: str, most: int = 24) -> list[str]:
    """A name in at most two lines."""
    if len(name) <= most:
        return [name]
    head, _space, _rest = name[: most + 1].rpartition(" ")
    return [head, name[len(head) :].strip()] if head else [name]


def _shifts(name: str) -> list[float]:
    return [0.0] if len(_lines(name)) == 1 else [-3.9, 3.9]

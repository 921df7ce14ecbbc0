"""What lifts a score and what holds it down: one row per part, in points, from the average to the score.

A table of HTML like `intervals`: it reads as a sum, line by line, and is drawn anew while a slider moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from danube.drawing import palette
from danube.texts import number

STYLE = Path(__file__).with_suffix(".css")
COLOURS = ("ground", "ink", "muted", "grid", "river", "amber", "grey")


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the sum: its points, and beside its name what stands behind them."""

    label: str
    points: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """The base (the average), the parts, and the total that they add up to."""

    base: Part
    parts: Sequence[Part]
    total: Part


def bars(told: Sum, *, heads: tuple[str, str], alt: str, theme: str, decimals: int = 1) -> str:
    """Bars from a common line: to the right what lifts, to the left what holds down.

    Args:
        heads: above the names and above the points.
    """
    reach = max((abs(part.points) for part in told.parts), default=0.0) or 1.0
    rows = "".join(_row(part, reach, decimals) for part in told.parts)
    name, points = (escape(head) for head in heads)
    return (
        f'<table class="points" style="{_colours(theme)}"><caption>{escape(alt)}</caption>'
        f'<thead><tr><th scope="col">{name}</th><th scope="col" class="bar"></th>'
        f'<th scope="col">{points}</th></tr></thead>'
        f"<tbody>{_plain(told.base, decimals)}{rows}{_plain(told.total, decimals)}</tbody></table>"
    )


@cache
def style() -> str:
    """The style sheet of `bars`."""
    return STYLE.read_text(encoding="utf-8")


def _row(part: Part, reach: float, decimals: int) -> str:
    side = "lifts" if part.points >= 0 else "holds"
    width = f"{abs(part.points) / reach * 50:.1f}%"
    return (
        f'<tr class="{side}"><th scope="row">{_named(part)}</th>'
        f'<td class="bar"><i style="width:{width}"></i></td>'
        f"<td>{escape(number(part.points, decimals, sign=True))}</td></tr>"
    )


def _plain(part: Part, decimals: int) -> str:
    return (
        f'<tr class="whole"><th scope="row" colspan="2">{_named(part)}</th>'
        f"<td>{escape(number(part.points, decimals))}</td></tr>"
    )


def _named(part: Part) -> str:
    return escape(part.label) + (f"<small>{escape(part.note)}</small>" if part.note else "")


@cache
def _colours(theme: str) -> str:
    chosen = palette.theme(theme)
    return ";".join(f"--{name}:{getattr(chosen, name)}" for name in COLOURS)

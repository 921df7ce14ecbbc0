"""A ranking with its doubt: one row per region, a bar from the best to the worst place it may hold.

    intervals.ladder(ranking, names=…, places=…, bands=…, heads=…, alt=…, theme="light", chosen="AT13")

A table of HTML, not a chart: it is read aloud, printed, searched and drawn anew in a few milliseconds
while a slider moves. Bars and dots are placed by the numbers in their row (`--a`, `--b`, `--m`) and by
the style beside this file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from danube.drawing import palette
from danube.texts import number

STYLE = Path(__file__).with_suffix(".css")
TICKS = 5
FITTING = 34
"""Letters of a name that fit beside the bars; what is longer goes without its exonym, nothing is cut off."""
COLOURS = ("ground", "surface", "ink", "muted", "grid", "river", "amber", "amber_ink", "grey")


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands above the columns, in the reader's language."""

    region: str
    place: str
    axis: str
    score: str


def ladder(
    ranking: pd.DataFrame,
    *,
    names: Mapping[str, str],
    places: Mapping[str, str],
    heads: Heads,
    alt: str,
    theme: str,
    bands: Mapping[str, str] | None = None,
    chosen: str | None = None,
    alike: Collection[str] = (),
    marked: Collection[str] = (),
    decimals: int = 1,
) -> str:
    """One row per region in the order of `ranking`: name, place in words, bar with dot, score.

    Args:
        ranking: indexed by region; columns score, median, low, high (places, 1 is best), group.
        places: region → its interval in words ("between 3rd and 9th").
        bands: group → what its heading says; a heading stands above the first row of each run of a
            group. None draws no headings.
        chosen: the region in the brand's colour; `alike`, those that cannot be told apart from it, in amber.
        marked: regions with an asterisk behind their score (some of its figures are imputed).
    """
    count = len(ranking)
    kinds = dict.fromkeys(alike, "alike") | ({chosen: "chosen"} if chosen else {})
    rows = [
        _row(
            code,
            row,
            name=names.get(code, code),
            place=places.get(code, ""),
            kind=kinds.get(code, ""),
            score=number(row["score"], decimals) + ("*" if code in marked else ""),
        )
        for code, row in zip(ranking.index.tolist(), ranking.to_dict("records"), strict=True)
    ]
    body = "".join(_banded(rows, ranking["group"].tolist(), bands or {}))
    return (
        f'<table class="ladder" style="{_colours(theme)};--of:{max(count, 1)}">'
        f"<caption>{escape(alt)}</caption>{_head(heads, count)}<tbody>{body}</tbody></table>"
    )


@cache
def style() -> str:
    """The style sheet of `ladder`, for the page or paper that it stands on."""
    return STYLE.read_text(encoding="utf-8")


def ticks(count: int) -> list[int]:
    """The places named on the axis: first, last and round ones between; none too near to the last."""
    if count <= TICKS:
        return list(range(1, count + 1))
    step = next(
        width for width in (2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000) if count / width <= TICKS + 2
    )
    between = [place for place in range(step, count, step) if count - place >= step * 0.6]
    return [1, *between, count]


def _banded(rows: Sequence[str], groups: Sequence[str], bands: Mapping[str, str]) -> Iterator[str]:
    """The rows, with a heading wherever the group changes."""
    before = None
    for row, group in zip(rows, groups, strict=True):
        if group != before and group in bands:
            yield f'<tr class="band"><th colspan="4" scope="rowgroup">{escape(bands[group])}</th></tr>'
        before = group
        yield row


def _row(code: str, row: Mapping[Any, Any], *, name: str, place: str, kind: str, score: str) -> str:
    pressed = "true" if kind == "chosen" else "false"
    bar = f'<i style="--a:{row["low"]:g};--b:{row["high"]:g};--m:{row["median"]:g}"><b></b></i>'
    return (
        f'<tr data-code="{escape(code)}"{f" class={kind}" if kind else ""}>'
        f'<th scope="row"><button type="button" aria-pressed="{pressed}"{_named(name)}</button></th>'
        f'<td>{escape(place)}</td><td class="track">{bar}</td><td>{escape(score)}</td></tr>'
    )


def _named(name: str) -> str:
    """The rest of a button: the name whole, or without its exonym, which then shows when pointed at.

    On narrow screens the style leaves out every exonym.
    """
    short, bracket, exonym = name.partition(" (")
    if len(name) > FITTING:
        return f' title="{escape(name)}">{escape(short)}'
    return f">{escape(short)}" + (f"<span>{escape(bracket + exonym)}</span>" if exonym else "")


def _head(heads: Heads, count: int) -> str:
    marks = "".join(f'<span style="--m:{place}">{place}</span>' for place in ticks(count))
    return (
        f'<thead><tr><th scope="col">{escape(heads.region)}</th><th scope="col">{escape(heads.place)}</th>'
        f'<th scope="col" class="track"><em>{escape(heads.axis)}</em>{marks}</th>'
        f'<th scope="col">{escape(heads.score)}</th></tr></thead>'
    )


@cache
def _colours(theme: str) -> str:
    """The palette as custom properties of the table."""
    chosen = palette.theme(theme)
    return ";".join(f"--{name.replace('_', '-')}:{getattr(chosen, name)}" for name in COLOURS)

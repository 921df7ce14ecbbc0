"""The ground of every chart: one layout, one hover card, numbers as the reader writes them.

Charts never use plotly's geo traces (they fetch a map of the world from outside) and carry no template
of plotly's, which alone would weigh 7 kB.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from danube import catalogue, texts
from danube.drawing import palette
from danube.texts import _

FONT = "system-ui, sans-serif"
SIZE = 14
SEPARATORS = {"en": ".,", "de": ",."}
MODEBAR = [
    "zoom2d",
    "pan2d",
    "select2d",
    "lasso2d",
    "zoomIn2d",
    "zoomOut2d",
    "autoScale2d",
    "resetScale2d",
    "hoverClosestCartesian",
    "hoverCompareCartesian",
    "toggleSpikelines",
]
LETTER = 0.6
"""Mean width of a letter, in sizes of the type."""


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled reference: kind is `danube` (amber), `eu` (ink) or `country` (quiet)."""

    label: str
    value: float
    kind: str = "danube"


def layout(figure: go.Figure, theme: str, *, title: str = "", height: int = 420, **more: Any) -> go.Figure:
    """Gives the figure the page's type, ground and number format; `more` goes to plotly's layout."""
    colours = palette.theme(theme)
    figure.update_layout(
        template="none",
        height=height,
        separators=SEPARATORS[texts.language()],
        font={"family": FONT, "size": SIZE, "color": colours.ink},
        paper_bgcolor=colours.ground,
        plot_bgcolor=colours.ground,
        hoverlabel={
            "bgcolor": colours.surface,
            "bordercolor": colours.grid,
            "font": {"family": FONT, "size": SIZE, "color": colours.ink},
            "align": "left",
        },
        hovermode="closest",
        dragmode=False,
        showlegend=False,
        modebar={"remove": MODEBAR, "bgcolor": "rgba(0,0,0,0)", "color": colours.muted},
    )
    figure.update_layout(
        title={
            "text": title,
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 10, "l": 4},
            "font": {"size": SIZE + 2, "color": colours.ink},
            "automargin": False,
        }
        if title
        else {"text": ""},
    )
    return figure.update_layout(**more)


def axis(theme: str, **more: Any) -> dict[str, Any]:
    """An axis with a light grid and no frame, five to seven ticks."""
    colours = palette.theme(theme)
    plain: dict[str, Any] = {
        "gridcolor": colours.grid,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "nticks": 7,
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"color": colours.muted, "size": SIZE - 1},
    }
    return plain | more


def rows(labels: Sequence[str], theme: str, **more: Any) -> dict[str, Any]:
    """The axis of a table-like chart: one row per label, the first one on top."""
    named: dict[str, Any] = {
        "range": [len(labels) - 0.5, -0.5],
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "tickfont": {"color": palette.theme(theme).ink, "size": SIZE - 1},
    }
    return axis(theme, **(named | more))


def upright(value: float, count: int, colour: str, *, top: float = -0.5, **look: Any) -> dict[str, Any]:
    """A vertical line through `count` rows, over the grid and under the dots.

    In rows, not in shares of the axis: plotly.js fails on a `between` shape that refers to a domain.
    """
    place = {"x0": value, "x1": value, "y0": top, "y1": count - 0.4}
    return {"type": "line", "layer": "between", **place, "line": {"color": colour, "width": 1.5} | look}


def caption(text: str, theme: str) -> dict[str, Any]:
    """The title of an axis: quiet, close to its ticks."""
    return {"text": text, "font": {"color": palette.theme(theme).muted, "size": SIZE - 1}, "standoff": 8}


def label(text: str, colour: str, **more: Any) -> dict[str, Any]:
    """A direct label without arrow or box."""
    plain = {"text": text, "showarrow": False, "font": {"color": colour, "size": SIZE - 1}}
    return plain | more


def line_colour(kind: str, theme: str) -> str:
    """The colour of a reference as text: amber for the Danube median, ink for the EU, else quiet."""
    colours = palette.theme(theme)
    return {"danube": colours.amber_ink, "eu": colours.ink}.get(kind, colours.muted)


def shorten(text: str, letters: int = 30) -> str:
    """The text; where it is longer than that, without its exonym in brackets, then cut at a word."""
    if len(text) <= letters:
        return text
    bare = text.split(" (")[0]
    if len(bare) <= letters:
        return bare
    cut = text[: letters - 1]
    return cut[: cut.rfind(" ")].rstrip(" ,(") + "…" if " " in cut[letters // 2 :] else cut + "…"


def width(strings: Iterable[str], size: int = SIZE) -> int:
    """Pixels that the longest of the strings takes, roughly."""
    return round(max((len(one) for one in strings), default=0) * size * LETTER)


def rounded(values: Iterable[float | None], decimals: int) -> list[float | None]:
    """Plain numbers for the figure's JSON, one decimal more than is shown; gaps are None."""
    return [
        None if value is None or value != value else round(float(value), decimals + 1) for value in values
    ]


def flag_words(flag: object) -> list[str]:
    """The flags of a figure as sentences in the reader's language; unknown tokens are left out."""
    tokens = flag.split() if isinstance(flag, str) else []
    return [_(catalogue.FLAGS[token]) for token in tokens if token in catalogue.FLAGS]


def card(name: str, value: str, unit: str, *lines: str) -> str:
    """The hover card: the name, the value with its unit, then what else there is to know."""
    return "<br>".join([f"<b>{name}</b>", f"{value} {unit}".strip(), *[line for line in lines if line]])


def place(rank: object, count: object) -> str:
    """`Rank 12 of 64` for the hover card."""
    return _("Rank {rank} of {count}", rank=rank, count=count)


def spread_out(positions: Sequence[float], gap: float) -> list[float]:
    """The positions moved apart to at least `gap`, order kept, as near to their places as can be.

    Pools of neighbours that collide share their mean place (pool adjacent violators).
    """
    order = sorted(range(len(positions)), key=positions.__getitem__)
    pools: list[list[float]] = []  # each: sum of (place - own offset), members
    for step, index in enumerate(order):
        pools.append([positions[index] - step * gap, 1])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, members = pools.pop()
            pools[-1] = [pools[-1][0] + total, pools[-1][1] + members]
    bases = [total / members for total, members in pools for _member in range(int(members))]
    moved = [0.0] * len(positions)
    for step, index in enumerate(order):
        moved[index] = bases[step] + step * gap
    return moved

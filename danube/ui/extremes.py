"""The widest gaps: the fifth of the regions with the highest figures against that with the lowest.

Drawn as a table with a dumbbell in each row, on one scale for all units: multiples of the Danube median,
each step to the right doubles. It reads as a table to a screen reader and as cards on a phone.
"""

from __future__ import annotations

from html import escape
from math import log2
from typing import Any

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark import gaps, positions
from danube.catalogue import Indicator
from danube.drawing import palette
from danube.texts import _
from danube.ui import addresses, figures
from danube.ui.headlines import records
from danube.words.headlines import times

ROWS = 6
RECENT = 4
"""Years before the newest one of a gap within which the others must lie."""

TICKS = {-3: "⅛", -2: "¼", -1: "½", 1: "2×", 2: "4×", 3: "8×"}
HALF = 46
"""Percent of the width from the median to the furthest end."""


@st.cache_resource(show_spinner=False, max_entries=4)
def table(version: int) -> pd.DataFrame:
    """Indicator → as `gaps.widest`, with the Danube median: the widest of each field, then the next ones.

    Only headline indicators with a better side, measured in amounts: scores and indices have no ratio
    that means anything.
    """
    known = catalogue.load()
    told = [block.id for block in known.visible() if comparable(block)]
    rows = gaps.widest(figures.at(version).everything, told).dropna(subset=["ratio"])
    rows = rows[rows["period"] >= str(int(rows["period"].max()) - RECENT)] if len(rows) else rows
    pillars = pd.Series([known.indicators[str(key)].pillar for key in rows.index], rows.index, dtype=object)
    first = pillars.groupby(pillars).cumcount().sort_values(kind="stable").index[:ROWS]
    rows = rows[rows.index.isin(first)]
    medians = [_median(version, str(key), str(year)) for key, year in rows["period"].items()]
    return rows.assign(median=pd.Series(medians, rows.index, dtype=float))


def comparable(block: Indicator) -> bool:
    """True for a recent amount of which more or less is better."""
    return block.headline and block.direction != "neutral" and "=" not in block.unit


def _median(version: int, indicator: str, period: str) -> float | None:
    return positions.reference(figures.at(version).of(indicator), indicator, period).median


@st.cache_data(show_spinner=False, max_entries=32)
def block(version: int, language: str, theme: str) -> str:
    """The gaps as HTML; empty where there is none."""
    rows = table(version)
    if rows.empty:
        return ""
    reach, known = reached(rows), catalogue.load().indicators
    body = "".join(_row(known[key], row, reach, version) for key, row in records(rows))
    return (
        f'<table class="gaps" role="table" style="{_colours(theme)}">'
        f"<caption>{escape(caption(rows))}</caption>"
        f"<thead>{_head(reach)}</thead><tbody>{body}</tbody></table>"
    )


def caption(rows: pd.DataFrame) -> str:
    """What is compared, and how to read the marks."""
    return _(
        "Ring: median of the fifth of the regions with the lowest figures; dot: of the fifth with the "
        "highest; in multiples of the Danube median. The widest gaps of each field, {first} to {last}.",
        first=rows["period"].min(),
        last=rows["period"].max(),
    )


def reached(rows: pd.DataFrame) -> float:
    """Doublings from the median to the end that is furthest from it, at least one."""
    ends = [abs(log2(row[end] / row["median"])) for _key, row in records(rows) for end in ("low", "high")]
    return max(1.0, *ends)


def place(value: float, median: float, reach: float) -> float:
    """Percent from the left at which a value stands; the median stands at 50."""
    return round(50 + HALF * log2(value / median) / reach, 2)


def _colours(theme: str) -> str:
    shown = palette.theme(theme)
    named = {
        "river": shown.river,
        "ground": shown.ground,
        "grey": shown.grey,
        "amber": shown.amber,
        "amber-ink": shown.amber_ink,
    }
    return ";".join(f"--{name}:{colour}" for name, colour in named.items())


def _head(reach: float) -> str:
    heads = [
        escape(_("Indicator")),
        escape(_("Lowest fifth")),
        f'<span class="unseen">{escape(_("From lowest to highest"))}</span>{_axis(reach)}',
        escape(_("Highest fifth")),
        escape(_("Ratio")),
    ]
    cells = "".join(f'<th scope="col" role="columnheader">{head}</th>' for head in heads)
    return f'<tr role="row">{cells}</tr>'


def _axis(reach: float) -> str:
    """The marks above the dumbbells; the table says the same in figures."""
    ticks = "".join(
        f'<i style="left:{50 + HALF * step / reach:.1f}%">{sign}</i>'
        for step, sign in TICKS.items()
        if abs(step) <= reach
    )
    middle = f'<i class="median">{escape(_("median"))}</i>'
    return f'<span class="axis" aria-hidden="true">{ticks}{middle}</span>'


def _row(block: Indicator, row: dict[str, Any], reach: float, version: int) -> str:
    where = addresses.page("ranking", version, indicator=block.id, year=row["period"])
    lower = f". {_('Lower is better.')}" if block.direction == "lower" else ""
    about = f"{_(block.unit)}, {row['period']}{lower}"
    low, high = (regions.name(row[end]) + f", {regions.country_of(row[end])}" for end in ("last", "first"))
    return (
        f'<tr role="row"><th scope="row" role="rowheader"><a href="{escape(where)}">{escape(_(block.name))}'
        f"</a><small>{escape(about)}</small></th>"
        f"{_end('low', row['low'], block, _('lowest: {region}', region=low))}"
        f'<td role="cell" class="bar">{_bar(row, reach)}</td>'
        f"{_end('high', row['high'], block, _('highest: {region}', region=high))}"
        f'<td role="cell" class="ratio">{escape(_("{ratio} times", ratio=times(row["ratio"])))}</td></tr>'
    )


def _end(side: str, value: float, block: Indicator, said: str) -> str:
    figure = texts.number(value, block.decimals)
    return f'<td role="cell" class="{side}"><b>{figure}</b><small>{escape(said)}</small></td>'


def _bar(row: dict[str, Any], reach: float) -> str:
    low, high = (place(row[end], row["median"], reach) for end in ("low", "high"))
    return (
        f'<span class="axis" aria-hidden="true"><i class="median"></i>'
        f'<i class="line" style="left:{low}%;width:{round(high - low, 2)}%"></i>'
        f'<i class="ring" style="left:{low}%"></i><i class="dot" style="left:{high}%"></i></span>'
    )

"""Headline figures: where the typical region stands, which way it moves, how far it is from the EU.

Typical is the median over the NUTS 2 regions with a figure; the change compares the medians of the same
regions. Everything here is made once per version and language and shared by all visitors.
"""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from danube import catalogue, texts, words
from danube.benchmark import gaps, positions
from danube.benchmark.positions import Reference
from danube.catalogue import Indicator
from danube.texts import N_, _
from danube.ui import addresses, figures, sparks
from danube.words import headlines as sentences
from danube.words.headlines import INDICATORS

YEARS = 10
"""Years in a small line, the same for all of them, so that they can be compared."""

MOVES = {
    "up": N_("up {size} points since {since}"),
    "down": N_("down {size} points since {since}"),
    "level": N_("as in {since}"),
}
SHARES = MOVES | {
    "up": N_("up {size} percentage points since {since}"),
    "down": N_("down {size} percentage points since {since}"),
}


@st.cache_resource(show_spinner=False, max_entries=4)
def table(version: int) -> pd.DataFrame:
    """Indicator → as `gaps.headlines`, of those headline indicators that have figures."""
    return gaps.headlines(figures.at(version).of(*INDICATORS), INDICATORS)


@st.cache_resource(show_spinner=False, max_entries=4)
def medians(version: int) -> dict[str, pd.Series]:
    """Indicator → year → Danube median of the well covered years of the last ten."""
    known = {key: positions.medians(figures.at(version).of(key), key) for key in INDICATORS}
    newest = max((int(line.index[-1]) for line in known.values() if len(line)), default=0)
    recent = [str(year) for year in range(newest - YEARS + 1, newest + 1)]
    return {key: line.reindex(recent) for key, line in known.items()}


@st.cache_data(show_spinner=False, max_entries=16)
def answer(version: int, language: str) -> str:
    """Where the region stands, in one sentence; in shorter ones where a figure lacks or years differ."""
    return sentences.answer(table(version), gaps.widest(figures.at(version).of("gerd"), ["gerd"]))


def records(rows: pd.DataFrame) -> list[tuple[str, dict[str, Any]]]:
    """Each row with its key, as plain values."""
    plain = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    return list(zip(map(str, rows.index), plain, strict=True))


def move(row: dict[str, Any], block: Indicator) -> str:
    """`up 4.1 points since 2019, with a break in the series`; empty without an earlier year."""
    change = row["change"]
    if pd.isna(change):
        return ""
    size = round(abs(change), block.decimals)
    way = "level" if size == 0 else "up" if change > 0 else "down"
    words = SHARES if block.unit.startswith("%") else MOVES
    said = _(words[way], size=texts.number(size, block.decimals), since=row["since"])
    if row["broken"] * 2 > row["same"]:
        said = _("{said}, with a break in the series", said=said)
    return _("{said}; lower is better", said=said) if block.direction == "lower" else said


@st.cache_data(show_spinner=False, max_entries=32)
def block(version: int, language: str, theme: str) -> str:
    """The headline figures as HTML: name, figure with unit and year, small line, change, EU value."""
    lines, known = medians(version), catalogue.load().indicators
    items = [_item(known[key], row, lines[key], version, theme) for key, row in records(table(version))]
    if not items:
        return ""
    note = _("Typical is the median: half of the NUTS 2 regions have more, half have less.")
    return (
        f'<section class="headlines"><h3>{escape(_("The typical region"))}</h3>'
        f'<ul>{"".join(items)}</ul><p class="note">{escape(note)}</p></section>'
    )


def _item(block: Indicator, row: dict[str, Any], line: pd.Series, version: int, theme: str) -> str:
    where = addresses.page("ranking", version, indicator=block.id)
    unit = f"({_(block.unit)})" if "=" in block.unit else _(block.unit)
    return (
        f'<li><a href="{escape(where)}">{escape(_(block.short))}</a>{_spark(line, block, theme)}'
        f"<p><b>{texts.number(row['median'], block.decimals)}</b> {escape(unit)}, {row['period']}</p>"
        f"<p>{escape(_beside(block, row))}</p></li>"
    )


def _beside(block: Indicator, row: dict[str, Any]) -> str:
    """Change and EU value, and over which units the median runs where these are not NUTS 2."""
    parts = [move(row, block)]
    if pd.notna(row["eu"]) and not _is_norm(block, row["eu"]):
        parts.append(_("EU: {value}", value=texts.number(row["eu"], block.decimals)))
    if row["level"] != 2:
        level = Reference(row["period"], row["level"], row["count"], None, None, None, None, None)
        parts.append(words.median_label(level))
    return " · ".join(part for part in parts if part)


def _is_norm(block: Indicator, eu: float) -> bool:
    """True where the unit says already that the EU is 100."""
    return eu == 100 and "EU-27 = 100" in block.unit


def _spark(line: pd.Series, block: Indicator, theme: str) -> str:
    known = line.dropna()
    if len(known) < 2:
        return ""
    said = _(
        "Median from {before} in {since} to {now} in {year}",
        before=texts.number(known.iloc[0], block.decimals),
        since=known.index[0],
        now=texts.number(known.iloc[-1], block.decimals),
        year=known.index[-1],
    )
    return sparks.image(line, said, theme)

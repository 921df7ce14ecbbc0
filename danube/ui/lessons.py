"""A region among its peers: where it stands on each indicator, and the peers from whom it could learn."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from danube import catalogue, regions, texts, words
from danube.benchmark.portrait import records
from danube.drawing import peers as pictures
from danube.texts import _
from danube.ui import figures, rows, show
from danube.ui.peers import Choice, Found, comparison_of, of, profile_of
from danube.ui.show import Column, Columns
from danube.words import peers as wording

TEACHERS = 4
SUBJECTS = 3
"""Peers from whom to learn, and what from each, that are shown first."""

NAMED = 5
"""Indicators named in one sentence."""

NOTABLE = ("merged", "shared", "floor", "unknown-zero")
"""Flags that say that a figure is not quite the region's own, or not quite a figure."""

ENDS = 6
"""Indicators on which the region is furthest ahead, and as many on which it is furthest behind."""


def show_teachers(found: Found) -> None:
    """Peers that do much better where the region is weak: figures, years, and the ways to both."""
    taught = found.taught
    if taught.empty:
        show.empty(*_nobody(found))
        return
    st.caption(
        _(
            "Where {region} lies below the middle peer and another is far ahead. Those with most to teach "
            "stand first.",
            region=regions.name(found.choice.region),
        )
    )
    names = list(dict.fromkeys(taught["peer"]))[:TEACHERS]
    for start in range(0, len(names), 2):
        for column, peer in zip(st.columns(2, gap="large"), names[start : start + 2], strict=False):
            with column:
                _teacher(found, str(peer), taught[taught["peer"] == peer])


def _nobody(found: Found) -> tuple[str, str]:
    name = regions.name(found.choice.region)
    if found.compared.empty:
        return _("{region} has too few figures that its peers have too.", region=name), ""
    return (
        _(
            "Nothing stands out: {region} is nowhere clearly behind while a peer is clearly ahead.",
            region=name,
        ),
        "" if found.choice.foreign else _("Look for peers in other countries."),
    )


def show_lead(found: Found) -> None:
    """In what the region itself is the best of all its peers: the others may learn that from it."""
    known, table = catalogue.load().indicators, found.compared
    first = table[table["position"] == 1].sort_values(["distance"], ascending=False, kind="stable")
    if len(first):
        names = [_(known[str(key)].short) for key in first.index[:NAMED]]
        st.markdown(
            _(
                "What its peers could learn here: {region} is the best of them in {indicators}.",
                region=regions.name(found.choice.region),
                indicators=texts.listing(names),
            )
        )


def _teacher(found: Found, peer: str, lessons: pd.DataFrame) -> None:
    """One peer: how close it is, its largest leads with both figures, and where to read on."""
    region, known = found.choice.region, catalogue.load().indicators
    place = found.codes.index(peer) + 1
    distance = texts.number(float(found.nearest["distance"][peer]), 2)
    close = _("peer number {place}, distance {distance}", place=place, distance=distance)
    told = [
        _(
            "{indicator}: **{theirs}**, here {own} ({year})",
            indicator=_(known[row["indicator"]].name),
            theirs=words.amount(row["theirs"], known[row["indicator"]]),
            own=texts.number(row["value"], known[row["indicator"]].decimals),
            year="; ".join([row["period"], *_notes(row, peer, region)]),
        )
        for row in records(lessons.head(SUBJECTS))
    ]
    country = regions.name(regions.country_of(peer))
    st.markdown(f"**{regions.name(peer)}**, {country}  \n:small[{close}]")
    st.markdown("\n".join(f"- {line}" for line in told))
    ways = [
        f"[{_('Profile')}]({profile_of(peer)})",
        f"[{_('Compare the two')}]({comparison_of(region, peer)})",
    ]
    st.markdown(" · ".join(ways))


def _notes(row: dict[str, Any], *codes: str) -> list[str]:
    """What is notable about the figures of these regions, in words, each once."""
    told = _flags(figures.version())
    flags = [told.get((row["indicator"], code, row["period"]), "") for code in codes]
    tokens = dict.fromkeys(token for flag in flags for token in flag.split() if token in NOTABLE)
    return [_(catalogue.FLAGS[token]) for token in tokens]


@st.cache_resource(show_spinner=False, max_entries=4)
def _flags(number: int) -> dict[tuple[str, str, str], str]:
    """Indicator, region, period → the flags of figures that are not quite the region's own."""
    table = figures.at(number).everything.dropna(subset=["value", "flag"])
    table = table[table["flag"].str.contains("|".join(NOTABLE))]
    return {(row["indicator"], row["region"], row["period"]): row["flag"] for row in records(table)}


def all_lessons(found: Found) -> pd.DataFrame:
    """Every lead of a peer where the region is weak, as a table for people."""
    known = catalogue.load().indicators
    rows_ = [
        (
            regions.name(str(row["peer"])),
            _(known[row["indicator"]].name),
            str(row["period"]),
            words.amount(row["value"], known[row["indicator"]]),
            words.amount(row["theirs"], known[row["indicator"]]),
        )
        for row in records(found.taught)
    ]
    return pd.DataFrame(rows_, columns=["peer", "indicator", "period", "own", "theirs"])


def of_lessons(found: Found) -> Columns:
    """The columns of `all_lessons`."""
    return {
        "peer": Column(_("Peer")),
        "indicator": Column(_("Indicator")),
        "period": Column(_("Year")),
        "own": Column(regions.name(found.choice.region)),
        "theirs": Column(_("Figure of the peer")),
    }


def shown(found: Found, pillar: str) -> list[str]:
    """The indicators of a field, or those on which the region is furthest ahead and behind; best first."""
    known = catalogue.load().indicators
    table = found.compared.dropna(subset=["distance"]).sort_values(
        ["distance"], ascending=False, kind="stable"
    )
    keys = [str(key) for key in table.index]
    if pillar:
        return [key for key in keys if known[key].pillar == pillar]
    return keys if len(keys) <= 2 * ENDS else [*keys[:ENDS], *keys[-ENDS:]]


def draw(found: Found, pillar: str) -> list[str]:
    """The region among its peers on these indicators; returns them."""
    keys = shown(found, pillar)
    if not keys:
        show.empty(_("Too few of these regions have figures of their own here."), _("Choose another field."))
        return []
    names = {key: _(catalogue.load().indicators[key].short) for key in keys}
    st.caption(
        _(
            "Large dot: {region}; circles: its peers; diamond: the best of them; line: the middle peer. "
            "Better is always at the right. At the end of each row: the place among region and peers.",
            region=regions.name(found.choice.region),
        )
    )
    show.chart(
        _drawn(figures.version(), found.choice, pillar, show.theme(), texts.language()),
        alt=wording.alt_against(found.choice.region, found.compared.loc[keys], names),
        key=f"among-{pillar}",
        twin=lambda: standing(found, keys),
        columns=of_standing(found),
    )
    return keys


@st.cache_resource(show_spinner=False, max_entries=256)
def _drawn(number: int, choice: Choice, pillar: str, theme: str, language: str) -> go.Figure:
    found = of(choice)
    keys, known = shown(found, pillar), catalogue.load().indicators
    side = found.side[found.side["indicator"].isin(keys)]
    cards = side.assign(card=[_card(known[row["indicator"]], row) for row in records(side)])
    order = [choice.region, *found.codes]
    away, hover = (
        cards.pivot(index="indicator", columns="region", values=name).reindex(index=keys, columns=order)
        for name in ("away", "card")
    )
    table = found.compared.loc[keys]
    best = {str(key): str(code) for key, code in table["best_region"].items()}
    figure = pictures.strips(away.astype(float), choice.region, hover=hover, best=best, theme=theme)
    left = [rows.dated(known[key], table["period"][key]) for key in keys]
    right = [words.place(int(table["position"][key]), int(table["of"][key])) for key in keys]
    return rows.labelled(figure, left, right, theme)


def _card(block: catalogue.Indicator, row: dict[str, Any]) -> str:
    return "<br>".join(
        [
            f"<b>{regions.name(row['region'])}</b>",
            _(block.short),
            words.amount(row["value"], block),
            "; ".join([row["period"], *_notes(row, row["region"])]),
        ]
    )


def standing(found: Found, keys: list[str]) -> pd.DataFrame:
    """The strips as a table for people: figure, place, gaps to the middle and to the best peer."""
    known = catalogue.load().indicators
    table = found.compared.loc[keys]
    lines = [_standing(known[key], row) for key, row in zip(keys, records(table), strict=True)]
    return pd.DataFrame(lines, columns=list(of_standing(found)), index=table.index)


def _standing(block: catalogue.Indicator, row: dict[str, Any]) -> tuple[str, ...]:
    return (
        _(block.name),
        str(row["period"]),
        words.amount(row["value"], block),
        words.place(int(row["position"]), int(row["of"])),
        words.amount(row["median"], block),
        texts.number(row["value"] - row["median"], block.decimals, sign=True),
        regions.name(row["best_region"]),
        words.amount(row["best"], block),
        texts.number(row["value"] - row["best"], block.decimals, sign=True),
    )


def of_standing(found: Found) -> Columns:
    """The columns of `standing`."""
    return {
        "name": Column(_("Indicator")),
        "period": Column(_("Year")),
        "own": Column(regions.name(found.choice.region)),
        "place": Column(_("Place among peers")),
        "median": Column(_("Middle peer")),
        "gap": Column(_("Gap to it")),
        "best": Column(_("Best peer")),
        "theirs": Column(_("Its figure")),
        "behind": Column(_("Gap to the best")),
    }

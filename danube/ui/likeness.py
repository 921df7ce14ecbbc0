"""How alike regions are: the map of the peers, what adds up to their distance, and the figures behind."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from danube import regions, texts
from danube.benchmark import peers, structure
from danube.drawing import canvas, outlines, palette
from danube.drawing import peers as pictures
from danube.texts import _
from danube.ui import atlas, figures, rows, selection, show
from danube.ui.peers import Choice, Found, of, vintages
from danube.ui.profiles import DEFAULT
from danube.ui.show import Column
from danube.words import peers as wording
from danube.words import structure as naming

WIDEST = 6
"""Peers with a column of their own in the table of structural figures."""


@dataclass(frozen=True)
class Sight:
    """The map and the bars of a choice, in one language and theme."""

    picture: pictures.PeersPicture
    bars: go.Figure


def seen(found: Found) -> Sight:
    """The pictures of these peers, drawn when somebody first asks for them."""
    return _seen(figures.version(), found.choice, show.theme(), texts.language())


@st.cache_resource(show_spinner=False, max_entries=192)
def _seen(number: int, choice: Choice, theme: str, language: str) -> Sight:
    found = of(choice)
    return Sight(_picture(found, theme), _bars(found, theme))


def _picture(found: Found, theme: str) -> pictures.PeersPicture:
    away = peers.distances(found.table, found.choice.region, found.choice.weights)
    near = away[away["known"] >= peers.KNOWN]
    places = {code: place for place, code in enumerate(found.codes, 1)}
    notes = dict.fromkeys(map(str, away.index), _("Too few structural figures to compare"))
    notes |= dict.fromkeys(map(str, near.index), "") | {found.choice.region: _("The region itself")}
    notes |= {code: _("Peer number {place}", place=place) for code, place in places.items()}
    values = dict(zip(map(str, near.index), near["distance"].tolist(), strict=True))
    table = pd.DataFrame({"value": pd.Series(values | {found.choice.region: 0.0}), "note": pd.Series(notes)})
    return pictures.roles_map(
        outlines.load(2),
        table,
        found.choice.region,
        found.codes,
        theme=theme,
        title=_("Peers of {region}", region=regions.name(found.choice.region)),
        unit=_("distance in structure"),
    )


def _bars(found: Found, theme: str) -> go.Figure:
    keys = ordered(found)
    hues = pictures.hues(structure.DIMENSIONS, theme)
    lacking = {key: [key in missing for missing in found.nearest["missing"]] for key in keys}
    figure = pictures.stacks(
        found.nearest[keys],
        lacking=pd.DataFrame(lacking, index=found.nearest.index),
        colours={key: hues[structure.VARIABLES[key].dimension] for key in keys},
        names={key: naming.variable(key) for key in keys},
        hover=_cards(found, keys),
        theme=theme,
        unit=_("distance (0: alike, 2: picked at random)"),
    )
    left = [f"<b>{place}. {_named(code)}</b>" for place, code in enumerate(found.codes, 1)]
    right = [texts.number(value, 2) for value in found.nearest["distance"]]
    height = figure.layout.height
    rows.labelled(figure, left, right, theme)
    return figure.update_layout(height=height, margin={"t": 8, "b": pictures.FOOT, "l": 4, "r": 4})


def _named(code: str) -> str:
    return escape(f"{canvas.shorten(regions.name(code), 34)}, {regions.country_of(code)}")


def ordered(found: Found) -> list[str]:
    """The variables that count, dimension by dimension."""
    return sorted(
        found.variables, key=lambda key: structure.DIMENSIONS.index(structure.VARIABLES[key].dimension)
    )


def _cards(found: Found, keys: list[str]) -> pd.DataFrame:
    cards = {key: [_card(found, key, code) for code in found.codes] for key in keys}
    return pd.DataFrame(cards, index=found.nearest.index)


def _card(found: Found, key: str, peer: str) -> str:
    lines = [f"<b>{regions.name(peer)}</b>", naming.variable(key)]
    for code in (found.choice.region, peer):
        lines.append(f"{regions.name(code)}: {told(found, key, code)}")
    part, whole = (float(found.nearest[name][peer]) for name in (key, "distance"))
    share = _("Adds {part} of {whole}", part=texts.number(part, 3), whole=texts.number(whole, 2))
    return "<br>".join([*lines, share])


def told(found: Found, key: str, code: str, *, unit: bool = True) -> str:
    """`28 % of employment (2015)`, with whose figure it is where that is a larger unit's."""
    row = vintages(figures.version(), found.choice.gdp)[code, key]
    if pd.isna(row["value"]):
        return _("no figure")
    whose = "" if row["origin"] == code else f", {regions.name(row['origin'])}"
    value = naming.figure(key, row["value"]) if unit else naming.amount(key, row["value"])
    return f"{value} ({row['period']}{whose})"


def draw_map(found: Found) -> None:
    """The region and its peers among all regions; a click asks for the peers of another."""
    atlas.draw(seen(found).picture, key="peers-map", selected=(found.choice.region,), height=560)
    st.caption(_("Choose a region on the map to see its peers."))


def follow() -> None:
    """Takes the region just clicked on the map as the page's own, before anything is drawn."""
    clicked = atlas.clicked("peers-map")
    if clicked in selection.every_region():
        selection.write("region", clicked, DEFAULT)


def draw_bars(found: Found) -> None:
    """What adds up to the distance of each peer; the figures stand in `show_sums`, which needs more width."""
    _legend(found)
    show.chart(seen(found).bars, alt=wording.alt_stacks(found.choice.region, found.nearest), key="stacks")


def _legend(found: Found) -> None:
    """Which colour is which dimension; hatched where a figure is missing."""
    hues = pictures.hues(structure.DIMENSIONS, show.theme())
    shown = list(dict.fromkeys(structure.VARIABLES[key].dimension for key in ordered(found)))
    entries = "".join(
        f'<span style="white-space:nowrap"><span aria-hidden="true" style="color:{hues[key]}">■</span> '
        f"{escape(_(naming.DIMENSIONS[key]))}</span>"
        for key in shown
    )
    if any(len(missing) for missing in found.nearest["missing"]):
        ink = palette.theme(show.theme()).muted
        entries += f'<span style="color:{ink}">▨ {escape(_("hatched: a figure is missing"))}</span>'
    st.html(f'<div style="display:flex;flex-wrap:wrap;gap:0.3rem 1.3rem;font-size:0.95rem">{entries}</div>')


def show_structure(found: Found) -> None:
    """The structural figures with their years, and whose they are."""
    if not found.variables:
        return
    name = regions.name(found.choice.region)
    if found.codes:
        alt = _("Structural figures of {region} and its closest peers.", region=name)
    else:
        alt = _("Structural figures of {region}.", region=name)
    codes = [found.choice.region, *found.codes[:WIDEST]]
    heads = {"variable": Column(_("Variable")), "weight": Column(_("Weight"), unit="%", decimals=0)}
    heads |= {code: Column(regions.name(code)) for code in codes}
    show.table(_figures(found, codes), alt=alt, key="structure", columns=heads)


def _figures(found: Found, codes: list[str]) -> pd.DataFrame:
    weight = peers.shares(found.table, found.choice.weights)
    lines = [
        {"variable": naming.heading(key), "weight": 100 * float(weight[key])}
        | {code: told(found, key, code, unit=False) for code in codes}
        for key in ordered(found)
    ]
    return pd.DataFrame(lines)


def show_sums(found: Found) -> None:
    """What each variable adds to the distance of every peer; the last row is the distance."""
    table = found.nearest[[*ordered(found), "distance"]].T
    table.insert(0, "variable", [*map(naming.variable, ordered(found)), _("Distance")])
    heads = {"variable": Column(_("Variable"))}
    heads |= {code: Column(code, decimals=3) for code in found.codes}
    listed = texts.listing([f"{code} {regions.name(code)}" for code in found.codes])
    alt = _("What each variable adds to the distance, and the sum: {peers}.", peers=listed)
    show.table(table, alt=alt, key="sums", columns=heads)

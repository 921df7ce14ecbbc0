"""What the page of several regions shows: their figures side by side, prepared once per version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from danube import catalogue, regions, texts, words
from danube.benchmark import comparison, profile
from danube.drawing import charts, palette
from danube.texts import N_, _, n_
from danube.ui import figures, rows, selection, show
from danube.ui.show import Column, Columns

DEFAULT = ("AT13", "SK01", "HU11", "RS11")
"""Vienna, Bratislava, Budapest and Belgrade: four capitals on the Danube."""

WIDEST = 12
"""Indicators that are shown first: those on which the regions lie furthest apart."""

FEW = 5
"""With fewer indicators that all regions share, those that two of them share are shown."""

TO_MEDIAN = "median"
AHEAD = N_("{region} ({count})")


def chosen() -> list[str]:
    """Two to eight regions from the address; whoever asks for more is told who is left out."""
    fewest, most = selection.COMPARED
    asked = [code for code in st.query_params.get("regions", "").split(",") if code]
    known = [code for code in dict.fromkeys(asked) if code in selection.every_region()]
    if len(known) > most:
        out = texts.listing([regions.name(code) for code in known[most:]])
        selection.note(
            _("At most {most} regions can be compared; left out: {regions}.", most=most, regions=out)
        )
    return selection.several(
        "regions",
        selection.every_region(),
        label=_("Regions, {fewest} to {most}", fewest=fewest, most=most),
        show=regions.name,
        default=DEFAULT,
        most=most,
        wrap=True,
    )


def of(codes: tuple[str, ...]) -> pd.DataFrame:
    """As `comparison.side_by_side`, for every visible indicator, at the version in use."""
    return _compared(figures.version(), codes)


@st.cache_resource(show_spinner=False, max_entries=96)
def _compared(number: int, codes: tuple[str, ...]) -> pd.DataFrame:
    meta = profile.meta(catalogue.load().visible())
    return comparison.side_by_side(figures.shelf().everything, codes, meta)


def periods(compared: pd.DataFrame) -> dict[str, str]:
    """Indicator → the year in which it is compared."""
    return dict(zip(compared["indicator"].tolist(), compared["period"].tolist(), strict=True))


def wide(compared: pd.DataFrame, column: str, keys: Sequence[str]) -> pd.DataFrame:
    """Indicators `keys` by regions: one column of the comparison."""
    return comparison.wide(compared, column).reindex(index=list(keys))


def rated(compared: pd.DataFrame) -> pd.DataFrame:
    """Indicator by region → distance of own figures, on headline indicators that have a better side."""
    known = catalogue.load().indicators
    own = compared[compared["state"] == "value"]
    table = own.pivot(index="indicator", columns="region", values="distance")
    table = table.reindex(columns=compared["region"].unique())
    return table[[known[key].headline and known[key].direction != "neutral" for key in table.index]]


def shared(compared: pd.DataFrame) -> pd.DataFrame:
    """The rows of `rated` with all regions; those that have no figure of their own at all are left out."""
    table = rated(compared).dropna(axis="columns", how="all")
    return table.dropna() if len(table.columns) > 1 else table.head(0)


def widest(compared: pd.DataFrame) -> list[str]:
    """The indicators on which the regions lie furthest apart: those that all share, else that two share."""
    table = shared(compared)
    if len(table) < FEW:
        table = rated(compared)
        table = table[table.notna().sum(axis="columns") > 1]
    apart = table.max(axis="columns") - table.min(axis="columns")
    return [str(key) for key in apart.nlargest(WIDEST).index]


def of_pillar(compared: pd.DataFrame, pillar: str) -> list[str]:
    """The indicators of a pillar with a better side, on which at least two of the regions have a figure."""
    known = catalogue.load().indicators
    counts = compared.dropna(subset=["distance"]).groupby("indicator", sort=False)["region"].nunique()
    return [
        block.id
        for block in catalogue.load().by_pillar()[pillar]
        if counts.get(block.id, 0) >= 2 and known[block.id].direction != "neutral"
    ]


def answer(compared: pd.DataFrame) -> str:
    """Who does best on how many indicators, where they lie furthest apart, and who has no figures."""
    table = shared(compared)
    silent = [code for code in compared["region"].unique() if code not in table.columns]
    without = _("No figure of their own to compare: {regions}.", regions=_named(silent)) if silent else ""
    if table.empty:
        return f"{_('There is no indicator on which all of these regions have figures.')} {without}".strip()
    best = table.eq(table.max(axis="columns"), axis="index").sum().sort_values(ascending=False, kind="stable")
    ranked = [_(AHEAD, region=regions.name(str(code)), count=count) for code, count in best.items()]
    first = n_(
        "They share {count} headline indicator; does best on it: {regions}.",
        "They share {count} headline indicators. How often each does best: {regions}.",
        len(table),
        regions=texts.listing(ranked),
    )
    return f"{first} {_furthest(compared, table)} {without}".strip()


def _named(codes: Sequence[str]) -> str:
    return texts.listing([regions.name(code) for code in codes])


def _furthest(compared: pd.DataFrame, table: pd.DataFrame) -> str:
    key = str((table.max(axis="columns") - table.min(axis="columns")).idxmax())
    high, low = str(table.loc[key].idxmax()), str(table.loc[key].idxmin())
    figure = compared[compared["indicator"] == key].set_index("region")["value"]
    block = catalogue.load().indicators[key]
    return _(
        "They lie furthest apart in {indicator}: {best} with {high}, {worst} with {low} ({year}).",
        indicator=_(block.name),
        best=regions.name(high),
        high=words.amount(figure[high], block),
        worst=regions.name(low),
        low=words.amount(figure[low], block),
        year=periods(compared)[key],
    )


def cards(compared: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Indicators by regions → hover card."""
    known = catalogue.load().indicators
    part = compared[compared["indicator"].isin(list(keys))]
    found = [_card(known[row["indicator"]], row) for row in part.to_dict("records")]
    return wide(part.assign(card=found), "card", keys)


def _card(block: catalogue.Indicator, row: dict) -> str:
    lines = [f"{_(block.short)}, {row['period']}", words.amount(row["value"], block)]
    if row["state"] == "coarser":
        lines.append(_("Figure of {unit} as a whole", unit=regions.name(row["origin"])))
    lines.append(_("Danube median: {median}", median=words.amount(row["median"], block)))
    return "<br>".join([f"<b>{regions.name(row['region'])}</b>", *lines])


@st.cache_resource(show_spinner=False, max_entries=256)
def _differences(
    number: int, codes: tuple[str, ...], keys: tuple[str, ...], against: str, language: str
) -> pd.DataFrame:
    return differences(of(codes), keys, against)


def show_differences(codes: tuple[str, ...], keys: tuple[str, ...], against: str) -> None:
    """The table of `differences` for the version in use."""
    table = _differences(figures.version(), codes, keys, against, texts.language())
    show.table(table, alt=said(against), key="differences", columns=of_differences(codes))


def differences(compared: pd.DataFrame, keys: Sequence[str], against: str) -> pd.DataFrame:
    """Per indicator: name with unit, year, each region's figure, its difference to `against` in brackets.

    `against` is a region's code or `median`. Figures of a larger unit carry an asterisk.
    """
    known = catalogue.load().indicators
    values = wide(compared, "value", keys).to_dict("index")
    states = wide(compared, "state", keys).to_dict("index")
    medians = compared.drop_duplicates("indicator").set_index("indicator")["median"].to_dict()
    years = periods(compared)
    base = medians if against == TO_MEDIAN else {key: row[against] for key, row in values.items()}
    cells = [
        {
            "name": _with_unit(known[key]),
            "period": years[key],
            **{
                code: _cell(figure, base[key], states[key][code], known[key], code == against)
                for code, figure in values[key].items()
            },
            TO_MEDIAN: _cell(medians[key], base[key], "value", known[key], against == TO_MEDIAN),
        }
        for key in keys
    ]
    return pd.DataFrame(cells, columns=["name", "period", *compared["region"].unique(), TO_MEDIAN])


def _with_unit(block: catalogue.Indicator) -> str:
    """The short name with the unit, where that does not stand in the name already."""
    name, unit = _(block.short), _(block.unit)
    if unit.replace(" ", "") in name.replace(" ", ""):
        return name
    return _("{name}, {unit}", name=name, unit=unit)


def _cell(value: float, base: float, state: str, block: catalogue.Indicator, itself: bool) -> str:
    written = texts.number(value, block.decimals) + ("*" if state == "coarser" else "")
    if itself or pd.isna(value) or pd.isna(base):
        return written
    return f"{written}\N{NO-BREAK SPACE}({texts.number(value - base, block.decimals, sign=True)})"


def against(codes: Sequence[str], compared: pd.DataFrame) -> str:
    """What the differences are taken from: the first region with figures, another one, or the median."""
    own = set(compared.loc[compared["state"] == "value", "region"])
    first = next((code for code in codes if code in own), TO_MEDIAN)
    options = [*codes, TO_MEDIAN]
    names = {TO_MEDIAN: _("Danube median")}
    return selection.one(
        "against",
        options,
        label=_("Difference to"),
        show=lambda key: names.get(key) or regions.name(key),
        default=first,
    )


def said(against: str) -> str:
    """The caption of the table of differences."""
    name = _("the Danube median") if against == TO_MEDIAN else regions.name(against)
    return _(
        "Figures, and in brackets their difference to {name}. An asterisk marks the figure of a larger unit.",
        name=name,
    )


def _briefly(code: str) -> str:
    """The name without an exonym, so that eight columns fit."""
    return regions.get(code).name if regions.level_of(code) else regions.name(code)


def of_differences(codes: Sequence[str]) -> Columns:
    """The columns of `differences`."""
    heads = {"name": Column(_("Indicator")), "period": Column(_("Year"))}
    return heads | {code: Column(_briefly(code)) for code in codes} | {TO_MEDIAN: Column(_("Danube median"))}


@dataclass(frozen=True)
class Sight:
    """Several regions in one view and language: the answer, the indicators shown, their chart."""

    answer: str
    shown: tuple[str, ...]
    figure: go.Figure | None


def seen(codes: tuple[str, ...], pillar: str, theme: str) -> Sight:
    """The regions in a pillar, or where they differ most."""
    return _seen(figures.version(), codes, pillar, theme, texts.language())


@st.cache_resource(show_spinner=False, max_entries=256)
def _seen(number: int, codes: tuple[str, ...], pillar: str, theme: str, language: str) -> Sight:
    compared = of(codes)
    keys = of_pillar(compared, pillar) if pillar else widest(compared)
    return Sight(answer(compared), tuple(keys), _dumbbells(compared, keys, theme) if keys else None)


def _dumbbells(compared: pd.DataFrame, keys: list[str], theme: str) -> go.Figure:
    known, years = catalogue.load().indicators, periods(compared)
    figure = charts.dumbbells(
        wide(compared, "distance", keys).astype(float),
        hover=cards(compared, keys),
        indicators=dict.fromkeys(keys, ""),
        names={code: regions.name(code) for code in compared["region"].unique()},
        theme=theme,
    )
    left = [rows.dated(known[key], years[key]) for key in keys]
    return rows.labelled(figure, left, [], theme).update_layout(showlegend=False)


GLYPHS = ("●", "◆", "■", "▲", "✚", "⬟", "★", "⬢")


def legend(codes: Sequence[str], theme: str) -> None:
    """Which symbol is which region; it wraps where a chart's own legend would not."""
    colours = palette.theme(theme).series
    entries = "".join(
        f'<span style="white-space:nowrap"><span aria-hidden="true" style="color:{colours[place % 8]}">'
        f"{GLYPHS[place % 8]}</span> {escape(regions.name(code))}</span>"
        for place, code in enumerate(codes)
    )
    st.html(f'<div style="display:flex;flex-wrap:wrap;gap:0.3rem 1.3rem;font-size:0.95rem">{entries}</div>')

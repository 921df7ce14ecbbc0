"""The table of several regions: each figure with its difference to one of them or to the Danube median."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.texts import _
from danube.ui import comparisons, figures, selection, show
from danube.ui.show import Column, Columns
from danube.words.comparisons import periods, wide

MEDIAN = "median"
ROOMY = 4
"""Up to so many regions, a figure and its difference stand on one line."""


@st.cache_resource(show_spinner=False, max_entries=256)
def _prepared(
    number: int, codes: tuple[str, ...], keys: tuple[str, ...], against: str, language: str
) -> pd.DataFrame:
    return differences(comparisons.of(codes), keys, against)


def show_table(codes: tuple[str, ...], keys: tuple[str, ...], against: str) -> None:
    """The table of `differences` for the version in use."""
    table = _prepared(figures.version(), codes, keys, against, texts.language())
    show.table(table, alt=said(against), key="differences", columns=columns(codes))


def differences(compared: pd.DataFrame, keys: Sequence[str], against: str) -> pd.DataFrame:
    """Per indicator: name with unit, year, each region's figure, its difference to `against` in brackets.

    `against` is a region's code or `median`. Figures of a larger unit carry an asterisk.
    """
    known = catalogue.load().indicators
    values = wide(compared, "value", keys).to_dict("index")
    states = wide(compared, "state", keys).to_dict("index")
    medians = compared.drop_duplicates("indicator").set_index("indicator")["median"].to_dict()
    years = periods(compared)
    base = medians if against == MEDIAN else {key: row[against] for key, row in values.items()}
    cells: list[dict[Hashable, str]] = [
        {
            "name": _with_unit(known[key]),
            "period": years[key],
            **{
                code: _cell(figure, base[key], states[key][code], known[key], code == against)
                for code, figure in values[key].items()
            },
            MEDIAN: _cell(medians[key], base[key], "value", known[key], against == MEDIAN),
        }
        for key in keys
    ]
    codes = compared["region"].unique().tolist()
    return pd.DataFrame(_unbroken(cells, len(codes)), columns=["name", "period", *codes, MEDIAN])


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
    return f"{written} ({texts.number(value - base, block.decimals, sign=True)})"


def _unbroken(cells: list[dict[Hashable, str]], codes: int) -> list[dict[Hashable, str]]:
    """Keeps a figure and its difference on one line where there is room for it."""
    if codes > ROOMY:
        return cells
    return [
        {key: text if key == "name" else text.replace(" ", "\N{NO-BREAK SPACE}") for key, text in row.items()}
        for row in cells
    ]


def against(codes: Sequence[str], compared: pd.DataFrame) -> str:
    """What the differences are taken from: the first region with figures, another one, or the median."""
    own = set(compared.loc[compared["state"] == "value", "region"])
    first = next((code for code in codes if code in own), MEDIAN)
    options = [*codes, MEDIAN]
    if st.query_params.get("against") in selection.every_region() and st.query_params["against"] not in codes:
        selection.write("against", None)  # the region has just left the comparison
    names = {MEDIAN: _("Danube median")}
    return selection.one(
        "against",
        options,
        label=_("Difference to"),
        show=lambda key: names.get(key) or regions.name(key),
        default=first,
    )


def said(against: str) -> str:
    """The caption of the table of differences."""
    name = _("the Danube median") if against == MEDIAN else regions.name(against)
    return _(
        "Figures, and in brackets their difference to {name}. An asterisk marks the figure of a larger unit.",
        name=name,
    )


def _briefly(code: str) -> str:
    """The name without an exonym, so that eight columns fit."""
    return regions.get(code).name if regions.level_of(code) else regions.name(code)


def columns(codes: Sequence[str]) -> Columns:
    """The columns of `differences`."""
    heads = {"name": Column(_("Indicator")), "period": Column(_("Year"))}
    return heads | {code: Column(_briefly(code)) for code in codes} | {MEDIAN: Column(_("Danube median"))}

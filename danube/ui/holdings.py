"""What the warehouse holds: coverage, vintages, flags and licences, as tables for the page on quality."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import catalogue, regions
from danube.benchmark import coverage, panel
from danube.catalogue import FLAGS
from danube.texts import N_, _, n_
from danube.ui import figures
from danube.ui.show import Column, Columns

EVERY = "all"
DOUBTS = {"by-hand": N_("copied by hand"), "uploaded": N_("uploaded")}
"""What stands beside the vintage of a source that is not simply its publisher's."""


@st.cache_data(show_spinner=False, max_entries=8)
def _covered(version: int) -> pd.DataFrame:
    """Indicator, period, country → covered, of (see `coverage.table`), of every indicator on the pages."""
    ids = [block.id for block in catalogue.load().visible()]
    return coverage.table(figures.at(version).everything, ids)


def ids(pillar: str) -> list[str]:
    """The indicators of a pillar, or of all of them, in the order of the catalogue."""
    return [block.id for block in catalogue.load().visible() if pillar in (EVERY, block.pillar)]


def by_year(version: int, indicators: list[str], country: str | None) -> pd.DataFrame:
    """Indicators by years: the share of the NUTS 2 regions (of a country, or all) with a figure."""
    counts = _within(version, indicators, country).groupby(["indicator", "period"])[["covered", "of"]].sum()
    shares = (counts["covered"] / counts["of"]).where(counts["covered"] > 0).unstack("period")
    return shares.dropna(axis="columns", how="all").reindex(indicators).dropna(how="all")


def by_country(version: int, indicators: list[str], country: str | None = None) -> pd.DataFrame:
    """Indicators by countries (or one of them): the share with a figure in the latest well covered year."""
    total = _within(version, indicators).groupby(["indicator", "period"])["covered"].sum().reset_index()
    best = total.groupby("indicator")["covered"].transform("max")
    enough = (total["covered"] > 0) & (total["covered"] >= best * panel.COVERED)
    newest = total[enough].groupby("indicator")["period"].max()
    rows = _within(version, indicators, country)
    chosen = rows[rows["period"] == rows["indicator"].map(newest)]
    table = chosen.pivot(index="indicator", columns="country", values="share")
    return table.reindex(index=[one for one in indicators if one in table.index])


def _within(version: int, indicators: list[str], country: str | None = None) -> pd.DataFrame:
    """The rows of `_covered` of these indicators, in all countries or in one."""
    rows = _covered(version)
    rows = rows[rows["indicator"].isin(indicators)]
    return rows if country is None else rows[rows["country"] == country]


@st.cache_data(show_spinner=False, max_entries=16)
def inventory(version: int, pillar: str, language: str) -> pd.DataFrame:
    """One row per indicator: name, years, regions, source, vintage, licence, flags in words."""
    known = catalogue.load()
    return pd.DataFrame([_entry(version, known, key) for key in ids(pillar)])


def _entry(version: int, known: catalogue.Catalogue, key: str) -> dict[str, object]:
    block = known.indicators[key]
    source = known.sources[block.source]
    rows = figures.at(version).of(key).dropna(subset=["value"])
    periods = sorted(rows["period"].unique())
    doubt = _(DOUBTS[source.status]) if source.status in DOUBTS else ""
    return {
        "name": _(block.name),
        "years": f"{periods[0]}–{periods[-1]}" if len(periods) > 1 else "".join(periods),
        "regions": rows.loc[rows["region"].isin(regions.nuts2()), "region"].nunique(),
        "source": ", ".join(filter(None, [source.publisher, source.dataset])),
        "vintage": ", ".join(word for word in (source.vintage, doubt) if word),
        "licence": source.licence,
        "flags": flag_counts(rows["flag"]),
    }


def flag_counts(flags: pd.Series) -> str:
    """`break in the series (12); provisional (3)`; empty where there is no flag."""
    tokens = flags.dropna().str.split().explode().dropna()
    return "; ".join(
        f"{_(FLAGS.get(str(token), str(token)))} ({count})" for token, count in tokens.value_counts().items()
    )


def columns() -> Columns:
    """The columns of `inventory`."""
    return {
        "name": Column(_("Indicator")),
        "years": Column(_("Years")),
        "regions": Column(_("NUTS 2 regions"), decimals=0),
        "source": Column(_("Source")),
        "vintage": Column(_("As of")),
        "licence": Column(_("Licence")),
        "flags": Column(_("Notes on figures")),
    }


def answer(version: int, indicators: list[str]) -> str:
    """How much there is, in one sentence."""
    rows = figures.at(version).of(*indicators).dropna(subset=["value"])
    if rows.empty:
        return _("There is no figure for this choice.")
    held = [key for key in indicators if key in figures.at(version).by_indicator]
    return n_(
        "{count} figure of {indicators} indicators, from {first} to {last}.",
        "{count} figures of {indicators} indicators, from {first} to {last}.",
        len(rows),
        indicators=len(held),
        first=rows["period"].min(),
        last=rows["period"].max(),
    )

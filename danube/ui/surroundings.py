"""The map of regions and their surroundings: where high or low figures lie side by side."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from danube import regions, texts, words
from danube.benchmark import clusters
from danube.catalogue import Indicator
from danube.drawing import categories, maps, outlines
from danube.exports.pictures import Wanted
from danube.exports.pictures import table as on_map
from danube.texts import N_, _
from danube.ui import atlas, figures, show
from danube.ui.convergence import Findings
from danube.ui.moves import head
from danube.ui.show import Column
from danube.words import convergence as sentences

KINDS = {
    "low": N_("Low among low"),
    "low among high": N_("Low among high"),
    "none": N_("No clear pattern"),
    "high among low": N_("High among low"),
    "high": N_("High among high"),
}


def draw(found: Findings, until: str, highlight: str | None) -> None:
    title = _("Where do high and low figures lie side by side?")
    if found.map is None:
        head(title)
        return show.empty(
            _("Too few regions have a figure in {year}, or all have the same.", year=until),
            _("Choose another last year."),
        )
    local, moran = found.map.local, found.map.moran
    term = _(
        "High and low: above and below the average of all {count} regions with a figure in {year}. "
        "Technical terms: Moran's I = {i} (chance alone gives {expected}, p = {p}); local Moran's I with a "
        "false discovery rate of 5 %.",
        i=texts.number(moran.i, 2), expected=texts.number(moran.expected, 2), p=texts.number(moran.p, 4),
        count=moran.count, year=until,
    )  # fmt: skip
    head(title, sentences.clustered(local, moran), term)
    if found.map.tied:
        pairs = [f"{regions.name(one)} ({regions.name(to)})" for one, to in found.map.tied.items()]
        st.caption(_("Without a neighbour that has a figure, tied to the nearest: {regions}.",
                     regions=texts.listing(pairs)))  # fmt: skip
    picture = _picture(found, until)
    marked = [highlight] if highlight in picture.outlines.ids else None
    atlas.draw(picture, key="clusters", selected=marked)
    return None


def _picture(found: Findings, until: str) -> maps.MapPicture:
    assert found.map is not None
    local, block = found.map.local, found.block
    number = figures.version()
    base = on_map(Wanted(block, figures.at(number).of(block.id), until, number))
    own = base["state"].eq("value") & base.index.isin(local.index)
    kinds = local["kind"].reindex(base.index)
    labels = {kind: f"{_(KINDS[kind])} ({int((kinds == kind).sum())})" for kind in clusters.KINDS}
    table = base.assign(
        value=base["value"].where(own),
        state=base["state"].where(own, "missing"),
        note=[
            _told(local.loc[code], block) if known else note
            for code, known, note in zip(base.index, own, base["note"], strict=True)
        ],
    )
    scale = categories.Categories(
        categories.numbered(local["kind"], clusters.KINDS),
        tuple(labels[kind] for kind in clusters.KINDS),
        categories.around_nothing(len(clusters.KINDS)),
        block.decimals,
    )
    title = _("Clusters of {indicator}, {year}", indicator=_(block.name), year=until)
    return maps.choropleth(
        outlines.load(2), table, scale.as_scale(), theme=show.theme(), title=title, unit=_(block.unit)
    )


def _told(row: pd.Series, block: Indicator) -> str:
    """The class of a region and what its neighbours have on average."""
    around = _("Neighbours on average: {amount}", amount=words.amount(float(row["around"]), block))
    return f"{_(KINDS[str(row['kind'])])}. {around}"


def table(found: Findings) -> None:
    """Every region with its neighbours' mean, its class and how sure that is."""
    if found.map is None:
        return
    local = found.map.local.sort_values("q", kind="stable")
    rows = local.assign(
        name=[regions.name(str(code)) for code in local.index],
        country=[regions.name(regions.country_of(str(code))) for code in local.index],
        kind=[_(KINDS[str(kind)]) for kind in local["kind"]],
    )
    unit, decimals = _(found.block.unit), found.block.decimals
    heads = {
        "name": Column(_("Region")),
        "country": Column(_("Country")),
        "value": Column(_("Figure"), unit, decimals),
        "around": Column(_("Neighbours"), decimals=decimals),
        "kind": Column(_("Pattern")),
        "i": Column(_("Local Moran's I"), decimals=2),
        "p": Column("p", decimals=4),
        "q": Column("q", decimals=4),
    }
    alt = _(
        "Regions with the average of their neighbours, the clearest pattern first; p: chance of as clear a "
        "pattern, q: the same with all regions tested at once."
    )
    show.table(rows, alt=alt, key="clusters-table", columns=heads)

"""One indicator and year as a map, a chosen region outlined and named."""

from __future__ import annotations

from typing import cast

import pandas as pd

from danube import regions, texts, words
from danube.benchmark import panel, positions
from danube.catalogue import Indicator
from danube.drawing import scales
from danube.drawing.static import area
from danube.events.scene import Scene
from danube.events.scenes import told
from danube.events.scenes.asked import Asked
from danube.exports import pictures
from danube.exports.pictures import CENTRES, Centre, Wanted
from danube.texts import _


def drawn(asked: Asked) -> Scene:
    """The map of these choices."""
    return charted(asked, asked.indicator())


def charted(asked: Asked, block: Indicator) -> Scene:
    """The map of this indicator in the chosen year, level and classes."""
    year = asked.year(block)
    wanted = _wanted(asked, block, year)
    table = pictures.table(wanted)
    picture = pictures.choropleth(wanted, table)
    region = _marked(asked.region(), table)
    periods = {block.id: year}
    return Scene(
        title=told.titled(block, year),
        sentence=" ".join(
            filter(None, [_chosen(table, region, block, year), words.answer_map(table, year, block)])
        ),
        svg=area.choropleth(picture, {region: told.short(region)} if region else None),
        alt=words.alt_map(table, year, block),
        table=_table(table, block, year),
        figures=told.tidy(asked.shelf, [block.id], periods=periods, units=table["origin"].dropna().unique()),
        sources=(*told.sources([block.id]), told.boundaries()),
        dated=year,
        version=asked.shelf.version,
        link=told.link(asked),
    )


def _marked(region: str, table: pd.DataFrame) -> str:
    """The chosen region, or on a map of larger units the one that it lies in; empty without any."""
    around = regions.ancestors(region) if region else ()
    return next((code for code in (region, *around) if code in table.index), "")


def _chosen(table: pd.DataFrame, region: str, block: Indicator, year: str) -> str:
    """The chosen region with its figure and place, or why it has none; empty without a region."""
    if not region:
        return ""
    own = table["value"].where(table["state"] == "value").astype(float)
    if pd.isna(own[region]):
        return f"{regions.name(region)}. {str(table['note'][region]).rstrip('.')}."
    ranked = positions.rank(own, block.direction)
    return told.placed(told.records(ranked.loc[[region]])[0], year, block)


def _wanted(asked: Asked, block: Indicator, year: str) -> Wanted:
    levels = panel.levels(asked.shelf.yearly.get(block.id, {}).get(year, {}))
    native = block.level if block.level in levels else 2
    return Wanted(
        block=block,
        rows=asked.shelf.of(block.id),
        year=year,
        version=asked.shelf.edition,
        level=int(asked.one("level", [str(level) for level in levels], str(native))),
        kind=cast(scales.Kind, asked.one("classes", scales.KINDS, "continuous")),
        centre=cast(Centre, asked.one("centre", CENTRES, "danube")),
        theme=asked.theme,
    )


def _table(table: pd.DataFrame, block: Indicator, year: str) -> pd.DataFrame:
    """Every unit, highest figure first, with what is to note."""
    ordered = table.sort_values("value", ascending=False, kind="stable")
    notes = zip(ordered["note"], map(told.flags, ordered["flag"]), strict=True)
    return told.table(
        {
            _("Region"): [regions.name(str(code)) for code in ordered.index],
            _("Country"): [regions.name(regions.country_of(str(code))) for code in ordered.index],
            told.head(block, year): [texts.number(value, block.decimals) for value in ordered["value"]],
            _("Notes"): ["; ".join(filter(None, pair)) for pair in notes],
        }
    )

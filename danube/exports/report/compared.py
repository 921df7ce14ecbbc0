"""The parts of a report on several regions: plain values that a template prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danube import catalogue, regions, texts, words
from danube.benchmark import comparison, profile, recipe, timeline
from danube.benchmark.portrait import records
from danube.benchmark.timeline import MEDIAN
from danube.catalogue import Indicator
from danube.drawing import outlines, palette
from danube.drawing.paper import apart as spreads
from danube.drawing.paper import course, places
from danube.exports.brief import measured
from danube.exports.shelf import Shelf
from danube.texts import _
from danube.words import comparisons, methods
from danube.words import lab as doubt

COLOURS = palette.theme("light").series
COURSES = 6
NAME = 42
"""Letters of an indicator's name beside the picture."""


def table(shelf: Shelf, codes: Sequence[str]) -> pd.DataFrame:
    """As `comparison.side_by_side`, for every visible indicator."""
    meta = profile.meta(catalogue.load().visible())
    return shelf.kept.of(
        ("compared", tuple(codes)), lambda: comparison.side_by_side(shelf.everything, codes, meta)
    )


def marks(codes: Sequence[str]) -> list[dict[str, str]]:
    """Number, colour, name and country of each region."""
    return [
        {
            "number": str(place),
            "code": code,
            "colour": COLOURS[place - 1],
            "name": regions.name(code),
            "short": regions.name(code) if code in regions.NAMES else regions.get(code).name,
            "country": regions.name(regions.country_of(code)),
        }
        for place, code in enumerate(codes, start=1)
    ]


def located(codes: Sequence[str]) -> dict[str, str]:
    """Where they lie: each in its colour."""
    drawn = outlines.load(2)
    chosen = dict(zip(codes, COLOURS, strict=False))
    pale = places.COLOURS.grid
    fills = [chosen.get(code, pale) for code in drawn.ids]
    said = texts.listing([regions.name(code) for code in codes])
    return {
        "svg": places.places(drawn, fills, {code: one for code, one in chosen.items() if code in drawn.ids}),
        "alt": _("Map of the Danube Region with {regions} in colour.", regions=said),
    }


def indices(shelf: Shelf, codes: Sequence[str]) -> list[list[str]]:
    """A line for each ready-made index: its name with the number of ranked regions, and every place."""
    found = {lens: measured.index(shelf, lens) for lens in recipe.LENSES}
    return [
        [
            _("{index} (of {count})", index=_(methods.LENSES[lens]), count=len(one.rows)),
            *(_place(doubt.stood(one, lens, code)) for code in codes),
        ]
        for lens, one in found.items()
        if one is not None
    ]


def _place(one: doubt.Standing) -> str:
    return doubt.span(one.low, one.high) if one.ranked else _("not ranked")


def apart(compared: pd.DataFrame, codes: Sequence[str]) -> dict[str, str]:
    """The indicators on which the regions lie furthest apart, as a picture."""
    keys = comparisons.widest(compared)
    if not keys:
        return {"svg": "", "alt": ""}
    years = comparisons.periods(compared)
    away = comparisons.wide(compared, "distance", keys)
    blocks = catalogue.load().indicators
    rows = [
        spreads.Spread(
            name=_cut(f"{_(blocks[key].short)}, {years[key]}"),
            at={
                place: float(away[code][key])
                for place, code in enumerate(codes, start=1)
                if code in away and pd.notna(away[code][key])
            },
        )
        for key in keys
    ]
    svg = spreads.drawn(rows, COLOURS, (_("worse"), _("better")))
    return {"svg": svg, "alt": words.alt_compare(list(codes), len(keys))}


def _cut(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 1].rstrip()}…"


def fields(compared: pd.DataFrame) -> list[dict[str, Any]]:
    """Field by field the headline indicators that at least two of the regions have."""
    blocks = catalogue.load()
    told = []
    for pillar, block in blocks.pillars.items():
        keys = [key for key in comparisons.of_pillar(compared, pillar) if blocks.indicators[key].headline]
        if keys:
            told.append({"name": _(block.name), "rows": [_figures(compared, key) for key in keys]})
    return told


def _figures(compared: pd.DataFrame, key: str) -> dict[str, Any]:
    """An indicator: name, unit with year, the figure of each region (best or not), the median."""
    block, rows = catalogue.load().indicators[key], records(compared[compared["indicator"] == key])
    best = _best(rows, block)
    return {
        "name": _(block.name),
        "unit": f"{_(block.unit)}, {rows[0]['period']}",
        "cells": [[_cell(row, block), row["state"] == "value" and row["value"] == best] for row in rows],
        "median": texts.number(rows[0]["median"], block.decimals),
    }


def _best(rows: list[dict[str, Any]], block: Indicator) -> float | None:
    known = [row["value"] for row in rows if row["state"] == "value"]
    if not known:
        return None
    return min(known) if block.direction == "lower" else max(known)


def _cell(row: dict[str, Any], block: Indicator) -> str:
    figure = texts.number(row["value"], block.decimals)
    return f"{figure}*" if row["state"] == "coarser" else figure


def courses(shelf: Shelf, codes: Sequence[str]) -> list[dict[str, str]]:
    """Headline indicators over the years, all regions in one picture; those that two of them have."""
    found: list[dict[str, str]] = []
    for key in measured.HEADLINES:
        block = catalogue.load().indicators.get(key)
        if block is None or len(found) == COURSES:
            continue
        line = timeline.of(shelf.of(key), key, (*codes, MEDIAN)).values
        if (line[list(codes)].notna().sum() >= measured.ENOUGH).sum() >= 2:
            found.append(_course(block, line, codes))
    return found


def _course(block: Indicator, values: pd.DataFrame, codes: Sequence[str]) -> dict[str, str]:
    lines = {key: [None if v != v else float(v) for v in values[key]] for key in (*codes, MEDIAN)}
    picture = course.Together(
        years=[str(year) for year in values.index],
        lines=[lines[code] for code in codes],
        colours=COLOURS[: len(codes)],
        median=lines[MEDIAN],
        decimals=block.decimals,
    )
    names = {code: regions.name(code) for code in codes} | {MEDIAN: _("Danube median")}
    return {
        "name": _(block.name), "unit": _(block.unit), "svg": course.together(picture),
        "alt": words.alt_trend(values, names, block),
    }  # fmt: skip

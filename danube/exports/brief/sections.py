"""The sections of a region's brief, in the reader's language: plain values that a template prints."""

from __future__ import annotations

from typing import Any

import pandas as pd

from danube import catalogue, regions, texts, words
from danube.benchmark import profile, recipe
from danube.benchmark.doubted import Doubted
from danube.benchmark.portrait import Portrait, records
from danube.benchmark.timeline import MEDIAN
from danube.catalogue import priorities
from danube.catalogue.priorities import Priority
from danube.drawing import outlines, scales
from danube.drawing.paper import course, fields, places
from danube.exports.brief import measured
from danube.exports.brief.measured import Told
from danube.exports.shelf import Shelf
from danube.texts import _, n_
from danube.words import findings, methods
from danube.words import lab as doubt

Section = dict[str, Any]
"""Plain values as JSON knows them."""

STANDOUTS = 5
"""Strengths, and as many weaknesses."""

LARGER = 8
"""Figures of larger units that stand for a region without its own."""

NAMED = 8
"""Priorities that are named; the others are counted."""

LONGEST = 110
"""Letters of a name that somebody typed."""


def shortened(said: str, most: int = LONGEST) -> str:
    """A text that is no longer than the paper has room for."""
    return said if len(said) <= most else f"{said[: most - 1].rstrip()}…"


def standing(shelf: Shelf, region: str) -> Section:
    """Between which places the region lies in each ready-made index; and the map of the first of them."""
    found = {lens: measured.index(shelf, lens) for lens in recipe.LENSES}
    stood = [doubt.stood(one, lens, region) for lens, one in found.items() if one is not None]
    main = found[recipe.LENSES[0]]
    return {
        "rows": [_stood(one) for one in stood],
        "ranked": any(one.ranked for one in stood),
        "nothing": _("{region} has too few figures to be ranked in any index.", region=regions.name(region)),
        "alike": _alike(main, region),
        "map": _map(None if main is None else main.ranking["score"], region),
    }


def _alike(main: Doubted | None, region: str) -> str:
    """From whom the region cannot be told apart in the first index."""
    if main is None or region not in main.rows:
        return ""
    told = doubt.alike(regions.name(region), main.alike(region))
    return f"{_(methods.LENSES[recipe.LENSES[0]])}: {told}"


def _stood(one: doubt.Standing) -> list[str]:
    """Index, place, score, group."""
    name = _(methods.LENSES[one.lens])
    if one.ranked:
        return [name, one.place, texts.number(one.score, 1), _(doubt.GROUPS[one.group])]
    share = _("not ranked: figures for {share} % of the indicators", share=texts.number(one.share * 100, 0))
    return [name, share, texts.MISSING, texts.MISSING]


def _map(score: pd.Series | None, region: str) -> Section:
    """All regions in the colours of their score, the region outlined; its legend."""
    drawn = outlines.load(2)
    known = pd.Series(dtype=float) if score is None else score
    scale = scales.build(known, "continuous", decimals=0)
    ramp = scale.colours("light")
    classes = scale.indices(known.reindex(list(drawn.ids)))
    fills = [ramp[place] if place >= 0 else None for place in classes]
    marked = {region: places.COLOURS.amber} if region in drawn.ids else {}
    said = _("Map of the Danube Region: {region} outlined, regions darker with a higher score.")
    return {
        "svg": places.places(drawn, fills, marked),
        "alt": said.format(region=regions.name(region)),
        "legend": [list(pair) for pair in zip(ramp, scale.labels(), strict=True)],
    }


def compared(shelf: Shelf, region: str) -> Section:
    """The region in every field of the first index, beside the middle of its peers and the Danube median."""
    alike = measured.alike(shelf, region)
    main = measured.index(shelf, recipe.LENSES[0])
    name = regions.name(region)
    told: Section = {
        "peers": _peers(alike, name),
        "nothing": _("{region} has too few figures for scores by field.", region=name),
        "svg": "",
    }
    table = pd.DataFrame() if main is None else measured.scores(main)
    if region not in table.index:
        return told
    rows = [_field(table[key], str(key), region, alike) for key in table]
    return told | {"svg": fields.fields(rows), "alt": _alt_fields(rows), "name": name}


def _peers(alike: list[str], name: str) -> str:
    """Who the peers are, or that nobody can say."""
    if not alike:
        return _("No peers can be named: too little is known of the structure of {region}.", region=name)
    told = texts.listing([regions.name(code) for code in alike])
    return _("Peers, most alike in structure: {peers}.", peers=told)


def _field(column: pd.Series, pillar: str, region: str, alike: list[str]) -> fields.Row:
    known = column.dropna()
    among = known[known.index.isin(alike)]
    return fields.Row(
        name=_(catalogue.load().pillars[pillar].name),
        everybody=[round(float(value), 1) for value in known],
        own=float(known[region]) if region in known else None,
        peers=float(among.median()) if len(among) else None,
        median=float(known.median()) if len(known) else None,
    )


def _alt_fields(rows: list[fields.Row]) -> str:
    said = [
        _(
            "{field}: {own}, peers {peers}, median {median}",
            field=row.name, own=texts.number(row.own, 0), peers=texts.number(row.peers, 0),
            median=texts.number(row.median, 0),
        )
        for row in rows
    ]  # fmt: skip
    return _("Scores from 0 to 100 by field. {fields}.", fields="; ".join(said))


def standouts(known: Portrait) -> Section:
    """What the region does best and worst in, a sentence each; of a silent region, its larger units."""
    rows = known.headlines
    borrowed = known.coarser().head(LARGER) if known.silent() else known.table.head(0)
    return {
        "ahead": _sentences(profile.strengths(rows, count=STANDOUTS)),
        "behind": _sentences(profile.weaknesses(rows, count=STANDOUTS)),
        "silent": known.silent(),
        "larger": _borrowed(borrowed),
        "nothing": _("No source publishes a figure for {region}.", region=regions.name(known.region)),
        "moved": _moved(known),
    }


def _sentences(rows: pd.DataFrame) -> list[list[str]]:
    """Indicator, and what is said of it."""
    blocks = catalogue.load().indicators
    return [
        [
            _(blocks[str(key)].name),
            _(
                "{amount} in {year}: {place}; Danube median {median}.",
                amount=words.amount(row["value"], blocks[str(key)]), year=row["period"],
                place=findings.place(row), median=texts.number(row["median"], blocks[str(key)].decimals),
            ),
        ]
        for key, row in zip(rows.index, records(rows), strict=True)
    ]  # fmt: skip


def _borrowed(rows: pd.DataFrame) -> list[list[str]]:
    """Indicator, and the figure of the larger unit."""
    blocks = catalogue.load().indicators
    return [
        [
            _(blocks[str(key)].name),
            _(
                "{amount} in {year} in {unit} as a whole; Danube median {median}.",
                amount=words.amount(row["value"], blocks[str(key)]), year=row["period"],
                unit=regions.name(row["origin"]),
                median=texts.number(row["median"], blocks[str(key)].decimals),
            ),
        ]
        for key, row in zip(rows.index, records(rows), strict=True)
    ]  # fmt: skip


def _moved(known: Portrait) -> list[str]:
    """The greatest gain and the greatest loss on the other regions."""
    moved = known.movements[known.movements.index.isin(known.headlines.index)]
    return words.movement(moved, catalogue.load().indicators)


def courses(shelf: Shelf, region: str) -> list[Section]:
    """Headline indicators over the years: heading, unit, picture, and what it says in words."""
    return [_course(one, region) for one in measured.courses(shelf, region)]


def _course(one: Told, region: str) -> Section:
    values, block = one.line.values, one.block
    roles = {MEDIAN: "median", regions.EU: "eu", one.country: "country"}
    lines = {key: [None if v != v else float(v) for v in values[key]] for key in map(str, values.columns)}
    picture = course.Course(
        years=[str(year) for year in values.index],
        own=lines[one.origin],
        others={roles[key]: line for key, line in lines.items() if key != one.origin and key in roles},
        decimals=block.decimals,
        breaks=one.breaks,
    )
    names = {key: _("Danube median") if key == MEDIAN else regions.name(key) for key in lines}
    whole = "" if one.origin == region else _("Figure of {unit} as a whole", unit=regions.name(one.origin))
    return {
        "name": _(block.name), "unit": _(block.unit), "whole": whole, "svg": course.course(picture),
        "alt": words.alt_trend(values, names, block), "broken": bool(one.breaks),
    }  # fmt: skip


def chosen(shelf: Shelf, region: str) -> Section:
    """The S3 priorities of the region, or else of the nearest larger unit with some; state and source."""
    every = priorities.around(region, measured.listed(shelf))
    code = next((unit for unit in (region, *regions.ancestors(region)) if unit in every), "")
    if not code:
        said = _("None is known here of {region} and its country.", region=regions.name(region))
        return {"unit": "", "names": [], "nothing": said, "more": "", "origin": []}
    rows = every[code]
    rest = len(rows) - NAMED
    return {
        "unit": regions.name(code),
        "names": [_priority(one) for one in rows[:NAMED]],
        "more": n_("{count} more", "{count} more", rest) if rest > 0 else "",
        "nothing": "",
        "origin": list(dict.fromkeys(_origin(one) for one in rows)),
    }


def _priority(one: Priority) -> str:
    return f"{shortened(one.priority)} ({_('uploaded')})" if one.uploaded else shortened(one.priority)


def _origin(one: Priority) -> str:
    """State, source and licence of a priority."""
    source = catalogue.load().sources.get(one.source)
    return _(
        "{strategy} ({period}): {state}. Source: {source}; licence: {licence}.",
        strategy=shortened(one.strategy) or _("Strategy"),
        period=one.period.replace("-", "–") or _("period not stated"),
        state=_(priorities.STATUSES.get(one.status, "")) or _("not said"),
        source=_(source.title) if source else shortened(one.source or one.url) or _("not said"),
        licence=shortened(one.licence) or _("not stated"),
    )


def gaps(known: Portrait) -> Section:
    """Why figures are missing or those of a larger unit: how many, and which."""
    table = findings.absences(known)
    return {
        "rows": [
            [str(row["why"]), texts.number(row["count"], 0), str(row["which"])] for row in records(table)
        ],
        "nothing": _(
            "Nothing: {region} has a figure of its own on every indicator.", region=regions.name(known.region)
        ),
    }

"""The map as a file: the same drawing as on the page, for papers, slides and other sites."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from danube import catalogue, regions, texts
from danube.api import answers, asked, data
from danube.api.asked import Asked, Refused
from danube.api.prepared import IMMUTABLE, Asset, compressed
from danube.benchmark import panel, positions
from danube.catalogue import Indicator
from danube.drawing import browser, maps, outlines, palette, scales
from danube.texts import _

WIDTH = 1200
SHOWABLE = (0, 1, 2, 3)


@dataclass(frozen=True)
class Wanted:
    """A map that can be drawn: every choice checked, `rows` all figures of the indicator."""

    block: Indicator
    rows: pd.DataFrame
    year: str
    level: int
    kind: scales.Kind
    theme: str
    version: int


def map_file(request: Request) -> Response:
    """An SVG with title, legend, source and disclaimer: indicator, year, level, classes, lang, theme, v."""
    choice = asked.read(request, "indicator", "year", "level", "classes", "lang", "theme", "v")
    texts.use(choice.one("lang", texts.LANGUAGES, default="en"))
    wanted = _wanted(choice)

    def build() -> Response:
        drawn = picture(wanted)
        named = f'inline; filename="{wanted.block.id}-{wanted.year}-level{wanted.level}.svg"'
        headers = {"content-disposition": named, "x-danube-version": str(wanted.version)}
        return Response(drawn.svg(WIDTH), media_type="image/svg+xml", headers=headers)

    return answers.tagged(request, wanted.version, build)


def _wanted(choice: Asked) -> Wanted:
    latest = data.warehouse().latest()
    version = choice.integer("v", low=0, high=latest)
    version = latest if version is None else version
    block = catalogue.load().indicators[choice.one("indicator", catalogue.load().indicators)]
    rows = data.warehouse().observations(version=version, indicators=[block.id])
    level = choice.integer("level", low=min(SHOWABLE), high=max(SHOWABLE))
    return Wanted(
        block=block,
        rows=rows,
        year=_year(choice, block, rows),
        level=2 if level is None else level,
        kind=cast(scales.Kind, choice.one("classes", scales.KINDS, default="continuous")),
        theme=choice.one("theme", palette.THEMES, default="light"),
        version=version,
    )


def _year(choice: Asked, block: Indicator, rows: pd.DataFrame) -> str:
    years = panel.periods(rows, block.id)
    if not years:
        raise Refused(f"The indicator {block.id!r} has no figures at this version.", 404)
    asked_for = choice.one("year", default=panel.default_period(rows, block.id) or years[-1])
    if asked_for not in years:
        raise Refused(
            f"The indicator {block.id!r} has no figures of {asked_for[:20]!r}; it has {_span(years)}."
        )
    return asked_for


def _span(years: list[str]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"


def picture(wanted: Wanted) -> maps.MapPicture:
    """The choropleth, its scale built from all years, so that two years can be laid side by side."""
    block, reference = wanted.block, positions.reference(wanted.rows, wanted.block.id, wanted.year)
    drawn = outlines.load(wanted.level)
    figures = panel.on_map(wanted.rows, block.id, wanted.year, units=drawn.ids, ancestors=regions.ancestors)
    scale = scales.build(wanted.rows["value"], wanted.kind, centre=reference.median, decimals=block.decimals)
    return maps.choropleth(
        drawn,
        figures.assign(note=[_note(row) for row in figures.itertuples()]),
        scale,
        theme=wanted.theme,
        title=f"{_(block.name)}, {wanted.year}",
        unit=_(block.unit),
        source=_source(wanted),
        reference=_reference(scale, reference.median, block.decimals),
    )


def _note(row: Any) -> str:
    return _("Value of {unit}", unit=regions.name(row.origin)) if row.state == "coarser" else ""


def _reference(scale: scales.Scale, median: float | None, decimals: int) -> str:
    if scale.kind != "diverging":
        return ""
    return _("Danube median {value}", value=texts.number(median, decimals))


def _source(wanted: Wanted) -> str:
    cited = catalogue.load().cited([wanted.block.id])
    named = "; ".join(f"{source.publisher}, {source.dataset or source.title}" for source in cited)
    return _("Source: {source}. Version {version}.", source=named, version=wanted.version)


def atlas(request: Request) -> Response:
    """The script that draws the map in the browser; the digest in its address makes it immutable."""
    asked.read(request)
    language = request.path_params["language"]
    if language not in texts.LANGUAGES or request.path_params["digest"] != browser.digest(language):
        raise Refused("This script was written anew; load the page again.", 404)
    return _script(language).answer(request.headers)


@cache
def _script(language: str) -> Asset:
    return compressed(browser.script(language), "text/javascript; charset=utf-8", IMMUTABLE)

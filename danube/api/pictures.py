"""The map as a file: the same drawing as on the page, for papers, slides and other sites."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from danube import catalogue, texts
from danube.api import answers, asked, data, declared
from danube.api.asked import Asked, Refused
from danube.api.prepared import IMMUTABLE, Asset, compressed
from danube.benchmark import panel
from danube.catalogue import Indicator
from danube.drawing import browser, palette, scales
from danube.exports import raster
from danube.exports.pictures import CENTRES, Centre, Wanted, choropleth

WIDTH = 1200
SHOWABLE = (0, 1, 2, 3)


def map_file(request: Request) -> Response:
    """The map of these choices as an SVG file with title, legend, source and disclaimer."""
    return _picture(request, "svg", "image/svg+xml", lambda drawn: drawn.encode())


def map_picture(request: Request) -> Response:
    """The same map as a PNG file, 2,400 pixels wide."""
    return _picture(request, "png", "image/png", raster.png)


def _picture(request: Request, suffix: str, media_type: str, made: Callable[[str], bytes]) -> Response:
    choice = asked.read(request, *declared.MAP)
    texts.use(choice.one("lang", texts.LANGUAGES, default="en"))
    wanted = _wanted(choice)

    def build() -> Response:
        body = made(choropleth(wanted).svg(WIDTH))
        named = f'inline; filename="{wanted.block.id}-{wanted.year}-level{wanted.level}.{suffix}"'
        headers = {"content-disposition": named, "x-danube-version": str(wanted.version)}
        return Response(body, media_type=media_type, headers=headers)

    return answers.tagged(request, wanted.version, build)


def _wanted(choice: Asked) -> Wanted:
    version = data.as_of(choice, "v")
    block = catalogue.load().indicators[choice.one("indicator", catalogue.load().indicators)]
    rows = data.warehouse().observations(
        version=version, indicators=[block.id], without=data.left_out(choice)
    )
    level = choice.integer("level", low=min(SHOWABLE), high=max(SHOWABLE))
    year = _year(choice, block, rows)
    return Wanted(
        block=block,
        rows=rows,
        year=year,
        level=_native(rows, block, year) if level is None else level,
        kind=cast(scales.Kind, choice.one("classes", scales.KINDS, default="continuous")),
        centre=cast(Centre, choice.one("centre", CENTRES, default="danube")),
        theme=choice.one("theme", palette.THEMES, default="light"),
        version=version,
    )


def _native(rows: pd.DataFrame, block: Indicator, year: str) -> int:
    """The level that the page would show first: the indicator's own where it has figures, else NUTS 2."""
    figures = panel.yearly(rows).get(block.id, {}).get(year, {})
    return block.level if block.level in panel.levels(figures) else 2


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


def atlas(request: Request) -> Response:
    """The script that draws the map in the browser; the digest in its address makes it immutable."""
    asked.read(request)
    language = request.path_params["language"]
    if language not in texts.LANGUAGES or request.path_params["digest"] != browser.digest(language):
        raise Refused("This script was written anew; load the page again.", 404)
    return _script(language).answer(request.headers)


def prepare() -> None:
    """Writes and compresses the scripts of all languages before the first visitor."""
    for language in texts.LANGUAGES:
        _script(language)


@cache
def _script(language: str) -> Asset:
    return compressed(browser.script(language), "text/javascript; charset=utf-8", IMMUTABLE)

"""An index over HTTP: a recipe in, the ranking with the interval of every place out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import anyio.from_thread
import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from danube import catalogue
from danube.api import answers, asked, data, declared
from danube.api.asked import Asked, Refused
from danube.benchmark import index, recipe, uncertainty
from danube.benchmark.index import Index
from danube.benchmark.recipe import Recipe, RecipeError
from danube.benchmark.scores import ScoreError
from danube.benchmark.uncertainty import Assumptions
from danube.store.writers import Kind

LARGEST = 64_000
"""Bytes of a recipe; the longest that names every indicator with a weight takes a tenth of it."""

MOST_DRAWS = 10_000
DECIMALS = 6
"""Of a score: the same on every machine."""


def ranking(request: Request) -> Response:
    """The ranking of the recipe in the body, with the version and the sources that it rests on."""
    choice = asked.read(request, *declared.INDEX)
    without, newest = data.left_out(choice), data.latest()
    chosen = _recipe(anyio.from_thread.run(_body, request), choice, newest)
    version = newest if chosen.version is None else chosen.version
    found, ranks = _calculated(version, without, chosen.as_json())
    sources = catalogue.load().cited(chosen.indicators)
    content = {"ranking": _ranked(found, ranks), "not_ranked": _not_ranked(found)}
    return answers.as_json(answers.of_version(version, sources, **content))


async def _body(request: Request) -> bytes:
    """The body, refused as soon as it grows too large."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            raise Refused(f"A recipe has at most {LARGEST} bytes; this body is larger.", 413)
        parts.append(part)
    return b"".join(parts)


def _recipe(body: bytes, choice: Asked, latest: int) -> Recipe:
    """The recipe, checked against the versions that there are and the catalogue of its own."""
    try:
        asked_for = recipe.from_json(body)
        data.see(choice, latest if asked_for.version is None else asked_for.version)
        chosen = recipe.checked(asked_for, catalogue.load())
    except RecipeError as refused:
        raise Refused(str(refused)) from refused
    if chosen.version is not None and chosen.version > latest:
        raise Refused(f"There is no version {chosen.version}; the latest is {latest}.")
    if chosen.draws > MOST_DRAWS:
        raise Refused(
            f"{chosen.draws} draws are too many for this address, which takes up to {MOST_DRAWS}; "
            "python -m danube.benchmark takes more."
        )
    return chosen


@lru_cache(maxsize=64)
def _calculated(version: int, without: tuple[Kind, ...], text: str) -> tuple[Index, pd.DataFrame]:
    """The index and its ranks, kept for those who ask the same."""
    chosen = recipe.from_json(text)
    rows = data.warehouse().observations(version=version, indicators=chosen.indicators, without=without)
    try:
        found = index.run(rows, chosen, catalogue.load())
        varied = chosen.vary if chosen.draws else ()
        how = Assumptions.varying(varied, draws=max(chosen.draws, 1), seed=chosen.seed)
        return found, uncertainty.simulate(found.scores, how).table
    except (RecipeError, ScoreError) as refused:
        raise Refused(str(refused)) from refused


def _ranked(found: Index, ranks: pd.DataFrame) -> list[dict[str, Any]]:
    places = ranks.to_dict("index")
    filled = found.assembled.imputed.to_dict("index")
    return [
        {
            "region": region,
            "score": round(float(score), DECIMALS),
            "rank": int(places[region]["rank"]),
            "low": int(places[region]["low"]),
            "high": int(places[region]["high"]),
            "median": float(places[region]["median"]),
            "group": places[region]["group"],
            "imputed": {str(key): mark for key, mark in filled[region].items() if mark},
        }
        for region, score in zip(found.scores.index.index, found.scores.index.tolist(), strict=True)
    ]


def _not_ranked(found: Index) -> list[dict[str, Any]]:
    table = found.scores.not_ranked
    return [
        {"region": str(region), "share": round(float(share), 4), "missing": list(missing)}
        for region, share, missing in zip(
            table.index, table["share"].tolist(), table["missing"].tolist(), strict=True
        )
    ]

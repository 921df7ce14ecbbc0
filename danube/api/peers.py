"""Structural peers over HTTP: who is most like a region, and what each variable adds to the distance."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from danube import catalogue, regions
from danube.api import answers, asked, data, declared
from danube.api.asked import Asked, Refused
from danube.benchmark import peers, structure
from danube.store.writers import Kind

USUAL = 10
SCOPES = ("danube", "abroad")
HEAVIEST = 100.0
Shapes = tuple[pd.DataFrame, pd.DataFrame]


def nearest(request: Request) -> Response:
    """The `k` regions closest to `region` in structure; a weight per dimension may be given by its name."""
    choice = asked.read(request, *declared.PEERS)
    region = choice.one("region", regions.at_level(2))
    count = choice.integer("k", low=peers.FEWEST, high=peers.MOST) or USUAL
    foreign = choice.one("scope", SCOPES, default="danube") == "abroad"
    number = data.as_of(choice)
    without = data.left_out(choice)
    emphasis = {key: _weight(choice, key) for key in structure.DIMENSIONS}
    gdp = emphasis[structure.OPTIONAL] > 0

    def build() -> Response:
        weights = peers.weigh(emphasis, gdp=gdp)
        try:
            found = peers.nearest(
                _shapes(number, gdp, without)[0], region, count, foreign=foreign, weights=weights
            )
        except peers.PeersError as refused:
            raise Refused(str(refused)) from refused
        content = {"region": region, **_content(_shapes(number, gdp, without), region, found, weights)}
        sources = catalogue.load().cited(structure.indicators(gdp=gdp))
        return answers.as_json(answers.of_version(number, sources, **content))

    return answers.tagged(request, number, build)


def _weight(choice: Asked, dimension: str) -> float:
    """The weight of a dimension: 1, and 0 for GDP, unless asked for."""
    text = choice.one(dimension, default="0" if dimension == structure.OPTIONAL else "1")
    try:
        weight = float(text)
    except ValueError:
        weight = -1.0
    if not 0 <= weight <= HEAVIEST:
        raise Refused(f"The weight {dimension!r} is a number from 0 to {HEAVIEST:g}, not {text[:40]!r}.")
    return weight


@lru_cache(maxsize=8)
def _shapes(version: int, gdp: bool, without: tuple[Kind, ...]) -> Shapes:
    """The structure of all regions at a version, and whose figure of which year each one is."""
    rows = data.warehouse().observations(
        version=version, indicators=tuple(structure.indicators(gdp=gdp)), without=without
    )
    return structure.structure(rows, gdp=gdp), structure.vintages(rows, gdp=gdp)


def _content(shapes: Shapes, region: str, found: pd.DataFrame, weights: dict[str, float]) -> dict[str, Any]:
    table, vintages = shapes
    return {
        "variables": [_variable(key, float(share)) for key, share in peers.shares(table, weights).items()],
        "peers": [_peer(str(code), row, list(weights)) for code, row in found.iterrows()],
        "not_compared": peers.left_out(table, region, weights),
        "figures": _figures(vintages, [region, *map(str, found.index)]),
    }


def _variable(key: object, share: float) -> dict[str, Any]:
    made = structure.VARIABLES[str(key)]
    return {"id": str(key), "dimension": made.dimension, "weight": share, "of": made.of, "per": made.per}


def _peer(code: str, row: pd.Series, keys: list[str]) -> dict[str, Any]:
    return {
        "region": code,
        "name": regions.get(code).name,
        "country": regions.country_of(code),
        "distance": float(row["distance"]),
        "distances": {key: float(row[key]) for key in keys},
        "missing": list(row["missing"]),
    }


def _figures(vintages: pd.DataFrame, codes: list[str]) -> list[dict[str, Any]]:
    """The structural figures of these regions; `origin` is the larger unit where the figure is its."""
    rows = vintages[vintages["region"].isin(codes)].astype(object)
    plain = rows.where(rows.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in plain]

"""What there is, over HTTP: versions, indicators, regions; and the warehouse that all addresses read."""

from __future__ import annotations

from functools import cache
from typing import Any

from pandas import DataFrame
from starlette.requests import Request
from starlette.responses import Response

from danube import catalogue, regions, store
from danube.api import answers, asked, declared
from danube.api.asked import Asked
from danube.catalogue import Indicator
from danube.store.writers import Kind


@cache
def warehouse() -> store.Warehouse:
    """The warehouse of this process, open for reading."""
    return store.connect()


def versions(request: Request) -> Response:
    """Every event and load: who added or withdrew what, and when."""
    asked.read(request)
    latest = warehouse().latest()
    content = {"events": plain_rows(warehouse().events()), "loads": plain_rows(warehouse().loads())}
    return answers.as_json(answers.of_version(latest, answers.every_source(), **content))


def indicators(request: Request) -> Response:
    """The catalogue: what every indicator means, its unit, direction, source and licence."""
    choice = asked.read(request, *declared.INDICATORS)
    known = catalogue.load()
    wanted = {
        "pillar": choice.many("pillar", known.pillars),
        "source": choice.many("source", known.sources),
        "status": choice.many("status", ("available", "waiting")),
    }
    blocks = [
        block
        for block in known.indicators.values()
        if all(not values or getattr(block, key) in values for key, values in wanted.items())
    ]
    sources = known.cited([block.id for block in blocks])
    content = [_indicator(block) for block in blocks]
    return answers.as_json(answers.of_version(warehouse().latest(), sources, indicators=content))


def _indicator(block: Indicator) -> dict[str, Any]:
    licence = catalogue.load().sources[block.source].licence
    return block.model_dump(mode="json") | {"licence": licence}


def all_regions(request: Request) -> Response:
    """The regions of the study: code, level, names, country, parent, the levels at which each is drawn."""
    choice = asked.read(request, *declared.REGIONS)
    level = choice.integer("level", low=0, high=3)
    countries = choice.many("country", regions.countries())
    content = [
        {field: getattr(region, field) for field in region.__slots__}
        for region in regions.load().values()
        if (level is None or region.level == level) and (not countries or region.country in countries)
    ]
    return answers.as_json(answers.of_version(warehouse().latest(), answers.every_source(), regions=content))


def left_out(choice: Asked) -> tuple[Kind, ...]:
    """The kinds of loads that do not count: `uploads=off` leaves the publishers' figures alone."""
    return ("upload",) if choice.one("uploads", ("on", "off"), default="on") == "off" else ()


def plain_rows(table: DataFrame) -> list[dict[str, Any]]:
    """The rows as plain values; missing ones are None."""
    names = [str(name) for name in table]
    plain = table.astype(object).where(table.notna(), None)
    return [dict(zip(names, row, strict=True)) for row in plain.itertuples(index=False, name=None)]

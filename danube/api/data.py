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
from danube.catalogue import declared as declarations
from danube.store import editions
from danube.store.declared import renew
from danube.store.writers import Kind


@cache
def warehouse() -> store.Warehouse:
    """The warehouse of this process, open for reading."""
    return store.connect()


def latest() -> int:
    """The newest version; the catalogue knows from here on what its uploads declare."""
    newest = warehouse().latest()
    renew(warehouse(), newest)
    return newest


def as_of(choice: Asked, name: str = "version") -> int:
    """The version that the parameter `name` asks for, or the newest; this request sees its catalogue."""
    newest = latest()
    asked_for = choice.integer(name, low=0, high=newest)
    number = newest if asked_for is None else asked_for
    see(choice, number)
    return number


def see(choice: Asked, version: int) -> None:
    """This request sees the catalogue of this version from here on, with or without what was uploaded."""
    declarations.use(editions.without_uploads(version) if left_out(choice) else version)


def versions(request: Request) -> Response:
    """Every event and load: who added or withdrew what, and when."""
    asked.read(request)
    newest = latest()
    content = {"events": plain_rows(warehouse().events()), "loads": plain_rows(warehouse().loads())}
    return answers.as_json(answers.of_version(newest, answers.every_source(), **content))


def indicators(request: Request) -> Response:
    """The catalogue: what every indicator means, its unit, direction, source and licence."""
    choice = asked.read(request, *declared.INDICATORS)
    newest = latest()
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
    return answers.as_json(answers.of_version(newest, sources, indicators=content))


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
    return answers.as_json(answers.of_version(latest(), answers.every_source(), regions=content))


def left_out(choice: Asked) -> tuple[Kind, ...]:
    """The kinds of loads that do not count: `uploads=off` leaves the publishers' figures alone."""
    return ("upload",) if choice.one("uploads", ("on", "off"), default="on") == "off" else ()


def plain_rows(table: DataFrame) -> list[dict[str, Any]]:
    """The rows as plain values; missing ones are None."""
    names = [str(name) for name in table]
    plain = table.astype(object).where(table.notna(), None)
    return [dict(zip(names, row, strict=True)) for row in plain.itertuples(index=False, name=None)]

"""The figures over HTTP: versions, indicators, regions, observations."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pandas import DataFrame
from starlette.requests import Request
from starlette.responses import Response

from danube import catalogue, regions, store, texts
from danube.api import answers, asked, geometry
from danube.api.asked import Asked, Refused
from danube.catalogue import Indicator, Source
from danube.exports import tables
from danube.exports.about import About, ExportRefused
from danube.store.writers import Kind

FORMATS = ("json", "csv", "parquet", "xlsx", "geojson")
PERIOD = re.compile(r"\d{4}([-_]?[A-Z]?\d{1,2})?")
COLUMNS = ["indicator", "region", "level", "period", "value", "flag", "source", "load"]


@cache
def warehouse() -> store.Warehouse:
    """The warehouse of this process, open for reading."""
    return store.connect()


def versions(request: Request) -> Response:
    """Every event and load: who added or withdrew what, and when."""
    asked.read(request)
    latest = warehouse().latest()
    content = {"events": _rows(warehouse().events()), "loads": _rows(warehouse().loads())}
    return answers.as_json(answers.of_version(latest, answers.every_source(), **content))


def indicators(request: Request) -> Response:
    """The catalogue: what every indicator means, its unit, direction, source and licence."""
    choice = asked.read(request, "pillar", "source", "status")
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
    choice = asked.read(request, "level", "country")
    level = choice.integer("level", low=0, high=3)
    countries = choice.many("country", regions.countries())
    content = [
        {field: getattr(region, field) for field in region.__slots__}
        for region in regions.load().values()
        if (level is None or region.level == level) and (not countries or region.country in countries)
    ]
    return answers.as_json(answers.of_version(warehouse().latest(), answers.every_source(), regions=content))


def observations(request: Request) -> Response:
    """Figures as of a version, chosen by indicator, region, period and level, in one of five formats."""
    choice = asked.read(
        request, "indicator", "region", "period", "level", "version", "uploads", "format", "lang"
    )
    latest = warehouse().latest()
    version = choice.integer("version", low=0, high=latest)
    version = latest if version is None else version
    form = choice.one("format", FORMATS, default="json")
    texts.use(choice.one("lang", texts.LANGUAGES, default="en"))
    filters, without = _filters(choice), left_out(choice)

    def build() -> Response:
        rows = warehouse().observations(version=version, without=without, **filters)[COLUMNS]
        return _as_json(version, rows) if form == "json" else _as_file(form, version, rows, filters)

    return answers.tagged(request, version, build)


def left_out(choice: Asked) -> tuple[Kind, ...]:
    """The kinds of loads that do not count: `uploads=off` leaves the publishers' figures alone."""
    return ("upload",) if choice.one("uploads", ("on", "off"), default="on") == "off" else ()


def _filters(choice: Asked) -> dict[str, Any]:
    """The choice as the store takes it; unknown ids are refused, periods must look like one."""
    periods = choice.many("period")
    for period in periods:
        if not PERIOD.fullmatch(period):
            raise Refused(f"The parameter 'period' takes a year such as 2023, not {period[:40]!r}.")
    return {
        "indicators": choice.many("indicator", catalogue.load().indicators),
        "regions": _regions(choice.many("region")),
        "periods": periods,
        "level": choice.integer("level", low=-1, high=3),
    }


def _regions(codes: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return tuple(regions.get(code).code for code in codes)
    except regions.UnknownRegion as stranger:
        raise Refused(str(stranger)) from stranger


def _sources(rows: DataFrame) -> list[Source]:
    """The sources that the rows name, and those of what computed figures were divided by."""
    known = catalogue.load()
    cited = known.cited([key for key in rows["indicator"].unique() if key in known.indicators])
    named = [known.sources[key] for key in rows["source"].unique() if key in known.sources]
    return list({source.id: source for source in [*named, *cited]}.values())


def _as_json(version: int, rows: DataFrame) -> Response:
    sources = _sources(rows)
    return answers.as_json(answers.of_version(version, sources, observations=_rows(rows)))


def _rows(table: DataFrame) -> list[dict[str, Any]]:
    """The rows as plain values; missing ones are None."""
    names = [str(name) for name in table]
    plain = table.astype(object).where(table.notna(), None)
    return [dict(zip(names, row, strict=True)) for row in plain.itertuples(index=False, name=None)]


def _as_file(form: str, version: int, rows: DataFrame, filters: dict[str, Any]) -> Response:
    about = _about(version, rows, filters)
    try:
        body = _file(form, rows, about, filters["level"])
    except ExportRefused as refused:
        raise Refused(str(refused)) from refused
    named = f'attachment; filename="{about.file_name(form)}"'
    headers = {"content-disposition": named, "x-danube-version": str(version)}
    return Response(body, media_type=tables.MEDIA_TYPES[form], headers=headers)


def _file(form: str, rows: DataFrame, about: About, level: int | None) -> bytes:
    if form != "geojson":
        make = {"csv": tables.csv, "parquet": tables.parquet, "xlsx": tables.xlsx}[form]
        return make(rows, about)
    if level is not None and level < 0:
        raise Refused("A map file needs a level from 0 to 3.")
    return tables.geojson(rows, about, geometry.boundaries_file(2 if level is None else level))


def _about(version: int, rows: DataFrame, filters: dict[str, Any]) -> About:
    names = {"indicators": "indicator", "regions": "region", "periods": "period", "level": "level"}
    chosen = {names[key]: value for key, value in filters.items() if value not in ((), None)}
    tokens = {token for flag in rows["flag"].dropna().unique() for token in flag.split()}
    flags = {token: texts._(catalogue.FLAGS[token]) for token in sorted(tokens & set(catalogue.FLAGS))}
    sources = [answers.described_source(source) for source in _sources(rows)]
    return About(_title(filters["indicators"]), version, chosen, sources, flags)


def _title(ids: tuple[str, ...]) -> str:
    known = catalogue.load().indicators
    return texts._(known[ids[0]].short) if len(ids) == 1 else "Danube Innovation Observatory"

"""The figures over HTTP by indicator, region, period and level, as of a version; whole or by pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pandas import DataFrame
from starlette.requests import Request
from starlette.responses import Response

from danube import catalogue, regions, texts
from danube.api import answers, asked, declared, formats
from danube.api.asked import Asked, Refused
from danube.api.data import as_of, left_out, plain_rows, warehouse
from danube.catalogue import Source
from danube.exports.about import About, titled

PERIOD = re.compile(r"\d{4}([-_]?[A-Z]?\d{1,2})?")
COLUMNS = ["indicator", "region", "level", "period", "value", "flag", "source", "load"]


@dataclass(frozen=True)
class Page:
    """A part of the rows: `limit` of `total` after the first `offset`; None means all that follow."""

    total: int
    offset: int
    limit: int | None

    @property
    def whole(self) -> bool:
        """True where nothing was left out."""
        return self.offset == 0 and self.end == self.total

    @property
    def end(self) -> int:
        """The number of the row behind the last one shown."""
        return self.total if self.limit is None else min(self.total, self.offset + self.limit)

    def next(self, request: Request, version: int) -> str | None:
        """The address of the rows that follow: of the same version, whatever is loaded meanwhile."""
        if self.limit is None or self.end >= self.total:
            return None
        there = {"version": version, "offset": self.end, "limit": self.limit}
        return str(request.url.include_query_params(**there))


def observations(request: Request) -> Response:
    """Figures as of a version, chosen by indicator, region, period and level, in one of nine formats.

    An answer in JSON that would be longer than 100,000 rows, and any answer with a `limit`, is a page: it
    names the total and the address of the next one. Files are whole unless a `limit` is asked for.
    """
    choice = asked.read(request, *declared.OBSERVATIONS)
    version = as_of(choice)
    form = choice.one("format", formats.FORMATS, default="json")
    texts.use(choice.one("lang", texts.LANGUAGES, default="en"))
    filters, without = _filters(choice), left_out(choice)
    limit, offset = _bounds(choice, form)

    def build() -> Response:
        rows = warehouse().observations(version=version, without=without, **filters)[COLUMNS]
        page = Page(len(rows), offset, limit)
        shown = rows.iloc[page.offset : page.end]
        if form == "json":
            return _as_json(request, version, shown, page)
        about = _about(request, version, shown, filters, off=bool(without))
        return _as_file(form, shown, about, filters["level"], page, page.next(request, version))

    return answers.tagged(request, version, build)


def _bounds(choice: Asked, form: str) -> tuple[int | None, int]:
    limit = choice.integer("limit", low=1, high=declared.PAGE)
    offset = choice.integer("offset", low=0, high=declared.FURTHEST)
    usual = declared.PAGE if form == "json" else None
    return usual if limit is None else limit, offset or 0


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


def _as_json(request: Request, version: int, rows: DataFrame, page: Page) -> Response:
    parted: dict[str, Any] = {}
    if not page.whole:
        parted = {"total": page.total, "offset": page.offset, "next": page.next(request, version)}
    content = answers.of_version(version, _sources(rows), **parted, observations=plain_rows(rows))
    return answers.as_json(content)


def _as_file(
    form: str, rows: DataFrame, about: About, level: int | None, page: Page, following: str | None
) -> Response:
    headers = {
        "content-disposition": f'attachment; filename="{about.file_name(formats.suffix(form))}"',
        "x-danube-version": str(about.version),
        "x-total-count": str(page.total),
    }
    headers |= {"link": f'<{following}>; rel="next"'} if following else {}
    body = formats.written(form, rows, about, level)
    return Response(body, media_type=formats.FORMATS[form], headers=headers)


def _about(request: Request, version: int, rows: DataFrame, filters: dict[str, Any], *, off: bool) -> About:
    names = {"indicators": "indicator", "regions": "region", "periods": "period", "level": "level"}
    chosen = {names[key]: value for key, value in filters.items() if value not in ((), None)}
    chosen |= {"uploads": "off"} if off else {}
    tokens = {token for flag in rows["flag"].dropna().unique() for token in flag.split()}
    flags = {token: texts._(catalogue.FLAGS[token]) for token in sorted(tokens & set(catalogue.FLAGS))}
    sources = [answers.described_source(source) for source in _sources(rows)]
    link = str(request.url.include_query_params(version=version))
    return About(titled(_title(filters["indicators"])), version, chosen, sources, flags, link)


def _title(ids: Sequence[str]) -> str:
    known = catalogue.load().indicators
    return texts._(known[ids[0]].short) if len(ids) == 1 else "Danube Innovation Observatory"

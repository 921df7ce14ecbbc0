"""S3 priorities and the measurements of pilots over HTTP, as of a version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from danube import catalogue, regions, texts
from danube.api import answers, asked, declared
from danube.api.asked import Asked, Refused
from danube.api.data import as_of, left_out, plain_rows, warehouse
from danube.catalogue import Source
from danube.catalogue import priorities as listed
from danube.catalogue.forms import FORMS
from danube.exports import harmless, workbook
from danube.exports.about import About, titled
from danube.exports.tables import MEDIA_TYPES


def priorities(request: Request) -> Response:
    """What regions chose to specialise in: the shipped list and what was uploaded, which names its load."""
    choice = asked.read(request, *declared.PRIORITIES)
    version, codes = as_of(choice), _regions(choice.many("region"))
    uploaded = warehouse().rows("priority", version=version, without=left_out(choice))
    every = listed.beside(listed.of_rows(plain_rows(uploaded)))
    rows = [one for one in every if not codes or one.region in codes]
    known = catalogue.load().sources
    sources = [known[name] for name in dict.fromkeys(one.source for one in rows) if name in known]
    table = pd.DataFrame([_flat(one) for one in rows], columns=_columns()).astype({"load": "Int64"})
    return _answer(request, choice, "priorities", version, table, sources)


def measurements(request: Request) -> Response:
    """Baselines, targets and measurements of pilots, as analysts uploaded them."""
    choice = asked.read(request, *declared.MEASUREMENTS)
    version = as_of(choice)
    table = warehouse().rows("measurement", version=version, without=left_out(choice))
    for name in ("pilot", "kind"):
        wanted = choice.many(name)
        table = table[table[name].isin(wanted)] if wanted else table
    codes = _regions(choice.many("region"))
    table = table[table["region"].isin(codes)] if codes else table
    return _answer(request, choice, "measurements", version, table, [])


def _columns() -> list[str]:
    return list(listed.Priority.__dataclass_fields__)


def _flat(one: listed.Priority) -> dict[str, Any]:
    return {**asdict(one), "sections": " ".join(one.sections), "divisions": " ".join(one.divisions)}


def _regions(codes: Sequence[str]) -> tuple[str, ...]:
    try:
        return tuple(regions.get(code).code for code in codes)
    except regions.UnknownRegion as stranger:
        raise Refused(str(stranger)) from stranger


def _answer(
    request: Request, choice: Asked, name: str, version: int, table: pd.DataFrame, sources: Iterable[Source]
) -> Response:
    """The rows as JSON, or as a file that names version and sources."""
    form = choice.one("format", declared.REGISTER_FORMATS, default="json")
    texts.use(choice.one("lang", texts.LANGUAGES, default="en"))
    if form == "json":
        return answers.as_json(answers.of_version(version, sources, **{name: plain_rows(table)}))
    told = [answers.described_source(source) for source in sources]
    return as_file(request, form, texts._(FORMS[name].title), version, table, told)


def as_file(
    request: Request,
    form: str,
    title: str,
    version: int,
    table: pd.DataFrame,
    told: Sequence[Mapping[str, str]],
) -> Response:
    """A table as a file to keep, CSV or XLSX; `told` are its sources in plain words."""
    link = str(request.url.include_query_params(version=version))
    about = About(titled(title), version, {}, told, {}, link)
    headers = {
        "content-disposition": f'attachment; filename="{about.file_name(form)}"',
        "x-danube-version": str(version),
    }
    return Response(_file(form, table, about), media_type=MEDIA_TYPES[form], headers=headers)


def _file(form: str, table: pd.DataFrame, about: About) -> bytes:
    """CSV whose texts no spreadsheet runs, or a workbook with what is to be known on its second sheet."""
    if form == "xlsx":
        return workbook.xlsx(table, about)
    rows = harmless.table(table.assign(version=about.version))
    return rows.to_csv(index=False, lineterminator="\r\n").encode()

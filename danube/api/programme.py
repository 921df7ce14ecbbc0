"""The register of the programme over HTTP: a table as of a version, with the documents that its rows name."""

from __future__ import annotations

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from danube import texts
from danube.api import answers, asked, declared
from danube.api.asked import Asked, Refused
from danube.api.data import as_of, left_out, plain_rows, warehouse
from danube.api.register import as_file
from danube.catalogue.programme import TABLES
from danube.programme import places, register
from danube.programme.register import Register

LICENCE = "facts, told in our own words; documents named per row"


def table(request: Request) -> Response:
    """A table of the programme's register; the documents that its rows name are the sources."""
    choice = asked.read(request, *(one for one in declared.PROGRAMME if one != "table"))
    name = request.path_params["table"]
    if name not in TABLES:
        raise Refused(asked.unknown("table", name, TABLES), 404)
    form = choice.one("format", declared.REGISTER_FORMATS, default="json")
    texts.use(choice.one("lang", texts.LANGUAGES, default="en"))
    version = as_of(choice)
    known = register.load(warehouse(), version, left_out(choice))
    rows = _wanted(known, name, choice)
    sources = _sources(known, rows) if "document" in rows else []
    if "country" in rows:
        rows = places.settled(rows)
    if form == "json":
        content = {"table": name, "rows": plain_rows(rows)}
        return answers.as_json(answers.of_described(version, sources, **content))
    return as_file(request, form, texts._(TABLES[name].title), version, rows, sources)


def _wanted(known: Register, name: str, choice: Asked) -> pd.DataFrame:
    """The rows of the table, or those of the projects that were asked for."""
    rows = known.table(name)
    projects = choice.many("project", list(known.table("project")["id"]))
    column = "id" if name == "project" else "project"
    if projects and column not in rows:
        raise Refused(f"The table {name!r} is not parted by projects; leave out the parameter 'project'.")
    return rows[rows[column].isin(projects)] if projects else rows


def _sources(known: Register, rows: pd.DataFrame) -> list[dict[str, str]]:
    """The documents in the words of a source."""
    return [
        {
            **dict.fromkeys(answers.SOURCE_FIELDS, ""),
            **{field: row[field] for field in ("id", "publisher", "title", "url", "note")},
            "licence": LICENCE,
            "attribution": row["publisher"],
            "vintage": row["date"],
            "status": "published",
        }
        for row in register.records(known.documents(rows))
    ]

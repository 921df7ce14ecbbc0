"""The table of addresses beside the pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, compile_path

from danube.api import (
    answers,
    asked,
    data,
    entering,
    files,
    geometry,
    health,
    index,
    live,
    observations,
    openapi,
    papers,
    peers,
    pictures,
    programme,
    reading,
    register,
    stage,
    templates,
)
from danube.api.answers import Endpoint
from danube.api.asked import Refused


def description(request: Request) -> Response:
    """This description for programs, as OpenAPI 3.1."""
    asked.read(request)
    return answers.as_json(document())


def explanation(request: Request) -> Response:
    """This description for people."""
    asked.read(request)
    return HTMLResponse(reading.page(document(), str(request.base_url).rstrip("/")))


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document of all addresses below."""
    return openapi.document(ADDRESSES, POSTED, DELETED, health.app_version())


READ = ["GET", "HEAD"]
ADDRESSES: dict[str, Callable[[Request], Response]] = {
    "/api/health": health.health,
    "/api/v1/versions": data.versions,
    "/api/v1/indicators": data.indicators,
    "/api/v1/regions": data.all_regions,
    "/api/v1/observations": observations.observations,
    "/api/v1/priorities": register.priorities,
    "/api/v1/measurements": register.measurements,
    "/api/v1/programme/{table}": programme.table,
    "/api/v1/templates/{kind}.{format}": templates.template,
    "/api/v1/peers": peers.nearest,
    "/api/v1/boundaries/{level}.geojson": geometry.boundaries,
    "/api/v1/outlines/{name}.{digest}.json": geometry.outline_paths,
    "/api/v1/map.svg": pictures.map_file,
    "/api/v1/map.png": pictures.map_picture,
    "/api/v1/brief/{region}.pdf": papers.brief,
    "/api/v1/report.pdf": papers.report,
    "/api/v1/atlas/{language}.{digest}.js": pictures.atlas,
    "/api/v1/openapi.json": description,
    "/api/v1/": explanation,
    "/metrics": health.metrics,
}

POSTED: dict[str, Endpoint] = {"/api/v1/index": index.ranking, "/api/v1/files": files.receive}
"""Addresses that take a body."""

DELETED: dict[str, Endpoint] = {"/api/v1/files/{id}": files.discard}
"""Addresses of what may be removed."""


def routes() -> list[Route]:
    """Every address, then one sentence for all others under `/api`."""
    known = [Route(path, answers.endpoint(function)) for path, function in ADDRESSES.items()]
    known += [Route(path, answers.endpoint(function), methods=["POST"]) for path, function in POSTED.items()]
    known += [
        Route(path, answers.endpoint(function), methods=["DELETE"]) for path, function in DELETED.items()
    ]
    return [
        *known,
        *entering.routes(),
        *stage.routes(),
        *live.routes(),
        Route("/api/v1", answers.endpoint(explanation)),
        Route("/api", answers.endpoint(_nowhere)),
        Route("/api/{rest:path}", answers.endpoint(_nowhere)),
    ]


def _nowhere(request: Request) -> Response:
    if (known := methods(request.url.path)) != READ:
        return _not_understood(request.method, known)
    listed = ", ".join(path for path in [*ADDRESSES, *POSTED, *DELETED] if path.startswith("/api"))
    raise Refused(f"There is no {request.url.path[:80]!r}; there are {listed}.", 404)


def exception_handlers() -> dict[Any, Any]:
    """A method that an address does not take, as a sentence where the address is ours."""
    return {405: _wrong_method}


async def _wrong_method(request: Request, refused: HTTPException) -> Response:
    if not request.url.path.startswith("/api"):
        return PlainTextResponse(refused.detail, 405, headers=refused.headers)
    return _not_understood(request.method, methods(request.url.path))


def methods(path: str) -> list[str]:
    """What may be done at an address; reading where it is none that writes."""
    if path in POSTED:
        return ["POST"]
    removes = any(compile_path(known)[0].match(path) for known in DELETED)
    return ["DELETE"] if removes else READ


def _not_understood(method: str, known: list[str]) -> Response:
    are = "are" if len(known) > 1 else "is"
    answer = answers.problem(f"{method} is not understood here; {' and '.join(known)} {are}.", 405)
    answer.headers["allow"] = ", ".join(known)
    return answer

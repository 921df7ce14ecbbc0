"""How an answer looks: JSON with version, sources and licences; a refusal is one sentence."""

from __future__ import annotations

import inspect
import json
import logging
from collections.abc import Callable, Iterable
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from danube import catalogue, settings
from danube.api import journal
from danube.api.asked import Refused
from danube.api.prepared import digest, matches
from danube.catalogue import Source
from danube.store import StoreError

SOURCE_FIELDS = (
    "id",
    "publisher",
    "title",
    "dataset",
    "url",
    "licence",
    "licence_url",
    "attribution",
    "vintage",
    "status",
    "note",
)
MADE_UP = "Pilots, groups, plans and example organisations are made up; the benchmark's figures are real."
LOG = logging.getLogger("danube.api")
READ = ("GET", "HEAD")
Endpoint = Callable[[Request], Any]


def endpoint(function: Endpoint) -> Endpoint:
    """Runs a function, in a thread where it blocks; what it refuses becomes a sentence, what fails an id."""

    async def answer(request: Request) -> Response:
        if inspect.iscoroutinefunction(function):
            return await function(request)
        return await to_thread.run_sync(function, request)

    async def answering(request: Request) -> Response:
        try:
            return known(request, await answer(request))
        except Refused as refused:
            return problem(str(refused), refused.status)
        except StoreError as refused:
            return problem(str(refused), 503)
        except Exception:
            LOG.exception("request failed", extra={"request": journal.request_id()})
            return problem(f"Something failed here; the log knows it as {journal.request_id()}.", 500)

    answering.__name__ = function.__name__
    answering.__doc__ = function.__doc__
    return answering


def known(request: Request, answer: Response) -> Response:
    """The answer with the digest of its content as entity tag, or 304; as it is where it has a tag already.

    What must not be kept (the state of the server) and what was written gets none.
    """
    kept = "no-store" not in answer.headers.get("cache-control", "")
    if answer.status_code != 200 or "etag" in answer.headers or request.method not in READ or not kept:
        return answer
    etag = f'W/"{digest(bytes(answer.body))}"'
    answer.headers["etag"] = etag
    answer.headers.setdefault("cache-control", "no-cache")
    if not matches(request.headers.get("if-none-match", ""), etag):
        return answer
    return Response(status_code=304, headers={key: answer.headers[key] for key in ("etag", "cache-control")})


def problem(sentence: str, status: int) -> JSONResponse:
    """A refusal: `{"error": "…"}`."""
    return JSONResponse({"error": sentence}, status, headers={"cache-control": "no-store"})


def of_version(version: int, sources: Iterable[Source], **content: Any) -> dict[str, Any]:
    """The envelope of every answer: version, sources and licences before the content."""
    return of_described(version, [described_source(source) for source in sources], **content)


def of_described(version: int, described: list[dict[str, str]], **content: Any) -> dict[str, Any]:
    """The same envelope around sources that stand in plain words already."""
    licences = list(dict.fromkeys(source["licence"] for source in described if source["licence"]))
    made_up = {"demonstration": MADE_UP} if settings.read().demonstration else {}
    return {"version": version, **made_up, "sources": described, "licences": licences, **content}


def described_source(source: Source) -> dict[str, str]:
    """Who published it, where, when, and under which licence: plain words."""
    return {field: getattr(source, field) for field in SOURCE_FIELDS}


def every_source() -> list[Source]:
    """All sources of the catalogue, in its order."""
    return list(catalogue.load().sources.values())


def as_json(content: dict[str, Any]) -> Response:
    """Compact JSON in UTF-8; numbers that are missing are null, never NaN."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=str)
    return Response(body.encode(), media_type="application/json")


def tagged(request: Request, version: int, build: Callable[[], Response]) -> Response:
    """The answer that `build` gives, or 304 where the asker holds it: version and address tell."""
    etag = f'W/"{version}-{digest(str(request.url.query).encode() + request.url.path.encode())}"'
    headers = {"etag": etag, "cache-control": "no-cache"}
    if matches(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    answer = build()
    answer.headers.update(headers)
    return answer

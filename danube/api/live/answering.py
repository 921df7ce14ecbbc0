"""How addresses of a room answer: in the reader's language, and what is refused as a sentence."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from danube import texts
from danube.api import answers
from danube.api.asked import Refused
from danube.api.live.assets import SHELF
from danube.events import refusals
from danube.texts import _

Answering = Callable[[Request], Awaitable[Response]]
STATUS: dict[type[refusals.Refused], int] = {
    refusals.Unknown: 404,
    refusals.NotYours: 403,
    refusals.Over: 409,
    refusals.Stale: 409,
    refusals.TooOften: 429,
    refusals.TooMuch: 413,
}


def endpoint(function: Answering) -> Answering:
    """The answer of an address that programs and scripts ask; a refusal is JSON."""

    @functools.wraps(function)
    async def answer(request: Request) -> Response:
        texts.use(language(request))
        try:
            return await function(request)
        except refusals.Refused as refused:
            raise Refused(str(refused), STATUS.get(type(refused), 422)) from None

    return answers.endpoint(answer)


def page(function: Answering) -> Answering:
    """The answer of an address that people open; a refusal is a page with one sentence."""

    @functools.wraps(function)
    async def answer(request: Request) -> Response:
        texts.use(language(request))
        try:
            return await function(request)
        except Refused as refused:
            return refusal(str(refused), refused.status)
        except refusals.Refused as refused:
            return refusal(str(refused), STATUS.get(type(refused), 422))

    return answers.endpoint(answer)


def language(request: Request) -> str:
    """The language that the address asks for, else the first of the browser's that is spoken here."""
    asked = request.query_params.get("lang", "")
    return asked if asked in texts.LANGUAGES else preferred(request.headers.get("accept-language", ""))


def preferred(accepted: str) -> str:
    """`de-AT,de;q=0.9,en;q=0.8` → `de`; English where none is spoken (RFC 9110, 12.5.4)."""
    wanted: list[tuple[float, str]] = []
    for part in accepted[:500].split(","):
        tag, _semicolon, quality = part.partition(";")
        code = tag.strip().lower()[:2]
        if code in texts.LANGUAGES:
            wanted.append((_quality(quality), code))
    best = max(wanted, key=lambda one: one[0], default=(0.0, "en"))
    return best[1] if best[0] > 0 else "en"


def _quality(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0


def refusal(sentence: str, status: int) -> Response:
    """A page that says why there is nothing, and where to type another code."""
    body = (
        f'<main><p class="refused">{escape(sentence)}</p>'
        f'<p><a href="/live?lang={texts.language()}">{escape(_("Type a code"))}</a></p></main>'
    )
    return HTMLResponse(document(_("Live"), body), status, {"cache-control": "no-store"})


def document(title: str, body: str, *, script: str = "") -> str:
    """A whole page in the language in use, with the styles of phones."""
    scripted = f'<script defer src="{SHELF.url(script)}"></script>' if script else ""
    return (
        f'<!doctype html><html lang="{texts.language()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{SHELF.url("phone.css")}">{scripted}</head>'
        f"<body>{body}</body></html>"
    )

"""Scripts, style and pages of the stage: files beside the code, fetched under one digest of them all.

Modules import each other by relative addresses (`./follow.js`), so one digest names the whole folder: a file
that changes changes every address, and browsers keep what they have for ever.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from danube import texts
from danube.api.asked import Refused
from danube.api.prepared import IMMUTABLE, Asset, compressed, digest
from danube.drawing import palette

FOLDER = Path(__file__).parent
ADDRESS = "/live/stage"
MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
COLOURS = ("ground", "surface", "ink", "muted", "grid", "river", "amber", "grey")
HEADERS = {"cache-control": "no-store", "referrer-policy": "no-referrer"}


@cache
def kept() -> dict[str, Asset]:
    """Name → file, read and compressed once."""
    found = [path for path in sorted(FOLDER.iterdir()) if path.suffix in MEDIA]
    return {path.name: compressed(path.read_bytes(), MEDIA[path.suffix], IMMUTABLE) for path in found}


@cache
def edition() -> str:
    """Twelve digits that change with any of the files."""
    return digest("".join(asset.etag for asset in kept().values()).encode())[:12]


def url(name: str) -> str:
    """Where a file is fetched from; KeyError for one that is not there."""
    if name not in kept():
        raise KeyError(name)
    return f"{ADDRESS}/{edition()}/{name}"


def answer(request: Request) -> Response:
    """A script or the style."""
    name, asked = request.path_params["name"], request.path_params["edition"]
    if name not in kept() or asked != edition():
        raise Refused("This file was written anew; load the page again.", 404)
    return kept()[name].answer(request.headers)


def page(name: str, theme: str, words: Mapping[str, object], given: Mapping[str, object]) -> HTMLResponse:
    """The page `name.html` with its words; `given` and all words reach its script as JSON.

    Words are escaped; those that end in `_html` are HTML already.
    """
    written = {
        key: said if key.endswith("_html") else escape(said)
        for key, said in words.items()
        if isinstance(said, str)
    }
    filled = Template((FOLDER / f"{name}.html").read_text(encoding="utf-8")).substitute(
        written,
        language=texts.language(),
        colours=palette.properties(theme, *COLOURS),
        style=url("stage.css"),
        script=url(f"{name}.js"),
        given=harmless({**given, "words": _for_script(words)}),
    )
    return HTMLResponse(filled, headers=HEADERS)


def harmless(content: Mapping[str, object]) -> str:
    """JSON that ends no element: `<` is written as an escape."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _for_script(words: Mapping[str, object]) -> dict[str, object]:
    return {key: said for key, said in words.items() if not key.endswith("_html")}

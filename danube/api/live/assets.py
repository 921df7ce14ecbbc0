"""Scripts and styles of the pages in a room: files beside the code, with a digest in their address.

shelf = Assets(FOLDER, "/live/asset")
shelf.url("phone.css")      # /live/asset/phone.3f2a….css: kept by browsers for ever
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from danube.api import answers
from danube.api.asked import Refused
from danube.api.prepared import IMMUTABLE, Asset, compressed, digest
from danube.drawing import palette

FOLDER = Path(__file__).parent
MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
COLOURS = (
    "ground", "surface", "ink", "muted", "grid", "river", "amber", "amber_ink", "grey", "border", "country",
)  # fmt: skip


class Assets:
    """The `.js` and `.css` files of a folder under one address; styles know the colours of both themes."""

    def __init__(self, folder: Path, address: str) -> None:
        self._folder = folder
        self._address = address

    @cached_property
    def _known(self) -> dict[str, Asset]:
        """Name with digest → file, read and compressed once."""
        return {_named(path): _asset(path) for path in sorted(self._folder.iterdir()) if path.suffix in MEDIA}

    def url(self, name: str) -> str:
        """Where a file is fetched from; KeyError for one that is not there."""
        stem, _dot, suffix = name.rpartition(".")
        found = [key for key in self._known if key.startswith(f"{stem}.") and key.endswith(f".{suffix}")]
        if not found:
            raise KeyError(name)
        return f"{self._address}/{found[0]}"

    def route(self) -> Route:
        """The address of all files."""
        return Route(f"{self._address}/{{name}}", answers.endpoint(self._answer()))

    def _answer(self) -> Callable[[Request], Response]:
        def asset(request: Request) -> Response:
            """A script or a style, for ever under its digest."""
            found = self._known.get(request.path_params["name"])
            if found is None:
                raise Refused("This file was written anew; load the page again.", 404)
            return found.answer(request.headers)

        return asset


def _named(path: Path) -> str:
    return f"{path.stem}.{digest(_body(path))[:12]}{path.suffix}"


def _asset(path: Path) -> Asset:
    return compressed(_body(path), MEDIA[path.suffix], IMMUTABLE)


def _body(path: Path) -> bytes:
    said = path.read_text(encoding="utf-8")
    return (colours() + said if path.suffix == ".css" else said).encode()


def colours() -> str:
    """The palette as custom properties, light and dark as the reader's device asks."""
    light, dark = (palette.properties(name, *COLOURS) for name in palette.THEMES)
    return f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}\n"


SHELF = Assets(FOLDER, "/live/asset")
"""Those of the phone page."""

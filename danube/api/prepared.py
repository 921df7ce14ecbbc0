"""Files kept in memory, compressed once: what a hundred phones fetch at the same moment.

Streamlit serves its own JavaScript uncompressed. Here it is compressed with brotli in the background
at start, kept on disk under its content's digest for the next start, and answered from memory.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import logging
import mimetypes
import os
import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import brotli
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

LOG = logging.getLogger("danube.api")
COMPRESSIBLE = {".js", ".css", ".html", ".svg", ".json"}
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATED = "no-cache"
SMALLEST = 600
UNUSED_FONTS = re.compile(rb"@font-face\{font-family:Source [^}]*\}")
PAGE = re.compile(r"/[a-z0-9_-]*")
ADDRESSES = (
    "/api",
    "/live",
    "/metrics",
    "/static",
    "/media",
    "/component",
    "/_stcore",
    "/app",
    "/oauth2callback",
)
TITLE = "Danube Innovation Observatory"
HEAD = (
    "<script>window.__streamlit={BACKEND_BASE_URL:location.origin}</script>"
    "<style>html{background:#FBFAF7}@media(prefers-color-scheme:dark){html{background:#0E1621}}</style>"
)
WITHOUT_SCRIPT = (
    "<noscript><p>These pages need JavaScript. The figures are also there without it: "
    '<a href="/api/v1/indicators">indicators</a>, <a href="/api/v1/regions">regions</a>.</p></noscript>'
)
QUALITY = 9


@dataclass(frozen=True)
class Asset:
    """A body with its encodings; `etag` is a digest of the body, so it never lies."""

    body: bytes
    media_type: str
    cache: str = REVALIDATED
    brotli: bytes | None = None
    extra: dict[str, str] = field(default_factory=dict)

    @cached_property
    def etag(self) -> str:
        """The entity tag, quoted."""
        return f'"{digest(self.body)}"'

    @cached_property
    def gzip(self) -> bytes:
        """The body for the few that speak no brotli, compressed when one first asks."""
        return gzip.compress(self.body, 6, mtime=0)

    def answer(self, headers: Headers) -> Response:
        """The answer in the best encoding that the asker takes, or 304 where it has the body already."""
        about = {"etag": self.etag, "cache-control": self.cache, "vary": "accept-encoding", **self.extra}
        if matches(headers.get("if-none-match", ""), self.etag):
            return Response(status_code=304, headers=about)
        body, encoding = self._encoded(headers.get("accept-encoding", ""))
        if encoding:
            about["content-encoding"] = encoding
        return Response(body, media_type=self.media_type, headers=about)

    def _encoded(self, accepted: str) -> tuple[bytes, str]:
        if self.brotli is not None and "br" in accepted:
            return self.brotli, "br"
        if self.brotli is not None and "gzip" in accepted:
            return self.gzip, "gzip"
        return self.body, ""


def matches(asked: str, etag: str) -> bool:
    """True where an `If-None-Match` header names this entity tag, weak or strong (RFC 9110, 13.1.2)."""
    tags = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
    return asked.strip() == "*" or etag.removeprefix("W/") in tags


def digest(body: bytes) -> str:
    """Twenty hexadecimal digits of SHA-256."""
    return hashlib.sha256(body).hexdigest()[:20]


def compressed(body: bytes, media_type: str, cache: str = REVALIDATED, **extra: str) -> Asset:
    """An asset compressed now."""
    squeezed = brotli.compress(body, quality=QUALITY) if len(body) >= SMALLEST else None
    return Asset(body, media_type, cache, squeezed, extra)


class Shelf:
    """Streamlit's own files by address, filled once in the background; reading needs no lock."""

    def __init__(self, store: Path) -> None:
        self.assets: dict[str, Asset] = {}
        self.page = compressed(page_html().encode(), "text/html; charset=utf-8")
        self._store = store

    def fill(self) -> None:
        """What the page links first, then the rest; until then Streamlit serves it, uncompressed."""
        folder = streamlit_folder()
        linked = set(re.findall(r'"\./(static/[^"]+)"', page_html()))
        files = [path for path in sorted((folder / "static").rglob("*")) if path.suffix in COMPRESSIBLE]
        files.sort(key=lambda path: path.relative_to(folder).as_posix() not in linked)
        for path in files:
            self.assets["/" + path.relative_to(folder).as_posix()] = self._asset(path)
        LOG.info("static files compressed", extra={"files": len(files)})

    def _asset(self, path: Path) -> Asset:
        body = path.read_bytes()
        if path.suffix == ".css":
            body = UNUSED_FONTS.sub(b"", body)
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        squeezed = self._squeezed(body) if len(body) >= SMALLEST else None
        return Asset(body, media_type, IMMUTABLE, squeezed)

    def _squeezed(self, body: bytes) -> bytes:
        kept = self._store / f"{digest(body)}.{QUALITY}.br"
        if kept.exists():
            return kept.read_bytes()
        squeezed = brotli.compress(body, quality=QUALITY)
        _keep(kept, squeezed)
        return squeezed


@cache
def page_html() -> str:
    """Streamlit's page in our dress: our title, our ground, no font to fetch, the server at the root.

    Without being told where the server is, the page looks for it under its own address first, and a
    deep link such as `/map` costs two failed requests.
    """
    html = (streamlit_folder() / "index.html").read_text(encoding="utf-8")
    html = re.sub(r"<link\s+rel=\"preload\"[^>]*as=\"font\"[^>]*/?>", HEAD, html)
    html = re.sub(r"<link rel=\"service-desc\"[^>]*/?>", "", html)
    html = re.sub(r"<noscript>.*?</noscript>", WITHOUT_SCRIPT, html, flags=re.DOTALL)
    return html.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>")


def streamlit_folder() -> Path:
    """Where the installed Streamlit keeps its page and scripts, found without importing it."""
    found = importlib.util.find_spec("streamlit")
    if found is None or found.origin is None:
        raise RuntimeError("Streamlit is not installed.")
    return Path(found.origin).parent / "static"


def _keep(path: Path, body: bytes) -> None:
    """Writes whole or not at all; a folder that cannot be written costs only the next start's time."""
    begun = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        begun.write_bytes(body)
        begun.replace(path)
    except OSError as problem:
        LOG.warning("compressed file not kept", extra={"file": str(path), "problem": str(problem)})


class Prepared:
    """Answers Streamlit's page and scripts from the shelf; everything else goes on to the application."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self.app = app
        self.shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asset = self._asked(scope) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if asset is None:
            return await self.app(scope, receive, send)
        return await asset.answer(Headers(scope=scope))(scope, receive, send)

    def _asked(self, scope: Scope) -> Asset | None:
        path: str = scope["path"]
        if path.startswith("/static/"):
            return self.shelf.assets.get(path)
        return self.shelf.page if PAGE.fullmatch(path) and path not in ADDRESSES else None

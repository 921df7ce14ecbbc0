"""What visitors may not do: other hosts, other origins, the server's own addresses; headers that say so.

The policy allows nothing from outside hosts. Inline scripts are allowed by digest alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from danube.api.prepared import page_html

PRIVATE = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?")
FEATURES = ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": ", ".join(f"{feature}=()" for feature in FEATURES),
}


@cache
def inline_scripts() -> tuple[str, ...]:
    """The scripts written into the page, as CSP sources (`'sha256-…'`)."""
    found = re.findall(r"<script>(.*?)</script>", page_html(), flags=re.DOTALL)
    return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in found)


@lru_cache(maxsize=64)
def policy(host: str, frame_ancestors: str) -> str:
    """The Content-Security-Policy for pages served under this host name."""
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(("'self'", "blob:", "'wasm-unsafe-eval'", *inline_scripts())),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self' data: blob: ws://{host} wss://{host}",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": frame_ancestors,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def host_name(host: str) -> str:
    """The name in a `Host` header, lower case, without port; empty where it is no host at all."""
    found = HOST.fullmatch(host.lower())
    return found["name"].strip("[].") if found else ""


def allowed(host: str, names: Sequence[str]) -> bool:
    """True where the host is one of the names; `*.example.org` covers subdomains, `*` everything."""
    name = host_name(host)
    return bool(name) and any(
        pattern == "*" or name == pattern or (pattern.startswith("*.") and name.endswith(pattern[1:]))
        for pattern in names
    )


class Guard:
    """Refuses foreign hosts and origins and the server's private addresses; adds the security headers."""

    def __init__(
        self, app: ASGIApp, hosts: Sequence[str], frame_ancestors: str, *, made_up: bool = False
    ) -> None:
        self.app = app
        self.marked = {"x-danube-demonstration": "made-up-programme"} if made_up else {}
        self.hosts = tuple(hosts)
        self.frame_ancestors = frame_ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        host = Headers(scope=scope).get("host", "")
        if scope["type"] == "websocket":
            return await self._session(host, scope, receive, send)
        return await self._request(host, scope, receive, send)

    async def _session(self, host: str, scope: Scope, receive: Receive, send: Send) -> None:
        origin = urlsplit(Headers(scope=scope).get("origin", ""))
        if allowed(host, self.hosts) and origin.netloc == host:
            return await self.app(scope, receive, send)
        return await send({"type": "websocket.close", "code": 1008, "reason": "foreign origin"})

    async def _request(self, host: str, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers(host).items():
                    headers.setdefault(name, value)
            await send(message)

        if not allowed(host, self.hosts):
            refused = PlainTextResponse(
                f"This server does not answer to the name {host_name(host)[:80]!r}. "
                "Whoever runs it adds names with DANUBE_ALLOWED_HOSTS.\n",
                status_code=421,
            )
            return await refused(scope, receive, send)
        if scope["path"].startswith(PRIVATE):
            return await JSONResponse({"error": "Not here."}, 404)(scope, receive, guarded)
        return await self.app(scope, receive, guarded)

    def _headers(self, host: str) -> dict[str, str]:
        framed = {"x-frame-options": "SAMEORIGIN"} if self.frame_ancestors == "'self'" else {}
        return FIXED | framed | self.marked | {"content-security-policy": policy(host, self.frame_ancestors)}

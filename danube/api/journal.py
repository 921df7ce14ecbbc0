"""What the server writes down: one JSON line per request, and counters for Prometheus.

Each line carries the id that the answer's `X-Request-ID` names, so that a visitor's report leads to it.
"""

from __future__ import annotations

import logging
import secrets
import sys
import time
from contextvars import ContextVar

from prometheus_client import Counter, Gauge, Histogram
from pythonjsonlogger.json import JsonFormatter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUESTS = Counter("danube_requests_total", "Answered requests.", ["route", "method", "status"])
SECONDS = Histogram(
    "danube_request_seconds",
    "Time until the answer was sent.",
    ["route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
SESSIONS = Gauge("danube_sessions", "Visitors connected now.")
RERUNS = Counter("danube_session_messages_total", "Messages of visitors: each one is a rerun of their page.")
SENT = Counter("danube_session_bytes_total", "Bytes sent to visitors over websockets.")

LOG = logging.getLogger("danube.api")
FORMAT = "{asctime}{levelname}{name}{message}"
STREAM = "/_stcore/stream"
METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_request_id: ContextVar[str] = ContextVar("request_id", default="")


def new_id() -> str:
    """A short id that can be read out over a telephone: eight hexadecimal digits."""
    return secrets.token_hex(4)


def configure(level: str = "INFO") -> None:
    """JSON lines on standard error for our log, and for the logs of Streamlit and uvicorn."""
    formatter = JsonFormatter(
        FORMAT, style="{", rename_fields={"asctime": "at", "levelname": "level", "name": "log"}
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    ours = logging.getLogger("danube")
    ours.handlers, ours.propagate = [handler], False
    ours.setLevel(level.upper() if level.upper() in logging.getLevelNamesMapping() else "INFO")
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(("streamlit", "uvicorn")):
            for other in logging.getLogger(name).handlers:
                other.setFormatter(formatter)


class Journal:
    """Gives each request an id, writes its line and counts it; counts what sessions send and receive."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await self._session(scope, receive, send)
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        return await self._request(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun, token = time.perf_counter(), _request_id.set(new_id())
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                named = (b"x-request-id", _request_id.get().encode())
                message["headers"] = [*message["headers"], named]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            _write(scope, status, time.perf_counter() - begun)
            _request_id.reset(token)

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def heard() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                RERUNS.inc()
            return message

        async def told(message: Message) -> None:
            if message["type"] == "websocket.send":
                SENT.inc(len(message.get("bytes") or message.get("text") or b""))
            await send(message)

        with SESSIONS.track_inprogress():
            await self.app(scope, heard, told)


def request_id() -> str:
    """The id of the request being answered, empty outside of one."""
    return _request_id.get()


def _write(scope: Scope, status: int, seconds: float) -> None:
    route = route_of(scope)
    REQUESTS.labels(route, method_of(scope), status).inc()
    SECONDS.labels(route).observe(seconds)
    level = logging.INFO if route.startswith("/api") or status >= 400 else logging.DEBUG
    about = {
        "request": request_id(),
        "method": scope["method"],
        "path": scope["path"],
        "status": status,
        "ms": round(seconds * 1000, 1),
    }
    LOG.log(level, "request", extra=about)


def method_of(scope: Scope) -> str:
    """The method of a request, one of few whatever programs make up: a label of the counters."""
    return scope["method"] if scope["method"] in METHODS else "other"


def route_of(scope: Scope) -> str:
    """The route of a request, one of few whatever visitors type: a label of the counters."""
    path = scope["path"]
    for prefix in ("/api", "/live"):
        if path.startswith(f"{prefix}/"):
            return getattr(scope.get("route"), "path", prefix)
    for prefix in ("/static/", "/_stcore/", "/media/", "/component/", "/metrics"):
        if path.startswith(prefix):
            return prefix.rstrip("/")
    return "page"

"""Is the server well, and how busy: `/api/health` for people and proxies, `/metrics` for Prometheus."""

from __future__ import annotations

import secrets
import tomllib
from functools import cache
from importlib.metadata import version as installed

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from danube import access, settings
from danube.api import answers, asked, data
from danube.api.asked import Refused

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@cache
def app_version() -> str:
    """The version of this product, as `pyproject.toml` names it."""
    text = (settings.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def health(request: Request) -> Response:
    """`{"status": "ok", …}` where the warehouse answers and holds figures; 503 where it does not."""
    asked.read(request)
    version = data.warehouse().latest()
    content = {"status": "ok" if version else "empty", "version": version, "app": app_version()}
    answer = answers.as_json(content | {"streamlit": installed("streamlit")})
    answer.status_code = 200 if version else 503
    answer.headers["cache-control"] = "no-store"
    return answer


@cache
def _warehouse_version() -> Gauge:
    gauge = Gauge("danube_warehouse_version", "Number of the last event in the warehouse.")
    gauge.set_function(lambda: data.warehouse().latest())
    return gauge


def metrics(request: Request) -> Response:
    """Counters in Prometheus' text format, for this machine or for whoever holds DANUBE_METRICS_TOKEN."""
    if not _may_measure(request):
        raise Refused("Metrics are for this machine, or with the token of DANUBE_METRICS_TOKEN.", 403)
    _warehouse_version()
    return Response(
        generate_latest(REGISTRY), headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"}
    )


def _may_measure(request: Request) -> bool:
    token = settings.read().metrics_token
    shown = request.headers.get("authorization", "").removeprefix("Bearer ")
    if token and secrets.compare_digest(shown.encode(), token.encode()):
        return True
    relayed = access.relayed(request.headers.keys())
    return not token and not relayed and request.client is not None and request.client.host in LOOPBACK

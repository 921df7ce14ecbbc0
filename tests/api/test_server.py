"""The server around the pages: headers, refusals, compressed files, counters, log, failing pages."""

from __future__ import annotations

import asyncio
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import brotli
import pytest
import requests
from websockets.exceptions import InvalidHandshake
from websockets.sync.client import connect

from bench.visitor import Visitor
from tests import serving
from tests.serving import Served

HERE = Path(__file__).parent


def get(server: Served, path: str, **headers: str) -> requests.Response:
    return requests.get(server.url + path, headers=headers, timeout=30)


def logged(log: Path, number: str) -> dict[str, Any]:
    """The line of the log that names this id; it is written just after the answer was sent."""
    for _turn in range(100):
        lines = [line for line in log.read_text().splitlines() if number in line]
        if lines:
            return json.loads(lines[-1])
        time.sleep(0.02)
    raise AssertionError(f"The log does not know {number}.")


def test_nothing_may_come_from_outside(server: Served) -> None:
    headers = get(server, "/").headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    own = urlsplit(server.url).netloc
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"
    assert "unsafe-eval" not in policy["script-src"].replace("wasm-unsafe-eval", "")
    assert "'unsafe-inline'" not in policy["script-src"]
    hosts = re.findall(r"(?:https?|wss?)://([^\s;]+)", headers["content-security-policy"])
    assert set(hosts) == {own}
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]


@pytest.mark.parametrize("path", ["/", "/map", "/api/v1/regions", "/_stcore/health", "/no-such-page"])
def test_every_answer_is_guarded(server: Served, path: str) -> None:
    headers = get(server, path).headers
    assert {"content-security-policy", "x-content-type-options", "x-request-id"} <= set(headers)


@pytest.mark.parametrize("path", ["metrics", "agent/openapi.json", "agent/interact", "script-health-check"])
def test_the_servers_own_addresses_are_closed(server: Served, path: str) -> None:
    assert get(server, f"/_stcore/{path}").status_code == 404


def test_a_foreign_name_is_not_answered(server: Served) -> None:
    answer = get(server, "/", Host="danube.example")
    assert answer.status_code == 421
    assert "DANUBE_ALLOWED_HOSTS" in answer.text


@pytest.mark.parametrize("origin", [None, "http://danube.example", "http://localhost:1"])
def test_a_foreign_page_cannot_open_a_session(server: Served, origin: str | None) -> None:
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    with pytest.raises(InvalidHandshake), connect(address, origin=origin):
        pass


def test_our_own_page_can(server: Served) -> None:
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, origin=server.url, subprotocols=["streamlit"]) as session:
        assert session.subprotocol == "streamlit"


def compressed(server: Served, path: str) -> requests.Response:
    """The answer in brotli: just after the start the files are still being compressed."""
    for _turn in range(200):
        headers = {"Accept-Encoding": "br"}
        answer = requests.get(server.url + path, headers=headers, stream=True, timeout=30)
        if "content-encoding" in answer.headers:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"{path} is not compressed.")


def test_scripts_come_compressed_from_memory(server: Served) -> None:
    page = get(server, "/map").text
    script = re.search(r'src="\./(static/js/index[^"]+)"', page)
    assert script
    answer = compressed(server, f"/{script[1]}")
    squeezed = answer.raw.read()
    assert answer.headers["content-encoding"] == "br"
    assert "immutable" in answer.headers["cache-control"]
    assert (
        brotli.decompress(squeezed) == get(server, f"/{script[1]}", **{"Accept-Encoding": "identity"}).content
    )


def test_the_page_is_ours(server: Served) -> None:
    page = get(server, "/").text
    assert "<title>Danube Innovation Observatory</title>" in page
    assert 'as="font"' not in page
    assert "BACKEND_BASE_URL:location.origin" in page
    assert get(server, "/ranking/_stcore/health").status_code == 404
    style = re.search(r'href="\./(static/css/[^"]+)"', page)
    assert style
    assert b"Source Sans;" not in brotli.decompress(compressed(server, f"/{style[1]}").raw.read())
    assert get(server, "/", **{"If-None-Match": get(server, "/").headers["etag"]}).status_code == 304


def test_head_has_headers_and_no_body(server: Served) -> None:
    for path in ("/", "/api/v1/regions", "/api/v1/boundaries/2.geojson"):
        answer = requests.head(server.url + path, timeout=30)
        assert (answer.status_code, answer.content) == (200, b"")


def test_unknown_addresses_and_methods(server: Served) -> None:
    nothing = get(server, "/api/v1/nothing")
    assert nothing.status_code == 404
    assert nothing.json()["error"].startswith("There is no '/api/v1/nothing'")
    posted = requests.post(server.url + "/api/v1/regions", timeout=30)
    assert posted.status_code == 405
    assert posted.headers["allow"] == "GET, HEAD"
    assert posted.json()["error"] == "POST is not understood here; GET and HEAD are."


def test_counters_for_prometheus(server: Served) -> None:
    get(server, "/api/v1/regions")
    requests.request("WONDER", server.url + "/api/v1/regions", timeout=30)
    text = get(server, "/metrics").text
    assert re.search(
        r'danube_requests_total\{method="GET",route="/api/v1/regions",status="200"\} [1-9]', text
    )
    assert "WONDER" not in text
    assert 'method="other"' in text
    assert re.search(r"danube_warehouse_version [1-9]", text)
    assert "process_resident_memory_bytes" in text
    assert "danube_session_messages_total" in text
    relayed = get(server, "/metrics", **{"X-Forwarded-For": "192.0.2.7"})
    assert relayed.status_code == 403


def test_the_log_is_json_and_knows_the_request(server: Served) -> None:
    answer = get(server, "/api/v1/regions?level=1")
    line = logged(server.log, answer.headers["x-request-id"])
    assert (line["path"], line["status"], line["method"]) == ("/api/v1/regions", 200, "GET")
    assert line["ms"] > 0


def test_a_failing_page_shows_a_number_and_logs_the_traceback(tmp_path: Path, var: Path) -> None:
    served = serving.start(tmp_path, script=HERE / "failing" / "app.py", VAR=str(var))
    visitor = Visitor(served.url)

    async def visit() -> None:
        await visitor.arrive()
        await visitor.leave()

    try:
        with ThreadPoolExecutor(1) as pool:  # this thread may have a loop already, a browser's
            pool.submit(asyncio.run, visit()).result()
    finally:
        served.stop()
    (shown,) = visitor.failures
    number = re.search(r"the number ([0-9a-f]{8})", shown)
    assert number
    assert "hunter2" not in shown
    line = logged(served.log, number[1])
    assert line["kind"] == "ValueError"
    assert "hunter2" in line["exc_info"]

"""The rate limit: counted by hand with a clock of our own, then on the real server."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from danube.api import limits
from danube.api.limits import Buckets
from tests import serving


def test_a_bucket_counts_and_fills_again() -> None:
    """60 a minute: sixty at once, the next after one second, and so on."""
    now = 100.0
    bucket = Buckets(60, clock=lambda: now)
    assert [bucket.wait("a") for _turn in range(60)] == [0] * 60
    assert bucket.wait("a") == 1
    assert bucket.wait("b") == 0
    now += 1
    assert (bucket.wait("a"), bucket.wait("a")) == (0, 1)
    now += 3600
    assert [bucket.wait("a") for _turn in range(61)] == [0] * 60 + [1]


def test_a_slow_rate_says_how_long_to_wait() -> None:
    bucket = Buckets(2, clock=lambda: 0.0)
    assert (bucket.wait("a"), bucket.wait("a"), bucket.wait("a")) == (0, 0, 30)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST", 10)
    bucket = Buckets(1, clock=lambda: 0.0)
    for number in range(1000):
        bucket.wait(str(number))
    assert len(bucket._left) == 10


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("unix", "unix"),
    ],
)
def test_whose_requests_are_counted(host: str, counted: str) -> None:
    assert limits.neighbourhood({"client": (host, 1)}) == counted


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("/api/v1/regions", True),
        ("/api/v1/files", True),
        ("/api/health", False),
        ("/map", False),
        ("/api/v1/atlas/en.0.js", False),
    ],
)
def test_what_is_counted(path: str, counts: bool) -> None:
    assert limits.limited({"type": "http", "path": path}) is counts
    assert not limits.limited({"type": "websocket", "path": path})


@pytest.fixture(scope="module")
def limited(var: Path, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """A server that answers three requests a minute and address, behind a proxy at 127.0.0.1."""
    served = serving.start(tmp_path_factory.mktemp("limited"), VAR=str(var), RATE="3")
    yield served
    served.stop()
    assert not served.complaints()


def test_too_many_are_refused_with_a_sentence_and_a_time(limited: serving.Served) -> None:
    address = limited.url + "/api/v1/regions?level=0"
    codes = [requests.get(address, timeout=30).status_code for _turn in range(3)]
    refused = requests.get(address, timeout=30)
    assert codes == [200] * 3 and refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 20
    assert refused.json()["error"].startswith("This address asked more than 3 times in a minute; please")
    assert "content-security-policy" in refused.headers and "x-request-id" in refused.headers
    assert requests.get(limited.url + "/api/health", timeout=30).status_code == 200
    assert requests.get(limited.url + "/map", timeout=30).status_code == 200


def test_only_a_trusted_proxy_tells_whose_request_it_is(limited: serving.Served) -> None:
    """The proxy adds the address it saw at the end; what a visitor wrote before it is not believed."""
    address = limited.url + "/api/v1/regions?level=0"
    forged = [{"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"} for number in range(4)]
    codes = [requests.get(address, headers=headers, timeout=30).status_code for headers in forged]
    assert codes == [200, 200, 200, 429]
    other = requests.get(address, headers={"X-Forwarded-For": "198.51.100.8"}, timeout=30)
    assert other.status_code == 200


def test_files_count_like_everything_else(limited: serving.Served) -> None:
    headers = {"X-Forwarded-For": "198.51.100.9", "Origin": "http://danube.example"}
    address = limited.url + "/api/v1/files"
    codes = [requests.post(address, data=b"x", headers=headers, timeout=30).status_code for _turn in range(4)]
    assert codes == [403, 403, 403, 429]

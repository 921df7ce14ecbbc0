"""Boundaries and outlines: right polygons, kept by the browser, sent small."""

from __future__ import annotations

import gzip

import brotli
import pytest
import requests

from danube import regions
from danube.drawing import outlines
from tests.serving import Served


def raw(server: Served, path: str, encoding: str = "identity", **headers: str) -> requests.Response:
    """The answer with its body as it came over the wire."""
    headers["Accept-Encoding"] = encoding
    return requests.get(server.url + path, headers=headers, stream=True, timeout=30)


@pytest.mark.parametrize("level", regions.LEVELS)
def test_every_level_has_its_polygons(server: Served, level: int) -> None:
    answer = requests.get(f"{server.url}/api/v1/boundaries/{level}.geojson", timeout=30)
    assert answer.headers["content-type"] == "application/geo+json"
    codes = {feature["properties"]["code"] for feature in answer.json()["features"]}
    assert codes == set(regions.at_level(level))


def test_boundaries_travel_compressed_and_once(server: Served) -> None:
    path = "/api/v1/boundaries/2.geojson"
    plain = raw(server, path).raw.read()
    small = raw(server, path, "br")
    squeezed = small.raw.read()
    assert small.headers["content-encoding"] == "br"
    assert brotli.decompress(squeezed) == plain
    assert len(squeezed) <= 100_000
    assert gzip.decompress(raw(server, path, "gzip").raw.read()) == plain
    again = raw(server, path, **{"If-None-Match": small.headers["etag"]})
    assert (again.status_code, again.raw.read()) == (304, b"")


def test_outlines_stay_with_the_browser_for_ever(server: Served) -> None:
    drawn = outlines.load(2)
    answer = requests.get(server.url + drawn.url, timeout=30)
    assert answer.content == drawn.to_json()
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "AT13" in answer.json()["ids"]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("outlines/2.000000000000.json", "These outlines were drawn anew; load the page again."),
        ("outlines/9.000000000000.json", "There is no map '9'"),
        ("boundaries/4.geojson", "There is no level '4': levels are 0, 1, 2 and 3."),
    ],
)
def test_no_such_map(server: Served, path: str, sentence: str) -> None:
    answer = requests.get(f"{server.url}/api/v1/{path}", timeout=30)
    assert answer.status_code == 404
    assert answer.json()["error"].startswith(sentence)

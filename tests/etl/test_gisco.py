"""Boundaries from a replayed GISCO, made of the boundaries at hand: adopted, unchanged, refused."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from danube.settings import DATA, Settings
from etl import gisco
from etl.fetch import Patience
from tests.etl.replay import Publisher, Reply, packed, publisher

QUICK = Patience(connect=1, read=5, tries=1, backoff=0.01)
LEVEL2, LEVEL3, LEVEL0, COUNTRIES = (
    "/" + gisco.ADDRESSES[key] for key in ("level 2", "level 3", "outlines", "countries")
)


def _features(name: str, column: str) -> list[dict]:
    """The features of our own files as the service has them: level 3 holds codes of level 3 alone."""
    features = json.loads((DATA / "boundaries" / name).read_text("utf-8"))["features"]
    features = [one for one in features if name != "level3.geojson" or len(one["properties"]["code"]) == 5]
    features = [one for one in features if not one["properties"]["code"].startswith("UA-")]
    return [{**one, "properties": {column: one["properties"]["code"]}} for one in features]


def _collection(features: list[dict]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.fixture(scope="module")
def service():
    with publisher() as running:
        yield running


@pytest.fixture
def answers(service: Publisher) -> Publisher:
    """Every file of the service, with a place that is not ours among them."""
    far = {"type": "Feature", "properties": {"NUTS_ID": "FR10", "CNTR_ID": "FR"}, "geometry": None}
    far["geometry"] = {"type": "Polygon", "coordinates": [[[2, 48], [3, 48], [3, 49], [2, 48]]]}
    rest = ("DE", "UA")
    around = [
        one for one in _features("neighbours.geojson", "NUTS_ID") if one["properties"]["NUTS_ID"] not in rest
    ]
    moldova = [one for one in _features("level0.geojson", "CNTR_ID") if one["properties"]["CNTR_ID"] == "MD"]
    outlines = [one for one in _features("level0.geojson", "NUTS_ID") if one["properties"]["NUTS_ID"] != "MD"]
    service.answers(LEVEL2, packed(_collection([*_features("level2.geojson", "NUTS_ID"), far]), ETag='"2"'))
    service.answers(LEVEL3, packed(_collection([*_features("level3.geojson", "NUTS_ID"), far]), ETag='"3"'))
    service.answers(LEVEL0, packed(_collection([*outlines, *around]), ETag='"0"'))
    service.answers(COUNTRIES, packed(_collection([*moldova, far]), ETag='"c"'))
    return service


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "boundaries", tmp_path / "boundaries"))


@pytest.fixture
def settings(service: Publisher, tmp_path: Path) -> Settings:
    return replace(Settings(), var=tmp_path / "var", gisco=service.address)


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))}


def test_new_boundaries_are_adopted_once(answers, settings, out):
    outcome = gisco.run(settings, out, QUICK)
    assert (outcome.status, outcome.reason) == ("refreshed", "")
    codes = [
        one["properties"]["code"]
        for one in json.loads((out / "level2.geojson").read_text("utf-8"))["features"]
    ]
    assert len(codes) == 73 and "UA-51" in codes and "MD" in codes and "FR10" not in codes
    before = held(out)
    for path in (LEVEL2, LEVEL3, LEVEL0, COUNTRIES):
        answers.answers(path, Reply(status=304))
    assert gisco.run(settings, out, QUICK).status == "unchanged" and held(out) == before
    assert answers.asked(LEVEL2)[-1]["If-None-Match"] == '"2"'


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (Reply("<!DOCTYPE html><html>Maintenance</html>"), "a web page came instead of data"),
        (Reply("{"), "is no GeoJSON"),
        (Reply(_collection(_features("level3.geojson", "nuts"))), "no column 'NUTS_ID'"),
        (Reply(_collection(_features("level3.geojson", "NUTS_ID")[:100])), "no polygon for"),
    ],
    ids=["web page", "cut", "changed column", "regions gone"],
)
def test_what_is_not_the_whole_map_changes_nothing(answers, settings, out, reply, sentence):
    answers.answers(LEVEL3, reply)
    before = held(out)
    outcome = gisco.run(settings, out, QUICK)
    assert outcome.status == "refused" and sentence in outcome.reason and held(out) == before


def test_a_region_that_shrank_is_named(answers, settings, out):
    features = _features("level3.geojson", "NUTS_ID")
    vienna = next(one for one in features if one["properties"]["NUTS_ID"] == "AT130")
    vienna["geometry"] = {
        "type": "Polygon",
        "coordinates": [[[16.3, 48.2], [16.4, 48.2], [16.4, 48.25], [16.3, 48.2]]],
    }
    answers.answers(LEVEL3, Reply(_collection(features)))
    before = held(out)
    outcome = gisco.run(settings, out, QUICK)
    assert outcome.status == "refused" and "AT13" in outcome.reason and held(out) == before

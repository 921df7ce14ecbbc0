"""Outlines worked by hand on small squares, and the real files for every level."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from shapely.geometry import box as rectangle

from danube import regions
from danube.drawing import geometry, outlines
from danube.drawing.geometry import Box

GRID = Box(west=0, south=0, east=1000, north=1000, unit=10)


def test_paths_are_relative_and_closed() -> None:
    square = geometry.rings(rectangle(100, 100, 300, 200), GRID)
    assert geometry.path(square) == "M30 90l0-10-20 0 0 10z"


def test_a_ring_smaller_than_the_grid_vanishes() -> None:
    assert geometry.rings(rectangle(100, 100, 103, 103), GRID) == []


def test_borders_part_countries_and_the_outside_only() -> None:
    west, middle, east = (geometry.rings(rectangle(x, 0, x + 100, 100), GRID) for x in (0, 100, 200))
    edges = {
        frozenset(edge)
        for line in geometry.borders([("A", west), ("A", middle), ("B", east)])
        for edge in zip(line, line[1:], strict=False)
    }
    assert frozenset({(20, 90), (20, 100)}) in edges  # A | B
    assert frozenset({(10, 90), (10, 100)}) not in edges  # A | A
    assert len(edges) == 2 * 3 + 2 + 1  # top and bottom, both ends, one border


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_every_level_draws_its_regions_in_the_same_window(level: int) -> None:
    drawn = outlines.load(level)
    assert set(drawn.ids) == set(regions.at_level(level))
    assert (drawn.width, drawn.height) == outlines.STUDY_AREA.size == (3760, 2140)
    assert len(drawn.ids) == len(drawn.names) == len(drawn.paths) == len(drawn.centroids)
    assert all(0 <= x <= 3760 and 0 <= y <= 2140 for x, y in drawn.centroids)


def test_vienna_lies_where_it_should() -> None:
    """48.2 N, 16.4 E is 4,794 km east and 2,808 km north in EPSG:3035."""
    drawn = outlines.load(2)
    x, y = drawn.centroids[drawn.ids.index("AT13")]
    assert x == pytest.approx((4_794_000 - 4_090_000) / 500, abs=20)
    assert y == pytest.approx((3_150_000 - 2_808_000) / 500, abs=20)


def test_the_map_of_nuts_2_is_small_and_its_address_names_its_content() -> None:
    drawn = outlines.load("2")
    assert len(drawn.to_json()) <= 60_000
    digest = hashlib.sha256(drawn.to_json()).hexdigest()[:12]
    assert drawn.url == f"/api/v1/outlines/2.{digest}.json"
    content = json.loads(drawn.to_json())
    assert content["names"][content["ids"].index("AT21")] == "Kärnten (Carinthia)"
    assert all(re.fullmatch(r"[Mlz0-9 -]+", path) for path in content["d"])
    assert content["backdrop"] and content["rivers"] and content["countries"]


def test_any_geojson_gets_a_window_of_its_own(tmp_path: Path) -> None:
    corners = [[16, 48], [17, 48], [17, 49], [16, 49], [16, 48]]
    feature = {
        "type": "Feature",
        "properties": {"id": "X1"},
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }
    path = tmp_path / "one.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    drawn = outlines.from_geojson(path)
    assert (drawn.ids, drawn.names) == (("X1",), ("X1",))
    assert drawn.width < drawn.height < 300  # about 75 by 112 km at 500 m


def test_tiles_stand_in_for_a_large_map() -> None:
    drawn = outlines.tiled(1340)
    assert len(set(drawn.ids)) == 1340
    assert max(x for x, _y in drawn.centroids) < drawn.width
    assert max(y for _x, y in drawn.centroids) < drawn.height


def test_the_extra_map_is_named_by_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(outlines.EXTRA_SETTING, "50")
    outlines.load.cache_clear()
    try:
        assert len(outlines.load("extra").ids) == 50
    finally:
        outlines.load.cache_clear()


def test_an_unknown_map_is_refused_with_the_choices() -> None:
    with pytest.raises(outlines.OutlinesError, match="no map '7'; there are 0, 1, 2, 3"):
        outlines.load(7)

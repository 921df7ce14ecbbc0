"""Where sites stand and where their names are written."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from danube import regions
from danube.drawing import outlines, sites


def _shape(code: str, level: int) -> shapely.Geometry:
    content = json.loads((outlines.BOUNDARIES / f"level{level}.geojson").read_text(encoding="utf-8"))
    found = next(one for one in content["features"] if one["properties"]["code"] == code)
    return shapely.geometry.shape(found["geometry"])


@pytest.mark.parametrize(("code", "level"), [("RO42", 2), ("SK", 0), ("MD", 2), ("UA-51", 2), ("ME00", 2)])
def test_the_middle_lies_inside(code: str, level: int) -> None:
    assert _shape(code, level).contains(shapely.Point(sites.middle(code)))


def test_every_site_of_the_study_area_has_a_middle() -> None:
    for code in (*regions.at_level(2), *regions.countries()):
        longitude, latitude = sites.middle(code)
        assert 7 < longitude < 34 and 41 < latitude < 53, code


def test_a_site_stands_at_its_towns() -> None:
    """Zenica 17.9077 and Tuzla 18.6671: half-way between."""
    found = sites.placed(["BA01", "RO42"], {"BA01": ["Zenica", "Tuzla"], "RO42": ["Timișoara"]})
    assert found["BA01"] == (pytest.approx(18.2874), pytest.approx(44.3709))
    assert found["RO42"] == sites.middle("RO42")


def test_places_outside_stand_in_a_column_at_the_edge() -> None:
    found = sites.placed(["IE", "CH", "ES"], {})
    assert [found[code][0] for code in ("CH", "ES", "IE")] == [sites.EDGE] * 3
    rows = [found[code][1] for code in ("CH", "ES", "IE")]
    assert rows == [sites.NORTH, pytest.approx((sites.NORTH + sites.SOUTH) / 2), pytest.approx(sites.SOUTH)]


spots = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.tuples(st.floats(12, 28), st.floats(42, 50)),
    min_size=1,
)


@settings(max_examples=50, deadline=None)
@given(spots)
def test_names_cover_neither_dots_nor_each_other(points: dict[str, sites.Point]) -> None:
    names = {code: f"Place {code}" for code in points}
    view = {"zoom": 4.8, "pitch": 30.0}
    sides = sites.written(points, names, **view, size=14)
    pixels = {code: sites._pixel(point, **view) for code, point in points.items()}
    boxes = [
        sites._beside(pixels[code], side, len(names[code]) * 14 * sites.LETTER + 6, 18)
        for code, side in sides.items()
    ]
    assert not any(sites._overlap(one, other) for one, other in combinations(boxes, 2))
    dots = [sites._box(x, y, 12, 12) for x, y in pixels.values()]
    assert not any(sites._overlap(box, dot) for box in boxes for dot in dots)


def test_the_first_names_are_written_first() -> None:
    close = {"a": (18.0, 45.0), "b": (18.01, 45.0)}
    long = {"b": "A very long name indeed of a place", "a": "Another very long name of a place"}
    assert next(iter(sites.written(close, long, zoom=4.0, pitch=0, size=14))) == "b"

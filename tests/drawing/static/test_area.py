"""Maps for phones: every region can be pointed at, two maps in one document keep their own patterns."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import brotli
import pandas as pd
import pytest

from danube.drawing import maps, outlines, scales
from danube.drawing.maps import MapPicture
from danube.drawing.static import area

SVG = "{http://www.w3.org/2000/svg}"


def picture(level: int = 2, theme: str = "light", first: float = 1.0) -> MapPicture:
    drawn = outlines.load(level)
    values = pd.Series([first + place for place in range(len(drawn.ids))], list(drawn.ids), dtype=float)
    figures = pd.DataFrame({"value": values, "state": "value"})
    figures.loc[drawn.ids[0], "value"] = None
    figures.loc[drawn.ids[1], "state"] = "coarser"
    return maps.choropleth(drawn, figures, scales.build(values), theme=theme, title="T", unit="% & more")


def test_every_region_is_there_once_with_its_fill() -> None:
    drawn = ElementTree.fromstring(area.choropleth(picture()))
    found = [one for one in drawn.iter(f"{SVG}path") if one.get("data-region")]
    assert [one.get("data-region") for one in found] == list(outlines.load(2).ids)
    assert str(found[0].get("fill")).startswith("url(#h")
    assert found[2].get("fill") == picture().fills[2]


def test_hatched_and_dotted_stand_in_the_legend() -> None:
    said = [one.text for one in ElementTree.fromstring(area.choropleth(picture())).iter(f"{SVG}text")]
    assert {"% & more", "No figure", "Value of a larger unit"} <= set(said)


def test_two_maps_do_not_share_patterns() -> None:
    ids = [set(re.findall(r'id="([^"]+)"', area.choropleth(one))) for one in (picture(), picture(first=40.0))]
    assert len(ids[0]) == 4
    assert not ids[0] & ids[1]


def test_a_chosen_region_is_outlined_and_named_within_the_picture() -> None:
    code = outlines.load(2).ids[-1]
    drawn = ElementTree.fromstring(area.choropleth(picture(), {code: "Oblast", "XX": "?"}))
    name = next(one for one in drawn.iter(f"{SVG}text") if one.text == "Oblast")
    assert 0 < float(str(name.get("x"))) < outlines.load(2).width


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_a_map_is_light_enough_for_a_full_room(level: int) -> None:
    assert len(brotli.compress(area.choropleth(picture(level)).encode(), quality=5)) <= 25_000

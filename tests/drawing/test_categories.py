"""Named classes on a map: payload and legend as of any other scale."""

from __future__ import annotations

import pandas as pd

from danube.drawing import categories, maps, outlines, palette

KINDS = ("low", "none", "high")


def picture(theme: str = "light") -> maps.MapPicture:
    kinds = pd.Series({"AT11": "high", "AT12": "low", "AT13": "none"})
    scale = categories.Categories(
        categories.numbered(kinds, KINDS), ("Low", "Quiet", "High"), categories.around_nothing(3), 1
    )
    values = pd.DataFrame({"value": [1.0, 9.0, 5.0, 3.0]}, index=["AT11", "AT12", "AT13", "AT21"])
    return maps.choropleth(outlines.load(2), values, scale.as_scale(), theme=theme, title="T", unit="u")


def test_the_class_is_the_regions_own_whatever_its_figure() -> None:
    ids, payload = outlines.load(2).ids, picture().payload()
    found = {code: payload["classes"][ids.index(code)] for code in ("AT11", "AT12", "AT13", "AT21", "AT22")}
    assert found == {"AT11": "2", "AT12": "0", "AT13": "1", "AT21": "-", "AT22": "-"}
    assert payload["labels"] == ["Low", "Quiet", "High"] and len(payload["ramp"]) == 3


def test_the_file_carries_the_legend() -> None:
    assert ">Quiet<" in picture().svg(800)


def test_the_middle_is_quiet_in_both_themes() -> None:
    for theme in palette.THEMES:
        ramp = categories.around_nothing(5)[theme]
        assert ramp[2] == palette.theme(theme).grid
        grounds = [palette.contrast(each, palette.theme(theme).ground) for each in ramp]
        assert grounds[2] == min(grounds)

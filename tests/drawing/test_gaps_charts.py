"""Bars of gaps and the course among peers: what is drawn is what was handed in."""

from __future__ import annotations

import pandas as pd
import pytest

from danube.drawing import gaps, palette

ROWS = pd.DataFrame(
    {"label": ["R&D", "AI"], "size": [2.0, 1.0], "aimed": [True, False], "card": ["<b>R&D</b>", "<b>AI</b>"]}
)
PATH = pd.DataFrame(
    {"region": [0.0, 3.0], "peers": [0.0, 1.0], "low": [-1.0, 0.0], "high": [1.0, 2.0]},
    index=["2018", "2020"],
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_aimed_at_is_blue(theme: str) -> None:
    figure = gaps.bars(ROWS, theme=theme, unit="behind")
    look = palette.theme(theme)
    (bars,) = figure.data
    assert list(bars.x) == [2.0, 1.0] and list(bars.marker.color) == [look.river, look.grey]
    assert [note.text for note in figure.layout.annotations] == ["R&D", "AI"]
    assert figure.layout.xaxis.title.text == "behind"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_course_has_a_band_two_lines_and_its_beginning(theme: str) -> None:
    figure = gaps.course(PATH, "2019-08-01", theme=theme, name="Vest", unit="change")
    band, peers, region = figure.data
    assert list(band.x) == [2018, 2020, 2020, 2018] and list(band.y) == [1.0, 2.0, 0.0, -1.0]
    assert list(peers.y) == [0.0, 1.0] and list(region.y) == [0.0, 3.0]
    (line,) = figure.layout.shapes
    assert line.x0 == line.x1 == 2019
    above = {note.text: note.yshift for note in figure.layout.annotations}
    assert above["Vest"] > 0 > above["its peers, mean"]

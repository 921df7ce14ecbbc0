"""The triangle of pairs."""

from __future__ import annotations

import pandas as pd

from danube.drawing.pairs import triangle

CODES = ["AT", "BG", "RO"]
COUNTS = pd.DataFrame([[0, 0, 1], [0, 0, 3], [1, 3, 0]], index=CODES, columns=CODES)
HOVER = pd.DataFrame([[f"{one}-{other}" for other in CODES] for one in CODES], index=CODES, columns=CODES)
NAMES = {"AT": "Austria", "BG": "Bulgaria", "RO": "Romania"}


def test_each_pair_stands_once() -> None:
    drawn = triangle(COUNTS, names=NAMES, hover=HOVER, theme="light")
    heat, cards = drawn.data
    assert [list(row) for row in heat.z] == [[None, None], [1, 3]]
    assert list(cards.customdata) == ["BG-AT", "RO-AT", "RO-BG"]
    assert list(drawn.layout.yaxis.ticktext) == ["Bulgaria", "Romania"]
    assert list(drawn.layout.xaxis.ticktext) == ["AT", "BG"]


def test_numbers_where_there_is_a_tie_and_a_ring_where_there_is_none() -> None:
    drawn = triangle(COUNTS, names=NAMES, hover=HOVER, theme="dark")
    assert [note.text for note in drawn.layout.annotations] == ["1", "3"]
    assert list(drawn.data[1].marker.size) == [9, 20, 20]


def test_without_any_tie_every_pair_is_a_ring() -> None:
    drawn = triangle(COUNTS * 0, names=NAMES, hover=HOVER, theme="light")
    assert not drawn.layout.annotations and set(drawn.data[1].marker.size) == {9}

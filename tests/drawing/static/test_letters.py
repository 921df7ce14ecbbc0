"""Widths of texts without a font: never less than the widest font that a picture may meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from danube import catalogue, regions
from danube.drawing.static import letters
from danube.exports import raster


@pytest.mark.parametrize(("place", "bold"), [(0, False), (1, True)])
def test_no_name_is_wider_than_it_is_taken_for(place: int, bold: bool) -> None:
    font = ImageFont.truetype(raster.fonts()[place], 100)
    names = [name for one in regions.load().values() for name in (one.name, one.native, one.label)]
    names += [block.short for block in catalogue.load().indicators.values()]
    for name in names:
        taken, real = letters.width(name, 100, bold=bold), font.getlength(name)
        assert real <= taken * 1.02, name
        assert taken <= real * 1.35, name


@given(st.text(max_size=80), st.floats(30, 400))
def test_lines_fit_and_lose_nothing(text: str, room: float) -> None:
    lines = letters.wrapped(text, 20, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(letters.width(line, 20) <= room for line in lines if len(line) > 1)

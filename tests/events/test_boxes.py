"""Whether words fit a box, by real letters; pictures that slides and documents can take."""

from __future__ import annotations

import base64
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from danube.events import boxes, images
from danube.events.boxes import Box, Ruler

RULER = Ruler()


def test_letters_are_measured_as_they_are():
    """In DejaVu Sans an `m` is 0.974 of the size wide, an `i` 0.278."""
    assert RULER.width("m", 1000) == pytest.approx(974, abs=6)
    assert RULER.width("i", 1000) == pytest.approx(278, abs=6)


def test_lines_break_between_words():
    wide = RULER.width("one two", 10)
    assert RULER.lines("one two three", wide + 0.1, 10) == 2
    assert RULER.lines("one\ntwo", 1000, 10) == 2
    assert RULER.lines("m" * 100, 100, 10) == 10


def test_a_text_gets_the_largest_size_that_fits():
    box = Box(0, 0, 200, 30, (20, 10))
    assert RULER.size("Short", box) == 20
    assert RULER.size("Somewhat longer than that", box) == 10
    assert RULER.size("Much longer " * 20, box) is None
    assert RULER.size("Donaudampfschifffahrtsgesellschaftskapitän" * 2, box) is None


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=600))
def test_whatever_is_said_nothing_of_a_slide_lies_over_another(title: str, sentence: str):
    made = boxes.arranged(title, sentence, RULER)
    assert made.title.top + made.title.height <= made.sentence.top
    assert made.sentence.top + made.sentence.height <= made.rest.top
    assert made.rest.height >= boxes.REST.height and made.rest.top + made.rest.height <= boxes.FOOT.top


def address(picture: Image.Image, kind: str) -> str:
    target = io.BytesIO()
    picture.save(target, kind)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(target.getvalue()).decode()}"


def test_a_webp_becomes_a_png_and_a_photograph_stays_one():
    assert images.own(address(Image.new("RGBA", (3, 2)), "WEBP")).media == "image/png"
    photograph = images.own(address(Image.new("RGB", (5_000, 100)), "JPEG"))
    assert (photograph.media, photograph.width, photograph.height) == ("image/jpeg", 2400, 48)


def test_what_is_no_picture_or_too_large_is_refused_in_a_sentence():
    with pytest.raises(images.ImageError, match="cannot be read"):
        images.own("data:image/png;base64,iVBORw0KGgo=")
    with pytest.raises(images.ImageError, match="too many pixels"):
        images.own(address(Image.new("1", (8_000, 8_000)), "PNG"))
    with pytest.raises(images.ImageError, match="cannot be read"):
        images.drawing("no drawing")

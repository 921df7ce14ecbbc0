"""A picture for a slide: kinds told by content, made smaller, stripped; all else refused in a sentence."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from danube.events import photographs
from danube.events.deck import LARGEST_PICTURE, DeckError


def written(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **more: object) -> bytes:
    body = io.BytesIO()
    Image.new(mode, size, "red").save(body, kind, **more)
    return body.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_three_kinds_come_through_whatever_their_names(kind: str) -> None:
    picture = photographs.read(written(kind), "photo.txt", {"en": "A red field"}, "Ana")
    assert picture.media == f"image/{kind.lower()}" and picture.alt == {"en": "A red field"}
    assert Image.open(io.BytesIO(picture.body)).size == (40, 30)


def test_a_large_picture_is_made_smaller_and_transparency_stays() -> None:
    wide = Image.open(io.BytesIO(photographs.read(written("PNG", (4000, 1000), "RGBA"), "a", {}).body))
    assert wide.size == (1920, 480) and wide.mode == "RGBA"


def test_place_and_camera_are_left_out_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Ana"
    read = Image.open(io.BytesIO(photographs.read(written("JPEG", exif=exif), "a.jpg", {}).body))
    assert read.size == (30, 40) and not dict(read.getexif()) and "exif" not in read.info


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<svg onload=alert(1)>", "is no PNG, JPEG or WebP"),
        (b"GIF89a", "is no PNG, JPEG or WebP"),
        (b"", "is no PNG, JPEG or WebP"),
        (b"RIFF\0\0\0\0WAVEfmt ", "is no PNG, JPEG or WebP"),
        (b"\x89PNG\r\n\x1a\n", "is damaged"),
        (written("JPEG")[:200], "is damaged"),
        (b"\xff\xd8\xff" + b"\0" * LARGEST_PICTURE, "3.0 MB"),
        (written("PNG", (9000, 9000), "1"), "60 million pixels"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(body: bytes, said: str) -> None:
    with pytest.raises(DeckError, match=said):
        photographs.read(body, "holiday.png", {})


@settings(max_examples=30, deadline=None)
@given(
    st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF1234WEBP"])
)
def test_wild_bytes_end_in_a_sentence(tail: bytes, begin: bytes) -> None:
    with pytest.raises(DeckError):
        photographs.read(begin + tail, "x", {})

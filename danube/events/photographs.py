"""A picture that somebody brings for a slide: read by its content, made fit for phones, stripped."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from danube.events.deck import LARGEST_PICTURE, MEDIA, DeckError, Lines, Picture
from danube.texts import _

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 1_920
"""Pixels of the longer side: a projector shows no more."""

MOST_PIXELS = 60_000_000
"""Fewer than those at which Pillow warns of a bomb."""

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}


def read(body: bytes, name: str, alt: Lines, credit: str = "") -> Picture:
    """The picture in a file, at most SIDE pixels wide or high, without place and camera.

    Raises DeckError with one sentence where the file is too large or no picture of the three kinds.
    """
    if len(body) > LARGEST_PICTURE:
        raise DeckError(
            _(
                "{name} has {size} MB; a picture of a slide has {most} at most. "
                "Save it smaller and try again.",
                name=name[:80],
                size=round(len(body) / 1_000_000, 1),
                most=LARGEST_PICTURE // 1_000_000,
            )
        )
    media = _media(body)
    if media is None:
        raise DeckError(_("{name} is no PNG, JPEG or WebP: save the picture as one of them.", name=name[:80]))
    data = base64.b64encode(_fit(body, media, name)).decode("ascii")
    return Picture(media, data, alt, credit)  # type: ignore[arg-type]


def _media(body: bytes) -> str | None:
    for media, begins in MEDIA.items():
        if body.startswith(begins) and (media != "image/webp" or body[8:12] == b"WEBP"):
            return media
    return None


def _fit(body: bytes, media: str, name: str) -> bytes:
    """The picture alone: upright, small enough, nothing of what a camera writes beside it."""
    import PIL.Image
    from PIL import ImageOps

    try:
        with PIL.Image.open(io.BytesIO(body), formats=[FORMATS[media]]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise DeckError(_too_many(name))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((SIDE, SIDE))
            bare = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
            return _written(bare, media)
    except DeckError:
        raise
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        raise DeckError(_("{name} is damaged and cannot be opened as a picture.", name=name[:80])) from None


def _too_many(name: str) -> str:
    return _(
        "{name} has more than {count} million pixels: save it smaller and try again.",
        name=name[:80],
        count=MOST_PIXELS // 1_000_000,
    )


def _written(bare: Image, media: str) -> bytes:
    """The pixels in the same kind of file; Pillow writes what stands in `info` only where it is told to."""
    bare.info.clear()
    written = io.BytesIO()
    bare.save(written, FORMATS[media], optimize=True, quality=88)
    return written.getvalue()

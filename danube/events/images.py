"""The picture of a scene as a file that every program takes: PNG or JPEG, of bounded size."""

from __future__ import annotations

import base64
import binascii
import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from danube.events.scene import Scene
from danube.exports import raster
from danube.texts import _

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

LARGEST = 40_000_000
"""Pixels of a picture that is opened at all: beyond, a small file could take all the memory."""

SHARP = 2400
"""Pixels of the longer side that are kept: sharp on a projector and in print."""


class ImageError(ValueError):
    """A picture that cannot be shown: one sentence."""


@dataclass(frozen=True)
class Image:
    """A file of a picture, and its pixels."""

    body: bytes
    media: str
    width: int
    height: int

    @property
    def address(self) -> str:
        """The picture itself as an address: `data:image/png;base64,…`."""
        return f"data:{self.media};base64,{base64.b64encode(self.body).decode()}"


def of(scene: Scene) -> Image | None:
    """The scene's drawing, or the picture that somebody brought; None where it has neither.

    Raises ImageError.
    """
    return drawing(scene.svg) if scene.svg else own(scene.picture) if scene.picture else None


@lru_cache(maxsize=32)
def drawing(svg: str) -> Image:
    """A drawing as PNG. Raises ImageError where it is none."""
    try:
        body = raster.png(svg)
    except (ValueError, RuntimeError) as error:
        raise ImageError(_("The drawing cannot be read: {reason}.", reason=str(error)[:200])) from None
    wide, high = (int.from_bytes(body[place : place + 4]) for place in (16, 20))
    return Image(body, "image/png", wide, high)


def own(address: str) -> Image:
    """Somebody's own picture, written anew: upright, without what a camera notes beside it, not too large.

    Raises ImageError.
    """
    from PIL import Image as Pillow
    from PIL import ImageOps, UnidentifiedImageError

    try:
        with Pillow.open(io.BytesIO(_body(address))) as opened:
            if opened.width * opened.height > LARGEST:
                raise ImageError(_too_large())
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((SHARP, SHARP))
            return _written(upright, photograph=opened.format == "JPEG")
    except Pillow.DecompressionBombError:
        raise ImageError(_too_large()) from None
    except (UnidentifiedImageError, OSError, SyntaxError, binascii.Error):
        raise ImageError(
            _("The picture of this slide cannot be read; take another file, PNG or JPEG.")
        ) from None


def _body(address: str) -> bytes:
    return base64.b64decode(address.partition(",")[2], validate=True)


def _too_large() -> str:
    return _("The picture of this slide has too many pixels; make it smaller, 2,400 pixels wide will do.")


def _written(picture: Picture, *, photograph: bool) -> Image:
    target = io.BytesIO()
    if photograph:
        picture.convert("RGB").save(target, "JPEG", quality=88)
    else:
        picture.convert("RGBA").save(target, "PNG")
    media = "image/jpeg" if photograph else "image/png"
    return Image(target.getvalue(), media, picture.width, picture.height)

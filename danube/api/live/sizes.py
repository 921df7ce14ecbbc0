"""A picture that somebody brought, as small as a phone needs: a room's wifi carries it two hundred times."""

from __future__ import annotations

import io

from danube.api.prepared import IMMUTABLE, Asset
from danube.events.photographs import MOST_PIXELS

SIDE = 1_000
"""Pixels of the longer side: a phone in hand shows no more detail."""

QUALITY = 70
SMALL = 60_000
"""Bytes that are not worth any effort."""


def for_phones(picture: Asset) -> Asset:
    """The picture as WebP of at most 1,000 pixels; as it is where that saves nothing or it cannot be read."""
    if len(picture.body) <= SMALL:
        return picture
    smaller = _written(picture.body)
    if smaller is None or len(smaller) >= len(picture.body):
        return picture
    return Asset(smaller, "image/webp", IMMUTABLE)


def _written(body: bytes) -> bytes | None:
    import PIL.Image

    try:
        with PIL.Image.open(io.BytesIO(body)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            opened.thumbnail((SIDE, SIDE))
            bare = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        return None
    sink = io.BytesIO()
    bare.save(sink, "WEBP", quality=QUALITY)
    return sink.getvalue()

"""A drawing as a PNG file, for slides and documents that take no SVG; drawn offline, alike everywhere."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

ZOOM = 2.0
"""Pixels of the picture per pixel of the drawing: sharp on a slide and in print."""

FAMILY = "DejaVu Sans"
FACES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")


def png(svg: str) -> bytes:
    """The SVG document as PNG. Its type is DejaVu Sans, which has Latin and Cyrillic, whatever it names."""
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=ZOOM,
        skip_system_fonts=True,
        font_files=fonts(),
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )


@cache
def fonts() -> list[str]:
    """The font files that Matplotlib carries: a server need not have any of its own."""
    found = importlib.util.find_spec("matplotlib")
    if found is None or found.origin is None:
        raise FileNotFoundError("Matplotlib is not installed; its fonts draw the text of PNG files.")
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    return [str(folder / name) for name in FACES]

"""What all pictures for print are made of: colours, small type, the frame."""

from __future__ import annotations

from html import escape

from danube.drawing import palette

FONT = "Source Sans Pro, DejaVu Sans"
COLOURS = palette.theme("light")
SMALL = 7.0
"""Size of the type in points."""


def number(value: float) -> str:
    """A coordinate, to a hundredth of a point."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def frame(width: float, height: float, body: str) -> str:
    """An SVG document of this size in points."""
    box = f"{number(width)} {number(height)}"
    size = f'width="{number(width)}pt" height="{number(height)}pt"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {box}" font-family="{FONT}">'
        f"{body}</svg>"
    )


def text(
    x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False, colour: str = ""
) -> str:
    """A line of small type."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{SMALL}" text-anchor="{anchor}"{weight}'
        f' fill="{colour or COLOURS.ink}">{escape(words)}</text>'
    )

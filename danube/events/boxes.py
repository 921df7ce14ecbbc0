"""Room for words: how wide and high the boxes of a slide are, and whether a text fits, by real letters.

Screens are measured with DejaVu Sans, the widest of the fonts that show a slide: what fits in it fits in all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from danube.exports import raster, typeset

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

GAUGE = 200
"""Size at which letters are measured; widths grow with the size."""

ARIAL = 0.93
"""Width of Arial against DejaVu Sans, with room to spare: it is 0.87, of bold letters 0.8."""

LEADING = 1.25
"""Height of a line over the size of its letters."""


@dataclass(frozen=True)
class Box:
    """A place for words; `sizes` from the wanted one down to the smallest that can still be read.

    Points on paper and slides, pixels on a screen.
    """

    left: float
    top: float
    width: float
    height: float
    sizes: tuple[float, ...]
    bold: bool = False


WIDTH, HEIGHT = 960, 540
"""A slide of 16:9, in points: 13⅓ by 7½ inches."""

TITLE = Box(44, 22, 872, 78, (30, 27, 24), bold=True)
SENTENCE = Box(44, 104, 872, 70, (18, 16, 14))
REST = Box(44, 178, 872, 314, (32, 28, 24, 20, 16, 14, 12))
FOOT = Box(44, 500, 872, 34, (12, 10, 8))


def on_paper() -> Ruler:
    """For what is set by Typst, in its own font."""
    plain, _semibold, bold, *_others = typeset.faces()
    return Ruler((plain, bold))


def on_slides() -> Ruler:
    """For slides in Arial, which is not here; its letters are narrower than these by more than that."""
    return Ruler(share=ARIAL)


@dataclass(frozen=True)
class Layout:
    """The boxes of one slide, each with the one size that its text got."""

    title: Box
    sentence: Box
    rest: Box


def arranged(title: str, sentence: str, ruler: Ruler) -> Layout:
    """Title and sentence take the lines that they need; the picture, or what stands for it, has the rest."""
    heading = _taken(TITLE, title, ruler)
    said = _taken(replace(SENTENCE, top=heading.top + heading.height + 4), sentence, ruler)
    top = said.top + said.height + 12
    return Layout(heading, said, replace(REST, top=top, height=REST.top + REST.height - top))


def _taken(box: Box, text: str, ruler: Ruler) -> Box:
    size = ruler.size(text, box) or box.sizes[-1]
    high = ruler.lines(text, box.width, size, bold=box.bold) * size * LEADING if text else 0
    return replace(box, sizes=(size,), height=min(high, box.height))


class Ruler:
    """Measures words; one for each thread, since a font is not to be shared.

    `faces` are the files of plain and of bold letters, `share` how wide the letters meant are against these.
    """

    def __init__(self, faces: Sequence[str] = (), share: float = 1.0) -> None:
        from PIL import ImageFont

        plain, bold = faces or raster.fonts()
        self._share = share
        self._faces: dict[bool, FreeTypeFont] = {
            False: ImageFont.truetype(plain, GAUGE),
            True: ImageFont.truetype(bold, GAUGE),
        }
        self._widths: dict[tuple[str, bool], float] = {}

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a text is on one line."""
        key = (text, bold)
        if key not in self._widths:
            self._widths[key] = self._faces[bold].getlength(text) / GAUGE * self._share
        return self._widths[key] * size

    def lines(self, text: str, width: float, size: float, *, bold: bool = False) -> int:
        """Lines that a text takes, broken between words, and inside a word only where it is too long."""
        return sum(self._paragraph(part, width, size, bold) for part in text.split("\n"))

    def fits(self, text: str, box: Box, size: float) -> bool:
        """True where all lines stand in the box and no word is wider than it."""
        high = self.lines(text, box.width, size, bold=box.bold) * size * LEADING
        return high <= box.height and not self.too_long(text, box.width, size, bold=box.bold)

    def size(self, text: str, box: Box) -> float | None:
        """The largest size of the box in which the text fits; None where it never does."""
        return next((size for size in box.sizes if self.fits(text, box, size)), None)

    def too_long(self, text: str, width: float, size: float, *, bold: bool = False) -> str:
        """The first word that is wider than this by itself; empty where all can be broken between."""
        wide = (word for word in text.split() if self.width(word, size, bold=bold) > width)
        return next(wide, "")

    def _paragraph(self, text: str, width: float, size: float, bold: bool) -> int:
        space, used, count = self.width(" ", size, bold=bold), 0.0, 1
        for word in text.split():
            wide = self.width(word, size, bold=bold)
            if used and used + space + wide > width:
                count, used = count + 1, 0.0
            if wide > width:
                count, used = count + math.ceil(wide / width) - 1, wide % width
            else:
                used += wide + (space if used else 0)
        return count

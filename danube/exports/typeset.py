"""Papers: a template of ours filled with words and pictures, set by typst as a tagged PDF (PDF/UA-1).

    typeset.pdf(Path("brief.typ"), {"title": "Wien", "map": "<svg…>"}, written=datetime(2026, 11, 21))

What is filled in never becomes markup: it reaches the template as JSON (`json(bytes(sys.inputs.content))`),
whose texts are printed as they stand. Fonts come from installed packages, so that a paper looks the same on
every machine; nothing is asked from a network.
"""

from __future__ import annotations

import importlib.util
import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from danube.exports import raster

if TYPE_CHECKING:
    import typst

ROOT = Path(__file__).resolve().parent.parent
"""Templates lie below; they see each other's files from here: `#import "/exports/look.typ"`."""

PACKAGE = "font_source_sans_pro"
FACES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf")
FAMILIES = ("Source Sans Pro", raster.FAMILY)
"""The first has Latin and Cyrillic; the second what else somebody may have typed."""

UNKNOWN = "□"
"""Stands for a sign that no font has: a paper for everybody must not hold one that cannot be read."""


class TypesetError(RuntimeError):
    """A paper that could not be set: one sentence."""


def pdf(template: Path, content: Mapping[str, Any], *, written: datetime) -> bytes:
    """The template filled with plain values as PDF; the same content and day give the same bytes.

    Pictures are texts that hold an SVG document. `written` stands in the file as the day it was made.
    """
    import typst

    moment = written if written.tzinfo else written.replace(tzinfo=UTC)
    try:
        return typst.compile(
            str(template),
            root=str(ROOT),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"content": json.dumps(readable(content), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=int(moment.timestamp()),
        )
    except typst.TypstError as error:
        raise TypesetError(f"{template.name} could not be set: {error.message}") from error


def readable(value: Any) -> Any:
    """The same values, their texts without signs that no font has and without those that steer printing."""
    if isinstance(value, str):
        return "".join(filter(None, map(_sign, unicodedata.normalize("NFC", value))))
    if isinstance(value, Mapping):
        return {str(key): readable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [readable(one) for one in value]
    return value


def _sign(sign: str) -> str:
    """The sign itself, nothing for one that steers, a box for one that cannot be drawn."""
    if sign == "\n" or ord(sign) in _drawable():
        return sign if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf") else ""
    return "" if unicodedata.category(sign).startswith("C") else UNKNOWN


@cache
def faces() -> tuple[str, ...]:
    """The font files of papers."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise FileNotFoundError(f"The package {PACKAGE} is not installed; papers are set in its font.")
    folder = Path(found.origin).parent / "files"
    return (*(str(folder / name) for name in FACES), *raster.fonts())


@cache
def _fonts() -> typst.Fonts:
    """The folders of these files, read once."""
    import typst

    folders = sorted({str(Path(face).parent) for face in faces()})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


@cache
def _drawable() -> frozenset[int]:
    """The code points that one of the two families has."""
    from matplotlib.ft2font import FT2Font

    regular = (faces()[0], faces()[len(FACES)])
    return frozenset(code for face in regular for code in FT2Font(face).get_charmap())

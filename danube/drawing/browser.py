"""The script that draws the map in the browser, with everything that never changes baked in.

Colours, words, flags and names of countries travel once, in a file that browsers keep for ever; a
change of indicator then sends figures alone. There is one file per language.
"""

from __future__ import annotations

import hashlib
import json
from contextvars import copy_context
from dataclasses import asdict
from functools import cache
from pathlib import Path

from danube import regions, texts
from danube.catalogue import FLAGS
from danube.drawing import palette
from danube.drawing.outlines import ATTRIBUTION, DISCLAIMER
from danube.texts import _

FOLDER = Path(__file__).parent.parent / "ui"
LOCALES = {"en": "en-GB", "de": "de"}


@cache
def script(language: str) -> bytes:
    """The JavaScript module for readers of `language`; KeyError for a language that is not spoken."""
    constants = copy_context().run(_constants, language)
    lines = (
        f"const {name} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};"
        for name, value in constants.items()
    )
    return "\n".join([*lines, (FOLDER / "atlas.js").read_text(encoding="utf-8")]).encode()


def digest(language: str) -> str:
    """The first 12 hexadecimal digits of the script's SHA-256."""
    return hashlib.sha256(script(language)).hexdigest()[:12]


def url(language: str) -> str:
    """Where the server gives the script; the digest in it lets browsers keep it for ever."""
    return f"/api/v1/atlas/{language}.{digest(language)}.js"


def _constants(language: str) -> dict[str, object]:
    locale = LOCALES[language]
    texts.use(language)
    return {
        "LOCALE": locale,
        "THEMES": {name: asdict(palette.theme(name)) for name in palette.THEMES},
        "NAMES": {
            code: regions.name(code)
            for code, one in regions.load().items()
            if regions.name(code) != one.label
        },
        "COUNTRIES": {code: regions.name(code) for code in regions.countries()},
        "FLAGS": {token: _(sentence) for token, sentence in FLAGS.items()},
        "WORDS": _words(),
        "STYLE": (FOLDER / "atlas.css").read_text(encoding="utf-8"),
    }


def _words() -> dict[str, str]:
    return {
        "in": _("Zoom in"),
        "out": _("Zoom out"),
        "reset": _("Show the whole map"),
        "help": _(
            "Arrow keys move between regions, Enter chooses one, plus and minus zoom, 0 shows the whole map."
        ),
        "missing": _("No figure"),
        "coarser": _("Value of a larger unit"),
        "chosen": _("chosen"),
        "broken": _("The map could not be loaded. Check the connection and reload the page."),
        "attribution": _(ATTRIBUTION),
        "disclaimer": _(DISCLAIMER),
        "terms": _("Boundaries and names"),
    }

"""A deck as one HTML file that needs nothing else: it opens from a USB stick, without server or network.

All slides in all languages with the table behind each picture, on light and on dark ground. A content policy
in the file itself forbids the browser to ask for anything. The presenter's notes are not in it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from pathlib import Path

from pandas import DataFrame
from pandas.api.types import is_numeric_dtype

from danube import texts
from danube.drawing import palette
from danube.events import images
from danube.events.drawn import Drawn, speaking, written
from danube.events.scene import Scene
from danube.events.slideshow import foot
from danube.texts import _

MEDIA_TYPE = "text/html; charset=utf-8"
FOLDER = Path(__file__).parent
USED = ("ground", "surface", "ink", "river", "amber", "grid", "grey")
QUIET = {"light": "#46525E", "dark": palette.DARK.muted}
"""Quiet text, which still stands seven to one from its ground."""

NAMESPACE = re.compile(r'\sxmlns(:\w+)?="[^"]*"')
NAMED = re.compile(r'(\bid="|url\(#|href="#)([^")]+)')
LABELLED = re.compile(r'\baria-(labelledby|describedby)="([^"]*)"')


def html(drawn: Drawn) -> bytes:
    """The whole file."""
    script = (FOLDER / "booklet.js").read_text(encoding="utf-8")
    first = drawn.languages[0]
    sections = "".join(_section(drawn, language) for language in drawn.languages)
    return (
        f'<!doctype html>\n<html lang="{first}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(drawn.name(first))}</title><style>{_style()}</style></head>"
        f"<body>{sections}<script>{script}</script></body></html>\n"
    ).encode()


def _policy(script: str) -> str:
    """Nothing from anywhere, but what stands in the file."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _style() -> str:
    style = (FOLDER / "booklet.css").read_text(encoding="utf-8")
    for name in palette.THEMES:
        colours = f"{palette.properties(name, *USED)};--quiet:{QUIET[name]}"
        style = style.replace(f"{{ {name.upper()};", f"{{ {colours};")
    return style


def _section(drawn: Drawn, language: str) -> str:
    """All slides in one language, and the bar to move among them."""
    dark = drawn.dark.get(language)
    with speaking(language):
        slides = "".join(
            _slide(f"{language}{place}", slide.id, scene, dark[place] if dark else None)
            for place, (slide, scene) in enumerate(drawn.slides(language))
        )
        bar = _bar(drawn, language)
    named = f'data-language="{language}" data-name="{escape(drawn.name(language))}"'
    return f'<section lang="{language}" {named}><main>{slides}</main>{bar}</section>'


def _slide(key: str, name: str, scene: Scene, dark: Scene | None) -> str:
    parts = [
        f'<h1 tabindex="-1">{escape(scene.title)}</h1>',
        f'<p class="said">{escape(scene.sentence)}</p>' if scene.sentence else "",
        _shown(key, scene, dark),
        f'<div class="foot">{_table(scene.table) if len(scene.table) else ""}',
        f'<p class="sources">{escape(foot(scene))}</p></div>',
    ]
    return f'<article data-slide="{escape(name)}">{"".join(parts)}</article>'


def _shown(key: str, scene: Scene, dark: Scene | None) -> str:
    """The picture for both grounds; where there is none, the text."""
    if scene.svg:
        light = f'<div class="on-light">{inline(scene.svg, f"l{key}-")}</div>'
        other = dark.svg if dark else ""
        both = f'<div class="on-dark">{inline(other, f"d{key}-")}</div>' if other else ""
        told = ' class="both"' if both else ""
        return f'<figure{told} role="img" aria-label="{escape(scene.alt)}">{light}{both}</figure>'
    if scene.picture:
        return _photograph(scene)
    return _paragraphs(scene.body)


def _photograph(scene: Scene) -> str:
    try:
        image = images.own(scene.picture)
    except images.ImageError as refused:
        return _paragraphs(f"{refused}\n\n{scene.alt}")
    return f'<figure><img src="{image.address}" alt="{escape(scene.alt)}"></figure>'


def _paragraphs(text: str) -> str:
    said = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part.strip())
    return f'<div class="body">{said}</div>' if said else ""


def inline(svg: str, prefix: str) -> str:
    """A drawing to stand in a page among others: its names get a prefix, so that none meets another's."""
    plain = NAMESPACE.sub("", svg[svg.index("<svg") :] if "<svg" in svg else "")
    named = NAMED.sub(rf"\g<1>{prefix}\g<2>", plain)
    return LABELLED.sub(lambda found: _labelled(found[1], found[2], prefix), named)


def _labelled(kind: str, names: str, prefix: str) -> str:
    return f'aria-{kind}="{" ".join(prefix + name for name in names.split())}"'


def _table(table: DataFrame) -> str:
    numeric = [is_numeric_dtype(table.iloc[:, place]) for place in range(len(table.columns))]
    head = "".join(_cell("th", str(name), numeric[at]) for at, name in enumerate(table.columns))
    rows = "".join(
        f"<tr>{''.join(_cell('td', cell, numeric[at]) for at, cell in enumerate(row))}</tr>"
        for row in written(table)
    )
    return (
        f'<details><summary>{escape(_("Table"))}</summary><div class="scroll" tabindex="0"><table><thead>'
        f"<tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def _cell(tag: str, text: str, numeric: bool) -> str:
    return f"<{tag}{' class=number' if numeric else ''}>{escape(text)}</{tag}>"


def _bar(drawn: Drawn, language: str) -> str:
    titles = enumerate(scene.title for scene in drawn.scenes[language])
    jumps = "".join(f'<option value="{at}">{at + 1} · {escape(title)}</option>' for at, title in titles)
    spoken = "".join(
        f'<option value="{code}">{escape(texts.LANGUAGES.get(code, code))}</option>'
        for code in drawn.languages
    )
    return (
        f'<nav aria-label="{escape(_("Slides"))}">'
        f'<button type="button" data-step="-1" aria-label="{escape(_("Previous slide"))}">‹</button>'
        f'<button type="button" data-step="1" aria-label="{escape(_("Next slide"))}">›</button>'
        f'<select data-jump aria-label="{escape(_("Go to slide"))}">{jumps}</select>'
        f'<select class="far" data-language-choice aria-label="{escape(_("Language"))}">{spoken}</select>'
        f'<button type="button" data-theme-switch aria-label="{escape(_("Light or dark"))}">◐</button></nav>'
    )

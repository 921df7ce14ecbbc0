"""A deck as PDF: a slide per page, pictures as they were drawn, with its structure for screen readers.

The same deck at the same version gives the same bytes. Texts of people reach Typst as data, never as markup.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from danube.drawing import palette
from danube.events import boxes, images
from danube.events.boxes import Box, Ruler
from danube.events.deck import Slide, spoken
from danube.events.drawn import Drawn, legible, speaking, written
from danube.events.scene import Scene
from danube.events.slideshow import fitting, foot, rows_that_fit
from danube.exports import typeset
from danube.exports.workbook import CREATED
from danube.texts import _

MEDIA_TYPE = "application/pdf"
TEMPLATE = Path(__file__).with_name("handout.typ")
COLOURS = palette.LIGHT


def pdf(drawn: Drawn, language: str, *, notes: bool = False) -> bytes:
    """The document in one language; with `notes`, what the presenter says stands below each slide."""
    try:
        return _set(drawn, language, notes, pixels=False)
    except (
        typeset.TypesetError
    ):  # a drawing with something in it that Typst does not read: its pixels will do
        return _set(drawn, language, notes, pixels=True)


def _set(drawn: Drawn, language: str, notes: bool, *, pixels: bool) -> bytes:
    with speaking(language):
        content = _content(drawn, language, notes, pixels)
    return typeset.pdf(TEMPLATE, content, written=CREATED)


def _content(drawn: Drawn, language: str, notes: bool, pixels: bool) -> dict[str, Any]:
    ruler = boxes.on_paper()
    return {
        "name": drawn.name(language),
        "language": language,
        "notes": notes,
        "width": boxes.WIDTH,
        "height": boxes.HEIGHT,
        **{name: getattr(COLOURS, name) for name in ("ground", "ink", "muted", "grid")},
        "slides": [_slide(slide, scene, ruler, pixels) for slide, scene in drawn.slides(language)],
        "sources_title": _("Sources"),
        "sources": _shortened(drawn.scenes[language], ruler),
    }


def _shortened(scenes: tuple[Scene, ...], ruler: Ruler) -> list[str]:
    """The sources of all slides, each once, where those of a slide had no room below it."""
    short = any(fitting(scene, ruler) != foot(scene) for scene in scenes)
    return list(dict.fromkeys(source for scene in scenes for source in scene.sources)) if short else []


def _slide(slide: Slide, scene: Scene, ruler: Ruler, pixels: bool) -> dict[str, Any]:
    layout = boxes.arranged(scene.title, scene.sentence, ruler)
    picture, body = _picture(scene, pixels)
    table = scene.table.head(rows_that_fit(layout.rest)) if not (picture or body) else None
    below = fitting(scene, ruler)
    return {
        "title": scene.title or slide.id,
        "sentence": scene.sentence,
        "picture": picture,
        "alt": scene.alt or scene.title or slide.id,
        "body": body,
        "head": [] if table is None else list(map(str, table.columns)),
        "table": [] if table is None else written(table),
        "foot": below,
        "said": legible(spoken(slide.notes)),
        "title_box": _box(layout.title),
        "sentence_box": _box(layout.sentence),
        "rest_box": _box(_fitted(layout.rest, body, ruler)),
        "foot_box": _box(_fitted(boxes.FOOT, below, ruler)),
    }


def _fitted(box: Box, text: str, ruler: Ruler) -> Box:
    return replace(box, sizes=(ruler.size(text, box) or box.sizes[-1],))


def _box(box: Box) -> dict[str, float]:
    return {
        "left": box.left,
        "top": box.top,
        "width": box.width,
        "height": max(box.height, 0),
        "size": box.sizes[0],
    }


def _picture(scene: Scene, pixels: bool) -> tuple[str, str]:
    """The picture as SVG, its letters as letters, and the text that stands where there is none.

    One that cannot be read leaves its sentence.
    """
    if scene.svg and not pixels:
        return scene.svg, ""
    try:
        image = images.of(scene)
    except images.ImageError as refused:
        return "", f"{refused}\n\n{scene.alt}"
    return ("", scene.body) if image is None else (_framed(image), "")


def _framed(image: images.Image) -> str:
    """A picture in a drawing: what is filled into a paper is text."""
    size = f'width="{image.width}" height="{image.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {image.width} {image.height}">'
        f'<image {size} href="{image.address}"/></svg>'
    )

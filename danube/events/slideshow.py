"""A deck as slides of another program (PPTX, 16:9): charts to edit, maps as pictures, notes, alt texts.

The same deck at the same version gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pandas import DataFrame
from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide as Page
from pptx.text.text import TextFrame
from pptx.text.text import _Run as Run
from pptx.util import Emu, Pt

from danube import texts
from danube.drawing import palette
from danube.events import boxes, images, native, steady
from danube.events.boxes import Box, Ruler
from danube.events.deck import Slide, spoken
from danube.events.drawn import Drawn, legible, speaking, written
from danube.events.scene import Scene
from danube.exports.workbook import CREATED
from danube.store import editions
from danube.texts import _

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TITLE_ONLY = 5
"""The layout of the blank presentation that has a title and nothing else."""

ROW = 20
"""Points of a table's row."""

TONGUES = {"en": MSO_LANGUAGE_ID.ENGLISH_UK, "de": MSO_LANGUAGE_ID.GERMAN}
"""What a screen reader reads the words in."""

COLOURS = palette.LIGHT


def pptx(drawn: Drawn, language: str) -> bytes:
    """The slides in one language."""
    with speaking(language):
        slides = _blank(drawn.name(language), language)
        ruler = boxes.on_slides()
        for slide, scene in drawn.slides(language):
            page = slides.slides.add_slide(slides.slide_layouts[TITLE_ONLY])
            _fill(page, scene, ruler)
            _notes(page, slide, scene)
    target = io.BytesIO()
    slides.save(target)
    return steady.repacked(target.getvalue())


def foot(scene: Scene) -> str:
    """The quiet line below: sources, years and version of the figures."""
    return _joined(scene, scene.sources)


def fitting(scene: Scene, ruler: Ruler) -> str:
    """The same, or without what stands in brackets (vintage, licence) where letters would become too small.

    Then the whole is told elsewhere: in the notes, on a page of its own.
    """
    whole = foot(scene)
    if ruler.size(whole, replace(boxes.FOOT, sizes=boxes.FOOT.sizes[:2])) is not None:
        return whole
    return _joined(scene, dict.fromkeys(source.partition(" (")[0] for source in scene.sources))


def _joined(scene: Scene, sources: Iterable[str]) -> str:
    version = _("Version {version}", version=editions.version(scene.version)) if scene.version else ""
    return " · ".join(part for part in (*sources, scene.dated, version) if part)


def rows_that_fit(box: Box) -> int:
    """Rows of a table, without its headings, that stand in the box."""
    return int(box.height // ROW) - 1


def _blank(title: str, language: str) -> Slides:
    """No slide yet: 16:9, its layouts widened from 4:3, and a fixed day instead of now."""
    slides = Presentation()
    wider = Pt(boxes.WIDTH) / (slides.slide_width or Pt(720))
    slides.slide_width, slides.slide_height = Emu(Pt(boxes.WIDTH)), Emu(Pt(boxes.HEIGHT))
    for sheet in (slides.slide_master, *slides.slide_layouts):
        for shape in sheet.placeholders:
            shape.left, shape.width = Emu(int(shape.left * wider)), Emu(int(shape.width * wider))
    slides.slide_master.background.fill.solid()
    slides.slide_master.background.fill.fore_color.rgb = native.colour(COLOURS.ground)
    told = slides.core_properties
    told.title, told.author, told.language = title[:255], "Danube Innovation Observatory", language
    told.created = told.modified = CREATED
    return slides


def _fill(page: Page, scene: Scene, ruler: Ruler) -> None:
    layout = boxes.arranged(scene.title, scene.sentence, ruler)
    _write(page.shapes.title, scene.title, layout.title, ruler)
    if scene.sentence:
        _box(page, scene.sentence, layout.sentence, ruler)
    if scene.chart is not None and scene.chart.categories and scene.chart.series:
        described(native.add(page.shapes, scene.chart, layout.rest), scene.alt)
    elif scene.svg or scene.picture:
        _picture(page, scene, layout.rest, ruler)
    elif scene.body:
        _box(page, scene.body, layout.rest, ruler)
    elif len(scene.table):
        described(_table(page, scene.table, layout.rest), scene.alt or scene.title)
    _box(page, fitting(scene, ruler), boxes.FOOT, ruler, COLOURS.muted)


def described(shape: Any, alt: str) -> None:
    """Gives a picture, chart or table its words for those who do not see it."""
    shape.element.xpath(".//p:cNvPr")[0].set("descr", alt)


def _picture(page: Page, scene: Scene, box: Box, ruler: Ruler) -> None:
    """As large as its box allows, in the middle; one that cannot be read leaves its sentence."""
    try:
        image = images.of(scene)
    except images.ImageError as refused:
        _box(page, f"{refused}\n\n{scene.alt}", box, ruler)
        return
    if image is None:
        return
    scale = min(box.width / image.width, box.height / image.height)
    wide, high = image.width * scale, image.height * scale
    left, top = box.left + (box.width - wide) / 2, box.top + (box.height - high) / 2
    place = native.placed(Box(left, top, wide, high, ()))
    described(page.shapes.add_picture(io.BytesIO(image.body), *place), scene.alt)


def _box(page: Page, text: str, box: Box, ruler: Ruler, colour: str = COLOURS.ink) -> None:
    _write(page.shapes.add_textbox(*native.placed(box)), text, box, ruler, colour)


def _write(shape: Any, text: str, box: Box, ruler: Ruler, colour: str = COLOURS.ink) -> None:
    """The text in its box, as large as it fits; without autofit, which each program does its own way."""
    shape.left, shape.top, shape.width, shape.height = native.placed(box)
    frame: TextFrame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    frame.text = text
    size = ruler.size(text, box) or box.sizes[-1]
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        _letters(paragraph.runs, size, colour, bold=box.bold)


def _letters(runs: Iterable[Run], size: float, colour: str, *, bold: bool) -> None:
    """Dresses the runs themselves: PowerPoint passes over what a paragraph says of its letters."""
    for run in runs:
        font = run.font
        font.size, font.bold, font.name = Pt(size), bold, native.FACE
        font.color.rgb = native.colour(colour)
        font.language_id = TONGUES.get(texts.language(), MSO_LANGUAGE_ID.NONE)


def _table(page: Page, table: DataFrame, box: Box) -> Any:
    """The first rows that fit; the rehearsal tells of those that do not."""
    shown = table.head(rows_that_fit(box))
    place = native.placed(replace(box, height=(len(shown) + 1) * ROW))
    frame = page.shapes.add_table(len(shown) + 1, max(len(table.columns), 1), *place)
    rows = [list(map(str, table.columns)), *written(shown)]
    for line, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = frame.table.cell(line, column)
            cell.text = text
            for paragraph in cell.text_frame.paragraphs:
                _letters(paragraph.runs, 11, COLOURS.ink, bold=line == 0)
            cell.margin_top = cell.margin_bottom = Pt(1)
            cell.fill.solid()
            cell.fill.fore_color.rgb = native.colour(COLOURS.surface if line else COLOURS.grid)
    return frame


def _notes(page: Page, slide: Slide, scene: Scene) -> None:
    """What the presenter says, and where the figures are from."""
    said = legible(spoken(slide.notes, texts.language()))
    parts = [said, scene.alt, *scene.sources, _figures_of(scene), scene.link]
    frame = page.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n\n".join(filter(None, parts))


def _figures_of(scene: Scene) -> str:
    return _("Figures of {years}.", years=scene.dated) if scene.dated else ""

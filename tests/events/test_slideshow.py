"""A deck as PPTX, read back: charts with their figures, notes, alt texts; the same bytes each time."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pandas as pd
from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID

from danube.events import drawn, slideshow
from danube.events.deck import Deck, Lines, Slide
from danube.events.scene import Chart, Scene
from tests.events import scenery

LONG = Chart("bars", tuple(f"Region {place}" for place in range(40)), {"2023": (1.0,) * 40}, "%")


def read(body: bytes) -> Any:
    return Presentation(io.BytesIO(body))


def one(scene: Scene, title: Lines | None = None) -> Any:
    """The only slide of a deck that shows this scene."""
    deck = Deck("one", {"en": "One"}, 1, (Slide("a", "text", title or {"en": "A"}),))
    made = drawn.drawn(deck, lambda *_asked: scene, ["en"])
    return read(slideshow.pptx(made, "en")).slides[0]


def alts(page: Any) -> list[str]:
    return [name.get("descr") for name in page.element.xpath(".//p:cNvPr") if name.get("descr")]


def chart_of(page: Any) -> Any:
    return next(shape.chart for shape in page.shapes if shape.has_chart)


def test_a_chart_keeps_its_figures_names_and_gaps():
    made = drawn.drawn(scenery.deck(), scenery.scene, ["de"])
    slides = read(slideshow.pptx(made, "de")).slides
    chart = chart_of(slides[1])
    names = tuple(name for name, _value in scenery.REGIONS.values())
    assert tuple(chart.plots[0].categories) == names
    assert tuple(chart.plots[0].series[0].values) == (0.2, 1.4, None, 4.3)
    assert chart.value_axis.axis_title.text_frame.text == "% des BIP"
    sheet = pd.read_excel(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), engine="calamine")
    assert sheet.iloc[:, 1].dropna().tolist() == [0.2, 1.4, 4.3]
    assert tuple(sheet.iloc[:, 0]) == names


def test_slides_carry_titles_notes_alt_texts_sources_and_version():
    made = drawn.drawn(scenery.deck(), scenery.scene, ["en"])
    presentation = read(slideshow.pptx(made, "en"))
    assert presentation.slide_width / presentation.slide_height == 16 / 9
    first = presentation.slides[0]
    assert first.shapes.title.text == "Where R&D is strong"
    run = first.shapes.title.text_frame.paragraphs[0].runs[0]
    assert run.font.size.pt == 30 and run.font.bold and run.font.language_id == MSO_LANGUAGE_ID.ENGLISH_UK
    assert alts(first) == ["R&D in four regions"] and alts(presentation.slides[3]) == ["A blue river"]
    notes = first.notes_slide.notes_text_frame.text
    assert notes.startswith("Wait for the room.") and "rd_e_gerdreg" in notes and "?v=3" in notes
    said = " ".join(shape.text_frame.text for shape in first.shapes if shape.has_text_frame)
    assert "Oberbayern leads." in said and "Version 3" in said and "2023" in said


def test_the_same_deck_gives_the_same_bytes():
    made = drawn.drawn(scenery.deck(), scenery.scene, ["en"])
    assert slideshow.pptx(made, "en") == slideshow.pptx(made, "en")


def test_hostile_words_stay_words():
    evil = "=cmd|' /C calc'!A0 <b>&amp; \x00\x1b"
    page = one(Scene(evil, chart=Chart("lines", (evil, "b"), {evil: (1.0, float("nan"))}, evil), alt=evil))
    chart = chart_of(page)
    kept = drawn.legible(evil)
    assert page.shapes.title.text == kept and tuple(chart.plots[0].categories)[0] == kept
    assert tuple(chart.plots[0].series[0].values) == (1.0, None)
    book = io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)
    assert pd.read_excel(book, engine="calamine").iloc[0, 0] == kept


def test_every_bar_of_a_long_chart_has_its_line_and_none_is_dropped():
    chart = chart_of(one(Scene("Long", chart=LONG)))
    assert len(chart.plots[0].categories) == 40
    assert 7 <= chart.category_axis.tick_labels.font.size.pt < 8


def test_dots_and_several_series_have_their_marks_and_a_legend():
    both = Chart("dots", ("a", "b"), {"2013": (1.0, 2.0), "2023": (2.0, None)}, "%", highlighted=("a",))
    chart = chart_of(one(Scene("Dots", chart=both)))
    assert chart.has_legend and len(chart.plots[0].series) == 2
    single = chart_of(one(Scene("Dots", chart=replace(both, series={"2023": (1.0, 2.0)}))))
    assert not single.has_legend


def test_a_table_alone_becomes_a_table_and_a_broken_picture_its_sentence():
    page = one(Scene("T", table=pd.DataFrame({"Region": ["Wien"], "Value": ["4.3"]})))
    assert next(shape.table for shape in page.shapes if shape.has_table).cell(1, 0).text == "Wien"
    broken = one(Scene("P", picture="data:image/png;base64,iVBORw0KGgo=", alt="A bridge"))
    said = " ".join(shape.text_frame.text for shape in broken.shapes if shape.has_text_frame)
    assert "cannot be read" in said and "A bridge" in said

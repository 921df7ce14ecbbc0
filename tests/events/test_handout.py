"""A deck as PDF: a page per slide, its figures and letters as text, tagged, alike each time."""

from __future__ import annotations

import io

from pypdf import PdfReader

from danube.events import drawn, handout
from danube.events.deck import Deck, Slide
from danube.events.scene import Scene
from tests.events import scenery

EMBEDDED = {"/FontFile2", "/FontFile3"}


def read(body: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(body))


def test_each_slide_is_a_page_with_its_words_and_figures():
    made = drawn.drawn(scenery.deck(), scenery.scene, ["de"])
    body = handout.pdf(made, "de")
    pages = read(body).pages
    assert len(pages) == 5
    first = pages[0].extract_text()
    assert "Wo viel geforscht wird" in first and "Oberbayern 4.3, Одеса, Ipeľ" in first
    assert "rd_e_gerdreg" in first and "Auf den Saal warten" not in first
    assert body == handout.pdf(made, "de")


def test_it_says_what_it_is_to_screen_readers():
    document = read(handout.pdf(drawn.drawn(scenery.deck(), scenery.scene, ["de"]), "de"))
    assert document.metadata is not None and document.metadata.title == "Fünf Folien"
    assert document.root_object["/Lang"] == "de" and document.root_object["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in document.root_object["/Metadata"].get_object().get_data()


def test_fonts_are_embedded():
    page = read(handout.pdf(drawn.drawn(scenery.deck(), scenery.scene, ["en"]), "en")).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts and any("SourceSansPro" in font["/BaseFont"] for font in fonts)
    assert all(EMBEDDED & set(font["/DescendantFonts"][0]["/FontDescriptor"]) for font in fonts)


def test_notes_stand_below_where_they_are_asked_for():
    made = drawn.drawn(scenery.deck(), scenery.scene, ["en"])
    assert "Wait for the room." in read(handout.pdf(made, "en", notes=True)).pages[0].extract_text()


def test_words_of_people_are_never_markup():
    evil = '#panic("x") *a* _b_ $c$ \\ "q" <l> @r \x00'
    deck = Deck("one", {"en": evil}, 1, (Slide("a", "text", notes={"en": evil}),))
    made = drawn.drawn(deck, lambda *_asked: Scene(evil, sentence=evil, body=evil), ["en"])
    text = read(handout.pdf(made, "en", notes=True)).pages[0].extract_text()
    assert text.count('#panic("x") *a* _b_ $c$') >= 4


def test_sources_without_room_get_a_page_of_their_own():
    many = tuple(
        f"Publisher {number}, table {number} (2026 edition, licence {number})" for number in range(14)
    )
    deck = Deck("one", {"en": "One"}, 1, (Slide("a", "text"),))
    made = drawn.drawn(deck, lambda *_asked: Scene("A", sources=many), ["en"])
    first, last = (page.extract_text() for page in read(handout.pdf(made, "en")).pages)
    assert "Publisher 13, table 13" in first and "licence" not in first
    assert last.startswith("Sources") and "licence 13" in last

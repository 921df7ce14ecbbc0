"""The one HTML file: self-contained, every text escaped, names of drawings kept apart, no notes in it."""

from __future__ import annotations

from danube.events import booklet, drawn
from danube.events.deck import Deck, Slide
from danube.events.scene import Scene
from tests.events import scenery


def test_the_same_deck_gives_the_same_bytes_and_no_notes():
    made = drawn.drawn(scenery.deck(), scenery.scene, ["en", "de"], dark=True)
    body = booklet.html(made)
    assert body == booklet.html(made)
    assert b"Wait for the room" not in body and "Wer führt".encode() in body


def test_words_of_people_stay_words():
    evil = "</title></script><script>alert(1)</script><img src=x onerror=alert(1)> \" ' & \x00"
    scene = Scene(evil, sentence=evil, body=evil, alt=evil, sources=(evil,))
    deck = Deck("evil", {"en": evil}, 1, (Slide("a", "text"),))
    text = booklet.html(drawn.drawn(deck, lambda *_asked: scene, ["en"])).decode()
    assert text.count("<script>") == text.count("</script>") == 1
    assert "<img" not in text and "\x00" not in text


def test_names_in_drawings_get_a_prefix():
    svg = (
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" aria-labelledby="t d"><title id="t">T'
        '</title><path id="p" fill="url(#hatch)"/><use href="#p"/></svg>'
    )
    assert booklet.inline(svg, "x-") == (
        '<svg aria-labelledby="x-t x-d"><title id="x-t">T</title>'
        '<path id="x-p" fill="url(#x-hatch)"/><use href="#x-p"/></svg>'
    )


def test_a_picture_that_cannot_be_read_leaves_its_words():
    broken = Scene("P", picture="data:image/png;base64,iVBORw0KGgo=", alt="A bridge")
    deck = Deck("one", {"en": "One"}, 1, (Slide("a", "text"),))
    text = booklet.html(drawn.drawn(deck, lambda *_asked: broken, ["en"])).decode()
    assert "<img" not in text and "A bridge" in text and "cannot be read" in text

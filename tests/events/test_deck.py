"""Decks: written and read again, and refused in a sentence where they are none."""

from __future__ import annotations

import base64
import json

import pytest

from danube import texts
from danube.events import deck
from danube.events.deck import Deck, DeckError, Option, Picture, Poll, Slide, View

PIXEL = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
).decode()


def talk() -> Deck:
    yes, no = Option("yes", {"en": "Yes", "de": "Ja"}), Option("no", {"en": "No", "de": "Nein"})
    return Deck(
        "talk-1",
        {"en": "A talk", "de": "Ein Vortrag"},
        7,
        (
            Slide("a", "view", {"en": "R&D"}, view=View("map", {"indicator": "gerd", "year": "2021"})),
            Slide("b", "text", {"en": "Why"}, text={"en": "Because.\n\nIndeed."}),
            Slide("c", "picture", picture=Picture("image/png", PIXEL, {"en": "A dot"})),
            Slide("d", "poll", {"en": "Agreed?"}, poll=Poll("one", (yes, no))),
        ),
    )


def test_a_deck_is_the_same_after_export_and_import() -> None:
    assert deck.from_json(deck.to_json(talk())) == talk()


def test_a_text_falls_back_to_a_language_that_there_is() -> None:
    texts.use("de")
    said = (deck.spoken(talk().name), deck.spoken(talk().slides[0].title), deck.spoken({}))
    texts.use("en")
    assert said == ("Ein Vortrag", "R&D", "")


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        (("version",), 0, "version: "),
        (("colour",), "red", "colour: "),
        (("slides", 0, "view"), None, "needs its view"),
        (("slides", 1, "poll"), {"kind": "words"}, "has no poll"),
        (("slides", 1, "id"), "a", "two slides have the same id"),
        (("slides", 2, "picture", "media"), "image/svg+xml", "media: "),
        (("slides", 2, "picture", "media"), "image/jpeg", "the picture is no image/jpeg"),
        (("slides", 2, "picture", "data"), "%%%", "not written as base64"),
        (("slides", 3, "poll", "options"), [], "2 to 20 options"),
        (("slides", 0, "title"), {"en": "x" * 301}, "title.en: "),
    ],
)
def test_what_is_no_deck_is_refused_with_its_place(
    place: tuple[str | int, ...], value: object, reason: str
) -> None:
    document = json.loads(deck.to_json(talk()))
    at = document
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = value
    with pytest.raises(DeckError, match="^This is no deck that can be read: ") as refused:
        deck.from_json(json.dumps(document))
    assert reason in str(refused.value)


@pytest.mark.parametrize("document", [b"", b"[]", b"{", b"\xff\xfe", b"null"])
def test_what_is_no_document_is_refused(document: bytes) -> None:
    with pytest.raises(DeckError):
        deck.from_json(document)


def test_fresh_ids_are_ids() -> None:
    assert len({deck.fresh() for _turn in range(100)}) == 100
    assert Slide(deck.fresh(), "text").kind == "text"

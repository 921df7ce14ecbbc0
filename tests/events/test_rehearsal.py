"""A rehearsal finds each fault that was planted, and nothing where there is none."""

from __future__ import annotations

import socket
from dataclasses import replace

import pandas as pd
import pytest

from danube.events import leaving, legibility, rehearsal
from danube.events.deck import Deck, Slide
from danube.events.scene import Chart, Scene
from tests.events import scenery

CROWDED = Chart("bars", tuple(f"Region {place}" for place in range(64)), {"2023": (1.0,) * 64}, "%")


def one(scene: Scene, slide: Slide | None = None) -> list[rehearsal.Finding]:
    """What is found in a deck of one slide, English."""
    deck = Deck("one", {"en": "One"}, 1, (slide or Slide("a", "text", {"en": "A"}),))
    return list(rehearsal.of(deck, lambda *_asked: scene, ["en"]).findings)


def kinds(found: list[rehearsal.Finding]) -> set[str]:
    return {finding.kind for finding in found}


def test_nothing_is_found_where_nothing_is_wrong():
    report = rehearsal.of(scenery.deck(), scenery.scene, ["en", "de"])
    assert report.findings == () and report.ok
    assert report.as_dict()["slides"] == 5 and rehearsal.written(report).count(": none") == 7


def test_a_request_that_leaves_the_machine_is_named():
    def draw(*_asked: object) -> Scene:
        probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        probe.connect(("192.0.2.1", 9))  # an address for examples; a datagram socket sends nothing yet
        probe.close()
        return Scene("A")

    deck = Deck("one", {"en": "One"}, 1, (Slide("a", "text", {"en": "A"}),))
    found = rehearsal.of(deck, draw, ["en"]).findings
    assert [(one.kind, one.sentence) for one in found] == [
        ("network", "While the slides were drawn, 192.0.2.1 was asked.")
    ]


def test_what_stays_on_the_machine_is_not():
    with leaving.heard() as hosts:
        socket.getaddrinfo("localhost", 80)
        socket.getaddrinfo(None, 80)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("127.0.0.1", 9))
    assert hosts == []
    assert leaving.here("::1") and not leaving.here("::ffff:8.8.8.8") and not leaving.here("example.org")


@pytest.mark.parametrize(
    "page",
    [
        '<img src="https://example.org/a.png">',
        '<link rel=stylesheet href="//example.org/a.css">',
        '<svg><image xlink:href="picture.png"/></svg>',
        "<style>@import 'https://example.org/a.css';</style>",
        '<p style="background: url(https://example.org/a.png)">',
        "<script>fetch('/state')</script>",
        "<script>const a = 'wss://example.org'</script>",
    ],
)
def test_an_outside_address_is_found(page: str):
    assert leaving.addresses(page)


def test_an_address_that_is_only_read_is_none():
    page = '<p>Read https://example.org.</p><a href="#en-1">1</a><img src="data:image/png;base64,AA">'
    assert leaving.addresses(page + "<style>a { fill: url(#hatch) }</style>") == []


def test_an_outside_address_in_a_drawing_is_found():
    svg = scenery.drawing("light").replace("</svg>", '<image href="https://example.org/a.png"/></svg>')
    assert "address" in kinds(one(Scene("A", svg=svg, alt="A")))


def test_a_missing_translation_is_found_for_each_part():
    slides = scenery.slides()
    english = replace(slides[0], title={"en": "Where R&D is strong"}, sentence={"en": "Oberbayern leads."})
    deck = replace(scenery.deck(), slides=(english, *slides[1:]))
    found = rehearsal.of(deck, scenery.scene, ["en", "de"]).findings
    assert [(one.kind, one.slide, one.language) for one in found] == [("translation", "map", "de")] * 2
    assert found[0].sentence == "The title has no Deutsch: “Where R&D is strong”."


def test_a_missing_figure_is_found():
    found = one(Scene("A", lacking=("There is no figure of 2024.",)))
    assert [(one.kind, one.sentence, one.slide) for one in found] == [
        ("figure", "There is no figure of 2024.", "a")
    ]


@pytest.mark.parametrize(
    ("scene", "where"),
    [
        (Scene("A long title " * 12), "projector"),
        (Scene("A", sentence="A long sentence, and on it goes. " * 14), "projector"),
        (Scene("A", sentence="Donaudampfschifffahrtsgesellschaftskapitänsmützen"), "phone"),
        (Scene("A", body="Far too much. " * 400), "paper"),
        (Scene("A", chart=CROWDED, alt="A"), "64 bars"),
        (Scene("A", table=pd.DataFrame({"Region": ["Wien"] * 40})), "40 rows"),
        (Scene("A", sources=("many words " * 90,)), "sources"),
    ],
)
def test_words_without_room_are_found(scene: Scene, where: str):
    found = one(scene)
    assert kinds(found) == {"room"} and any(where in finding.sentence for finding in found)


def test_pale_letters_are_found():
    found = one(Scene("A", svg=scenery.drawing("light", "#828C96"), alt="A"))
    assert [finding.kind for finding in found] == ["contrast", "contrast"]
    assert "3.3 to one" in found[0].sentence and "light" in found[0].sentence


def test_contrast_is_measured_against_the_ground_that_is_named_and_as_letters_inherit_it():
    inside = '<g data-on="#14507A" fill="#fff"><text>White<tspan fill="#777"> grey</tspan></text></g>'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg">{inside}<text fill="#17212B" opacity=".3">Thin</text></svg>'
    )
    assert [(one.words, one.ratio) for one in legibility.pale(svg, "light")] == [
        ("grey", pytest.approx(1.9, abs=0.1)),
        ("Thin", pytest.approx(1.8, abs=0.2)),
    ]


def test_a_picture_without_words_or_that_cannot_be_read_is_found():
    address = f"data:image/png;base64,{scenery.photograph()}"
    assert kinds(one(Scene("A", picture=address))) == {"picture"} and not one(
        Scene("A", picture=address, alt="A")
    )
    broken = one(Scene("A", picture="data:image/png;base64,iVBORw0KGgo=", alt="A bridge"))
    assert kinds(broken) == {"picture"} and "cannot be read" in broken[0].sentence

"""Five slides made by hand: a map, bars, a text, a picture, a poll; in two languages."""

from __future__ import annotations

import base64
import io

import pandas as pd
from PIL import Image

from danube.events.deck import Deck, Option, Picture, Poll, Slide, View, spoken
from danube.events.scene import Chart, Scene

REGIONS = {
    "BA": ("Federacija Bosne i Hercegovine", 0.2),
    "SK": ("Banskobystrický kraj, Ipeľ", 1.4),
    "UA": ("Одеська область", None),
    "DE": ("Oberbayern", 4.3),
}


def deck() -> Deck:
    """The deck itself; nothing in it lacks a translation."""
    return Deck("five-slides", {"en": "Five slides", "de": "Fünf Folien"}, 3, slides())


def slides() -> tuple[Slide, ...]:
    """One slide of each kind, and a chart."""
    options = (Option("a", {"en": "Skills", "de": "Fachkräfte"}), Option("b", {"en": "Money", "de": "Geld"}))
    return (
        Slide(
            "map",
            "view",
            {"en": "Where R&D is strong", "de": "Wo viel geforscht wird"},
            {"en": "Oberbayern leads.", "de": "Oberbayern führt."},
            {"en": "Wait for the room.", "de": "Auf den Saal warten."},
            View("map"),
        ),
        Slide("bars", "view", {"en": "Who leads", "de": "Wer führt"}, view=View("ranking")),
        Slide(
            "said",
            "text",
            {"en": "What we do", "de": "Was wir tun"},
            text={"en": "First.\n\nThen.", "de": "Erst.\n\nDann."},
        ),
        Slide(
            "shot",
            "picture",
            {"en": "The river", "de": "Der Fluss"},
            picture=Picture("image/png", photograph()),
        ),
        Slide("vote", "poll", {"en": "What first?", "de": "Was zuerst?"}, poll=Poll("one", options)),
    )


def photograph() -> str:
    """A small PNG, as base64."""
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "#14507A").save(target, "PNG")
    return base64.b64encode(target.getvalue()).decode()


def drawing(theme: str, colour: str = "") -> str:
    """A map of two areas, with an id that every such drawing has."""
    ground, ink = ("#0E1621", "#E8EDF2") if theme == "dark" else ("#FBFAF7", "#17212B")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300" font-family="system-ui, sans-serif">'
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M0 0v6" stroke="#98A1AA"/></pattern></defs>'
        f'<rect width="600" height="300" fill="{ground}"/>'
        '<path data-region="DE" d="M20 20h200v200h-200z" fill="#14507A"><title>Oberbayern: 4.3</title></path>'
        '<path data-region="UA" d="M260 20h200v200h-200z" fill="url(#hatch)"/>'
        f'<text x="20" y="260" font-size="24" fill="{colour or ink}">Oberbayern 4.3, Одеса, Ipeľ</text></svg>'
    )


def scene(slide: Slide, language: str, theme: str) -> Scene:
    """What a slide shows; figures are the same in every language."""
    names, values = zip(*REGIONS.values(), strict=True)
    head = ("Region", "% des BIP") if language == "de" else ("Region", "% of GDP")
    figures = pd.DataFrame(
        {
            "indicator": "gerd",
            "region": list(REGIONS),
            "period": "2023",
            "value": values,
            "flag": "",
            "source": "es",
        }
    )
    shown = {
        "view": {
            "alt": "R&D in four regions",
            "table": pd.DataFrame(dict(zip(head, (names, values), strict=True))),
        },
        "text": {"body": spoken(slide.text, language)},
        "picture": {"picture": f"data:image/png;base64,{photograph()}", "alt": "A blue river"},
        "poll": {
            "body": "\n\n".join(spoken(one.label, language) for one in slide.poll.options)
            if slide.poll
            else ""
        },
    }[slide.kind]
    if slide.kind == "view":
        shown |= {"figures": figures, "dated": "2023", "svg": drawing(theme)}
        shown |= {"sources": ("Eurostat, rd_e_gerdreg, CC BY 4.0",), "link": "http://localhost:8501/map?v=3"}
    if slide.id == "bars":
        shown["chart"] = Chart("bars", names, {"2023": values}, head[1], 1, ("Oberbayern",))
    return Scene(spoken(slide.title, language), sentence=spoken(slide.sentence, language), version=3, **shown)

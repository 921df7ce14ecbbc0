"""The event pack: one ZIP that a talk can be given from, whatever becomes of server and network.

The same deck at the same version gives the same bytes.
"""

from __future__ import annotations

import textwrap

import pandas as pd

from danube.events import booklet, handout, slideshow, steady
from danube.events.deck import to_json
from danube.events.drawn import Drawn, speaking, written
from danube.events.scene import Scene
from danube.exports import harmless
from danube.store import editions
from danube.texts import _, listing

MEDIA_TYPE = "application/zip"
PAGE = "deck.html"


def zip_(drawn: Drawn) -> bytes:
    """The pack: README, HTML, PDF and PPTX per language, figures as CSV, and the deck itself."""
    return steady.archive(files(drawn))


def files(drawn: Drawn) -> dict[str, bytes]:
    """Name → content of everything in the pack."""
    made = {"README.txt": readme(drawn).encode(), PAGE: booklet.html(drawn)}
    for language in drawn.languages:
        made[f"deck-{language}.pdf"] = handout.pdf(drawn, language)
        made[f"deck-{language}.pptx"] = slideshow.pptx(drawn, language)
    return made | tables(drawn) | {"deck.json": to_json(drawn.deck).encode()}


def tables(drawn: Drawn) -> dict[str, bytes]:
    """The figures of each slide, and its table to be read in each language, as CSV."""
    made: dict[str, bytes] = {}
    for language in drawn.languages:
        for number, (slide, scene) in enumerate(drawn.slides(language), start=1):
            name = f"{number:02}-{slide.id}"
            if len(scene.figures):
                made.setdefault(f"figures/{name}.csv", csv(scene.figures, scene))
            if len(scene.table):
                with speaking(language):
                    made[f"tables/{name}-{language}.csv"] = csv(_read(scene.table), scene)
    return made


def csv(rows: pd.DataFrame, scene: Scene) -> bytes:
    """Rows that name their sources and version, harmless to a spreadsheet."""
    described = rows.copy()
    for name, value in (("sources", " | ".join(scene.sources)), ("version", editions.version(scene.version))):
        if name not in described:
            described[name] = value
    return harmless.table(described).to_csv(index=False, lineterminator="\r\n").encode()


def _read(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(written(table), columns=list(table.columns))


def readme(drawn: Drawn) -> str:
    """What is in the pack, in each of its languages: plain text, lines that any editor shows."""
    return "\r\n\r\n\r\n".join(_told(drawn, language) for language in drawn.languages) + "\r\n"


def _told(drawn: Drawn, language: str) -> str:
    with speaking(language):
        parts = [drawn.name(language), *_paragraphs(drawn), _("Sources:")]
        wrapped = [textwrap.fill(part, 96) for part in parts]
        lines = dict.fromkeys(line for scene in drawn.scenes[language] for line in scene.sources)
        return (
            "\r\n\r\n".join([*wrapped, "\r\n".join(lines) or "–"]).replace("\r\n", "\n").replace("\n", "\r\n")
        )


def _paragraphs(drawn: Drawn) -> list[str]:
    languages = list(drawn.languages)
    named = {ending: listing([f"deck-{code}.{ending}" for code in languages]) for ending in ("pdf", "pptx")}
    version = _(
        "All figures are those of version {version}; newer ones never change this pack.",
        version=drawn.deck.version,
    )
    if not drawn.deck.uploads:
        version += " " + _("Uploaded figures are left out.")
    return [
        _("{page}: open it in any browser, from disk or stick. It needs no server and no network. "
          "Arrow keys or a swipe turn the slides, t opens the table behind a picture.", page=PAGE),
        _("{files}: the same slides on paper.", files=named["pdf"]),
        _("{files}: the same slides for PowerPoint or Impress, with charts to edit and the notes.",
          files=named["pptx"]),
        _("figures: one CSV file per slide with its figures and sources; tables: the same to be read."),
        _("deck.json: the deck itself, to be imported under Decks. It holds the presenter's notes."),
        version,
    ]  # fmt: skip

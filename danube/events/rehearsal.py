"""The rehearsal of a deck: everything is drawn and packed once, and whatever could go wrong is told before.

report = rehearsal.of(deck, draw, ["en", "de"])
report.ok, report.findings
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from danube import texts
from danube.events import boxes, images, leaving, legibility, overflow, pack
from danube.events.boxes import Ruler
from danube.events.deck import Deck, Slide, spoken
from danube.events.drawn import Draw, Drawn, drawn, legible
from danube.texts import N_, _

Kind = Literal["network", "address", "translation", "figure", "picture", "room", "contrast"]
KINDS: dict[Kind, str] = {
    "network": N_("Requests that left the machine"),
    "address": N_("Outside addresses in the page"),
    "translation": N_("Missing translations"),
    "figure": N_("Missing figures"),
    "picture": N_("Pictures without words, or that cannot be read"),
    "room": N_("Words that have no room"),
    "contrast": N_("Letters that stand too little out"),
}
"""What is looked for, as it is called."""


@dataclass(frozen=True)
class Finding:
    """One thing to be mended; `slide` (its id) and `language` are empty where it concerns all of them."""

    kind: Kind
    sentence: str
    slide: str = ""
    language: str = ""


@dataclass(frozen=True)
class Report:
    """What a rehearsal found; `drawn` is what was drawn meanwhile, `size` the bytes of the pack."""

    findings: tuple[Finding, ...]
    drawn: Drawn
    size: int

    @property
    def ok(self) -> bool:
        """True where nothing is to be mended."""
        return not self.findings

    def as_dict(self) -> dict[str, object]:
        """The same as plain values for JSON."""
        return {
            "deck": self.drawn.deck.id,
            "version": self.drawn.deck.version,
            "slides": len(self.drawn.deck.slides),
            "languages": list(self.drawn.languages),
            "bytes": self.size,
            "ok": self.ok,
            "findings": [asdict(one) for one in self.findings],
        }


def of(deck: Deck, draw: Draw, languages: Sequence[str]) -> Report:
    """Draws and packs everything and tells what was found, in the reader's language."""
    with leaving.heard() as hosts:
        made = drawn(deck, draw, languages, dark=True)
        files = pack.files(made)
    page = files[pack.PAGE].decode()
    found = [*_left(hosts), *_addresses(page)]
    rulers = Ruler(), boxes.on_slides()
    for language in languages:
        for place, slide in enumerate(deck.slides):
            found += _of_slide(made, place, slide, language, rulers)
    return Report(tuple(dict.fromkeys(found)), made, sum(map(len, files.values())))


def _left(hosts: list[str]) -> Iterator[Finding]:
    for host in dict.fromkeys(hosts):
        yield Finding("network", _("While the slides were drawn, {host} was asked.", host=host))


def _addresses(page: str) -> Iterator[Finding]:
    for address in leaving.addresses(page):
        sentence = _("The page would ask {address}, which is not in it.", address=address[:120])
        yield Finding("address", sentence)


def _of_slide(
    made: Drawn, place: int, slide: Slide, language: str, rulers: tuple[Ruler, Ruler]
) -> Iterator[Finding]:
    scene = made.scenes[language][place]

    def finding(kind: Kind, sentence: str) -> Finding:
        return Finding(kind, sentence, slide.id, language)

    yield from (finding("translation", sentence) for sentence in _untold(slide, language))
    yield from (finding("figure", legible(sentence)) for sentence in scene.lacking)
    yield from (finding("picture", sentence) for sentence in _pictures(made, place, language))
    yield from (finding("room", sentence) for sentence in overflow.told(scene, *rulers))
    yield from (finding("contrast", sentence) for sentence in _pale(made, place, language))


def _untold(slide: Slide, language: str) -> Iterator[str]:
    """What is said in another language, and not in this one; a slide without any title."""
    parts = [
        (N_("the title"), slide.title),
        (N_("the sentence"), slide.sentence),
        (N_("the text"), slide.text),
    ]
    if slide.picture is not None:
        parts.append((N_("what the picture shows"), slide.picture.alt))
    options = slide.poll.options if slide.poll is not None else ()
    parts += [(N_("an option of the poll"), option.label) for option in options]
    for part, said in parts:
        elsewhere = spoken(said, language)
        if elsewhere and not said.get(language):
            yield _(
                "{part} has no {language}: “{words}”.",
                part=_capital(_(part)),
                language=texts.LANGUAGES.get(language, language),
                words=legible(elsewhere)[:60],
            )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _pictures(made: Drawn, place: int, language: str) -> Iterator[str]:
    scene = made.scenes[language][place]
    if (scene.svg or scene.picture or scene.chart) and not scene.alt:
        yield _("The picture has no words for those who do not see it.")
    try:
        images.of(scene)
    except images.ImageError as refused:
        yield str(refused)
    if not scene.title:
        yield _("The slide has no title.")


def _pale(made: Drawn, place: int, language: str) -> Iterator[str]:
    for theme, scenes in (("light", made.scenes), ("dark", made.dark)):
        for one in legibility.pale(scenes[language][place].svg, theme) if scenes else ():
            yield _(
                "“{words}” stands {ratio} to one from its ground ({theme}); a projector needs {wanted}.",
                words=one.words[:60],
                ratio=texts.number(one.ratio),
                theme=_("light") if theme == "light" else _("dark"),
                wanted=texts.number(legibility.WANTED, 0),
            )


def written(report: Report) -> str:
    """The report as text: each kind with what was found, or that nothing was."""
    lines = [
        f"{_(meaning)}: {len(found) or _('none')}"
        + "".join(f"\n  {_where(one)}{one.sentence}" for one in found)
        for kind, meaning in KINDS.items()
        for found in [[one for one in report.findings if one.kind == kind]]
    ]
    return "\n".join(lines)


def _where(finding: Finding) -> str:
    place = ", ".join(filter(None, (finding.slide, finding.language)))
    return f"{place}: " if place else ""

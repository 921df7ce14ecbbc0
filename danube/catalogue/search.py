"""Which indicators say these words: in English and German, without diacritics, small misspellings forgiven.

    found = search(index(load()), "Arbeitslosigkiet")
    found.ids, found.read_as        # ("unemployment_rate",), {"arbeitslosigkiet": "arbeitslosigkeit"}

Every word asked for has to stand somewhere in what the catalogue says of an indicator. A word that the
catalogue does not know is read as its nearest neighbour, and that is told; it is never dropped in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextvars import copy_context
from dataclasses import dataclass, field

from danube import texts
from danube.catalogue import Catalogue, Indicator
from danube.texts import _

WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
QUESTION = """
a an and are as at by do does for from has have how in is many much of on or our per the their there to we
what where which who whose with
auf aus bei das dem den der des die durch ein eine einer es fur haben hat im in ist mit nach oder pro sind
und viel viele von was welche welcher wer wie wo zu zum zur
"""
SILENT = frozenset(QUESTION.split())
"""Words of a question that stand in every second definition: they are not searched for."""

PRONOUN = "it"
"""In English prose it means little; in names and lenses it is information technology."""

SAME = {
    "f&e": "fue",
    "jobs": "employment",
    "job": "employment",
    "jobless": "unemployment",
    "money": "expenditure",
    "spending": "expenditure",
    "geld": "ausgaben",
    "salary": "wages",
    "salaries": "wages",
    "gehalter": "lohne",
    "einwohnerzahl": "bevolkerung",
    "inhabitants": "population",
    "university": "tertiary",
    "universitat": "tertiarer",
}
"""Everyday words for those that publishers use; they count only where the catalogue lacks them."""

NAME, ID, MEANING, PLACE, NOTE = 10.0, 8.0, 4.0, 3.0, 1.5
"""What a word weighs: in a name, in an id, in unit and definition, in source, field and lens, in a note."""

BREVITY = 2.0
"""What a name of one word has ahead of a name of very many: `population` before its density."""

EXACT, BEGINS, INSIDE = 1.0, 0.7, 0.4
SHORTEST_BEGINNING, SHORTEST_INSIDE, SHORTEST_STEM = 3, 5, 6
ENDINGS = ("igkeit", "keit", "ment", "ing", "ed", "en", "es", "e", "s")
"""Endings of English and German words that tell forms of one word apart, longest first."""

NEAREST = 3
LOOSE = 55
"""Likeness in percent from which a word is offered where nothing was found."""


@dataclass(frozen=True)
class Index:
    """Every word of the catalogue → indicator → its weight there; `order` breaks ties."""

    words: Mapping[str, Mapping[str, float]]
    order: Mapping[str, int]


@dataclass(frozen=True)
class Found:
    """Indicators, best first; how unknown words were read; which are unknown; what each word finds alone."""

    ids: tuple[str, ...]
    read_as: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    alone: Mapping[str, int] = field(default_factory=dict)


def words(text: str) -> list[str]:
    """The words of a text without case, diacritics and punctuation: `FuE-Ausgaben, ä` → fue, ausgaben, a."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


def index(known: Catalogue) -> Index:
    """The words of all indicators that a reader may find: those with figures and those that wait."""
    shown = [*known.visible(), *known.waiting()]
    found: dict[str, dict[str, float]] = {}
    for block in shown:
        for word, weight in _weighed(block, known):
            places = found.setdefault(word, {})
            places[block.id] = max(weight, places.get(block.id, 0.0))
    return Index(found, {block.id: place for place, block in enumerate(shown)})


def _weighed(block: Indicator, known: Catalogue) -> Iterator[tuple[str, float]]:
    """Every word that stands for the indicator in any language, with its weight."""
    for language in texts.LANGUAGES:
        for text, weight in copy_context().run(_said, language, block, known):
            prose = weight in (MEANING, NOTE)
            yield from ((word, weight) for word in words(text) if not (prose and word == PRONOUN))


def _said(language: str, block: Indicator, known: Catalogue) -> list[tuple[str, float]]:
    """What the catalogue says of an indicator in a language; run in a context of its own."""
    texts.use(language)
    source = known.sources[block.source]
    lenses = [_(known.lenses[lens].name) for lens in block.lenses]
    places = [source.publisher, _(source.title), source.dataset, block.dataset, *lenses]
    return [
        *((text, NAME + BREVITY / len(words(text))) for text in (_(block.name), _(block.short))),
        (block.id, ID),
        (_(block.unit), MEANING),
        (_(block.definition), MEANING),
        *((text, PLACE) for text in [*places, _(known.pillars[block.pillar].name)]),
        (_(block.note), NOTE),
    ]


def search(shelf: Index, query: str) -> Found:
    """The indicators that say every word of the query, best first; all of them where it has none."""
    asked = list(dict.fromkeys(word for word in words(query) if word not in SILENT))
    if not asked:
        return Found(tuple(shelf.order))
    readings = {word: _reading(shelf, word) for word in asked}
    matches = {word: _matching(shelf, reading) for word, reading in readings.items()}
    unknown = tuple(word for word, found in matches.items() if not found)
    read_as = {word: reading for word, reading in readings.items() if reading != word and matches[word]}
    alone = {word: len(found) for word, found in matches.items() if found}
    everywhere = set(shelf.order).intersection(*matches.values())
    weight = {key: sum(found[key] for found in matches.values()) for key in everywhere}
    itself = query.strip().casefold()
    ranked = sorted(everywhere, key=lambda key: (key != itself, -weight[key], shelf.order[key]))
    return Found(tuple(ranked), read_as, unknown, alone)


def _matching(shelf: Index, word: str) -> dict[str, float]:
    """Indicator → how well it says the word: as it stands, as a beginning, or inside a compound."""
    stem = _stem(word)
    found: dict[str, float] = {}
    for known, places in shelf.words.items():
        fit = _fit(word, stem, known)
        for key, weight in places.items() if fit else ():
            found[key] = max(fit * weight, found.get(key, 0.0))
    return found


def _stem(word: str) -> str:
    """The word without its ending, so that one form finds the others: `unemployed` → `unemploy`."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word[:-1] if word.endswith("s") and len(word) >= SHORTEST_INSIDE else word


def _fit(word: str, stem: str, known: str) -> float:
    if known == word:
        return EXACT
    if known.startswith(stem) and len(stem) >= SHORTEST_BEGINNING:
        return BEGINS
    return INSIDE if len(stem) >= SHORTEST_INSIDE and stem in known else 0.0


def _reading(shelf: Index, word: str) -> str:
    """The word itself where the catalogue knows it, else the usual word for it, else the nearest one."""
    if _matching(shelf, word):
        return word
    if word in SAME and _matching(shelf, SAME[word]):
        return SAME[word]
    return _nearest(shelf, word) or word


def _nearest(shelf: Index, word: str) -> str | None:
    """The known word with one slip (two in a long word): a letter more, less, wrong, or two swapped."""
    from rapidfuzz.distance import OSA

    most = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    near = ((OSA.distance(word, known, score_cutoff=most), known) for known in _sayable(shelf))
    slips = [(slip, -_reach(shelf, known), known) for slip, known in near if slip <= most]
    return min(slips)[2] if slips else None


def suggestions(shelf: Index, word: str, most: int = NEAREST) -> list[str]:
    """Known words that look like this one, nearest first; none where nothing is like it."""
    from rapidfuzz import fuzz, process

    found = process.extract(word, _sayable(shelf), scorer=fuzz.ratio, limit=most, score_cutoff=LOOSE)
    return [known for known, _score, _place in found]


def _sayable(shelf: Index) -> list[str]:
    """The words that a reader would type: no numbers, no ids, none of the silent ones."""
    return [word for word in shelf.words if len(word) > 3 and word.isalpha() and word not in SILENT]


def _reach(shelf: Index, word: str) -> float:
    return sum(shelf.words[word].values())


@dataclass(frozen=True, slots=True)
class Held:
    """What the warehouse holds of an indicator: its years, and the NUTS 2 regions known in `year`.

    `level` is the finest at which it has figures; `year` the latest well covered one; share = regions / 68.
    """

    first: str
    last: str
    year: str
    regions: int
    units: int
    level: int
    share: float


WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Filters:
    """What else an indicator must be; empty means anything. `coverage` in percent, or `waiting`."""

    pillar: str = ""
    lens: str = ""
    source: str = ""
    direction: str = ""
    coverage: str = ""
    latest: str = ""

    def kept(self, blocks: Iterable[Indicator], held: Mapping[str, Held]) -> list[Indicator]:
        """Those of the indicators that pass, in the order given."""
        return [block for block in blocks if self._means(block) and self._holds(held.get(block.id))]

    def _means(self, block: Indicator) -> bool:
        return (
            self.pillar in ("", block.pillar)
            and (not self.lens or self.lens in block.lenses)
            and self.source in ("", block.source)
            and self.direction in ("", block.direction)
        )

    def _holds(self, held: Held | None) -> bool:
        if self.coverage == WAITING:
            return held is None and not self.latest
        if held is None:
            return not self.coverage and not self.latest
        enough = not self.coverage or held.share * 100 >= float(self.coverage)
        return enough and (not self.latest or held.last >= self.latest)

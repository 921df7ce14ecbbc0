"""A deck with all its scenes, in every language asked for: what slides, paper and booklet are made of."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pandas as pd

from danube import texts
from danube.events.deck import Deck, DeckError, Slide, spoken
from danube.events.scene import Chart, Scene
from danube.texts import _

Draw = Callable[[Slide, str, str], Scene]
"""Draws a slide in a language and a theme. Raises ValueError with a sentence where it cannot."""

Scenes = dict[str, tuple[Scene, ...]]
"""Language → a scene per slide, in the order of the deck."""


@dataclass(frozen=True)
class Drawn:
    """A deck and its scenes on light ground, and on dark ground where somebody asked for them."""

    deck: Deck
    scenes: Scenes
    dark: Scenes = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is drawn in; the first one is the main one."""
        return tuple(self.scenes)

    def name(self, language: str) -> str:
        """What the deck is called; its id where it has no name."""
        return legible(spoken(self.deck.name, language)) or self.deck.id

    def slides(self, language: str) -> Iterator[tuple[Slide, Scene]]:
        """Slides with their scenes."""
        return zip(self.deck.slides, self.scenes[language], strict=True)


def drawn(deck: Deck, draw: Draw, languages: Sequence[str], *, dark: bool = False) -> Drawn:
    """Every slide drawn once per language (and theme); one that cannot be drawn says why in its place.

    Raises DeckError where there is no slide.
    """
    if not deck.slides:
        raise DeckError(_("This deck has no slide yet; add one first."))
    themes = ("light", "dark") if dark else ("light",)
    made: dict[str, Scenes] = {theme: {} for theme in themes}
    for language in languages:
        with speaking(language):
            for theme in themes:
                made[theme][language] = tuple(_scene(draw, slide, language, theme) for slide in deck.slides)
    return Drawn(deck, made["light"], made.get("dark", {}))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Messages come in this language meanwhile."""
    before = texts.language()
    texts.use(language)
    try:
        yield
    finally:
        texts.use(before)


def legible(text: str) -> str:
    """The text without signs that XML cannot hold: controls, halves of pairs, non-characters."""
    return "".join(sign for sign in text if sign in "\n\t" or _shown(ord(sign)))


def _shown(code: int) -> bool:
    control = code < 0x20 or 0x7F <= code < 0xA0
    return not control and not 0xD800 <= code < 0xE000 and code & 0xFFFE != 0xFFFE


def written(table: pd.DataFrame) -> list[list[str]]:
    """The cells of a table as the reader writes them: figures with at most four decimals, a dash for none."""
    return [[_said(cell) for cell in row] for row in table.itertuples(index=False, name=None)]


def _said(cell: object) -> str:
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return texts.MISSING
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return str(cell)
    plain = f"{cell:.4f}".rstrip("0")
    return texts.number(cell, len(plain.partition(".")[2]))


def _scene(draw: Draw, slide: Slide, language: str, theme: str) -> Scene:
    try:
        scene = draw(slide, language, theme)
    except ValueError as refused:
        scene = Scene(
            spoken(slide.title, language),
            sentence=spoken(slide.sentence, language),
            body=str(refused),
            lacking=(str(refused),),
        )
    return _cleaned(scene)


def _cleaned(scene: Scene) -> Scene:
    """The same scene with texts that every format can hold and no figure that is none."""
    return replace(
        scene,
        title=legible(scene.title),
        sentence=legible(scene.sentence),
        body=legible(scene.body),
        alt=legible(scene.alt),
        dated=legible(scene.dated),
        sources=tuple(map(legible, scene.sources)),
        table=_legible(scene.table),
        figures=_legible(scene.figures),
        chart=None if scene.chart is None else _finite(scene.chart),
    )


def _legible(table: pd.DataFrame) -> pd.DataFrame:
    made = {
        place: table.iloc[:, place].map(lambda cell: legible(cell) if isinstance(cell, str) else cell)
        for place in range(len(table.columns))
    }
    headed = [legible(str(name)) for name in table.columns]
    return pd.DataFrame(made, index=table.index).set_axis(headed, axis="columns")


def _finite(chart: Chart) -> Chart:
    series = {
        legible(name): tuple(
            None if value is None or not math.isfinite(value) else float(value) for value in values
        )
        for name, values in chart.series.items()
    }
    return replace(
        chart,
        categories=tuple(map(legible, chart.categories)),
        series=series,
        unit=legible(chart.unit),
        highlighted=tuple(map(legible, chart.highlighted)),
    )

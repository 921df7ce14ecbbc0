"""Every slide as a scene: what a page shows, drawn once for projector, phone, paper and other programs.

    scene = scenes.of(warehouse, slide, version=deck.version, uploads=deck.uploads, language="de")
    scene.svg, scene.alt, scene.table

The figures are those of the page at the same version. Pictures and what they are calculated from are kept
with the shelf of their version (see `shelf`); many threads may ask at once. The language is the caller's
again afterwards.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import replace

from danube import texts
from danube.events.deck import Slide, View
from danube.events.scene import Scene
from danube.events.scenes import (
    compare,
    convergence,
    index,
    overview,
    peers,
    pilot,
    programme,
    ranking,
    reach,
    region,
    slides,
    specialisation,
    told,
)
from danube.events.scenes import map as mapping
from danube.events.scenes import poll as polling
from danube.events.scenes.asked import Asked, SceneError
from danube.exports import shelf
from danube.store import StoreError, Warehouse
from danube.texts import _

__all__ = ["PAGES", "SceneError", "of", "poll", "view"]

BUILDERS: dict[str, Callable[[Asked], Scene]] = {
    "overview": overview.drawn,
    "map": mapping.drawn,
    "ranking": ranking.drawn,
    "region": region.drawn,
    "compare": compare.drawn,
    "index": index.drawn,
    "peers": peers.drawn,
    "convergence": convergence.drawn,
    "specialisation": specialisation.drawn,
    "programme": programme.drawn,
    "pilot": pilot.drawn,
    "reach": reach.drawn,
}
"""Page → what draws a view of it."""

PAGES = tuple(BUILDERS)


def of(
    warehouse: Warehouse, slide: Slide, *, version: int, uploads: bool, language: str, theme: str = "light"
) -> Scene:
    """The scene of a slide; of a poll its question, without votes. Raises SceneError."""

    def make() -> Scene:
        if slide.view is not None:
            return slides.dressed(_seen(warehouse, slide.view, version, uploads, theme), slide)
        still = {"text": slides.text, "picture": slides.picture, "poll": slides.question}
        return slides.dressed(still[slide.kind](slide), slide)

    return _spoken(language, make)


def view(
    warehouse: Warehouse, shown: View, *, version: int, uploads: bool, language: str, theme: str = "light"
) -> Scene:
    """The scene of a view, under the title and sentence of its page. Raises SceneError."""
    return _spoken(language, lambda: _seen(warehouse, shown, version, uploads, theme))


def poll(slide: Slide, tally: polling.Tally, *, language: str, theme: str = "light") -> Scene:
    """The results of a poll's slide."""
    return _spoken(language, lambda: slides.dressed(polling.results(slide, tally, theme), slide))


def _shelf(warehouse: Warehouse, version: int, uploads: bool) -> shelf.Shelf:
    try:
        return shelf.at(warehouse, version, uploads)
    except StoreError as error:
        raise SceneError(str(error)) from None


def _spoken(language: str, make: Callable[[], Scene]) -> Scene:
    """Made in this language, in a context of its own: neither language nor catalogue stay with the caller."""

    def inside() -> Scene:
        texts.use(language)
        return make()

    return copy_context().run(inside)


def _seen(warehouse: Warehouse, shown: View, version: int, uploads: bool, theme: str) -> Scene:
    """The scene of a view, made once for each language and theme."""
    builder = BUILDERS.get(shown.page)
    if builder is None:
        raise SceneError(
            _(
                "The page “{page}” cannot be shown on a slide: pin one of {pages}.",
                page=shown.page,
                pages=", ".join(PAGES),
            )
        )
    figures = _shelf(warehouse, version, uploads)
    key = ("scene", _digest(shown), texts.language(), theme)
    asked = Asked(figures, shown.page, dict(shown.choices), theme)
    return figures.kept.of(key, lambda: _brief(builder(asked)))


def _brief(scene: Scene) -> Scene:
    """What the page says, as far as a slide has room for it."""
    return replace(scene, sentence=told.brief(scene.sentence))


def _digest(shown: View) -> str:
    choices: Mapping[str, str] = dict(sorted(shown.choices.items()))
    return hashlib.sha256(repr((shown.page, choices)).encode()).hexdigest()

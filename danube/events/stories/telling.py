"""How a story is written: each text in every language, and only the slides that can be drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import copy_context
from dataclasses import dataclass, field

from danube import texts
from danube.events import scenes
from danube.events.deck import Slide, View
from danube.events.scenes import SceneError
from danube.exports.shelf import Shelf
from danube.store import editions
from danube.texts import LANGUAGES

LINE, PROSE = 300, 5_000
"""Letters that a title and a longer text of a deck may have."""


@dataclass(frozen=True)
class Step:
    """A view that the story wants to show, what stands above it and what the presenter may say to it.

    The sentence below the title is left to the view, which writes it from its figures.
    """

    id: str
    page: str
    title: Callable[[], str]
    notes: Callable[[], str]
    choices: dict[str, str] = field(default_factory=dict)


def everywhere(write: Callable[[], str], most: int = PROSE) -> dict[str, str]:
    """A text in every language, cut where a deck has no room for more; none where it is empty."""
    said = {language: _in(language, write)[:most] for language in LANGUAGES}
    return said if any(said.values()) else {}


def _in(language: str, write: Callable[[], str]) -> str:
    def inside() -> str:
        texts.use(language)
        return write()

    return copy_context().run(inside)


def told(shelf: Shelf, steps: Iterable[Step]) -> list[Slide]:
    """The slides of those steps that can be drawn with these figures."""
    return [_slide(step) for step in steps if drawable(shelf, View(step.page, step.choices))]


def drawable(shelf: Shelf, shown: View) -> bool:
    """True where the figures suffice for this view."""
    uploads = not editions.leaves_uploads_out(shelf.edition)
    try:
        scenes.view(shelf.warehouse, shown, version=shelf.version, uploads=uploads, language="en")
    except SceneError:
        return False
    return True


def _slide(step: Step) -> Slide:
    return Slide(
        step.id,
        "view",
        everywhere(step.title, LINE),
        notes=everywhere(step.notes),
        view=View(step.page, step.choices),
    )


def text(key: str, title: Callable[[], str], body: Callable[[], str]) -> Slide:
    """A slide of text."""
    return Slide(key, "text", everywhere(title, LINE), text=everywhere(body))

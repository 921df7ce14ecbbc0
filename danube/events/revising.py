"""Changes of a deck, each a small step on the deck as it stands now: two people who edit lose nothing.

A step names the slide that it changes. It is tried on the newest deck, so that steps on different slides
never meet; whoever fills in a form on a slide also says how the slide stood when they began.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from pydantic import ValidationError

from danube.events.deck import SLIDES, Deck, DeckError, Slide, fresh
from danube.events.refusals import Stale
from danube.texts import _

Step = Callable[[Deck], Deck]
TRIES = 8
T = TypeVar("T")


class Overtaken(DeckError):  # noqa: N818 (reads as what happened)
    """Somebody has changed the same slide meanwhile; `theirs` is how it stands now."""

    def __init__(self, theirs: Slide) -> None:
        super().__init__(
            _(
                "Somebody has changed this slide since you opened it. Nothing of yours is lost: it still "
                "stands in the form. Compare it with theirs, then save again to replace it."
            )
        )
        self.theirs = theirs


class Shelf(Protocol):
    """Where decks are kept: `danube.events.library.Library`, as far as it is needed here."""

    def get(self, key: str, /) -> tuple[Deck, int]:
        """The deck and its revision."""

    def save(self, deck: Deck, revision: int | None, /) -> int:
        """The new revision; raises where the deck was saved since `revision`."""


def change(shelf: Shelf, id: str, step: Step) -> tuple[Deck, Deck]:
    """The deck before and after the step, kept. Raises DeckError, Stale where others save all the time."""
    for _attempt in range(TRIES - 1):
        before, revision = shelf.get(id)
        try:
            return before, _kept(shelf, before, step, revision)
        except Stale:
            continue
    before, revision = shelf.get(id)
    return before, _kept(shelf, before, step, revision)


def _kept(shelf: Shelf, before: Deck, step: Step, revision: int) -> Deck:
    after = step(before)
    shelf.save(after, revision)
    return after


def checked(build: Callable[..., T], *given: Any, **named: Any) -> T:
    """What `build` makes of this; raises DeckError with the first thing that is wrong."""
    try:
        return build(*given, **named)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or _("the slide")
        raise DeckError(
            _("This cannot be kept: {place}: {reason}.", place=place[:120], reason=first["msg"])
        ) from None


def find(deck: Deck, id: str) -> int:
    """The place of a slide, from 0. Raises DeckError where somebody has taken it out."""
    for place, slide in enumerate(deck.slides):
        if slide.id == id:
            return place
    raise DeckError(_("This slide is not in the deck any more: somebody has deleted it."))


def add(slide: Slide, place: int | None = None) -> Step:
    """Puts the slide there, at the end without a place. A slide whose id is taken gets another one."""

    def step(deck: Deck) -> Deck:
        if len(deck.slides) >= SLIDES:
            raise DeckError(
                _(
                    "The deck is full: it holds {count} slides. Delete one, or begin another deck.",
                    count=SLIDES,
                )
            )
        taken = {one.id for one in deck.slides}
        mine = replace(slide, id=fresh()) if slide.id in taken else slide
        at = len(deck.slides) if place is None else place
        return replace(deck, slides=(*deck.slides[:at], mine, *deck.slides[at:]))

    return step


def put(slide: Slide, seen: Slide) -> Step:
    """Replaces a slide by its new state. Raises Overtaken where it is no longer as it was `seen`."""

    def step(deck: Deck) -> Deck:
        place = find(deck, slide.id)
        if deck.slides[place] != seen:
            raise Overtaken(deck.slides[place])
        return replace(deck, slides=(*deck.slides[:place], slide, *deck.slides[place + 1 :]))

    return step


def remove(id: str) -> Step:
    """Takes the slide out."""

    def step(deck: Deck) -> Deck:
        find(deck, id)
        return replace(deck, slides=tuple(one for one in deck.slides if one.id != id))

    return step


def move(id: str, by: int) -> Step:
    """Moves the slide by this many places, at most to the end."""

    def step(deck: Deck) -> Deck:
        place = find(deck, id)
        rest = [one for one in deck.slides if one.id != id]
        rest.insert(max(0, min(len(rest), place + by)), deck.slides[place])
        return replace(deck, slides=tuple(rest))

    return step


def double(id: str, name: str) -> Step:
    """Puts a copy named `name` behind the slide."""

    def step(deck: Deck) -> Deck:
        place = find(deck, id)
        return add(replace(deck.slides[place], id=name), place + 1)(deck)

    return step

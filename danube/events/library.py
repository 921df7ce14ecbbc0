"""The decks of this server: listed, read, and saved without overwriting what somebody else saved."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from danube.events import deck as decks
from danube.events.deck import Deck
from danube.events.refusals import Stale, TooMuch, Unknown
from danube.settings import Settings
from danube.store.events import Events
from danube.texts import _, number

LARGEST = 60_000_000
"""Bytes of a deck with its pictures."""


@dataclass(frozen=True)
class Listed:
    """A deck without its slides: name per language, how many slides, version of the figures, last change."""

    id: str
    name: dict[str, str]
    slides: int
    version: int
    changed: datetime
    revision: int


class Library:
    """The decks that are kept; safe to use from many threads and processes."""

    def __init__(self, settings: Settings | None = None, events: Events | None = None) -> None:
        self._events = events or Events(settings)

    def decks(self) -> list[Listed]:
        """All decks, the latest change first."""
        return [
            Listed(
                row.id,
                json.loads(row.name),
                row.slides,
                row.version,
                row.changed.replace(tzinfo=UTC),
                row.revision,
            )
            for row in self._events.decks()
        ]

    def get(self, key: str) -> tuple[Deck, int]:
        """The deck and its revision. Raises Unknown."""
        row = self._events.deck(key)
        if row is None:
            raise Unknown(_unknown())
        return decks.from_json(row.document), row.revision

    def save(self, deck: Deck, revision: int | None = None) -> int:
        """Keeps the deck in place of `revision`, or as a new one; returns the revision it has now.

        Raises Stale where somebody else saved or removed it meanwhile, TooMuch where it is too large.
        """
        document = decks.to_json(deck)
        if len(document.encode()) > LARGEST:
            raise TooMuch(
                _(
                    "This deck is larger than {most} MB: take out a picture or make one smaller.",
                    most=number(LARGEST / 1e6, 0),
                )
            )
        name = json.dumps(deck.name, ensure_ascii=False)
        values = {"name": name, "slides": len(deck.slides), "version": deck.version, "document": document}
        kept = self._events.keep_deck(deck.id, revision, values)
        if kept is None:
            raise Stale(_there(deck.id) if revision is None else _meanwhile())
        return kept

    def remove(self, key: str) -> None:
        """The deck is gone; rooms that were opened from it go on. Raises Unknown."""
        if not self._events.drop_deck(key):
            raise Unknown(_unknown())

    def close(self) -> None:
        """Lets go of the connections."""
        self._events.close()


def _unknown() -> str:
    return _("There is no such deck (any more); choose one from the list.")


def _there(key: str) -> str:
    return _("There is a deck {key} already: open that one, or give yours another id.", key=key)


def _meanwhile() -> str:
    return _(
        "Somebody else has changed this deck meanwhile, and nothing of yours was saved: load it again, "
        "or keep your own as a copy."
    )

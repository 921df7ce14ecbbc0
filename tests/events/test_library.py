"""Decks in the library: saved again and again, by several at a time, and never overwritten unseen."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from danube.events import library as kept
from danube.events.library import Library
from danube.events.refusals import Stale, TooMuch, Unknown
from danube.settings import Settings
from tests.events.talks import talk


@pytest.fixture
def library(venue: Settings) -> Iterator[Library]:
    opened = Library(venue)
    yield opened
    opened.close()


def test_a_deck_is_found_again_as_it_was_saved(library: Library, venue: Settings) -> None:
    assert library.decks() == []
    assert library.save(talk()) == 1
    assert library.save(replace(talk(), version=2), 1) == 2
    other = Library(venue)
    assert other.get("talk") == (replace(talk(), version=2), 2)
    (listed,) = other.decks()
    assert (listed.id, listed.name, listed.slides, listed.version) == ("talk", {"en": "A talk"}, 7, 2)
    assert (listed.revision, str(listed.changed.tzinfo)) == (2, "UTC")
    other.close()


def test_the_deck_changed_last_stands_first(library: Library) -> None:
    for key in ("a", "b"):
        library.save(replace(talk(), id=key))
    library.save(replace(talk(), id="a"), 1)
    assert [listed.id for listed in library.decks()] == ["a", "b"]


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(library: Library) -> None:
    library.save(talk())
    library.save(replace(talk(), version=5), 1)
    with pytest.raises(Stale, match="Somebody else has changed this deck meanwhile"):
        library.save(talk(), 1)
    with pytest.raises(Stale, match="There is a deck talk already"):
        library.save(talk())
    assert library.get("talk")[0].version == 5


def test_of_many_at_a_time_one_saves(library: Library) -> None:
    library.save(talk())

    def save(version: int) -> bool:
        try:
            return bool(library.save(replace(talk(), version=version), 1))
        except Stale:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(save, range(1, 17))) == 1
    assert library.get("talk")[1] == 2


def test_a_removed_deck_is_gone_and_is_not_saved_over(library: Library) -> None:
    library.save(talk())
    library.remove("talk")
    for call in (lambda: library.get("talk"), lambda: library.remove("talk")):
        with pytest.raises(Unknown, match="There is no such deck"):
            call()
    with pytest.raises(Stale):
        library.save(talk(), 1)


def test_a_deck_that_is_too_large_is_refused(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LARGEST", 100)
    with pytest.raises(TooMuch, match="larger than"):
        library.save(talk())
    assert library.decks() == []

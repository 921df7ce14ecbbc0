"""Two people edit one deck: steps on different slides both stand, steps on one slide are told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from danube.events import revising
from danube.events.deck import SLIDES, Deck, DeckError, Slide
from danube.events.refusals import Stale

ONE, TWO, THREE = (Slide(id=name, kind="text") for name in ("one", "two", "three"))
DECK = Deck(id="talk", name={"en": "Talk"}, version=3, slides=(ONE, TWO, THREE))


class Kept:
    """A shelf of one deck, on which a colleague saves just before the first `rivals` are kept."""

    def __init__(self, *rivals: revising.Step) -> None:
        self.deck, self.revision, self.rivals = DECK, 1, list(rivals)

    def get(self, id: str) -> tuple[Deck, int]:
        return self.deck, self.revision

    def save(self, deck: Deck, revision: int | None) -> int:
        if self.rivals:
            self.deck, self.revision = self.rivals.pop(0)(self.deck), self.revision + 1
        if revision != self.revision:
            raise Stale
        self.deck, self.revision = deck, self.revision + 1
        return self.revision


def ids(deck: Deck) -> list[str]:
    return [slide.id for slide in deck.slides]


@pytest.mark.parametrize(
    ("step", "left"),
    [
        (revising.move("three", -1), ["one", "three", "two"]),
        (revising.move("one", 9), ["two", "three", "one"]),
        (revising.move("one", -9), ["one", "two", "three"]),
        (revising.remove("two"), ["one", "three"]),
        (revising.double("one", "copy"), ["one", "copy", "two", "three"]),
        (revising.add(Slide(id="new", kind="text"), 1), ["one", "new", "two", "three"]),
    ],
)
def test_a_step_changes_the_order_as_it_says(step: revising.Step, left: list[str]) -> None:
    assert ids(step(DECK)) == left


def test_a_slide_whose_id_is_taken_gets_another() -> None:
    after = revising.add(replace(ONE, title={"en": "Again"}))(DECK)
    assert ids(after)[:3] == ids(DECK) and len(set(ids(after))) == 4


def test_steps_on_different_slides_both_stand() -> None:
    shelf = Kept(revising.remove("three"), revising.move("one", 1))
    mine = replace(TWO, title={"en": "Mine"})
    before, after = revising.change(shelf, "talk", revising.put(mine, TWO))
    assert ids(before) == ids(after) == ["two", "one"] and after.slides[0] == mine == shelf.deck.slides[0]


def test_a_slide_that_both_change_is_told_and_kept_as_the_first_left_it() -> None:
    theirs = replace(TWO, title={"en": "Theirs"})
    shelf = Kept(revising.put(theirs, TWO))
    with pytest.raises(revising.Overtaken) as told:
        revising.change(shelf, "talk", revising.put(replace(TWO, title={"en": "Mine"}), TWO))
    assert told.value.theirs == theirs == shelf.deck.slides[1]


def test_a_slide_that_is_gone_and_a_full_deck_are_said_in_a_sentence() -> None:
    with pytest.raises(DeckError, match="not in the deck any more"):
        revising.change(Kept(revising.remove("two")), "talk", revising.move("two", 1))
    full = replace(DECK, slides=tuple(Slide(id=f"s{n}", kind="text") for n in range(SLIDES)))
    with pytest.raises(DeckError, match="The deck is full"):
        revising.add(ONE)(full)


def test_who_saves_all_the_time_wins_in_the_end() -> None:
    with pytest.raises(Stale):
        revising.change(Kept(*[revising.move("one", 1)] * 20), "talk", revising.remove("two"))


def test_what_is_too_long_is_said_with_its_place() -> None:
    with pytest.raises(DeckError, match=r"title\.en"):
        revising.checked(Slide, id="one", kind="text", title={"en": "x" * 301})

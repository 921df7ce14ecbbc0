"""Ready decks: drawn as they are in every language, for every region, and never with a slide that lacks."""

from __future__ import annotations

import pytest

from danube import regions, texts
from danube.events import deck, ready, scenes
from danube.events.deck import Deck
from danube.events.scenes import SceneError
from danube.store import Warehouse

SPARSE = (next(code for code in regions.at_level(2) if code.startswith("UA")), "MD", "RS22")
"""Regions of which little is known."""


def lacking(warehouse: Warehouse, made: Deck, language: str) -> list[str]:
    """What the scenes of the deck say that they lack."""
    told = {"version": made.version, "uploads": made.uploads, "language": language}
    found = [scenes.of(warehouse, slide, **told) for slide in made.slides]  # type: ignore[arg-type]
    assert all(scene.title and (scene.svg or scene.body) for scene in found)
    return [sentence for scene in found for sentence in scene.lacking]


def test_the_danube_region_in_ten_pictures(warehouse: Warehouse) -> None:
    made = ready.made(warehouse, "ten-pictures")
    assert len(made.slides) == 10
    assert {slide.kind for slide in made.slides} == {"view"}
    assert all(slide.title.keys() == slide.notes.keys() == texts.LANGUAGES.keys() for slide in made.slides)
    assert not lacking(warehouse, made, "de")
    assert deck.from_json(deck.to_json(made)) == made


@pytest.mark.parametrize("region", ["BG42", *SPARSE])
def test_a_region_in_ten_minutes(warehouse: Warehouse, region: str) -> None:
    made = ready.made(warehouse, "my-region", region)
    assert regions.name(region) in made.name["en"]
    assert len(made.slides) >= 3
    assert not lacking(warehouse, made, "de")


def test_a_region_that_is_known_well_has_its_whole_story(warehouse: Warehouse) -> None:
    made = ready.made(warehouse, "my-region", "SK01")
    assert [slide.id for slide in made.slides] == [
        "map", "profile", "ranking", "years-0", "years-1", "index", "peers", "beside", "sectors", "gaps",
        "missing", "question",
    ]  # fmt: skip
    poll = made.slides[-1].poll
    assert poll is not None and poll.kind == "points"
    assert all(option.aim for option in poll.options)


def test_pilots_so_far_names_no_pilot_that_there_is_not(warehouse: Warehouse) -> None:
    made = ready.made(warehouse, "pilots")
    assert not [slide for slide in made.slides if slide.view and slide.view.page == "pilot"]
    assert "10 pilots are promised" in made.slides[-1].text["en"]
    assert not lacking(warehouse, made, "en")


def test_the_language_of_the_caller_stays(warehouse: Warehouse) -> None:
    assert ready.decks().keys() == ready.NAMES.keys()
    ready.made(warehouse, "pilots")
    assert texts.language() == "en"


def test_what_there_is_not_is_refused(warehouse: Warehouse) -> None:
    for key, region in (("nothing", ""), ("my-region", "XX99")):
        with pytest.raises(SceneError, match="There is no"):
            ready.made(warehouse, key, region)

"""Scenes of the programme with a small made-up register: stages counted, a pilot against its targets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from danube.events import scenes
from danube.events.deck import View
from danube.events.scene import Scene
from danube.events.scenes import SceneError
from danube.settings import Settings
from danube.store import Warehouse, connect
from tests.programme import filled


@pytest.fixture(scope="module")
def played(own: Path) -> Iterator[Warehouse]:
    warehouse = connect(Settings(var=own))
    filled.store(warehouse)
    yield warehouse
    warehouse.close()


def drawn(warehouse: Warehouse, page: str, language: str = "en", **choices: str) -> Scene:
    return scenes.view(
        warehouse, View(page, choices), version=warehouse.latest(), uploads=True, language=language
    )


def test_pilots_are_counted_by_stage_and_open_places_too(played: Warehouse) -> None:
    scene = drawn(played, "programme")
    assert scene.chart is not None
    counts = dict(zip(scene.chart.categories, scene.chart.series["Pilots"], strict=True))
    assert (counts["replicated"], counts["proposed"], counts["promised, not yet described"]) == (1, 1, 8)
    assert "Of 10 promised pilots 2 are recorded" in scene.sentence
    assert "Sensor" in " ".join(scene.table["Which"]) or scene.table["Which"].str.len().max() > 3


def test_a_pilot_is_shown_against_its_targets(played: Warehouse) -> None:
    scene = drawn(played, "pilot", pilot="sensors")
    assert "replicated" in scene.sentence
    assert "baseline" in " ".join(scene.table["Step"])
    assert scene.svg and scene.alt and scene.sources
    assert drawn(played, "pilot", "de", pilot="sensors").alt != scene.alt


def test_an_early_pilot_shows_its_chain(played: Warehouse) -> None:
    other = next(str(one) for one in played.rows("pilot")["id"] if one != "sensors")
    assert "Good practice" in drawn(played, "pilot", pilot=other).svg


def test_without_a_pilot_nothing_is_made_up(warehouse: Warehouse) -> None:
    with pytest.raises(SceneError, match="10 pilots are promised"):
        drawn(warehouse, "pilot")

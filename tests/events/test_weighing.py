"""The points of a room as an index: the same scenario on the stage and in the observatory."""

from __future__ import annotations

from dataclasses import replace

from danube import catalogue
from danube.benchmark import index, recipe
from danube.events import scenes, weighing
from danube.events.deck import View
from danube.events.tally import Tally
from danube.store import Warehouse
from tests.events.talks import POLLS

TALLY = Tally("points", 2, {"skills": 30.0, "research": 90.0, "none": 80.0})


def test_points_become_a_scenario_with_an_address() -> None:
    made = weighing.scenario(TALLY, POLLS["points"])
    assert made is not None and made.weights == {"ris_digital_skills": 30.0, "gerd": 90.0}
    shown = weighing.view(TALLY, POLLS["points"])
    assert shown is not None and shown.choices["w"] == "gerd:90,ris_digital_skills:30"
    assert recipe.from_query(shown.choices) == made


def test_without_a_point_for_an_indicator_nothing_is_weighed() -> None:
    for given in ({}, {"skills": 0.0, "none": 80.0}, {"skills": None}):
        tally = Tally("points", 1, given)
        assert weighing.scenario(tally, POLLS["points"]) is None
        assert weighing.view(tally, POLLS["points"]) is None


def test_the_map_of_the_room_follows_its_points(warehouse: Warehouse) -> None:
    def leader(**points: float) -> str:
        shown = weighing.view(Tally("points", 1, dict(points)), POLLS["points"])
        assert shown is not None
        scene = scenes.view(
            warehouse, shown, version=warehouse.latest(), uploads=True, language="en", theme="light"
        )
        assert "data-region" in scene.svg and "w=" in scene.link
        assert scene.alt.startswith("Map of the scores") and "EuroGeographics" in scene.sources[-1]
        return str(scene.table.iloc[0, 0])

    assert leader(research=100.0) != leader(skills=100.0)


def test_the_scores_are_those_of_the_index_with_these_weights(warehouse: Warehouse) -> None:
    made = weighing.scenario(TALLY, POLLS["points"])
    assert made is not None
    rows = warehouse.observations(indicators=list(made.indicators))
    scores = index.run(
        rows, replace(made, weights={"gerd": 3.0, "ris_digital_skills": 1.0}), catalogue.load()
    ).scores
    scene = scenes.view(
        warehouse,
        View("index", made.as_query()),
        version=warehouse.latest(),
        uploads=True,
        language="en",
    )
    assert list(scene.table["Points"]) == [f"{score:.1f}" for score in scores.index]

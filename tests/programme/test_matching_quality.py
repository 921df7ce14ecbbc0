"""How good the matching is on the partnerships of the documents: nothing given away, both guesses beaten."""

from __future__ import annotations

import pandas as pd
import pytest

from danube import catalogue
from danube.benchmark import panel, profile, structure
from danube.programme.matching import quality, regional
from danube.store import Warehouse
from tests.programme import shipped


@pytest.fixture(scope="module")
def benchmark(warehouse: Warehouse) -> regional.Regional:
    figures = warehouse.observations()
    blocks = [block for block in catalogue.load().visible() if block.headline]
    return regional.of(panel.yearly(figures), profile.meta(blocks), structure.structure(figures))


@pytest.fixture(scope="module")
def found(benchmark: regional.Regional) -> pd.DataFrame:
    return quality.measured(shipped.register(), benchmark)


def test_precision_by_hand() -> None:
    wanted = frozenset("ab")
    assert quality.precision({"a": 3, "x": 2, "b": 1}, wanted, 2) == 0.5
    assert quality.precision({"a": 1, "b": 1, "x": 1, "y": 1}, wanted, 2) == 0.5  # drawn by lot
    assert quality.precision({"a": 2, "b": 1, "x": 1}, wanted, 2) == 0.75
    assert quality.precision({}, wanted) == 0


def test_every_partnership_is_tried_once_in_either_way(found: pd.DataFrame) -> None:
    assert found.groupby(["way", "method"]).size().tolist() == [36] * 6
    assert not found.duplicated(["way", "project", "seeker", "method"]).any()


def test_the_matching_beats_both_guesses(found: pd.DataFrame) -> None:
    """Measured when it was written: joining 0.71 beside 0.53 and 0.14, founding 0.56 beside 0.53 and 0."""
    table = quality.summary(found)
    for way in quality.WAYS:
        row = table.xs("", level="project").T[way]
        assert row["matching"] > row["distance"] > row["popularity"]
    gain, low, high = quality.lead(found, "joining", "distance")
    assert 0 < low < gain < high


def test_what_is_to_be_found_is_not_known(benchmark: regional.Regional) -> None:
    for way in quality.WAYS:
        for case in quality.cases(shipped.register(), benchmark, way):
            assert not case.wanted & case.knowledge.partners(case.seeker)
            body = ("project", case.project)
            assert case.seeker not in case.knowledge.bodies.members[body]
            assert not [pair for pair in case.knowledge.bodies.own if pair == (body, case.seeker)]
            assert not case.knowledge.actors[case.seeker].capabilities

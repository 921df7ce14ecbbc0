"""Whatever an address asks for: a scene, or one sentence that says why there is none."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danube.events import scenes
from danube.events.deck import View
from danube.events.scenes import SceneError
from danube.store import Warehouse

NAMES = (
    "indicator", "year", "since", "region", "regions", "country", "level", "classes", "centre", "pillar",
    "part", "i", "w", "n", "a", "g", "l", "k", "scope", "project", "pilot", "sectors",
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["gerd", "ris_index", "population", "gerd,ris_index", "gerd:2", "2021", "2013", "0", "1", "2", "3",
         "-1", "SK01", "MD", "AT", "SK01,AT13", "SK01,SK01", "years", "map", "abroad", "diverging", "eu",
         "own", "budget", "z-score", "geometric", "<script>alert(1)</script>", "{region}", "%s", "№"]
    ),
)  # fmt: skip


@given(st.sampled_from(scenes.PAGES), st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_choices_are_drawn_or_refused(warehouse: Warehouse, page: str, choices: dict[str, str]) -> None:
    told = {"version": warehouse.latest(), "uploads": True, "language": "de"}
    try:
        scene = scenes.view(warehouse, View(page, choices), **told)  # type: ignore[arg-type]
    except SceneError as refused:
        assert str(refused).strip()
        return
    ElementTree.fromstring(scene.svg)
    assert "<script" not in scene.svg
    assert scene.title and scene.sentence

"""A scene says what its page says: the same answer from the same figures, in every language."""

from __future__ import annotations

import pytest
from conftest import Visit

from danube.events import scenes
from danube.events.deck import View
from danube.store import Warehouse

VIEWS = {
    "overview": {},
    "map": {"indicator": "gerd", "year": "2021"},
    "ranking": {"indicator": "unemployment_rate", "year": "2020"},
    "region": {"region": "BG42"},
    "compare": {"regions": "AT13,SK01,RS11"},
    "index": {"i": "gerd,ris_index,tertiary_attainment", "n": "z-score", "d": "200"},
    "convergence": {"indicator": "unemployment_rate"},
    "specialisation": {"region": "RO32"},
    "programme": {},
    "reach": {"region": "BG31"},
}  # fmt: skip


@pytest.mark.parametrize(("page", "choices"), VIEWS.items(), ids=VIEWS)
def test_a_scene_answers_as_its_page_does(
    visit: Visit, warehouse: Warehouse, page: str, choices: dict[str, str]
) -> None:
    language = "de" if page in ("map", "reach") else "en"
    answer = " ".join(visit(page, locale=f"{language}-DE", **choices).markdown[0].value.split())
    scene = scenes.view(
        warehouse, View(page, choices), version=warehouse.latest(), uploads=True, language=language
    )
    assert answer.replace("\\", "").startswith(" ".join(scene.sentence.split()))


def test_peers_are_those_of_their_page(visit: Visit, warehouse: Warehouse) -> None:
    app = visit("peers", region="RS22", k="5", scope="abroad")
    scene = scenes.view(
        warehouse, View("peers", {"region": "RS22", "k": "5", "scope": "abroad"}),
        version=warehouse.latest(), uploads=True, language="en",
    )  # fmt: skip
    said, named = app.markdown[0].value, list(scene.table.iloc[:, 0])
    assert len(named) == 5
    assert [said.index(name) for name in named[:4]] == sorted(said.index(name) for name in named[:4])

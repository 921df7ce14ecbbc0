"""A deck is frozen: what is published or uploaded later changes none of its scenes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from danube.events import scenes
from danube.events.deck import View
from danube.events.scene import Scene
from danube.settings import Settings
from danube.store import LoadInfo, Warehouse, connect

RANKING = View("ranking", {"indicator": "gerd", "year": "2023"})


def drawn(warehouse: Warehouse, version: int, uploads: bool = True) -> Scene:
    return scenes.view(warehouse, RANKING, version=version, uploads=uploads, language="en")


def test_figures_that_come_later_change_nothing(own: Path) -> None:
    warehouse = connect(Settings(var=own))
    before = warehouse.latest()
    first = drawn(warehouse, before)
    row = {"indicator": "gerd", "region": "SK01", "period": "2023", "value": 9.99, "flag": "", "source": ""}
    after = warehouse.add(
        pd.DataFrame([row | {"source": "eurostat-tgs00042"}]),
        load=LoadInfo(who="test", file="brought.csv", sha256="0" * 64, kind="upload"),
    )
    brought = drawn(warehouse, after)
    assert brought.sentence.startswith("Bratislavský kraj") and "9.99" in brought.svg
    assert "uploaded" in brought.svg
    again, without = drawn(warehouse, before), drawn(warehouse, after, uploads=False)
    assert again.svg == first.svg == without.svg
    assert again.figures.equals(first.figures)
    assert "uploads=off" in without.link and without.version == after
    warehouse.close()

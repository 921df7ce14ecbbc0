"""Before a deck shows newer figures: which slides would change, in how many cells, and by how much."""

from __future__ import annotations

import pandas as pd

from danube.events import renewing
from danube.events.deck import Deck, Slide, View
from danube.events.scene import Scene

VIEW = Slide(id="map", kind="view", view=View("map"))
SAME = Slide(id="same", kind="view", view=View("ranking"))
BROKEN = Slide(id="gone", kind="view", view=View("index"))
DECK = Deck("talk", {}, 3, (Slide(id="words", kind="text"), VIEW, SAME, BROKEN))


def figures(**values: float) -> pd.DataFrame:
    rows = [("gerd", region, "2021", value) for region, value in values.items()]
    return pd.DataFrame(rows, columns=["indicator", "region", "period", "value"])


def draw(slide: Slide, version: int) -> Scene | str:
    if slide is BROKEN:
        return Scene("") if version == 3 else "There is no such indicator."
    if slide is SAME:
        return Scene("", figures=figures(AT11=1.0))
    if version == 3:
        return Scene("", "It leads.", figures=figures(AT11=2.0, AT12=10.0, AT13=1.0), dated="2021")
    return Scene("", "It leads.", figures=figures(AT11=3.0, AT12=11.0, HU11=5.0), dated="2021")


def test_cells_are_counted_and_the_largest_named_first() -> None:
    """2 → 3 is half as much again, 10 → 11 a tenth; one figure comes, one goes."""
    first, same, lost = renewing.compare(DECK, 5, draw)
    assert (first.place, first.slide, first.differs) == (1, VIEW, True)
    assert {kind: first.count(kind) for kind in ("new", "changed", "gone")} == {
        "new": 1,
        "changed": 2,
        "gone": 1,
    }
    assert first.largest["region"].tolist() == ["AT11", "AT12"]
    assert not same.differs and same.largest.empty
    assert lost.differs and lost.lost == "There is no such indicator."

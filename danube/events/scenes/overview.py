"""Where the Danube Region stands: the map of a headline indicator under the answer of the landing page."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from danube.benchmark import gaps
from danube.events.scene import Scene
from danube.events.scenes import map as mapping
from danube.events.scenes.asked import Asked
from danube.words import headlines


def drawn(asked: Asked) -> Scene:
    """The map of the chosen indicator in its first year, with what is said of the region as a whole."""
    scene = mapping.charted(asked, asked.indicator())
    return replace(scene, sentence=answer(asked))


def answer(asked: Asked) -> str:
    """Where the typical region stands, in one sentence."""
    shelf = asked.shelf
    table: pd.DataFrame = shelf.kept.of(
        ("headlines",), lambda: gaps.headlines(shelf.of(*headlines.INDICATORS), headlines.INDICATORS)
    )
    return headlines.answer(table, gaps.widest(shelf.of("gerd"), ["gerd"]))

"""What would change in a deck if it showed another version of the figures: slide by slide, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from danube.benchmark import revisions
from danube.benchmark.revisions import KEY
from danube.events.deck import Deck, Slide
from danube.events.scene import Scene

LARGEST = 5
Draw = Callable[[Slide, int], Scene | str]
"""The scene of a slide at a version, or the sentence that says why there is none."""


@dataclass(frozen=True)
class Renewal:
    """A slide at two versions.

    cells: the figures that differ (indicator, region, period, kind: new, changed, gone; before, after).
    dated, told: years of the figures and the sentence, before and after. lost: why it could no longer be
    drawn, empty where it can.
    """

    place: int
    slide: Slide
    cells: pd.DataFrame
    dated: tuple[str, str]
    told: tuple[str, str]
    lost: str = ""

    @property
    def differs(self) -> bool:
        """True where the room would see something else."""
        moved = self.dated[0] != self.dated[1] or self.told[0] != self.told[1]
        return bool(len(self.cells) or moved or self.lost)

    def count(self, kind: str) -> int:
        """How many figures are new, changed or gone."""
        return int((self.cells["kind"] == kind).sum())

    @property
    def largest(self) -> pd.DataFrame:
        """The changed figures that moved most, measured by their former value."""
        changed = self.cells[self.cells["kind"] == "changed"]
        before, after = changed["before"].astype(float), changed["after"].astype(float)
        moved = (after - before).abs() / before.abs().where(before != 0, 1.0)
        return changed.loc[moved.sort_values(ascending=False, kind="stable").index[:LARGEST]]


def compare(deck: Deck, version: int, draw: Draw) -> Iterator[Renewal]:
    """Each slide that shows figures, as the deck has it and as it would be at `version`."""
    for place, slide in enumerate(deck.slides):
        if slide.view is not None:
            yield _compared(place, slide, draw(slide, deck.version), draw(slide, version))


def _compared(place: int, slide: Slide, before: Scene | str, after: Scene | str) -> Renewal:
    lost = after if isinstance(after, str) and not isinstance(before, str) else ""
    old, new = (Scene("") if isinstance(one, str) else one for one in (before, after))
    cells = revisions.figures(_figures(old), _figures(new))
    return Renewal(place, slide, cells, (old.dated, new.dated), (old.sentence, new.sentence), lost)


def _figures(scene: Scene) -> pd.DataFrame:
    """The tidy rows with one figure for each key; a scene without any has none."""
    if scene.figures.empty:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in [*KEY, "value"]})
    rows = scene.figures[[*KEY, "value"]].drop_duplicates(KEY)
    return rows.assign(value=pd.to_numeric(rows["value"], errors="coerce"))

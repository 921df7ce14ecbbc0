"""What is to be done with a large file, and for whom: who is told how far it is, and who may end it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from danube.store import Warehouse
from danube.texts import _
from etl.intake.large.stream import Source
from etl.intake.layout import Choices
from etl.intake.recipe import Recipe

Progress = Callable[[float, str], None]
Stop = Callable[[], bool]


class Cancelled(Exception):  # noqa: N818 (reads as what happened)
    """Whoever asked for it does not want it any more: one sentence; nothing is left."""


@dataclass(frozen=True)
class Asked:
    """What is to be done with a file, and who is told how far it is."""

    source: Source
    file: str
    choices: Choices
    answers: dict[str, str]
    recipe: Recipe | None
    warehouse: Warehouse | None
    today: date | None
    folder: Path
    progress: Progress
    cancelled: Stop

    def tell(self, fraction: float, phrase: str) -> None:
        """How far it is. Raises Cancelled where nobody waits for it."""
        self.go_on()
        self.progress(min(max(fraction, 0.0), 1.0), phrase)

    def go_on(self) -> None:
        """Raises Cancelled where nobody waits for it."""
        if self.cancelled():
            raise Cancelled(_("Cancelled; nothing was stored."))

    def noting(self, part: list[float]) -> Callable[[float], None]:
        """Puts down how far work is that goes on aside, and ends it where nobody waits for it."""

        def note(fraction: float) -> None:
            self.go_on()
            part[0] = fraction

        return note

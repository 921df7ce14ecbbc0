"""The report of an import whose rows do not fit into one: counts of all, and the first of each kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from etl.intake.report import Report


@dataclass(frozen=True)
class LargeReport(Report):
    """A Report whose `rejected`, `warnings`, `figures` and `difference` hold the first of each alone.

    `complaints` counts all refusals, `refused_file` (CSV) lists them; `compared` counts all figures beside
    the warehouse; `accepted_file` (Parquet) holds all rows that may be loaded, `indicators` names all of
    theirs. `folder` holds these files.
    """

    complaints: int = 0
    compared: dict[str, int] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()
    accepted_file: Path = Path()
    refused_file: Path = Path()
    folder: Path = Path()

    def counts(self) -> dict[str, int]:
        """How many figures are new, changed and unchanged."""
        return self.compared

    @property
    def complained(self) -> int:
        """How many refusals there are in all."""
        return self.complaints

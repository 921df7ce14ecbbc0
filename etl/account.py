"""What a compilation tells: source by source, how many rows were read, kept, set aside, refused and why."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class SourceReport:
    """What became of one source: counts of rows, the refused ones, or the sentence why nothing was read."""

    source: str
    read: int = 0
    kept: int = 0
    derived: int = 0
    outside: int = 0
    empty: int = 0
    repeated: int = 0
    refused: list[dict[Hashable, object]] = field(default_factory=list)
    problem: str = ""

    def line(self) -> str:
        """One line for the screen."""
        if self.problem:
            return f"{self.source}: {self.problem} Its figures stay as they are."
        counts = f"{self.read:,} read, {self.kept:,} kept, {self.outside:,} outside the study area"
        extras = {"derived": self.derived, "empty": self.empty, "repeated": self.repeated}
        more = "".join(f", {count:,} {name}" for name, count in extras.items() if count)
        return f"{self.source}: {counts}{more}, {len(self.refused):,} refused"


@dataclass(frozen=True)
class Report:
    """The whole run; `ok` when every source could be read."""

    sources: list[SourceReport]

    @property
    def ok(self) -> bool:
        """False where a source could not be read."""
        return not any(report.problem for report in self.sources)

    def text(self) -> str:
        """A line per source and, below it, what was refused: reason and number of rows."""
        lines = []
        for report in self.sources:
            reasons = pd.Series([str(row["reason"]) for row in report.refused], dtype=object).value_counts()
            lines += [report.line(), *(f"  {count:,} × {reason}" for reason, count in reasons.items())]
        return "\n".join(lines)

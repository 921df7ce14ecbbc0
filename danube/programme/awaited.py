"""What a project is to bring and how much of it the register holds: places to be filled, none invented."""

from __future__ import annotations

import math
from dataclasses import dataclass

from danube.catalogue.programme import TABLES
from danube.programme.register import Register, parts, records


@dataclass(frozen=True)
class Awaited:
    """Rows of one table that a target of a project counts; `expected` is None where no number is told."""

    target: str
    project: str
    table: str
    expected: int | None
    held: int
    documents: tuple[str, ...]

    @property
    def open(self) -> int | None:
        """How many places are still to be filled."""
        return None if self.expected is None else max(0, self.expected - self.held)


def awaited(register: Register, project: str = "") -> tuple[Awaited, ...]:
    """Every target that counts rows of a table, with the rows that are there."""
    targets = register.table("target", project)
    return tuple(
        Awaited(
            row["id"],
            row["project"],
            row["counts"],
            None if math.isnan(row["target"]) else round(row["target"]),
            len(register.table(row["counts"], row["project"])),
            parts(row["document"]),
        )
        for row in records(targets)
        if row["counts"] in TABLES
    )

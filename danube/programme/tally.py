"""A count in the making, and made: the rows that count, and those that break a rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

COLUMNS = ["table", "row", "name", "because"]

Rule = Literal[
    "one-country", "no-date", "not-yet", "no-end", "early", "late", "not-validated", "no-evidence", "result",
    "twice", "alone", "not-counted", "no-measure", "unnamed",
]  # fmt: skip


@dataclass(frozen=True)
class Remark:
    """A rule of a count that a row breaks: left out, or `counted` all the same and open to doubt."""

    table: str
    row: str
    name: str
    rule: Rule
    counted: bool = False


@dataclass(frozen=True)
class Count:
    """An indicator by its code; `rows`: table, row, name and because, the id of what makes it count."""

    code: str
    rows: pd.DataFrame
    remarks: tuple[Remark, ...]

    @property
    def value(self) -> int:
        """What is reported."""
        return len(self.rows)

    @property
    def breaches(self) -> tuple[Remark, ...]:
        """The rows that were left out."""
        return tuple(one for one in self.remarks if not one.counted)


@dataclass
class Tally:
    """A count in the making."""

    code: str
    rows: list[tuple[str, str, str, str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def take(self, table: str, row: str, name: str, because: str = "") -> None:
        self.rows.append((table, row, name, because))

    def leave(self, table: str, row: str, name: str, rule: Rule) -> None:
        self.remarks.append(Remark(table, row, name, rule))

    def doubt(self, table: str, row: str, name: str, rule: Rule) -> None:
        self.remarks.append(Remark(table, row, name, rule, counted=True))

    def done(self) -> Count:
        return Count(self.code, pd.DataFrame(self.rows, columns=COLUMNS), tuple(self.remarks))

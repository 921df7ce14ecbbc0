"""One measured figure, and the table of all of them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Measure:
    """A median with its unit; `against` is what it is compared with, `aim` what was asked for."""

    part: str
    what: str
    value: float
    unit: str
    against: float | None = None
    aim: str = ""

    @property
    def ratio(self) -> str:
        """How many times smaller than what it is compared with."""
        return f"{self.against / self.value:.1f} ×" if self.against and self.value else ""


def timed(action: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each of so many runs."""
    return [_once(action) for _turn in range(times)]


def _once(action: Callable[[], object]) -> float:
    begun = perf_counter()
    action()
    return (perf_counter() - begun) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median(values: Iterable[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def table(measures: Iterable[Measure]) -> str:
    """All measures as text in columns."""
    head = ("part", "measured", "median", "unit", "beside", "ratio", "aim")
    rows = [
        (
            each.part,
            each.what,
            f"{each.value:,.1f}",
            each.unit,
            f"{each.against:,.1f}" if each.against is not None else "",
            each.ratio,
            each.aim,
        )
        for each in measures
    ]
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    right = {2, 4, 5}
    lines = [
        "  ".join(cell.rjust(width) if place in right else cell.ljust(width)
                  for place, (cell, width) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in [head, *rows]
    ]  # fmt: skip
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])

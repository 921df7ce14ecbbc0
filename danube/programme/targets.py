"""How far a project is on the way to its targets; without what that takes, nothing is computed.

A count (“ten pilots”) begins at nothing, so its share is the number of rows over the target. An increase
(“15 % more than the baseline”) needs the baseline and a later figure of the same unit:
share = (value / baseline - 1) * 100 / target. That no row is held is no evidence that nothing was done:
then there is no share either.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from danube.catalogue.programme import TABLES
from danube.programme.register import Register, parts, records

INCREASE = "% more than the baseline"
"""The unit of a target that is told as an increase."""

Lack = Literal["baseline", "value", "target", "rows"]


@dataclass(frozen=True)
class Progress:
    """A target with what is known of it; `share` is 1 where it is reached, None where nobody can say.

    baseline, value: in the unit of what is counted; aim: the figure to be reached, in the same unit;
    stated: the target as it is told (15, in per cent); counts: the table whose rows are the value;
    lacks: what would have to be known.
    """

    target: str
    project: str
    statement: str
    due: str
    unit: str
    stated: float | None
    baseline: float | None
    aim: float | None
    value: float | None
    counts: str
    share: float | None
    lacks: tuple[Lack, ...]
    documents: tuple[str, ...]


def of(register: Register, project: str = "") -> tuple[Progress, ...]:
    """Every target of a project, or of all of them, in the order of the register."""
    return tuple(_progress(register, row) for row in records(register.table("target", project)))


def _progress(register: Register, row: dict[str, Any]) -> Progress:
    stated, baseline, value = (_known(row[name]) for name in ("target", "baseline", "value"))
    counts = row["counts"] if row["counts"] in TABLES else ""
    if counts:
        held = len(register.table(counts, row["project"]))
        value = float(held) if held else value
    aim = _aim(stated, baseline, row["unit"])
    lacks = _lacks(row["unit"], counts, stated, baseline, value)
    return Progress(
        row["id"],
        row["project"],
        row["statement"],
        row["due"],
        row["unit"],
        stated,
        baseline,
        aim,
        value,
        counts,
        None if lacks else _share(row["unit"], stated, baseline, value),
        lacks,
        parts(row["document"]),
    )


def _known(number: float) -> float | None:
    return None if math.isnan(number) else float(number)


def _aim(stated: float | None, baseline: float | None, unit: str) -> float | None:
    """The figure to be reached: 230 where the baseline of 200 is to grow by 15 %."""
    if stated is None or unit != INCREASE:
        return stated
    return None if baseline is None else baseline * (1 + stated / 100)


def _lacks(
    unit: str, counts: str, stated: float | None, baseline: float | None, value: float | None
) -> tuple[Lack, ...]:
    """What is not known of baseline, value and target; of zero there is no percentage."""
    lacks: list[Lack] = ["baseline"] if unit == INCREASE and not baseline else []
    if value is None:
        lacks.append("rows" if counts else "value")
    return (*lacks, *(() if stated else ("target",)))


def _share(unit: str, stated: float | None, baseline: float | None, value: float | None) -> float | None:
    if stated is None or value is None:
        return None
    if unit != INCREASE:
        begun = baseline or 0.0
        return None if stated == begun else (value - begun) / (stated - begun)
    return None if not baseline else (value / baseline - 1) * 100 / stated

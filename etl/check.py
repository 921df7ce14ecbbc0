"""`check FILE`: what would happen if this table were imported, told row by row; nothing is changed.

The way is that of `etl.intake.tables`; without the warehouse, a figure is doubted beside the file alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from danube.catalogue.forms import FIGURES
from etl.intake import tables
from etl.intake.layout import Choices, Understood
from etl.intake.recipe import Recipe
from etl.intake.repairs import Repair
from etl.intake.report import Report

__all__ = ["Report", "run"]

TIDY = ("indicator", "region", "period", "value")


def run(
    path: Path,
    choices: Choices | None = None,
    *,
    recipe: Recipe | None = None,
    indicator: str = "",
    answers: Mapping[str, str] | None = None,
    known: pd.DataFrame | None = None,
    repairs: Sequence[Repair] = (),
    declared: Mapping[str, object] | None = None,
    table: str = "",
    register: tables.Register | None = None,
) -> Report:
    """Reads and checks the file; raises Unreadable where there is no table in it.

    `table` and `register` are those of `etl.intake.tables.examine`.
    """
    report = tables.examine(
        path,
        choices,
        recipe=recipe,
        indicator=indicator,
        answers=answers,
        known=known,
        repairs=repairs,
        declared=declared,
        table=table,
        register=register,
    )
    return replace(report, layout="tidy") if report.table == FIGURES and _tidy(report.understood) else report


def _tidy(understood: Understood | None) -> bool:
    """True for a long table whose columns bear our own names."""
    if understood is None or understood.layout != "long":
        return False
    return all(str(getattr(understood, name)).strip().lower() == name for name in TIDY)

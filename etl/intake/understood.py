"""What was understood of a file, and the long table that came of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from etl.intake.parts import LONG, Finding
from etl.intake.repairs import Repair


@dataclass(frozen=True)
class Understood:
    """How the file was read: the fields of Choices, all filled as far as they apply, and what was seen."""

    kind: str
    encoding: str = ""
    delimiter: str = ""
    decimal: str = "."
    header: int = 1
    sheet: str = ""
    layout: str = LONG
    region: str = ""
    period: str = ""
    value: str = ""
    indicator: str = ""
    flag: str = ""
    sheets: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: int = 0
    notes: tuple[str, ...] = ()
    questions: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Read:
    """The long table (melting.COLUMNS, all text but `row`), what stands beside it, and rows that are none.

    `others` has the index of `table`: dimensions such as unit, sex or age, under the names of the file.
    """

    understood: Understood
    table: pd.DataFrame
    refused: list[Finding] = field(default_factory=list)
    others: pd.DataFrame = field(default_factory=pd.DataFrame)
    missed: tuple[Repair, ...] = ()  # repairs that do not fit the file and changed nothing

"""The database of the Regional Innovation Scoreboard: sheet RIS, one row per indicator, region and year."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import python_calamine

from etl.sources.errors import SourceUnreadable, need

SHEET = "RIS"
COLUMNS = ("Indicator", "Year", "Region", "Value")
AGGREGATE = {"EU": "EU27_2020"}


def rows(path: Path, sheet: str) -> list[list]:
    """The cells of a sheet as Python values."""
    try:
        return python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    except python_calamine.CalamineError as error:
        raise SourceUnreadable(f"{path.name}: sheet {sheet!r} cannot be read ({error}).") from error


def text(cell: object) -> str:
    """A cell as text: numbers in their shortest form, white space single."""
    return repr(cell).removesuffix(".0") if isinstance(cell, float) else " ".join(str(cell).split())


def read(path: Path) -> pd.DataFrame:
    """One row per figure, relative to the EU in the first year = 100; the EU average is EU27_2020."""
    header, *body = rows(path, SHEET)
    names = [text(cell) for cell in header]
    need(path, COLUMNS, names)
    frame = pd.DataFrame([[text(cell) for cell in line] for line in body], columns=names)
    frame = frame.rename(columns={"Region": "region", "Year": "period", "Value": "text"})
    frame["region"] = frame["region"].replace(AGGREGATE)
    return frame.assign(row=range(2, len(frame) + 2), flag="")

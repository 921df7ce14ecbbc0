"""From the columns of a table, whose parts are known, to one long table with a row per figure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from danube.texts import _
from etl.intake import signs
from etl.intake.errors import Unreadable
from etl.intake.parts import INDICATORS, REGIONS, TSV, YEARS, Roles

COLUMNS = ["row", "column", "region", "indicator", "period", "text", "flag"]
BESIDE = 100  # columns that go along with a figure; more are named as not read


def long(cells: pd.DataFrame, found: Roles) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One row per figure in the order of the file, and its other columns where it is long already."""
    if not found.complete:
        return _empty()
    if found.layout in (YEARS, TSV):
        refuse_second_table(cells, found)
    table = _melted(cells, found)
    places = np.repeat(np.arange(len(cells)), len(found.figures))
    wide = found.layout in (INDICATORS, REGIONS, YEARS)
    kept = [] if wide else [name for name in cells if name not in found.used][:BESIDE]
    return table, cells[kept].iloc[places].reset_index(drop=True)


def _empty() -> tuple[pd.DataFrame, pd.DataFrame]:
    table = pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
    return table.astype({"row": int}), pd.DataFrame()


def _melted(cells: pd.DataFrame, found: Roles) -> pd.DataFrame:
    """Row by row, in each row column by column, with the keys that heading or row gives to the figure."""
    names = list(found.figures)
    heads = [headed(name, found) for name in names]
    times, empty = len(names), pd.Series("", index=cells.index, dtype=object)

    def along(column: str) -> np.ndarray:
        return np.repeat((cells[column] if column else empty).to_numpy(dtype=object), times)

    def across(texts: Sequence[str]) -> np.ndarray:
        return np.tile(np.array(texts, dtype=object), len(cells))

    parts = {
        "row": np.repeat(cells.index.to_numpy(), times),
        "column": across(names),
        "region": across(names) if found.layout == REGIONS else along(found.region),
        "indicator": along(found.indicator) if found.indicator else across([one for one, _period in heads]),
        "period": along(found.period) if found.period else across([one for _name, one in heads]),
        "text": cells[names].to_numpy(dtype=object).ravel(),
        "flag": _flags(cells, found).to_numpy(dtype=object).ravel(),
    }
    table = pd.DataFrame(parts, columns=COLUMNS)
    known = {text: signs.period(str(text)) or text for text in table["period"].unique()}
    return table.assign(period=table["period"].map(known))


def headed(name: str, found: Roles) -> tuple[str, str]:
    """The indicator and period that a heading tells in this layout."""
    if found.layout in (YEARS, TSV):
        return signs.headed(name)
    return (name if found.layout == INDICATORS else "", "")


def _flags(cells: pd.DataFrame, found: Roles) -> pd.DataFrame:
    """The flags beside each figure, from the column of flags, the one beside the figures, or both."""
    if not found.flag and not found.flags:
        return pd.DataFrame("", index=cells.index, columns=list(found.figures), dtype=object)
    empty = pd.Series("", index=cells.index, dtype=object)
    first = _standing(cells, found.flag) if found.flag else empty
    beside = {
        name: _standing(cells, found.flags[name]) if name in found.flags else empty for name in found.figures
    }
    return pd.DataFrame({name: (first + " " + second).str.strip() for name, second in beside.items()})


def _standing(cells: pd.DataFrame, column: str) -> pd.Series:
    known = {text: signs.standing(column, str(text)) for text in cells[column].unique()}
    return cells[column].map(known).astype(object)


def refuse_second_table(cells: pd.DataFrame, found: Roles) -> None:
    """Headings of years among the rows begin another table, whose figures would go to the wrong years."""
    years = cells[list(found.figures)]
    if years.shape[1] < 2 or years.empty:
        return
    first, second = years.iloc[:, 0], years.iloc[:, 1]
    able = first.map(signs.period).astype(bool) & second.map(signs.period).astype(bool)
    for row, line in years[able].iterrows():
        dated = [signs.period(cell) for cell in line if cell]
        if (
            all(dated)
            and len(set(dated)) == len(dated)
            and not signs.region(str(cells.at[row, found.region]))
        ):
            raise Unreadable(_("Row {row} begins another table: bring one table at a time.", row=row))

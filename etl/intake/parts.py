"""The columns of a table: what their cells look like, what the reader corrects, which part each has."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from danube.texts import N_
from etl.intake import signs

LONG, YEARS, INDICATORS, REGIONS = "long", "wide-years", "wide-indicators", "wide-regions"
TSV, SDMX, JSONSTAT = "eurostat-tsv", "sdmx-csv", "json-stat"
LAYOUTS = (LONG, YEARS, INDICATORS, REGIONS, TSV, SDMX, JSONSTAT)
PARTS = {
    "region": N_("region"),
    "period": N_("period"),
    "value": N_("value"),
    "indicator": N_("indicator"),
    "flag": N_("flag"),
}
ENOUGH = 0.6  # share of the different cells that must be regions, periods or figures
UNNAMED = "column "  # with its place: what a column without a heading is called
LOOKED_AT = 3_000  # different cells of a column
Finding = dict[str, object]


@dataclass(frozen=True)
class Choices:
    """What the reader may correct; None = find it. Columns are named by their headings."""

    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    header: int | None = None  # row as in the file, 1-based; 0 = there is none
    sheet: str | None = None
    layout: str | None = None
    region: str | None = None
    period: str | None = None
    value: str | None = None
    indicator: str | None = None
    flag: str | None = None


@dataclass(frozen=True)
class Roles:
    """The columns by their part; `figures` are those that hold figures, `flags` the flags beside each."""

    layout: str
    region: str = ""
    period: str = ""
    value: str = ""
    indicator: str = ""
    flag: str = ""
    figures: tuple[str, ...] = ()
    flags: dict[str, str] = field(default_factory=dict)
    questions: tuple[Finding, ...] = ()

    @property
    def used(self) -> set[str]:
        """The columns that have a part."""
        keys = {self.region, self.period, self.indicator, self.flag}
        return {*keys, *self.figures, *self.flags.values()}

    @property
    def complete(self) -> bool:
        """True where figures can be told apart from the rest and belong to a region."""
        return bool(self.figures) and (bool(self.region) or self.layout == REGIONS)


@dataclass(frozen=True)
class Column:
    """What the different cells of a column look like; shares of those that are not empty."""

    name: str
    distinct: int
    filled: bool
    regions: float
    codes: float
    periods: float
    figures: float  # figures or marks for none
    numbers: bool  # at least one figure
    flags: float


def profile(cells: pd.DataFrame) -> list[Column]:
    """One Column per column of the table."""
    return [_column(str(name), cells[name]) for name in cells.columns]


def _column(name: str, cells: pd.Series) -> Column:
    filled = [str(cell) for cell in cells.unique() if cell]
    seen = filled[:LOOKED_AT]
    figures = signs.share(seen, lambda text: signs.number(text) or signs.missing(text))
    return Column(
        name=name,
        distinct=len(filled),
        filled=bool(filled),
        regions=signs.share(seen, signs.region),
        codes=signs.share(seen, signs.code),
        periods=signs.share(seen, signs.period),
        figures=figures,
        numbers=any(map(signs.number, seen)),
        flags=signs.share(seen, signs.flag),
    )

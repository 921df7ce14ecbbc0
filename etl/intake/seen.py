"""What stands in a table as read, before anything is decided: by it a person checks the reading."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from etl import tidy

FIRST = 6


@dataclass(frozen=True)
class Seen:
    """The first rows of the long table (`melting.COLUMNS`), and all its texts for regions and for years."""

    first: pd.DataFrame
    regions: tuple[str, ...]
    periods: tuple[str, ...]


def of(table: pd.DataFrame) -> Seen:
    """The first rows of a long table; its regions in the order of the file, its periods ascending."""
    regions = [text for text in table["region"].unique() if text]
    periods = {text for text in tidy.periods(pd.Series(table["period"].unique(), dtype=object)) if text}
    return Seen(table.head(FIRST).reset_index(drop=True), tuple(regions), tuple(sorted(periods)))

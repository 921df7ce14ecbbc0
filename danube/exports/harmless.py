"""Text that a spreadsheet would run as a formula, made harmless; numbers stay numbers."""

from __future__ import annotations

import pandas as pd

# What spreadsheets take for the start of a formula, also behind a tab or a line break (OWASP).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """The table with harmless text in its cells and in its header."""
    made = pd.DataFrame(
        {place: column(rows.iloc[:, place]) for place in range(len(rows.columns))}, rows.index
    )
    return made.set_axis([str(text(str(name))) for name in rows.columns], axis="columns")


def column(values: pd.Series) -> pd.Series:
    """Numbers and dates as they are; text with an apostrophe before what looks like a formula."""
    if pd.api.types.is_numeric_dtype(values) or pd.api.types.is_datetime64_any_dtype(values):
        return values
    return values.astype(object).map(text)


def text(value: object) -> object:
    """The value, with an apostrophe in front where it is the beginning of a formula."""
    return f"'{value}" if is_formula(value) else value


def is_formula(value: object) -> bool:
    """True for text that a spreadsheet would run."""
    return isinstance(value, str) and value.startswith(FORMULA)

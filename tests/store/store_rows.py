"""Figures for the tests of the store, small ones to read and large ones to be interrupted."""

from __future__ import annotations

import pandas as pd


def observations(*rows: tuple[str, str, str, float | None]) -> pd.DataFrame:
    """Rows of indicator, region, period, value, with the flag and source that every test shares."""
    frame = pd.DataFrame(list(rows), columns=["indicator", "region", "period", "value"])
    return frame.astype({"value": "float64"}).assign(flag="", source="test")


def many(count: int, value: float) -> pd.DataFrame:
    """As many rows as asked for, all with the same value: half a load would show at once."""
    number = pd.Series(range(count))
    frame = pd.DataFrame(
        {"indicator": "i" + (number // 1000).astype(str), "region": (number % 1000).astype(str)}
    )
    return frame.assign(period="2021", value=value, flag="", source="test")

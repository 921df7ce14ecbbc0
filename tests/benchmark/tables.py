"""Small tidy tables that a person can check by hand."""

from __future__ import annotations

import pandas as pd

from danube import regions


def tidy(*rows: tuple[str, str, str, float | None] | tuple[str, str, str, float | None, str]) -> pd.DataFrame:
    """Rows of indicator, region, period, value and perhaps flag as the store returns them."""
    full = [(*row, "")[:5] for row in rows]
    table = pd.DataFrame(full, columns=["indicator", "region", "period", "value", "flag"])
    table["value"] = table["value"].astype(float)
    table.insert(2, "level", [regions.level_of(code) for code in table["region"]])
    return table.assign(source="s", load=1)


def one(indicator: str, period: str, **values: float | None) -> pd.DataFrame:
    """One indicator in one year, region=value."""
    return tidy(*[(indicator, code, period, value) for code, value in values.items()])


def together(*tables: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(tables, ignore_index=True)

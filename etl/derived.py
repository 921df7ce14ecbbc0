"""Indicators that are the ratio of two others: per inhabitant, per thousand, per million."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from danube.catalogue import Indicator
from etl import tidy


def figures(base: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """Every derived indicator among `indicators`, from the figures that `base` holds of all sources."""
    parts = [ratio(base, indicator) for indicator in indicators.values() if indicator.derive is not None]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=tidy.COLUMNS)


def ratio(base: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """of / per x factor in the same region and period, with the flags of both and `computed`."""
    rule = indicator.derive
    assert rule is not None
    above, below = (_values(base, name) for name in (rule.of, rule.per))
    pairs = above.merge(below, on=["region", "period"], suffixes=("", "_per"))
    pairs = pairs[pairs["value"].notna() & (pairs["value_per"] > 0)]
    flags = tidy.joined(
        tidy.joined(pairs["flag"], pairs["flag_per"]), pd.Series("computed", index=pairs.index)
    )
    value = (pairs["value"] / pairs["value_per"] * rule.factor).round(9)
    return pairs.assign(indicator=indicator.id, source=indicator.source, value=value, flag=flags)[
        tidy.COLUMNS
    ]


def _values(base: pd.DataFrame, name: str) -> pd.DataFrame:
    return base.loc[base["indicator"] == name, ["region", "period", "value", "flag"]]

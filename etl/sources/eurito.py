"""EURITO's counts of preprints by region: every row names the NUTS version of its code."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.sources import delimited

KEYS = ("row", "region", "period", "flag", "region_type", "nuts", "region_level")


def read(path: Path) -> pd.DataFrame:
    """One row per region and year; `column` is the header of the count, `nuts` the version of the code."""
    return delimited.melted(delimited.keyed(path).rename(columns={"region_year_spec": "nuts"}), KEYS)

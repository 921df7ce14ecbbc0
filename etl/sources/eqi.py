"""The European Quality of Government Index, long file: `column` is EQI, a margin or a pillar."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.sources import delimited

KEYS = ("row", "region", "period", "flag", "name", "nuts_level")


def read(path: Path) -> pd.DataFrame:
    """One row per region, wave and measure, on the scale of the three waves together."""
    return delimited.melted(delimited.keyed(path), KEYS)

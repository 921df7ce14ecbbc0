"""Eurostat's SDMX-CSV, with or without labels; OBS_FLAG and CONF_STATUS are both kept."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.sources import delimited
from etl.sources.errors import need

COLUMNS = ("geo", "TIME_PERIOD", "OBS_VALUE")


def read(path: Path) -> pd.DataFrame:
    """One row per observation; the dimensions keep their codes (`freq`, `unit`, `sex`, …)."""
    frame = delimited.table(path)
    need(path, COLUMNS, frame.columns)
    flags = frame.reindex(columns=["OBS_FLAG", "CONF_STATUS"], fill_value="")
    return frame.assign(flag=flags["OBS_FLAG"] + flags["CONF_STATUS"]).rename(
        columns={"geo": "region", "TIME_PERIOD": "period", "OBS_VALUE": "text"}
    )

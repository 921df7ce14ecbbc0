"""Plain CSV tables: `geo,time,obs_value`, long panels, wide panels with many value columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from etl.sources.errors import SourceUnreadable

REGION = ("geo", "region_code", "nuts2_id", "NUTS2", "region_id", "NUTS CODE 2016")
PERIOD = ("time", "year", "YEAR", "Year", "TIME_PERIOD")
VALUE = ("obs_value", "values", "value", "OBS_VALUE")
NEITHER = ("row", "region", "period", "flag", "name", "country", "Country")


def table(path: Path, separator: str = ",") -> pd.DataFrame:
    """The file as text, nothing guessed (`NA` is Namibia, not missing), with its row numbers."""
    frame = pd.read_csv(path, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    frame.columns = [str(name).strip() for name in frame.columns]
    return frame.assign(row=range(2, len(frame) + 2))


def named(path: Path, frame: pd.DataFrame, candidates: Sequence[str], meaning: str) -> str:
    """The column that carries the meaning, by its usual names."""
    for name in candidates:
        if name in frame.columns:
            return name
    raise SourceUnreadable(f"{path.name} has no column of {meaning}; looked for {', '.join(candidates)}.")


def keyed(path: Path) -> pd.DataFrame:
    """The table with its region and period under those names."""
    frame = table(path)
    region, period = named(path, frame, REGION, "regions"), named(path, frame, PERIOD, "years")
    return frame.rename(columns={region: "region", period: "period"}).assign(flag="")


def melted(frame: pd.DataFrame, keep: Sequence[str]) -> pd.DataFrame:
    """One row per figure of a wide table; `column` names the value, `keep` the columns that are none."""
    kept = [name for name in keep if name in frame.columns]
    return frame.melt(id_vars=kept, var_name="column", value_name="text")


def read(path: Path) -> pd.DataFrame:
    """A CSV panel; melted when it has no single column of values."""
    frame = keyed(path)
    single = [name for name in VALUE if name in frame.columns]
    if single:
        return frame.rename(columns={single[0]: "text"})
    return melted(frame, NEITHER)

"""`python -m bench.rivals import|duckdb|pandera FILE FOLDER`: one of them at work; seconds and peak MB."""

from __future__ import annotations

import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def main() -> int:
    """Prints what it took; the imports of Python count for none of them."""
    who, path, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    work = {"import": _import, "duckdb": _duckdb, "pandera": _pandera}[who]
    seconds = work(path, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak}))
    return 0


def _import(path: Path, folder: Path) -> float:
    """The whole way of `python -m etl import`."""
    from danube.settings import Settings
    from danube.store import connect
    from etl.intake import large

    begun = perf_counter()
    warehouse = connect(Settings(var=folder))
    report = large.examine(path, warehouse=warehouse, folder=folder)
    large.store(report, warehouse)
    large.discard(report)
    return perf_counter() - begun


def _duckdb(path: Path, folder: Path) -> float:
    """Read and written again, nothing looked at."""
    import duckdb

    begun = perf_counter()
    query = f"COPY (FROM read_csv('{path}')) TO '{folder}/rows.parquet' (FORMAT parquet)"
    duckdb.connect().execute(query)
    return perf_counter() - begun


def _pandera(path: Path, folder: Path) -> float:
    """Read, held against the rules and the doubts by pandera, beside what is stored, written as Parquet.

    The rules refuse; the doubts of the import (powers of ten, outliers, jumps, shares over 100 %, years to
    come) warn. Medians are taken once for all doubts that need them. What is stored already is merged with
    the rows; where nothing is, that is passed over, as in the import.
    """
    import pandas as pd
    import pandera.pandas as pa

    from danube import catalogue, regions
    from etl.checks import PERIOD
    from etl.intake import doubts

    begun = perf_counter()
    known = catalogue.load().indicators
    low = {name: one.valid[0] for name, one in known.items()}
    high = {name: one.valid[1] for name, one in known.items()}
    shares = [name for name, one in known.items() if doubts.is_share(one)]
    this_year = datetime.now(UTC).year

    def inside(rows: pd.DataFrame) -> pd.Series:
        least, most = (rows["indicator"].map(bound).astype(float) for bound in (low, high))
        return ~((rows["value"] < least) | (rows["value"] > most))

    def share(rows: pd.DataFrame) -> pd.Series:
        return ~((rows["value"] > 100) & rows["indicator"].isin(shares))

    def come(rows: pd.DataFrame) -> pd.Series:
        return (rows["period"].str[:4].astype(int) <= this_year) | rows["flag"].str.contains("f", na=False)

    schema = pa.DataFrameSchema(
        {
            "indicator": pa.Column(str, pa.Check.isin(list(known))),
            "region": pa.Column(str, pa.Check.isin(list(regions.load()))),
            "period": pa.Column(str, pa.Check.str_matches(PERIOD)),
            "value": pa.Column(float, nullable=True),
            "flag": pa.Column(str, nullable=True),
        },
        checks=[
            pa.Check(inside),
            *(pa.Check(calm, raise_warning=True) for calm in (_near_its_series, _without_jump, share, come)),
        ],
        unique=["indicator", "region", "period"],
    )
    rows = pd.read_csv(path, dtype={"period": str, "flag": str})
    checked = schema.validate(rows, lazy=True)
    stored = folder / "rows.parquet"
    if stored.exists():
        checked.merge(pd.read_parquet(stored), "left", ["indicator", "region", "period"], indicator=True)
    checked.to_parquet(stored)
    return perf_counter() - begun


def _near_its_series(rows: pd.DataFrame) -> pd.Series:
    """Neither a power of ten away from the median of its series nor far from it, as `doubts` measures it."""
    import numpy as np
    import pandas as pd

    from etl.intake import doubts

    value = rows["value"]
    series = rows.groupby(["indicator", "region"], sort=False).ngroup()
    cells = value.groupby(series)
    middle = cells.transform("median")
    distance = (value - middle).abs()
    spread = distance.groupby(series).transform("median") * 1.4826
    usual = spread.clip(lower=doubts.LEAST * middle.abs())
    far = (cells.transform("count") >= doubts.ENOUGH) & (usual > 0) & (distance > doubts.FAR * usual)
    steady = (middle > 0) & (value > 0) & (spread <= doubts.STEADY * middle)
    digits = pd.Series(np.log10((value / middle).where(steady)), index=rows.index)
    power = digits.round()
    return ~(far | (power.abs().isin(doubts.POWERS) & ((digits - power).abs() <= doubts.NEAR)))


def _without_jump(rows: pd.DataFrame) -> pd.Series:
    """No large change since the year before, of figures by year."""
    import pandas as pd

    from etl.intake import doubts

    calm = pd.Series(data=True, index=rows.index)
    yearly = rows[rows["period"].str.len() == 4].sort_values(["indicator", "region", "period"])
    if yearly.empty:
        return calm
    series = yearly.groupby(["indicator", "region"], sort=False)
    year = yearly["period"].astype(int)
    earlier = series["value"].shift().where(year == year.groupby(series.ngroup()).shift() + 1)
    change = (yearly["value"] - earlier).abs()
    usual = change.groupby(yearly["indicator"]).transform("median")
    calm[yearly.index] = ~((change > doubts.JUMP * earlier.abs()) & (change > doubts.USUAL * usual))
    return calm


if __name__ == "__main__":
    raise SystemExit(main())

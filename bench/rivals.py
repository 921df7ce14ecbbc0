"""`python -m bench.rivals import|duckdb|pandera FILE FOLDER`: one of them at work; seconds and peak MB."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pandera

    from danube.catalogue import Indicator


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
    import pandera.pandas  # noqa: F401 (its import counts for nobody)

    from danube import catalogue, regions
    from etl.checks import PERIOD
    from etl.intake import doubts  # noqa: F401

    begun = perf_counter()
    known = catalogue.load().indicators
    schema = _schema(known, list(regions.load()), PERIOD)
    rows = pd.read_csv(path, dtype={"period": str, "flag": str})
    checked = schema.validate(rows, lazy=True)
    stored = folder / "rows.parquet"
    if stored.exists():
        checked.merge(pd.read_parquet(stored), "left", ["indicator", "region", "period"], indicator=True)
    checked.to_parquet(stored)
    return perf_counter() - begun


def _schema(known: Mapping[str, Indicator], places: list[str], period: str) -> pandera.DataFrameSchema:
    """The rules, and the doubts as warnings."""
    import pandera.pandas as pa

    doubted = (_near_its_series, _without_jump, partial(_share, shares=_shares(known)), _come)
    return pa.DataFrameSchema(
        {
            "indicator": pa.Column(str, pa.Check.isin(list(known))),
            "region": pa.Column(str, pa.Check.isin(places)),
            "period": pa.Column(str, pa.Check.str_matches(period)),
            "value": pa.Column(float, nullable=True),
            "flag": pa.Column(str, nullable=True),
        },
        checks=[
            pa.Check(partial(_inside, bounds={name: one.valid for name, one in known.items()})),
            *(pa.Check(calm, raise_warning=True) for calm in doubted),
        ],
        unique=["indicator", "region", "period"],
    )


def _shares(known: Mapping[str, Indicator]) -> list[str]:
    from etl.intake import doubts

    return [name for name, one in known.items() if doubts.is_share(one)]


def _inside(rows: pd.DataFrame, bounds: Mapping[str, tuple[float | None, float | None]]) -> pd.Series:
    """Within the range of its indicator."""
    least, most = (
        rows["indicator"].map({name: pair[side] for name, pair in bounds.items()}).astype(float)
        for side in (0, 1)
    )
    return ~((rows["value"] < least) | (rows["value"] > most))


def _share(rows: pd.DataFrame, shares: list[str]) -> pd.Series:
    """No share over 100 %."""
    return ~((rows["value"] > 100) & rows["indicator"].isin(shares))


def _come(rows: pd.DataFrame) -> pd.Series:
    """No year to come, unless it is a forecast."""
    this_year = datetime.now(UTC).year
    return (rows["period"].str[:4].astype(int) <= this_year) | rows["flag"].str.contains("f", na=False)


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

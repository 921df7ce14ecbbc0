"""`python -m bench.rivals import|duckdb|pandera FILE FOLDER`: one of them at work; seconds and peak MB."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from time import perf_counter


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
    """Read, held against the rules by pandera, written as Parquet."""
    import pandas as pd
    import pandera.pandas as pa

    from danube import catalogue, regions
    from etl.checks import PERIOD

    begun = perf_counter()
    known = catalogue.load().indicators
    low = {name: one.valid[0] for name, one in known.items()}
    high = {name: one.valid[1] for name, one in known.items()}

    def inside(rows: pd.DataFrame) -> pd.Series:
        least, most = (rows["indicator"].map(bound).astype(float) for bound in (low, high))
        return ~((rows["value"] < least) | (rows["value"] > most))

    schema = pa.DataFrameSchema(
        {
            "indicator": pa.Column(str, pa.Check.isin(list(known))),
            "region": pa.Column(str, pa.Check.isin(list(regions.load()))),
            "period": pa.Column(str, pa.Check.str_matches(PERIOD)),
            "value": pa.Column(float, nullable=True),
            "flag": pa.Column(str, nullable=True),
        },
        checks=pa.Check(inside),
        unique=["indicator", "region", "period"],
    )
    rows = pd.read_csv(path, dtype={"period": str, "flag": str})
    schema.validate(rows, lazy=True).to_parquet(folder / "rows.parquet")
    return perf_counter() - begun


if __name__ == "__main__":
    raise SystemExit(main())

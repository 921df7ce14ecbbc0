"""Millions of rows checked and stored: beside DuckDB's bare reading, and beside pandas with pandera.

Each runs in a process of its own, so that its peak memory is its own. pandera checks the same: known
indicator and region, a period, a figure within the range of its indicator, no key twice, and the doubts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from bench.measures import Measure, median
from danube import catalogue, regions
from danube.settings import ROOT

ROWS = 5_000_000
TIMES = 3
MAKE = """COPY (
    SELECT id AS indicator, code AS region, printf('%d-%02d', 1950 + month // 12, 1 + month % 12) AS period,
        printf('%.4f', low + (high - low) * (0.2 + 0.1 * (hash(line.n) % 1000003) / 1000003.0)) AS value,
        CASE WHEN hash(line.n) % 20 = 0 THEN 'p' WHEN hash(line.n) % 33 = 0 THEN 'b' END AS flag
    FROM (SELECT n, n % {kinds} AS i, n // {kinds} % {places} AS r, n // {kinds} // {places} AS month
        FROM range({rows}) AS numbers(n)) AS line
    JOIN indicators ON i = indicators.n JOIN regions ON r = regions.n ORDER BY line.n
) TO '{path}' (FORMAT csv, HEADER)"""


def make(path: Path, rows: int = ROWS) -> None:
    """A table of figures that may all be loaded, every key once."""
    known = catalogue.load().indicators.values()
    connection = duckdb.connect()
    connection.execute("CREATE TABLE indicators (n INTEGER, id VARCHAR, low DOUBLE, high DOUBLE)")
    connection.execute("CREATE TABLE regions (n INTEGER, code VARCHAR)")
    kinds = [(n, one.id, one.valid[0] or 0.0, one.valid[1] or 1e6) for n, one in enumerate(known)]
    connection.executemany("INSERT INTO indicators VALUES (?, ?, ?, ?)", kinds)
    connection.executemany("INSERT INTO regions VALUES (?, ?)", list(enumerate(regions.load())))
    places = len(regions.load())
    connection.execute(MAKE.format(kinds=len(kinds), places=places, rows=rows, path=path))


def measures(rows: int = ROWS) -> Iterator[Measure]:
    """Seconds and peak memory of the three, in turn, so that they share the weather."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        make(path, rows)
        runs = [{who: _run(who, path) for who in ("import", "duckdb", "pandera")} for _turn in range(TIMES)]
    seconds = {who: median(run[who][0] for run in runs) for who in runs[0]}
    memory = {who: median(run[who][1] for run in runs) for who in runs[0]}
    part = f"h {rows / 1e6:g} M rows"
    for who, aim in (("duckdb", "≥ 0.5 ×"), ("pandera", "≥ 10 ×")):
        yield Measure(part, f"check + store, beside {who}", seconds["import"], "s", seconds[who], aim)
        yield Measure(part, f"peak memory, beside {who}", memory["import"], "MB", memory[who])


def _run(who: str, path: Path) -> tuple[float, float]:
    """Seconds and megabytes of one of them."""
    with tempfile.TemporaryDirectory() as var:
        command = [sys.executable, "-m", "bench.rivals", who, str(path), var]
        environment = os.environ | {"DANUBE_VAR": var}
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)  # noqa: S603
        told = json.loads(done.stdout)
        return float(told["seconds"]), float(told["megabytes"])

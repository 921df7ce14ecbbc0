"""One question to the warehouse at a version, asked of files and of a DuckLake."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measures import Measure, median, timed
from danube.settings import Settings
from danube.store import Warehouse, connect
from etl import build
from tests.store import postgresql

TIMES = 30
INDICATOR = "gdp_pps_eu100"


def measures(files: Settings, folder: Path) -> Iterator[Measure]:
    """One indicator as of a version, everything as of a version, the number of the version."""
    yield from _asked("files", connect(files))
    programs = postgresql.binaries()
    if programs is None:
        print(postgresql.ADVICE, file=sys.stderr)
        return
    with postgresql.running(programs) as server:
        catalogue = server.database("bench")
        lake = Settings(var=folder / "lake-var", catalogue=catalogue, lake_data=str(folder / "lake"))
        yield from _asked("DuckLake", build.ensure(lake))


def _asked(name: str, warehouse: Warehouse) -> Iterator[Measure]:
    version = warehouse.latest()
    questions = {
        "one indicator at a version": lambda: warehouse.observations(version=version, indicators=[INDICATOR]),
        "everything at a version": lambda: warehouse.observations(version=version),
        "number of the latest version": warehouse.latest,
    }
    for what, question in questions.items():
        question()
        yield Measure(f"d {name}", what, median(timed(question, TIMES)), "ms")
    warehouse.close()

"""One question to the warehouse at a version, asked of files and of a DuckLake."""

from __future__ import annotations

from collections.abc import Iterator

from bench.measures import Measure, median, timed
from danube.settings import Settings
from danube.store import Warehouse, connect

TIMES = 30
INDICATOR = "gdp_pps_eu100"


def measures(files: Settings, lake: Settings | None) -> Iterator[Measure]:
    """One indicator as of a version, everything as of a version, the number of the version."""
    for name, settings in (("files", files), ("DuckLake", lake)):
        if settings is None:
            continue
        warehouse = connect(settings)
        yield from _asked(name, warehouse)
        warehouse.close()


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

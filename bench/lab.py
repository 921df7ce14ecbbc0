"""Rank intervals, sensitivity and pairs, each table in a process of its own that has one core.

`python -m bench.lab UNITS INDICATORS` is such a process: it prints its figures as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from bench.measures import Measure, median, timed
from danube.benchmark import distinguish, scores, uncertainty
from danube.benchmark.scores import Scores

ROOT = Path(__file__).resolve().parents[1]
DRAWS = 10_000
TIMES = 7
ALONE = 20
PILLARS = 6
GAPS = 0.12
"""Share of the cells that are missing, as in the Danube Region's own table."""

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def measures() -> Iterator[Measure]:
    """The Danube Region's size, for which there is an aim, and a large table with its memory."""
    yield from _told(68, 30, aim="500 ms")
    yield from _told(1600, 100)


def _told(units: int, indicators: int, aim: str = "") -> Iterator[Measure]:
    found, size = _apart(units, indicators), f"{units:,} regions × {indicators} indicators, one core"
    yield Measure("f lab", f"{DRAWS:,} draws, {size}", found["simulate"], "ms", found["singly"], aim)
    yield Measure("f lab", f"the same, {size}", 1000 * DRAWS / found["simulate"], "draws/s")
    yield Measure("f lab", f"pairs that cannot be told apart, {size}", found["pairs"], "ms")
    yield Measure("f lab", f"which choice matters most, {size}", found["sobol"], "ms")
    yield Measure("f lab", f"peak memory of the draws, {size}", found["peak"], "MB")


def _apart(units: int, indicators: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.lab", str(units), str(indicators)]
    one = os.environ | dict.fromkeys(THREADS, "1")
    run = subprocess.run(command, cwd=ROOT, env=one, check=True, capture_output=True, text=True)  # noqa: S603
    return dict(json.loads(run.stdout))


def _figures(units: int, indicators: int) -> dict[str, float]:
    """Milliseconds of each calculation, and the memory of the draws.

    `singly` is what as many scorings one after the other would take, from a few of them.
    """
    from danube.benchmark import sensitivity

    table = _table(units, indicators)
    found = scores.score(*table)
    ranks = uncertainty.simulate(found)
    sensitivity.sobol(found)
    return {
        "simulate": median(timed(lambda: uncertainty.simulate(found), TIMES)),
        "singly": DRAWS * median(timed(lambda: scores.score(*table), ALONE)),
        "pairs": median(timed(lambda: distinguish.pairs(ranks), 3)),
        "sobol": median(timed(lambda: sensitivity.sobol(found), 3)),
        "peak": _peak(found),
    }


def _table(units: int, indicators: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Made-up figures that agree in part, in six pillars, with gaps."""
    chance = np.random.default_rng(1)
    level = chance.normal(size=(units, 1))
    figures = 50 + 10 * (level + chance.normal(size=(units, indicators)))
    figures[chance.random(figures.shape) < GAPS] = np.nan
    codes = [f"i{place:03}" for place in range(indicators)]
    rows = [(code, 1, f"p{place % PILLARS}") for place, code in enumerate(codes)]
    rows += [(f"p{place}", 1, "index") for place in range(PILLARS)] + [("index", 1, "")]
    meta = pd.DataFrame(rows, columns=["code", "direction", "parent"]).set_index("code")
    return pd.DataFrame(figures, index=[f"r{place:04}" for place in range(units)], columns=codes), meta


def _peak(found: Scores) -> float:
    """Megabytes that the draws take on top of the scores, at their most."""
    tracemalloc.start()
    uncertainty.simulate(found)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def _alone() -> None:
    """Keeps this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    _alone()
    print(json.dumps(_figures(*map(int, sys.argv[1:3]))))

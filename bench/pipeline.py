"""From the publishers' files to the warehouse: `etl compile` and `etl build`, each from nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bench.measures import Measure, median
from danube.settings import ROOT

TIMES = 3


def measures(raw: Path | None) -> Iterator[Measure]:
    """The whole command in a process of its own, start of Python included."""
    builds = [_build() for _turn in range(TIMES)]
    yield Measure("e build", "python -m etl build, from nothing", median(builds), "ms")
    if raw is not None:
        yield Measure("e compile", "python -m etl compile", _compile(raw), "ms")


def _build() -> float:
    with tempfile.TemporaryDirectory() as var:
        return _run("build", DANUBE_VAR=var)


def _compile(raw: Path) -> float:
    """Compiles over `data/figures`, which must come out unchanged."""
    return _run("compile", str(raw))


def _run(*words: str, **settings: str) -> float:
    begun = perf_counter()
    command = [sys.executable, "-m", "etl", *words]
    subprocess.run(command, cwd=ROOT, env=os.environ | settings, check=True, capture_output=True)  # noqa: S603
    return (perf_counter() - begun) * 1000

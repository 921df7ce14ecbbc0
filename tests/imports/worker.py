"""One import after the other in a process of its own, so that a hang is seen and ended."""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
import traceback
import warnings
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pandas as pd
import psutil

from danube.settings import DATA

SLOW = 10.0  # seconds of the processor that a file below a megabyte may take
PATIENCE = 90.0  # seconds by the clock: the machine may have other work
MEMORY = 4_000_000_000
FIGURE = ("indicator", "region", "period", "value", "flag")
TODAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Outcome:
    """What became of a file: refused in a sentence of ours, read, or a fault of the program."""

    refused: str = ""
    fault: str = ""
    questions: list[dict[str, Any]] = field(default_factory=list)
    rejected: list[dict[str, Any]] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)
    understood: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0


class Worker:
    """A child process that examines files; it is replaced when it hangs or dies.

    With `streamed` every file also goes the way of large ones, which must lead to the same figures.
    """

    def __init__(self, streamed: bool = False) -> None:
        self._streamed = streamed
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def _start(self) -> None:
        self._here, there = self._context.Pipe()
        self._child = self._context.Process(target=_work, args=(there, self._streamed), daemon=True)
        self._child.start()
        there.close()
        self._here.recv()

    def examine(self, name: str, content: bytes, answers: dict[str, str] | None = None,
                choices: dict[str, object] | None = None) -> Outcome:  # fmt: skip
        """What the importer says of the file; a fault where it hangs, dies or lets a traceback out."""
        before = self._busy()
        self._here.send((name, content, answers or {}, choices or {}))
        began = time.monotonic()
        while not self._here.poll(0.2):
            if not self._child.is_alive():
                return self._anew("the process died")
            if self._busy() - before > SLOW or time.monotonic() - began > PATIENCE:
                return self._anew(f"no answer within {SLOW:g} seconds")
        try:
            outcome: Outcome = self._here.recv()
        except EOFError:
            return self._anew("the process died")
        return outcome

    def _busy(self) -> float:
        try:
            times = psutil.Process(self._child.pid).cpu_times()
        except psutil.NoSuchProcess:
            return 0.0
        return float(times.user + times.system)

    def _anew(self, fault: str) -> Outcome:
        self.close()
        self._start()
        return Outcome(fault=fault)

    def close(self) -> None:
        """Ends the child."""
        self._child.kill()
        self._child.join()
        self._here.close()


def _work(line: Connection, streamed: bool) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    warnings.simplefilter("error")
    with tempfile.TemporaryDirectory() as folder:
        _examine(Path(folder), "warm.csv", b"geo;2022\nAT11;1,5\nXy;2\n", {"id": "gdp_pps"}, {})
        line.send("ready")
        while True:
            try:
                name, content, answers, choices = line.recv()
            except EOFError:
                return
            began = time.process_time()
            outcome = _examine(Path(folder), name, content, answers, choices)
            if streamed and not outcome.fault:
                outcome = _compared(outcome, Path(folder), name, answers, choices)
            line.send(Outcome(**{**vars(outcome), "seconds": time.process_time() - began}))


def _examine(folder: Path, name: str, content: bytes, answers: dict[str, str],
             choices: dict[str, Any]) -> Outcome:  # fmt: skip
    from etl.intake import importing
    from etl.intake.errors import Unreadable

    path = folder / name
    path.write_bytes(content)
    try:
        report = importing.examine(
            path, importing.Choices(**choices), answers=answers, known=_known(), today=TODAY
        )
        report.text()
    except (Unreadable, importing.ImportRefused, importing.RecipeError, importing.Misfit) as refusal:
        return Outcome(refused=str(refusal))
    except Exception:  # whatever is not ours is a finding
        return Outcome(fault=traceback.format_exc())
    seen = vars(report.understood) if report.understood else {}
    return Outcome(
        questions=report.questions,
        rejected=report.rejected,
        figures=report.figures.to_dict("records"),
        understood={str(key): value for key, value in seen.items()},
    )


@cache
def _known() -> pd.DataFrame:
    """Figures to compare with, as a warehouse would have them."""
    tables = [
        pd.read_csv(DATA / "figures" / name, dtype={"period": str, "flag": str}, keep_default_na=False)
        for name in ("eurostat-gdp-current.csv", "eurostat-population.csv")
    ]
    both = pd.concat(tables, ignore_index=True)
    return both.assign(value=pd.to_numeric(both["value"]))


def _compared(
    outcome: Outcome, folder: Path, name: str, answers: dict[str, str], choices: dict[str, Any]
) -> Outcome:
    """The outcome, with a fault where the way of large files leads elsewhere."""
    from etl.intake import importing, large
    from etl.intake.errors import Unreadable

    path = folder / name
    try:
        report = large.examine(
            path, importing.Choices(**choices), answers=answers, today=TODAY, folder=folder / "streams"
        )
    except (Unreadable, importing.ImportRefused, importing.RecipeError, importing.Misfit) as refusal:
        return outcome if outcome.refused or outcome.questions else Outcome(fault=f"streamed: {refusal}")
    except Exception:  # whatever is not ours is a finding
        return Outcome(fault=f"streamed: {traceback.format_exc()}")
    fault = _unlike(outcome, report)
    large.discard(report)
    return Outcome(fault=f"streamed: {fault}") if fault else outcome


def _unlike(outcome: Outcome, report: Any) -> str:
    if outcome.refused:
        return f"read what is refused: {outcome.refused}"
    asked, others = [[one["key"] for one in each] for each in (outcome.questions, report.questions)]
    if asked != others:
        return f"asks {others}, not {asked}"
    rows = [tuple(str(one[name]) for name in FIGURE) for one in outcome.figures]
    stream = pd.read_parquet(report.accepted_file).to_dict("records") if report.accepted else []
    more = [tuple(str(one[name]) for name in FIGURE) for one in stream]
    if sorted(rows) != sorted(more):
        return f"has {sorted(set(more) - set(rows))[:3]}, lacks {sorted(set(rows) - set(more))[:3]}"
    lost = len(outcome.rejected)
    return "" if asked or lost == report.complaints else f"complains {report.complaints} times, not {lost}"

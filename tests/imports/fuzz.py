"""`python -m tests.imports.fuzz --minutes 10 --seed 1`: tables at random, good files spoilt at random.

No traceback, no hang, and no figure that is not in the file. A random table must be read to the last digit,
or a question asked whose right answer leads there. Of a spoilt file each accepted figure must stand in the
cell that the report names, and where no digit was touched it must be one of the good file. `--keep FOLDER`
writes each finding with its file; `--streamed` holds the way of large files against that of small ones; exit
status 1 where there are findings.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.imports import judge, make, mutations, tables
from tests.imports.case import Case
from tests.imports.worker import Outcome, Worker

ROUNDS = 6
LARGEST = 1_000_000


@dataclass(frozen=True)
class Finding:
    """What is wrong, with the file that shows it."""

    case: str
    fault: str
    name: str
    content: bytes


def main(arguments: list[str] | None = None) -> int:
    """Runs for the time given; prints findings and what was done."""
    parser = argparse.ArgumentParser(prog="python -m tests.imports.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--case", type=int, help="only this one, by its number")
    parser.add_argument("--streamed", action="store_true", help="each file also as large ones are read")
    chosen = parser.parse_args(arguments)
    done: Counter[str] = Counter()
    findings = []
    for finding in run(chosen.seed, 60 * chosen.minutes, done, only=chosen.case, streamed=chosen.streamed):
        findings.append(finding)
        print(f"{finding.case} {finding.name}: {finding.fault.strip().splitlines()[-1]}", flush=True)
        if chosen.keep:
            _keep(chosen.keep, finding)
    print(", ".join(f"{name}: {count:,}" for name, count in sorted(done.items())))
    return 1 if findings else 0


def run(
    seed: int, seconds: float, done: Counter[str], only: int | None = None, streamed: bool = False
) -> Iterator[Finding]:
    """Findings of as many cases as fit into the time; `done` counts what became of them."""
    worker, end, number = Worker(streamed), time.monotonic() + seconds, only or 0
    good = [case for case in make.cases() if not case.unreadable and case.figures]
    try:
        while time.monotonic() < end:
            name, lottery = f"{seed}:{number}", Random(f"{seed}:{number}")
            made = (
                _table(name, lottery, worker, done)
                if number % 2
                else _spoilt(name, lottery, worker, done, good)
            )
            yield from made
            number += 1
            if only is not None:
                return
    finally:
        worker.close()


def _table(case: str, lottery: Random, worker: Worker, done: Counter[str]) -> Iterator[Finding]:
    written = tables.made(lottery)
    fault = _misread(written, worker, done)
    if fault:
        yield Finding(case, f"{written.style}\n{fault}", written.name, written.content)


def _misread(written: tables.Written, worker: Worker, done: Counter[str]) -> str:
    """Asks and answers until no question is open; then all figures must be the true ones."""
    told: dict[str, str] = {"id": written.answers["id"]} if _names_none(written) else {}
    for _round in range(ROUNDS):
        outcome = worker.examine(written.name, written.content, told)
        if outcome.fault or outcome.refused:
            done["tables refused"] += 1
            return outcome.fault or f"a good table was refused: {outcome.refused}"
        if not outcome.questions:
            done["tables read"] += 1
            done["figures of tables"] += len(outcome.figures)
            return _differences(written, outcome)
        done["questions answered"] += len(outcome.questions)
        for asked in outcome.questions:
            if asked["key"] not in written.answers:
                return f"nobody could answer: {asked}"
            answer = _said(written, asked)
            if asked["options"] and answer not in [str(one) for one in asked["options"]]:
                return f"the right answer {answer!r} is none of: {asked}"
            told[asked["key"]] = answer
    return f"still asked after {ROUNDS} rounds: {outcome.questions}"


def _said(written: tables.Written, asked: dict) -> str:
    """The true answer; of encodings also one that reads the very same text."""
    answer = written.answers[asked["key"]]
    if asked["key"] != "encoding" or answer in asked["options"]:
        return answer
    true = written.text.decode(answer)
    alike = [one for one in asked["options"] if written.text.decode(one, errors="replace") == true]
    return next(iter(alike), answer)


def _names_none(written: tables.Written) -> bool:
    return written.answers["series"] == "" and written.style.layout != "wide-indicators"


def _differences(written: tables.Written, outcome: Outcome) -> str:
    if outcome.rejected:
        return f"refused of a good table: {outcome.rejected[:2]}"
    seen = {
        (one["indicator"], one["region"], one["period"]): (one["value"], one["flag"])
        for one in outcome.figures
    }
    wanted = {key: (_float(value), " ".join(flag)) for key, (value, flag) in written.truth.items()}
    if len(seen) != len(outcome.figures):
        return "a figure was accepted twice"
    lost, strange = wanted.keys() - seen.keys(), seen.keys() - wanted.keys()
    if lost or strange:
        return f"lost {sorted(lost)[:3]}, invented {sorted(strange)[:3]}"
    wrong = [(key, seen[key], wanted[key]) for key in wanted if repr(seen[key]) != repr(wanted[key])]
    return f"read, true: {wrong[:3]}" if wrong else ""


def _float(value: object) -> float:
    return float("nan") if value is None else float(str(value))


def _spoilt(
    case: str, lottery: Random, worker: Worker, done: Counter[str], good: list[Case]
) -> Iterator[Finding]:
    one = lottery.choice(good) if lottery.random() < 0.5 else _case(tables.made(lottery))
    ways = [
        lottery.choice(mutations.HARMLESS + mutations.OTHERS) for _way in range(lottery.choice((1, 1, 2, 3)))
    ]
    content = one.content
    for way in ways:
        content = way(content, lottery)[:LARGEST]
    outcome = worker.examine(one.file, content, one.answers, one.choices)
    kept = "" if set(ways) - set(mutations.HARMLESS) else one.figures
    fault = _strange(content, outcome, kept, done)
    if fault:
        names = " ".join(way.__name__ for way in ways)
        yield Finding(case, f"{names}\n{fault}", one.file, content)


def _case(written: tables.Written) -> Case:
    """A random table as if it were of the corpus; what cannot be asked twice is answered."""
    lines = [
        f"0 {' '.join(key)} {value}" for key, (value, _flag) in written.truth.items() if value is not None
    ]
    told = {key: said for key, said in written.answers.items() if key.startswith(("place:", "level", "id:"))}
    if _names_none(written):
        told["id"] = written.answers["id"]
    return Case(written.name, written.content, "\n".join(lines), answers=told)


def _strange(content: bytes, outcome: Outcome, kept: str, done: Counter[str]) -> str:
    done["slowest, ms"] = max(done["slowest, ms"], round(1000 * outcome.seconds))
    if outcome.fault:
        return outcome.fault
    if outcome.refused:
        done["spoilt files refused"] += 1
        return (
            ""
            if outcome.refused.strip() and "\n" not in outcome.refused
            else f"no sentence: {outcome.refused!r}"
        )
    done["spoilt files read"] += 1
    done["figures of spoilt files"] += len(outcome.figures)
    doubtful = [one["key"] for one in outcome.questions]
    found = [] if "encoding" in doubtful else judge.faults(content, outcome.understood, outcome.figures)
    if kept and not outcome.questions:
        found += _others(outcome, kept)
    return "; ".join(found[:3])


def _others(outcome: Outcome, kept: str) -> list[str]:
    """Figures that the good file does not have for this region and period."""
    known = {(region, period, float(value)) for _row, _name, region, period, value, *_flag in
             (line.split() for line in kept.strip().splitlines())}  # fmt: skip
    able = {(region, period) for region, period, _value in known}
    told = [
        (one["region"], one["period"], one["value"])
        for one in outcome.figures
        if one["value"] == one["value"]
    ]
    return [
        f"{one} is none of the good file's" for one in told
        if one not in known and "-" not in {period for _region, period in able}
    ]  # fmt: skip


def _keep(folder: Path, finding: Finding) -> None:
    place = folder / finding.case.replace(":", "-")
    place.mkdir(parents=True, exist_ok=True)
    (place / finding.name).write_bytes(finding.content)
    (place / "finding.txt").write_text(finding.fault, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

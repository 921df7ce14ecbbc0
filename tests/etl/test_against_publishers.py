"""The committed figures against the publishers' files, read a second way: drawn by a fixed seed over all.

Runs where the files are (`../shared/raw` or DANUBE_RAW); `test_figures.py` holds values for everywhere.
"""

from __future__ import annotations

import csv
import random

import pytest

from tests.etl import second_reader

SEED, PER_INDICATOR = 20261121, 4


def figures() -> list[dict[str, str]]:
    """All rows of `data/figures`, as text."""
    rows: list[dict[str, str]] = []
    for path in sorted(second_reader.FIGURES.glob("*.csv")):
        if path.name != "index.csv":
            with path.open(encoding="utf-8", newline="") as file:
                rows += csv.DictReader(file)
    return rows


def drawn() -> list[dict[str, str]]:
    """Four figures of every indicator, flagged gaps among them, by a fixed seed."""
    by_indicator: dict[str, list[dict[str, str]]] = {}
    for row in figures():
        by_indicator.setdefault(row["indicator"], []).append(row)
    lottery = random.Random(SEED)
    return [
        row for rows in by_indicator.values() for row in lottery.sample(rows, min(PER_INDICATOR, len(rows)))
    ]


def differs(row: dict[str, str]) -> str:
    """Empty where the compiled figure is the publisher's; else both."""
    theirs = second_reader.published(row["indicator"], row["region"], row["period"])
    if row["flag"] == "unknown-zero":
        return "" if row["value"] == "" and theirs == 0 else f"{row} should stand for a 0, file has {theirs}"
    ours = float(row["value"] or "nan")
    if ours != ours and theirs != theirs:
        return ""
    return "" if ours == pytest.approx(theirs, rel=1e-9, abs=1e-9) else f"{row}: file has {theirs}"


pytestmark = [
    pytest.mark.raw,
    pytest.mark.skipif(
        not second_reader.RAW.is_dir(), reason=f"the publishers' files are not in {second_reader.RAW}"
    ),
]


def test_at_least_two_hundred_values_over_all_sources_are_the_publishers():
    sample = drawn()
    assert len(sample) >= 200
    assert {row["source"] for row in sample} == {row["source"] for row in figures()}
    wrong = [found for found in map(differs, sample) if found]
    assert not wrong, "\n".join(wrong)


def test_the_second_reader_knows_every_compiled_indicator():
    assert {row["indicator"] for row in figures()} <= set(second_reader.PUBLISHED)


def test_every_recoded_figure_is_found_under_its_former_code():
    recoded = [row for row in figures() if "recoded" in row["flag"].split()]
    assert recoded
    assert not [found for found in map(differs, recoded) if found]


def test_every_zero_of_the_scoreboard_that_the_study_has_is_at_the_floor():
    zeros = [row for row in figures() if row["source"] == "ris2023" and row["value"] == "0"]
    assert len(zeros) == 281
    assert {"floor" in row["flag"].split() for row in zeros} == {True}

"""A large file and a small one of the same rows give the same report: the small route is the measure."""

from __future__ import annotations

import gzip
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as checking
from hypothesis import strategies as st

from danube.store import Warehouse
from danube.store.files import Files
from etl.intake import importing, large
from etl.intake.errors import Unreadable
from etl.intake.large import stream
from etl.intake.layout import Choices
from etl.intake.report import Report
from tests.imports import make

TODAY = date(2026, 1, 1)
TEXTS = [path for path in sorted(make.REPORTS.glob("*.json")) if path.stem.endswith((".csv", ".txt", ".gz"))]


def both(
    path: Path, folder: Path, choices: Choices | None = None, **more
) -> tuple[Report, large.LargeReport]:
    small = importing.examine(path, choices, today=TODAY, **more)
    return small, large.examine(path, choices, today=TODAY, folder=folder, **more)


def same(small: Report, other: large.LargeReport) -> None:
    """Same accepted rows to the last digit, refusals, questions, counts and fingerprint."""
    assert other.fingerprint == small.fingerprint
    assert (other.rows, other.accepted, other.decimal) == (small.rows, small.accepted, small.decimal)
    assert [one["key"] for one in other.questions] == [one["key"] for one in small.questions]
    assert told(other.rejected) == told(small.rejected)
    assert other.complaints == len(small.rejected)
    assert other.sha256 == small.sha256
    assert other.recipe == small.recipe
    pd.testing.assert_frame_equal(kept(other), kept(small), check_dtype=False)
    stored = pd.read_parquet(other.accepted_file)[importing.LOADED].astype(object)
    wanted = small.figures[importing.LOADED].sort_values(importing.KEY).astype(object)
    assert stored.where(stored.notna(), None).to_numpy().tolist() == (
        wanted.where(wanted.notna(), None).to_numpy().tolist()
    )


def told(rejected: list[dict]) -> list[tuple]:
    names = ("row", "column", "value", "code", "reason", "hint")
    return sorted(tuple(one[name] for name in names) for one in rejected)


def kept(report: Report) -> pd.DataFrame:
    rows = report.figures.astype(object)
    return rows.where(rows.notna(), None).reset_index(drop=True)


@pytest.mark.parametrize("report", TEXTS, ids=lambda path: path.stem)
def test_every_nasty_file_goes_the_same_way(report: Path, tmp_path: Path) -> None:
    wanted = json.loads(report.read_text("utf-8"))
    path, choices = make.FILES / report.stem, Choices(**wanted["choices"])
    if "unreadable" in wanted:
        with pytest.raises(Unreadable):
            large.examine(path, choices, folder=tmp_path)
        assert not list(tmp_path.iterdir())
        return
    same(*both(path, tmp_path, choices, answers=wanted["import"]["answers"]))

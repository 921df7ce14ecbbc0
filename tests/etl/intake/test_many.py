"""Thousands of wrong cells: few questions at a time, remedies that stay quick, nothing lost."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest

from etl.intake import importing
from etl.intake.asked import MOST
from etl.intake.report import Report

SECONDS = 10.0  # of the processor, for a file below a megabyte
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
CODES = ["AT" + "".join(signs) for signs in itertools.product(SIGNS, repeat=3)][26 * 36 :: 2]


def examined(folder: Path, heading: str, rows: list[str], indicator: str = "") -> Report:
    path = folder / "many.csv"
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    assert path.stat().st_size < 1_000_000
    began = time.process_time()
    report = importing.examine(path, indicator=indicator)
    assert time.process_time() - began < SECONDS
    return report


def test_many_names_of_indicators_are_asked_a_hundred_at_a_time(tmp_path: Path) -> None:
    rows = [f"Kind {place} of product;AT11;2022;5" for place in range(20_000)]
    report = examined(tmp_path, "indicator;region;period;value", rows)
    assert len(report.questions) == MOST and report.accepted == 0
    assert str(report.questions[-1]["text"]).endswith("Then 19,900 more questions of this kind follow.")


def test_many_names_of_regions_are_asked_a_hundred_at_a_time(tmp_path: Path) -> None:
    names = [f"Burgenland{one}{other}" for one, other in itertools.product("abcdefghijklmno", repeat=2)]
    report = examined(tmp_path, "region;year;value", [f"{one};2022;5" for one in names], "gdp_pps")
    assert len(report.questions) == MOST and report.accepted == 0
    assert str(report.questions[-1]["text"]).endswith("Then 125 more questions of this kind follow.")


@pytest.mark.parametrize(
    ("heading", "row", "remedy"),
    [
        ("indicator;region;period;value", "gdp_{};AT11;2022;5", "Use an id of the catalogue."),
        ("geo;year;value", "{};2022;5", "Use a code of NUTS 2024."),
    ],
)
def test_many_wrong_cells_are_all_refused(tmp_path: Path, heading: str, row: str, remedy: str) -> None:
    wrong = CODES[:20_000] if heading.startswith("geo") else [str(place) for place in range(20_000)]
    said = "gdp_pps" if heading.startswith("geo") else ""
    report = examined(tmp_path, heading, [row.format(one) for one in wrong], said)
    assert len(report.rejected) > 19_000 and not report.figures["row"].duplicated().any()
    assert report.rejected[-1]["hint"] == remedy
    assert any(str(one["hint"]).startswith("Did you mean") for one in report.rejected[:500])

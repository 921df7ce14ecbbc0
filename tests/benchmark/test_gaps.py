"""Gaps and headline figures, worked by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from danube import regions
from danube.benchmark import gaps
from tests.benchmark.tables import one, tidy, together

TEN = dict(zip(regions.nuts2()[:10], [1.0, 3, 4, 5, 6, 7, 8, 9, 20, 40], strict=True))


def test_widest_gap_by_hand() -> None:
    codes = list(TEN)
    table = together(
        one("a", "2023", **TEN, EU27_2020=900),
        one("below_zero", "2023", **{code: value - 2 for code, value in TEN.items()}),
        one("few", "2023", AT11=1, AT12=2),
    )
    widest = gaps.widest(table, ["below_zero", "a", "few"])
    assert list(widest.index) == ["a", "below_zero"]
    row = widest.loc["a"]  # fifths of two: medians of (1, 3) and (20, 40)
    assert (row["low"], row["high"], row["ratio"], row["difference"], row["count"]) == (2, 30, 15, 28, 10)
    assert (row["first"], row["last"]) == (codes[-1], codes[0])
    assert pd.isna(widest.loc["below_zero", "ratio"])


def test_no_gap_without_figures() -> None:
    assert gaps.widest(one("a", "2023", AT11=1), ["a", "b"]).empty


def test_headline_compares_the_same_regions() -> None:
    table = together(
        one("a", "2018", AT11=1, BG31=2, CZ01=3, EU27_2020=10),
        one("a", "2022", AT11=9, BG31=9, CZ01=9),
        tidy(("a", "CZ01", "2023", 7.0, "b")),
        one("a", "2023", BG31=4, AT11=3, HU11=50, EU27_2020=12),
    )
    row = gaps.headlines(table, ["a", "nothing"], years=5).loc["a"]
    assert (row["period"], row["median"], row["count"], row["eu"]) == ("2023", 5.5, 4, 12)  # 3 4 7 50
    assert (row["since"], row["median_since"], row["change"], row["same"]) == ("2018", 2, 2, 3)  # 3 4 7
    assert (row["per_year"], row["broken"], row["eu_since"]) == (pytest.approx(0.4), 1, 10)


def test_headline_without_an_earlier_year_has_no_change() -> None:
    row = gaps.headlines(one("a", "2025", AT11=3), ["a"]).loc["a"]
    assert row["median"] == 3
    assert "change" not in row or pd.isna(row["change"])

"""Which year and units a sector table has, from tidy rows as the store gives them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from danube.benchmark import sectors
from tests.benchmark.tables import one, tidy, together

SECTIONS = {"farms": "A", "plants": "B-E", "chips": "J"}


def jobs(period: str, *, chips: bool = True) -> pd.DataFrame:
    """Four regions and a country; AT13 has half of its jobs in chips, the others hardly any."""
    parts = [
        one("farms", period, AT11=50, AT12=40, AT13=0, BG31=70, HU=100),
        one("plants", period, AT11=40, AT12=50, AT13=50, BG31=30, HU=100),
        one("all", period, AT11=100, AT12=100, AT13=100, BG31=100, HU=300),
    ]
    return together(
        *parts, *([one("chips", period, AT11=10, AT12=10, AT13=50, BG31=0, HU=100)] if chips else [])
    )


def test_quotients_of_regions_rest_on_the_regions() -> None:
    """Chips: 70 of 400 jobs are 17.5 %; Vienna's half is 2.86 times that."""
    found = sectors.of(jobs("2015"), SECTIONS, "all")
    assert found is not None
    assert found.period == "2015" and set(found.regions) == {"AT11", "AT12", "AT13", "BG31"}
    assert found.quotient.at["AT13", "J"] == pytest.approx(50 / 17.5)
    assert found.whole["A"] == pytest.approx(0.4)


def test_a_larger_unit_is_measured_against_the_same_basis() -> None:
    found = sectors.of(jobs("2015"), SECTIONS, "all")
    assert found is not None
    assert found.quotient.at["HU", "J"] == pytest.approx((100 / 300) / 0.175)
    assert found.origin("HU11", ("HU1", "HU")) == "HU" and found.origin("RS11", ("RS1", "RS")) is None
    expected = abs(1 / 3 - 0.4) + abs(1 / 3 - 0.425) + abs(1 / 3 - 0.175)
    assert found.krugman["HU"] == pytest.approx(expected)


def test_without_totals_the_sectors_are_summed() -> None:
    found = sectors.of(jobs("2015"), SECTIONS)
    assert found is not None
    assert found.share.at["AT13", "J"] == 0.5


def test_a_newer_table_takes_the_place_of_the_older_one() -> None:
    found = sectors.of(together(jobs("2015"), jobs("2024")), SECTIONS, "all")
    assert found is not None and found.period == "2024"


def test_a_newer_year_with_few_sectors_does_not() -> None:
    newer = one("farms", "2024", AT11=50, AT12=40, AT13=1, BG31=70)
    found = sectors.of(together(jobs("2015"), newer), SECTIONS, "all")
    assert found is not None and found.period == "2015"


def test_a_region_with_few_sectors_is_left_out_and_a_gap_stays_one() -> None:
    rows = together(jobs("2015"), tidy(("farms", "CZ01", "2015", 5.0), ("chips", "CZ01", "2015", None, "u")))
    found = sectors.of(rows, SECTIONS, "all")
    assert found is not None and "CZ01" not in found.regions
    gap = together(jobs("2015"), one("all", "2015", CZ01=100), one("farms", "2015", CZ01=5.0))
    gap = together(gap, one("plants", "2015", CZ01=60), tidy(("chips", "CZ01", "2015", None, "u")))
    found = sectors.of(gap, SECTIONS, "all")
    assert found is not None
    table = found.table("CZ01")
    assert table.index[-1] == "J" and np.isnan(table.at["J", "quotient"]) and table.at["J", "flag"] == "u"


def test_nothing_gives_nothing() -> None:
    assert sectors.of(jobs("2015").head(0), SECTIONS, "all") is None
    only_countries = jobs("2015").query("level == 0")
    assert sectors.of(only_countries, SECTIONS, "all") is None


def test_what_two_regions_could_do_together_is_held_against_all() -> None:
    found = sectors.of(jobs("2015"), SECTIONS, "all")
    assert found is not None
    table = found.together("AT13", "BG31")
    assert set(zip(table["strong"], table["sector"], strict=True)) >= {("AT13", "J"), ("BG31", "A")}

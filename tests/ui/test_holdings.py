"""What the warehouse holds, counted by hand from the file that ships (tgs00042, R&D expenditure)."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import Visit

from danube import texts
from danube.store import Warehouse
from danube.ui import holdings


@pytest.fixture(autouse=True)
def _door(visit: Visit) -> None:
    """The warehouse of the tests is the one that pages open."""


@pytest.mark.parametrize(
    ("country", "year", "share"),
    [("HR", "2019", 1 / 4), ("HR", "2023", 1), ("AT", "2023", 1), ("HU", "2022", 1), (None, "2023", 65 / 68)],
)
def test_coverage_by_year(warehouse: Warehouse, country: str | None, year: str, share: float) -> None:
    """Croatia had one of today's four regions in 2019; Bosnia's three regions have none in any year."""
    assert holdings.by_year(warehouse.latest(), ["gerd"], country).loc["gerd", year] == share


def test_a_year_without_any_figure_is_blank_not_zero(warehouse: Warehouse) -> None:
    """Austria reports odd years alone."""
    shares = holdings.by_year(warehouse.latest(), ["gerd", "unemployment_rate"], "AT")
    assert pd.isna(shares.loc["gerd", "2022"]) and shares.loc["unemployment_rate", "2022"] == 1
    assert holdings.by_year(warehouse.latest(), ["gerd"], "BA").empty


def test_coverage_by_country_in_the_latest_well_covered_year(warehouse: Warehouse) -> None:
    shares = holdings.by_country(warehouse.latest(), ["gerd", "digital_skills"])
    assert list(shares.index) == ["gerd"]  # digital skills have no NUTS 2 figure
    assert shares.loc["gerd", ["AT", "DE", "RS", "BA"]].tolist() == [1, 1, 1, 0]
    assert holdings.by_country(warehouse.latest(), ["gerd"], "BA").to_dict() == {"BA": {"gerd": 0.0}}


def test_inventory_counts_regions_and_flags(warehouse: Warehouse) -> None:
    """564 figures: 17 carry `b`, 4 carry `p`; Bosnia's three regions never have one."""
    rows = holdings.inventory(warehouse.latest(), "research", "en").set_index("name")
    row = rows.loc["R&D expenditure, all sectors"]
    assert row["years"] == "2013–2024" and row["regions"] == 65
    assert row["flags"].lower().endswith("(17); provisional (4)") and "break" in row["flags"].lower()
    assert row["source"] == "Eurostat, tgs00042" and row["licence"]


@pytest.mark.parametrize(
    ("flags", "written"),
    [
        (["p", "b p", None, ""], "Provisional (2)"),
        (["", None], ""),
        (["xx"], "xx (1)"),
    ],
)
def test_flags_are_counted_one_by_one(flags: list[str | None], written: str) -> None:
    assert written.lower() in holdings.flag_counts(pd.Series(flags, dtype=object)).lower()


def test_the_answer_counts_figures_and_indicators(warehouse: Warehouse) -> None:
    said = holdings.answer(warehouse.latest(), ["gerd"])
    assert said == "564 figures of 1 indicators, from 2013 to 2024."
    assert holdings.answer(warehouse.latest(), ["nothing"]) == "There is no figure for this choice."


def test_fields_hold_their_own_indicators() -> None:
    texts.use("en")
    everything = holdings.ids(holdings.EVERY)
    assert set(holdings.ids("research")) < set(everything) and "gerd" in holdings.ids("research")
    assert "eqi_low" not in everything

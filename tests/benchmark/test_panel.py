"""Cutting and turning the tidy table."""

from __future__ import annotations

import pandas as pd
import pytest

from danube import regions
from danube.benchmark import panel
from tests.benchmark.tables import one, tidy, together


def test_at_gives_one_year_by_region_and_never_a_null_flag() -> None:
    table = tidy(("a", "AT11", "2022", 1.0), ("a", "AT11", "2023", 2.0, "b"), ("b", "AT11", "2023", 9.0))
    table.loc[0, "flag"] = None
    assert panel.at(table, "a", "2023").to_dict("index")["AT11"]["value"] == 2.0
    assert panel.at(table, "a", "2022").loc["AT11", "flag"] == ""
    assert panel.at(table, "a", "1999").empty


def test_default_period_is_the_latest_well_covered_one() -> None:
    table = together(
        one("a", "2021", AT11=1, AT12=2, AT13=3),
        one("a", "2022", AT11=1, AT12=2),  # 2 of 3 = 67 %
        one("a", "2023", AT11=1, EU27_2020=5),  # 1 of 3; the EU is no region
        one("a", "2024", AT11=None),  # withheld
    )
    assert panel.periods(table, "a") == ["2021", "2022", "2023"]
    assert panel.default_period(table, "a") == "2022"
    assert panel.default_period(table, "nothing") is None
    assert panel.periods(table, "nothing") == []


def test_wide_keeps_missing_missing_and_names_the_years() -> None:
    table = together(one("a", "2022", AT11=1, AT12=2, AT=9), one("b", "2020", AT12=4))
    turned = panel.wide(table, ["a", "b", "c"])
    assert turned.attrs["periods"] == {"a": "2022", "b": "2020", "c": None}
    assert list(turned.index) == ["AT11", "AT12"]
    assert turned.loc["AT12"].tolist()[:2] == [2, 4]
    assert pd.isna(turned.loc["AT11", "b"])
    assert turned["c"].isna().all()


def test_latest_skips_withheld_figures() -> None:
    table = tidy(("a", "AT11", "2021", 1.0), ("a", "AT11", "2022", 2.0), ("a", "AT11", "2023", None, "c"))
    assert panel.latest(table)[["period", "value"]].values.tolist() == [["2022", 2.0]]


def test_history_keeps_gaps() -> None:
    table = tidy(
        ("a", "AT11", "2020", 1.0),
        ("a", "AT12", "2021", 5.0, "b"),
        ("a", "AT11", "2022", 3.0),
        ("a", "AT12", "2019", None),
    )
    lines = panel.history(table, "a", ["AT11", "AT12", "BG31"])
    assert list(lines.index) == ["2020", "2021", "2022"]
    assert lines["AT11"].isna().tolist() == [False, True, False]
    assert lines["BG31"].isna().all()
    assert panel.flags(table, "a", ["AT12"]).loc["2021", "AT12"] == "b"
    assert panel.flags(table, "a", ["AT12"]).loc["2022", "AT12"] == ""


@pytest.fixture
def on_level_2() -> pd.DataFrame:
    table = together(
        one("a", "2023", AT11=10, AT1=20, DE=30, DE21=31, MD=7, EU27_2020=99),
        tidy(("a", "RS11", "2023", None, "c"), ("a", "HU11", "2022", 4.0)),
    )
    return panel.on_map(table, "a", "2023", units=regions.at_level(2), ancestors=regions.ancestors)


@pytest.mark.parametrize(
    ("unit", "value", "state", "origin"),
    [
        ("AT11", 10, "value", "AT11"),
        ("AT12", 20, "coarser", "AT1"),  # nearest larger unit, here NUTS 1
        ("DE11", 30, "coarser", "DE"),  # then the country
        ("DE21", 31, "value", "DE21"),
        ("MD", 7, "value", "MD"),  # a country that is a polygon of its own
    ],
)
def test_on_map_says_whose_figure_it_is(
    on_level_2: pd.DataFrame, unit: str, value: float, state: str, origin: str
) -> None:
    assert on_level_2.loc[unit, ["value", "state", "origin"]].tolist() == [value, state, origin]


@pytest.mark.parametrize("unit", ["HU11", "RS11", "UA-51", "BA01"])
def test_on_map_never_fills_what_is_missing(on_level_2: pd.DataFrame, unit: str) -> None:
    assert on_level_2.loc[unit, "state"] == "missing"
    assert pd.isna(on_level_2.loc[unit, "value"])


def test_on_map_keeps_the_flag_of_a_withheld_figure(on_level_2: pd.DataFrame) -> None:
    assert on_level_2.loc["RS11", "flag"] == "c"
    assert len(on_level_2) == 73

"""Figures unlike those around: who borders on whom, what is far, and how quiet publishers are."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from danube import catalogue, regions
from danube.benchmark import neighbours as benchmark
from danube.settings import DATA
from etl.intake import doubts, neighbourhood, surroundings

KNOWN = catalogue.load().indicators
TODAY = date(2026, 6, 1)
AROUND = [code for code in regions.at_level(2) if code[:2] in ("CZ", "SK", "HU", "AT", "SI")]


def figures(value: float, *, at: str = "CZ06", years: tuple[str, ...] = ("2024",)) -> pd.DataFrame:
    """About 10 in every region, a little more from one to the next, and `value` in one of them."""
    steps = {code: 10 + place / 10 for place, code in enumerate(AROUND)} | {at: value}
    rows = [("unemployment_rate", code, year, steps[code]) for code in AROUND for year in years]
    table = pd.DataFrame(rows, columns=["indicator", "region", "period", "value"])
    return table.assign(flag="", row=range(2, len(table) + 2), text=table["value"].map(str))


def doubted(table: pd.DataFrame, known: pd.DataFrame | None = None) -> list[dict[str, object]]:
    found = doubts.find(table, KNOWN, known, today=TODAY)
    return [one for one in found if one["code"] == "neighbours"]


def test_neighbours_are_those_of_the_benchmark() -> None:
    touching, _middles = benchmark.boundaries()
    assert surroundings.touching(DATA / "boundaries" / "level2.geojson") == touching


def test_neighbours_are_of_every_level() -> None:
    near = surroundings.neighbours()
    assert "HU" in near["AT"] and "AT112" in near["AT111"]
    assert near["AT13"] == {"AT12"}
    assert surroundings.compatriots()["SI03"] == {"SI04"}


@pytest.mark.parametrize(("value", "far"), [(12.0, False), (40.0, True), (2.0, True), (10.0, False)])
def test_a_figure_far_from_its_neighbours_is_told(value: float, far: bool) -> None:
    """CZ06 borders on CZ05, CZ07, CZ03, CZ02, SK02 and AT12; their median is near 11."""
    found = doubted(figures(value))
    assert [one["region"] for one in found] == ["CZ06"] * far


def test_the_sentence_names_figure_and_median() -> None:
    (found,) = doubted(figures(40.0))
    near = figures(40.0).set_index("region")["value"].reindex(surroundings.neighbours()["CZ06"]).median()
    assert found["text"] == (
        f"unemployment_rate, CZ06, 2024: 40 lies far from the figures of its neighbours (median {near:g})."
    )


def test_a_region_with_too_few_neighbours_is_held_against_its_country() -> None:
    """Wien borders on Niederösterreich alone."""
    (found,) = doubted(figures(60.0, at="AT13"))
    assert "lies far from the other regions of its country (median 10." in str(found["text"])


def test_a_region_is_told_once_with_its_other_years_counted() -> None:
    (found,) = doubted(figures(40.0, years=("2022", "2023", "2024")))
    assert str(found["text"]).endswith("So do 2 other figures of the region.")


def test_a_history_that_is_known_speaks_for_itself() -> None:
    known = figures(40.0, years=("2019", "2020", "2021", "2022", "2023"))
    assert doubted(figures(40.5), known) == []


def test_neighbours_may_stand_in_the_warehouse() -> None:
    table = figures(40.0)
    alone, rest = table[table["region"] == "CZ06"], table[table["region"] != "CZ06"]
    assert [one["region"] for one in doubted(alone, rest)] == ["CZ06"]
    assert doubted(alone) == []


def test_few_regions_say_nothing() -> None:
    table = figures(40.0)
    assert neighbourhood.far(table[table["region"].isin(["CZ06", "CZ05", "CZ02", "CZ03"])]).empty


def test_zeros_are_compared_without_ratios() -> None:
    table = figures(40.0)
    table.loc[table["region"] == "SI03", "value"] = 0.0
    assert [one["region"] for one in doubted(table)] == ["CZ06", "SI03"]


def test_publishers_figures_are_quiet() -> None:
    """At most one warning in five hundred figures; those there are name funds and capitals."""
    files = [path for path in sorted((DATA / "figures").glob("*.csv")) if path.name != "index.csv"]
    told, count = 0, 0
    for path in files:
        table = pd.read_csv(path, dtype={"period": str, "flag": str}).assign(
            flag=lambda one: one["flag"].fillna("")
        )
        table = table[table["indicator"].isin(list(KNOWN))]
        told += len(doubted(table.assign(row=range(len(table)), text=table["value"].map(str))))
        count += len(table)
    assert count > 40_000 and told < count / 500

"""Every region on every indicator: by hand, and the same as in a region's own profile."""

from __future__ import annotations

import pandas as pd

from danube import catalogue, regions, store
from danube.benchmark import panel, profile, standing

META = pd.DataFrame(
    {"direction": ["higher", "lower", "neutral"], "pillar": ["research", "economy", "context"]},
    index=["good", "bad", "size"],
)
CODES = ("AT11", "AT12", "AT13", "AT21", "AT22")


def shelves() -> dict[str, panel.Years]:
    """Median 30, median distance to it 10, in 2022; one region alone in 2023."""
    figures = dict(zip(CODES, (10.0, 20.0, 30.0, 40.0, 50.0), strict=True))
    return {name: {"2022": figures, "2023": {"AT13": 99.0}} for name in META.index}


def test_the_distance_is_signed_by_what_is_better() -> None:
    table = standing.of(shelves(), META, CODES).set_index(["indicator", "region"])
    assert set(table.index.get_level_values("indicator")) == {"good", "bad"}
    away = -2 / 1.4826  # 10 is two median distances below 30
    assert abs(float(table["distance"]["good", "AT11"]) - away) < 1e-12
    assert abs(float(table["distance"]["bad", "AT11"]) + away) < 1e-12
    assert table["period"]["good", "AT13"] == "2022", "a year with one figure is not well covered"


def test_a_region_without_a_figure_has_no_row() -> None:
    table = standing.of(shelves(), META, ("AT11", "AT31"))
    assert set(table["region"]) == {"AT11"}
    assert list(standing.of({}, META, CODES)) == standing.COLUMNS


def test_it_says_what_the_profile_says(warehouse: store.Warehouse) -> None:
    observations = warehouse.observations()
    meta = profile.meta(catalogue.load().visible())
    table = standing.of(panel.yearly(observations), meta, regions.at_level(2))
    for code in ("RO42", "AT13", "RS11"):
        told = profile.of(observations, code, meta)
        own = told[(told["state"] == "value") & (told["direction"] != "neutral")]
        mine = table[table["region"] == code].set_index("indicator")
        assert list(mine.index) == list(own.index)
        for column in ("period", "value", "median", "distance"):
            pd.testing.assert_series_equal(mine[column], own[column], check_names=False, check_dtype=False)

"""A region's profile: own figures before coarser ones, positions, what is missing and why."""

from __future__ import annotations

import pandas as pd
import pytest

from danube.benchmark import comparison, coverage, profile
from tests.benchmark.tables import one, tidy, together

META = pd.DataFrame(
    {"direction": ["higher", "lower", "higher", "higher", "neutral"], "pillar": ["x", "x", "y", "y", "y"]},
    index=["good", "bad", "coarse", "none", "size"],
)
TABLE = together(
    one("good", "2022", AT11=9, BG31=9, BG32=9, BG33=9, BG34=9),
    one("good", "2023", AT11=5, BG31=1, BG32=2, BG33=3, BG34=4, AT=6, EU27_2020=7),
    one("bad", "2023", AT11=5, BG31=1, BG32=2, BG33=3, BG34=4),
    one("coarse", "2023", AT1=10, DE1=20, DE2=30),
    one("none", "2023", BG31=1, BG32=2),
    one("size", "2023", AT11=500, BG31=1, BG32=2, BG33=3),
)


@pytest.fixture(scope="module")
def burgenland() -> pd.DataFrame:
    return profile.of(TABLE, "AT11", META)


def test_own_figure_with_its_position(burgenland: pd.DataFrame) -> None:
    row = burgenland.loc["good"]
    assert (row["value"], row["period"], row["state"], row["basis"]) == (5, "2023", "value", 2)
    assert (row["median"], row["country"], row["eu"], row["rank"], row["of"]) == (3, 6, 7, 1, 5)
    assert row["distance"] == pytest.approx(2 / 1.4826)
    assert burgenland.loc["bad", "rank"] == 5


def test_coarser_figure_is_ranked_among_its_like(burgenland: pd.DataFrame) -> None:
    row = burgenland.loc["coarse"]
    assert (row["state"], row["origin"], row["basis"], row["rank"], row["of"]) == ("coarser", "AT1", 1, 3, 3)


def test_strengths_and_weaknesses_are_own_and_judged(burgenland: pd.DataFrame) -> None:
    assert list(profile.strengths(burgenland).index) == ["good"]  # `size` is neutral
    assert list(profile.weaknesses(burgenland).index) == ["bad"]  # `coarse` is not its own
    assert profile.strengths(burgenland, pillar="y").empty


def test_missing_with_reason(burgenland: pd.DataFrame) -> None:
    lacking = profile.missing(burgenland)
    assert list(lacking.index) == ["none"]
    assert lacking.loc["none", "reason"].kind == "country"


def test_a_figure_outside_the_covered_years_is_still_shown() -> None:
    table = together(TABLE, one("none", "2019", AT11=8))
    row = profile.of(table, "AT11", META).loc["none"]
    assert (row["value"], row["period"], row["of"]) == (8, "2019", 1)


def test_empty_table_gives_missing_everywhere() -> None:
    empty = profile.of(TABLE.iloc[:0], "AT11", META)
    assert set(empty["state"]) == {"missing"}


@pytest.mark.parametrize(
    ("region", "period", "kind", "detail"),
    [
        ("AT12", "2023", "coarser", "AT1"),
        ("BG31", "2023", "ended", "2021"),
        ("BG32", "2020", "later", "2021"),
        ("BG33", "2021", "skipped", "2021"),
        ("BG34", "2021", "region", None),
        ("RS11", "2021", "withheld", "c"),
        ("HU11", "2021", "country", None),
        ("UA-51", "2021", "country", None),
    ],
)
def test_reasons(region: str, period: str, kind: str, detail: str | None) -> None:
    table = together(
        one("a", "2021", BG31=1, BG32=1),
        one("a", "2020", BG33=1),
        one("a", "2022", BG33=1),
        one("a", "2023", AT1=1),
        tidy(("a", "RS11", "2021", None, "c")),
    )
    found = coverage.reasons(table, "a", period)[region]
    assert found.kind == kind
    assert detail in (found.origin, found.period, found.flag or None)


def test_compared_in_the_year_that_all_share() -> None:
    table = together(
        one("good", "2022", AT11=5, BG31=1, BG32=2, BG33=3),
        one("good", "2023", AT11=6, BG32=2, BG33=4, BG34=1),
    )
    compared = comparison.side_by_side(table, ["BG31", "AT11"], META)
    assert compared["period"].tolist() == ["2022", "2022"]
    assert comparison.wide(compared).loc["good"].to_dict() == {"BG31": 1, "AT11": 5}
    # median 2.5, deviations 2.5 1.5 0.5 0.5: their median 1
    assert comparison.wide(compared, "distance").loc["good", "AT11"] == pytest.approx(2.5 / 1.4826)


def test_clouds_hold_every_region_of_the_median(burgenland: pd.DataFrame) -> None:
    clouds = comparison.clouds(TABLE, burgenland)
    assert sorted(clouds["good"]) == pytest.approx([step / 1.4826 for step in (-2, -1, 0, 1, 2)])
    assert sorted(clouds["bad"]) == pytest.approx(sorted(clouds["good"]))
    assert len(clouds["coarse"]) == 3


def test_movement_against_the_others_by_hand() -> None:
    table = together(
        one("bad", "2018", AT11=4, BG31=1, BG32=2, BG33=3, BG34=5),  # median 3: one away, spread 1.4826
        one("bad", "2023", AT11=3, BG31=1, BG32=2, BG33=4, BG34=5),
        tidy(("bad", "AT11", "2020", 3.5, "b")),
    )
    moved = profile.movements(table, "AT11", profile.of(table, "AT11", META)).loc["bad"]
    assert moved[["since", "before", "period", "now"]].tolist() == ["2018", 4, "2023", 3]
    assert moved["gained"] == pytest.approx(1 / 1.4826)  # lower is better: it has caught up
    assert bool(moved["break"])

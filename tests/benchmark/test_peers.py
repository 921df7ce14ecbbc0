"""Structural peers: distances that add up, missing figures that cost, and the lessons of the nearest."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube import catalogue, regions
from danube.benchmark import areas, lessons, panel, peers, profile, structure
from danube.store import Warehouse
from tests.benchmark.tables import one, together

EVEN = {"tertiary": 1.0, "industry": 1.0}
PLAIN = pd.DataFrame(
    {"tertiary": [10.0, 30.0, 10.0, 30.0], "industry": [20.0, 20.0, 40.0, 40.0]},
    index=pd.Index(["AT11", "AT12", "BG31", "BG32"], name="region"),
)
"""Mean 20 and 30, standard deviation 10 in both: every step of 20 is two standard deviations."""

META = pd.DataFrame(
    {"direction": ["higher", "lower", "neutral", "higher"], "pillar": ["research"] * 4},
    index=["good", "bad", "size", "tertiary_attainment"],
)


def test_distances_by_hand() -> None:
    found = peers.distances(PLAIN, "AT11", EVEN)
    assert found.loc["AT12", ["tertiary", "industry", "distance"]].tolist() == [2, 0, 2]
    assert found.loc["BG32", ["tertiary", "industry", "distance"]].tolist() == [2, 2, 4]
    assert set(found["missing"]) == {()} and set(found["known"]) == {1.0}
    assert "AT11" not in found.index


def test_own_weights_count_as_shares() -> None:
    found = peers.distances(PLAIN, "AT11", {"tertiary": 3, "industry": 1})
    assert found.loc["AT12", "tertiary"] == 3 and found.loc["BG31", "industry"] == 1
    alone = peers.distances(PLAIN, "AT11", {"tertiary": 0, "industry": 5})
    assert alone.loc["AT12", "distance"] == 0


def test_missing_is_named_and_counts_as_a_stranger() -> None:
    table = PLAIN.copy()
    table.loc["BG31", "tertiary"] = np.nan  # the mean of 10, 30, 30 is 70/3, AT11 lies √2 below it
    found = peers.distances(table, "AT11", EVEN)
    assert found.loc["BG31", "missing"] == ("tertiary",)
    assert found.loc["BG31", "tertiary"] == pytest.approx((2 + 1) / 2)
    assert found.loc["BG31", "known"] == 0.5
    assert peers.distances(table, "BG31", EVEN).loc["AT11", "tertiary"] == pytest.approx((2 + 1) / 2)


def test_both_missing_is_no_likeness() -> None:
    table = PLAIN.copy()
    table.loc[["AT11", "BG31"], "tertiary"] = np.nan
    assert peers.distances(table, "AT11", EVEN).loc["BG31", "tertiary"] == 1  # 2 at half the weight


def test_a_missing_variable_without_weight_is_not_named() -> None:
    table = PLAIN.copy()
    table.loc["BG31", "tertiary"] = np.nan
    assert peers.distances(table, "AT11", {"industry": 1}).loc["BG31", "missing"] == ()


def test_nearest_other_countries_only() -> None:
    table = pd.concat(
        [PLAIN, PLAIN.rename(lambda code: {"AT11": "RO41", "BG31": "HU11"}.get(code, code + "x"))]
    )
    table = table[~table.index.str.endswith("x")]
    assert list(peers.nearest(table, "AT11", 3, weights=EVEN).index)[0] == "RO41"
    abroad = peers.nearest(table, "AT11", 4, foreign=True, weights=EVEN)
    assert "AT12" not in abroad.index and list(abroad.columns)[0] == "distance"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"k": 2}, "between 3 and 15"),
        ({"weights": {"tertiary": 0}}, "above zero"),
        ({"weights": {"tertiary": -1, "industry": 2}}, "zero or more"),
        ({"weights": {"tertiary": math.nan}}, "zero or more"),
        ({"weights": {"beauty": 1}}, "Unknown variable 'beauty'"),
    ],
)
def test_refusals_are_one_sentence(wrong: dict, told: str) -> None:
    with pytest.raises(peers.PeersError, match=told):
        peers.nearest(PLAIN, "AT11", **({"k": 3} | wrong))


def test_a_region_of_which_too_little_is_known_has_no_peers() -> None:
    table = PLAIN.assign(trade=1.0, agriculture=1.0, density=1.0)
    table.loc["AT11", ["tertiary", "industry", "trade", "density"]] = np.nan
    with pytest.raises(peers.PeersError, match="Too few structural figures of AT11"):
        peers.nearest(table, "AT11", 3, weights=dict.fromkeys(table, 1.0))
    assert peers.left_out(table, "AT12", dict.fromkeys(table, 1.0)) == ["AT11"]
    with pytest.raises(peers.PeersError, match="Unknown region"):
        peers.nearest(table, "XX", 3)


def test_dimensions_count_the_same_and_wealth_only_when_asked_for() -> None:
    weights = peers.weigh()
    assert sum(weights.values()) == pytest.approx(4) and "gdp" not in weights
    assert weights["technology"] == 2 * weights["firm_size"] == 0.5  # NUTS 1 alone counts half
    assert peers.weigh({"sectors": 0, "wealth": 2}, gdp=True)["gdp"] == 2
    with pytest.raises(peers.PeersError, match="Unknown dimension"):
        peers.weigh({"beauty": 1})


def test_resemblance_puts_shared_rarities_first() -> None:
    table = pd.DataFrame(
        {"tertiary": [50.0, 50, 10, 10, 10, 10], "industry": [20.0, 21, 20, 21, 20, 21]},
        index=["AT13", "CZ01", "BG31", "BG32", "BG33", "BG34"],
    )
    assert peers.resemblance(table, "AT13", "CZ01", EVEN) == ["tertiary"]  # 20 and 21 are two sd apart
    assert peers.resemblance(table, "BG31", "BG33", EVEN) == ["industry", "tertiary"]
    table.loc["CZ01", "tertiary"] = np.nan
    assert peers.resemblance(table, "AT13", "CZ01", EVEN) == []


TABLES = st.lists(st.tuples(*[st.none() | st.floats(0.1, 1000)] * 3), min_size=4, max_size=8).map(
    lambda rows: pd.DataFrame(rows, columns=["population", "tertiary", "industry"], dtype=float)
)
CODES = ["AT11", "AT12", "AT13", "BG31", "BG32", "CZ01", "HU11", "RO41"]
THREE = {"population": 1.0, "tertiary": 2.0, "industry": 0.5}


@settings(max_examples=50, deadline=None)
@given(TABLES)
def test_parts_add_up_and_are_never_negative(table: pd.DataFrame) -> None:
    table.index = pd.Index(CODES[: len(table)])
    found = peers.distances(table, "AT11", THREE)
    parts = found[list(THREE)]
    assert parts.notna().all(axis=None) and (parts >= 0).all(axis=None)
    assert np.allclose(parts.sum(axis="columns"), found["distance"], atol=1e-12, rtol=0)
    back = [peers.distances(table, code, THREE).loc["AT11", "distance"] for code in found.index]
    assert np.allclose(back, found["distance"])
    shuffled = peers.distances(table.iloc[::-1, ::-1], "AT11", THREE)
    assert np.allclose(shuffled["distance"].reindex(found.index), found["distance"])


@settings(max_examples=50, deadline=None)
@given(TABLES, st.floats(0.01, 100))
def test_the_unit_of_a_variable_does_not_matter(table: pd.DataFrame, factor: float) -> None:
    table.index = pd.Index(CODES[: len(table)])
    other = table.assign(tertiary=table["tertiary"] * factor, population=table["population"] * factor)
    one_way, other_way = (peers.distances(one, "AT11", THREE)["distance"] for one in (table, other))
    assert np.allclose(one_way, other_way, atol=1e-6)


def test_an_area_known_from_geometry() -> None:
    """A degree square at the equator measures 12,364 km² on the sphere (111.19 km squared, nearly)."""
    ring = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
    assert areas.of_ring(ring) == pytest.approx(12_363, rel=1e-3)
    hole = [[0.0, 0], [0.5, 0], [0.5, 1], [0, 1], [0, 0]]
    assert areas.of_geometry({"type": "Polygon", "coordinates": [ring, hole]}) == pytest.approx(
        6182, rel=1e-3
    )


def test_areas_of_the_map_against_the_statistical_offices() -> None:
    """Areas in km²: Steiermark 16,399 (Statistik Austria), Sud-Vest Oltenia 29,212 (INSSE)."""
    found = areas.load()
    assert found["AT22"] == pytest.approx(16_399, rel=0.03)
    assert found["RO41"] == pytest.approx(29_212, rel=0.03)


def test_structure_of_hand_made_figures() -> None:
    observations = together(
        one("employment_b_e", "2015", AT11=10.0, AT12=10.0),
        one("employment_total", "2015", AT11=80.0, AT12=50.0, AT13=90.0),
        one("employment_k", "2015", AT12=1.0),
        one("employment_m_n", "2015", AT11=5.0, AT12=4.0),
        one("employment_b_e", "2014", AT13=30.0),
        one("firm_size", "2023", AT1=103.6, ME0=69.7),
        one("tertiary_attainment", "2023", AT11=30.0, AT12=31.0, AT13=40.0),
        one("tertiary_attainment", "2024", AT11=33.0, AT12=34.0),
    )
    table = peers.structure(observations)
    assert table.loc["AT11", "industry"] == 12.5 and math.isnan(table.loc["AT13", "industry"])
    assert table.loc["AT12", "business_services"] == 10 and math.isnan(table.loc["AT11", "business_services"])
    assert "gdp" not in table and list(table.index) == list(peers.structure(observations, gdp=True).index)
    told = peers.vintages(observations).set_index(["region", "variable"])
    assert told.loc[("AT11", "tertiary"), ["value", "period", "origin"]].tolist() == [33, "2024", "AT11"]
    assert told.loc[("AT13", "tertiary"), ["value", "period"]].tolist() == [40, "2023"]
    assert told.loc[("AT13", "firm_size"), "origin"] == "AT1"
    assert told.loc[("ME00", "firm_size"), "origin"] == "ME00"  # the unit above is the same land
    assert pd.isna(told.loc[("MD", "firm_size"), "origin"])


OBSERVED = together(
    one("good", "2023", AT11=1, BG31=2, BG32=3, BG33=4, BG34=9, CZ01=3),
    one("bad", "2023", AT11=1, BG31=2, BG32=3, BG33=4, BG34=9),
    one("bad", "2024", BG31=2, BG32=3, BG33=4, BG34=9),
    one("size", "2023", AT11=1, BG31=2, BG32=3, BG33=4),
    one("tertiary_attainment", "2023", AT11=1, BG31=2, BG32=3, BG33=4),
)
NEAR = ["BG31", "BG32", "BG33", "BG34"]


def test_among_peers_by_hand() -> None:
    found = peers.compare(OBSERVED, "AT11", NEAR, META)
    assert list(found.index) == ["good", "bad"]  # neither a size nor what peers are chosen by
    row = found.loc["good"]
    assert (row["value"], row["median"], row["best"], row["best_region"]) == (1, 3.5, 9, "BG34")
    assert (row["gap"], row["behind"], row["position"], row["of"]) == (-2.5, 8, 5, 5)
    assert row["distance"] == pytest.approx(-2.5 / 1.4826)  # all: 1 2 3 3 4 9, deviations' median 1
    bad = found.loc["bad"]
    assert (bad["period"], bad["gap"], bad["behind"], bad["position"]) == ("2023", 2.5, -1, 1)


def test_whom_to_learn_from() -> None:
    found = peers.teachers(OBSERVED, "AT11", NEAR, META)
    assert found["peer"].tolist() == ["BG32", "BG33", "BG34"]  # BG31 is 1 ahead, less than one spread
    assert found["indicator"].unique().tolist() == ["good"]
    assert found.loc[0, ["value", "theirs"]].tolist() == [1, 3]
    assert peers.teachers(OBSERVED, "BG34", ["AT11", *NEAR[:3]], META)["indicator"].tolist() == ["bad"] * 4


def test_too_few_peers_with_a_figure_are_no_yardstick() -> None:
    assert peers.compare(OBSERVED, "AT11", ["BG31", "BG32", "RO41"], META).empty
    assert peers.teachers(OBSERVED, "RO41", NEAR, META).empty
    assert peers.teachers(OBSERVED, "BG33", ["AT11", *NEAR[:2]], META.drop("bad")).empty  # nowhere weak


def test_every_region_has_peers_and_lessons_or_a_sentence(warehouse: Warehouse) -> None:
    observations = warehouse.observations(version=warehouse.latest())
    table, shelves = peers.structure(observations), panel.yearly(observations)
    known = profile.meta([block for block in catalogue.load().visible() if block.headline])
    silent = set()
    for code in regions.at_level(2):
        try:
            near = [str(one) for one in peers.nearest(table, code, 8).index]
        except peers.PeersError:
            silent.add(code)
            continue
        assert len(near) == 8 and code not in near
        side = lessons.measured(shelves, code, near, known)
        assert set(lessons.taught(side, code, near, known)["peer"]) <= set(near)
        assert (lessons.summed(side, code, known)["position"] <= 9).all()
    assert silent == {"BA01", "BA02", "BA03", "MD", "UA-21", "UA-26", "UA-51", "UA-77"}


def test_no_variable_is_compared() -> None:
    used = {name for key in structure.VARIABLES for name in structure.VARIABLES[key].of}
    directed = {"tertiary_attainment", "rci_lower_secondary", "medium_high_manufacturing"}
    assert directed <= used & structure.kin()
    assert "gdp_pps_eu100" in structure.kin(gdp=True) - structure.kin()
    assert lessons.ENOUGH <= peers.FEWEST

"""Value chains whose breaks can be followed with a finger, and ratios worked out by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.catalogue.programme import TABLES
from danube.programme import competitiveness, resilience
from danube.programme.register import Register


def register(*told: dict[str, object]) -> Register:
    columns = [one.name for one in TABLES["cluster_member"].columns]
    usual = {"cluster": "Sensors", "kind": "sme", "country": "SI", "region": "SI04", "document": "d"}
    rows = [{**dict.fromkeys(columns, ""), **usual, **row} for row in told]
    numbers = TABLES["cluster_member"].of_kind("number")
    table = pd.DataFrame(rows, columns=columns).replace({one: {"": math.nan} for one in numbers})
    return Register(1, {"cluster_member": table})


CHAIN = register(
    {"name": "Sensors", "kind": "cluster"},
    {"name": "Mill", "capabilities": "steel"},
    {"name": "Lathe", "capabilities": "Turning", "suppliers": "Mill"},
    {"name": "Robot", "capabilities": "robots", "suppliers": "Lathe; Chips Inc."},
    {"name": "Forge", "capabilities": "steel; turning", "region": "SI03"},
    {"name": "Far Lathe", "capabilities": "turning", "country": "UA", "region": "UA-51"},
)


def test_capabilities_with_who_has_nobody_near() -> None:
    """Ljubljana and Maribor lie some 100 km apart, Odesa more than 1,000."""
    table = resilience.capabilities(resilience.members(CHAIN)).set_index("capability")
    assert table["suppliers"].to_dict() == {"robots": 1, "steel": 2, "turning": 3}
    assert table["alone"].to_dict() == {"robots": 1, "steel": 0, "turning": 1}
    assert table.loc["turning", "concentration"] == pytest.approx(1 / 3)
    assert table.loc["robots", "concentration"] == 1


def test_what_happens_when_one_falls_out() -> None:
    known = resilience.members(CHAIN)
    mill = resilience.falls(known, "Mill")
    assert [(hit.name, hit.alternatives) for hit in mill.hits] == [("Lathe", ("Forge",))]
    assert mill.stopped == () and mill.lost == ()
    far = resilience.falls(known, "Mill", reach=10)  # Forge is too far now: Lathe stops, and Robot behind it
    assert far.stopped == ("Lathe", "Robot")


def test_a_supplier_whom_nobody_describes_cannot_be_replaced() -> None:
    known = resilience.members(CHAIN)
    assert resilience.falls(known, "Chips Inc.").stopped == ("Robot",)
    table = resilience.exposed(known).set_index("name")
    assert table["stopped"].to_dict() == {"Chips Inc.": 1, "Robot": 0}
    assert not table.loc["Chips Inc.", "member"] and table.loc["Robot", "lost"] == 1


def test_who_stands_in_must_not_have_fallen_itself() -> None:
    """B needs A, C could stand in for A, but C needs B, and nobody stands in for B."""
    known = resilience.members(
        register(
            {"name": "A", "capabilities": "x"},
            {"name": "B", "capabilities": "y", "suppliers": "A; Q"},
            {"name": "C", "capabilities": "x", "suppliers": "B"},
        )
    )
    assert set(resilience.falls(known, "Q").stopped) == {"B", "C"}
    assert resilience.falls(known, "A").stopped == ()


def test_one_in_two_clusters_is_one() -> None:
    known = resilience.members(
        register(
            {"name": "A", "capabilities": "x"},
            {"name": "A", "cluster": "Wood", "capabilities": "y", "suppliers": "B"},
        )
    )
    assert known["A"].clusters == ("Sensors", "Wood") and known["A"].capabilities == {"x", "y"}


def test_nothing_is_an_empty_table() -> None:
    nobody = Register(1, {})
    assert resilience.capabilities(resilience.members(nobody)).empty
    assert resilience.exposed({}).empty and competitiveness.clusters(nobody).empty


def test_ratios_of_a_cluster_by_hand() -> None:
    """(3 + 1) m EUR over 20 + 20 persons; exports 50 % of 3 m and 10 % of 1 m: 1.6 of 4."""
    table = competitiveness.clusters(
        register(
            {"name": "A", "employees": 20, "turnover": 3e6, "exports": 50, "year": "2024"},
            {"name": "B", "employees": 20, "turnover": 1e6, "exports": 10, "year": "2023", "region": "SI03"},
            {"name": "C"},
        )
    )
    row = table.iloc[0]
    assert (row["members"], row["reporting"], row["first"], row["last"]) == (3, 2, "2023", "2024")
    assert row["productivity"] == 100_000 and row["exports"] == 40 and math.isnan(row["research"])
    assert row["regions"] == ("SI04", "SI03")


def test_surroundings_are_the_mean_of_the_regions_medians() -> None:
    standing = pd.DataFrame({"x": [1.0, 3.0], "y": [2.0, math.nan]}, index=["SI03", "SI04"])
    found = competitiveness.surroundings(standing, {"Sensors": ("SI03", "SI04"), "Wood": ("XX",)})
    assert found["Sensors"] == pytest.approx((1.5 + 3) / 2) and math.isnan(found["Wood"])


NAMES = st.sampled_from("ABCDEF")


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(NAMES, st.tuples(st.sets(NAMES), st.sets(st.sampled_from("xyz"))), min_size=1), NAMES)
def test_whoever_stops_depends_on_one_that_fell(
    told: dict[str, tuple[set[str], set[str]]], name: str
) -> None:
    rows: list[dict[str, object]] = [
        {"name": one, "suppliers": "; ".join(sorted(ties)), "capabilities": "; ".join(sorted(skills))}
        for one, (ties, skills) in told.items()
    ]
    known = resilience.members(register(*rows))
    fallen = {name, *resilience.falls(known, name).stopped}
    assert all(set(known[one].suppliers) & fallen for one in fallen - {name})

"""Performance groups: thresholds by hand, and those of every region of the Regional Innovation Scoreboard."""

from __future__ import annotations

import pandas as pd
import pytest

from danube.benchmark import groups
from tests.benchmark.asem import ORACLE

FILE = ORACLE.parent / "innovation" / "RIS_2023_database_full.xlsx"
EU = 108.47
"""Index of the EU in 2023, the EU of 2016 being 100 (Regional Innovation Scoreboard 2023)."""

# Index of 2023 and published group, the regions next to each threshold among them.
PUBLISHED = {
    "ITG2": (75.31, "Emerging"),
    "PT18": (76.02, "Moderate"),
    "PT17": (108.23, "Moderate"),
    "DEC": (108.69, "Strong"),
    "CZ06": (109.58, "Strong"),
    "HU11": (109.98, "Strong"),
    "DE13": (135.45, "Strong"),
    "NL11": (135.47, "Strong"),
    "CH01": (136.24, "Leader"),
    "AT1": (136.31, "Leader"),
    "DE11": (137.14, "Leader"),
}


def test_a_threshold_belongs_to_the_better_group() -> None:
    relative = pd.Series([69.999, 70, 99.999, 100, 124.999, 125, None], dtype=float)
    found = groups.group(relative).tolist()
    assert found[:6] == ["emerging", "moderate", "moderate", "strong", "strong", "leader"]
    assert found[6] is None


def test_the_published_groups_next_to_the_thresholds() -> None:
    index = pd.Series({region: index for region, (index, _group) in PUBLISHED.items()})
    found = groups.group(groups.relative(index, EU))
    assert found.str.capitalize().to_dict() == {
        region: group for region, (_index, group) in PUBLISHED.items()
    }


def test_without_a_reference_the_mean_is_one() -> None:
    assert groups.relative(pd.Series([50.0, 100.0, 150.0])).tolist() == [50, 100, 150]


@pytest.mark.raw
@pytest.mark.skipif(not FILE.is_file(), reason=f"the scoreboard's database is not {FILE}")
def test_the_group_of_every_region_of_the_scoreboard() -> None:
    table = pd.read_excel(FILE, sheet_name="RIS", engine="calamine")
    summary = table[(table["Indicator"] == "0 Summary Innovation Index") & (table["Year"] == 2023)]
    index = summary.set_index("Region")["Value"]
    published = summary.set_index("Region")["performance group"].drop("EU").dropna()
    found = groups.group(groups.relative(index, index["EU"]))[published.index]
    assert len(published) == 244
    assert found.str.capitalize().to_dict() == published.to_dict()
    assert found.value_counts().to_dict() == {"strong": 72, "moderate": 71, "emerging": 65, "leader": 36}

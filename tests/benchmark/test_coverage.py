"""Coverage by indicator, year and country."""

from __future__ import annotations

from danube import regions
from danube.benchmark import coverage
from tests.benchmark.tables import one, together


def test_coverage_by_hand() -> None:
    table = together(
        one("a", "2022", AT11=1, AT12=0, AT21=None, DE1=5, BA=3, EU27_2020=9),
        one("a", "2023", AT11=1),
        one("b", "2023", AT11=1),
    )
    found = coverage.table(table, ["a"]).set_index(["indicator", "period", "country"])
    assert found.loc[("a", "2022", "AT")].tolist() == [2, 0, 9, 2 / 9]  # a zero is a figure, a gap is none
    assert found.loc[("a", "2022", "DE"), ["covered", "coarser", "of"]].tolist() == [0, 4, 11]
    assert found.loc[("a", "2022", "BA"), ["covered", "coarser", "of"]].tolist() == [0, 3, 3]
    assert found.loc[("a", "2023", "HU"), ["covered", "share"]].tolist() == [0, 0]
    assert set(found.index.get_level_values("indicator")) == {"a"}
    assert found["of"].groupby("period").sum().tolist() == [68, 68]


def test_no_figures_no_rows() -> None:
    assert coverage.table(one("a", "2023", AT11=1), ["b"]).empty


def test_share_of_the_68() -> None:
    assert coverage.share(one("a", "2023", AT11=1, AT12=None, AT=4), "a", "2023") == 1 / 68
    assert len(regions.nuts2()) == 68

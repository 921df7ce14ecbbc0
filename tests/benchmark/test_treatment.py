"""Outliers drawn in, against scipy, by hand and against COINr's example."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from danube.benchmark import treatment
from danube.benchmark.hierarchy import ScoreError
from tests.benchmark import asem

# Foreign direct investment of COINr's example, thousandths of GDP, cut to whole ones; KHM and MNG stand out.
FDI = [12, 12, 25, 7, 61, 19, 29, 24, 25, 12, 13, 4, 25, 20, 5, 16, 22, 136, 16, 17, 12, 21, 11, 21, 25, 8]
FDI += [13, 15, 18, 20, 16, 13, 11, 209, 6, 18, 20, 7, 36, 18, 110, 73, 188, 101, 9, 24, 20, 13, 90, 42, 121]
TABLE = pd.DataFrame(
    {"fdi": FDI, "even": range(51)}, index=[f"u{place:02d}" for place in range(51)], dtype=float
)
EXTREME = pd.DataFrame({"x": [2.0**power for power in range(12)] + [1e9, 1e7, 1e6, 1e5, 1e4, 2e4, 3e4]})


@settings(max_examples=50)
@given(st.lists(st.integers(-50, 50), min_size=4, max_size=30))
def test_skewness_and_kurtosis_are_those_of_scipy(figures: list[int]) -> None:
    column = np.array(figures, dtype=float)
    skewness, kurtosis = treatment.moments(np.append(column, np.nan))
    if len(set(figures)) == 1:
        assert np.isnan(skewness) and np.isnan(kurtosis)
        return
    assert skewness == pytest.approx(stats.skew(column, bias=False), abs=1e-9)
    assert kurtosis == pytest.approx(stats.kurtosis(column, bias=False), abs=1e-9)


def test_two_outliers_take_the_value_of_the_third() -> None:
    found = treatment.treat(TABLE, method="winsorise")
    assert found.values["fdi"].nlargest(4).tolist() == [136, 136, 136, 121]
    assert found.values["even"].equals(TABLE["even"])
    assert found.record[["indicator", "what", "region", "before", "after"]].to_numpy().tolist() == [
        ["fdi", "winsorised", "u33", 209, 136],
        ["fdi", "winsorised", "u42", 188, 136],
    ]
    assert found.record["skewness"].tolist() == pytest.approx([stats.skew(FDI, bias=False)] * 2)


def test_no_more_than_the_most_are_moved() -> None:
    found = treatment.treat(TABLE, method="winsorise", most=1)
    assert found.record["region"].tolist() == ["u33"]
    assert found.values.loc["u33", "fdi"] == 188


def test_low_outliers_are_raised() -> None:
    found = treatment.treat(-TABLE, method="winsorise")
    assert found.values["fdi"].nsmallest(3).tolist() == [-136, -136, -136]


def test_where_winsorising_does_not_suffice_the_logarithm_is_taken() -> None:
    drawn = treatment.treat(EXTREME, method="winsorise", most=1)
    assert treatment.outlying(drawn.values["x"].to_numpy())
    found = treatment.treat(EXTREME, method="auto", most=1)
    column = EXTREME["x"]
    by_hand = np.log(column - column.min() + 0.01 * (column.max() - column.min()))
    assert found.values["x"].to_numpy() == pytest.approx(by_hand.to_numpy(), abs=1e-9)
    assert set(found.record["what"]) == {"log"}
    assert len(found.record) == len(EXTREME)
    assert treatment.treat(EXTREME, method="log").values.equals(found.values)
    mirrored = treatment.treat(-EXTREME, method="log").values["x"]
    assert mirrored.rank().tolist() == (-column).rank().tolist()


def test_nothing_happens_unless_asked() -> None:
    found = treatment.treat(EXTREME)
    assert found.values.equals(EXTREME)
    assert found.record.empty and list(found.record) == treatment.RECORD
    with pytest.raises(
        ScoreError, match="There is no treatment cut; choose one of none, winsorise, log, auto"
    ):
        treatment.treat(EXTREME, method="cut")


@settings(max_examples=40)
@given(
    st.lists(st.none() | st.sampled_from([0.0, 1.0, 2.0, 3.0, 50.0, 1e4, -1e5]), max_size=25),
    st.sampled_from(treatment.TREATMENTS),
)
def test_the_order_of_units_is_kept_and_gaps_stay(column: list[float | None], method: str) -> None:
    table = pd.DataFrame({"x": column}, dtype=float)
    found = treatment.treat(table, method=method)
    assert found.values["x"].isna().equals(table["x"].isna())
    known = table["x"].dropna().sort_values(kind="stable").index
    assert found.values.loc[known, "x"].is_monotonic_increasing
    changed = (found.values["x"] != table["x"]) & table["x"].notna()
    assert found.record["region"].tolist() == table.index[changed].tolist()


@pytest.mark.raw
@asem.published
def test_winsorising_is_that_of_coinr() -> None:
    found = treatment.treat(asem.step("imputed")[asem.leaves()], method="winsorise")
    assert np.allclose(found.values, asem.step("treated")[asem.leaves()], rtol=0, atol=1e-9)
    counts = found.record.groupby("indicator").size()
    assert sorted(counts[counts == 1].index) == ["CostImpEx", "FemLab", "Flights", "PubDebt"]
    assert sorted(counts[counts == 2].index) == ["FDI", "Forest", "StMob"]
    assert counts["Services"] == 4
    assert counts.sum() == 35

"""Difference in differences: by hand, against an independent regression, and where nothing can be said."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.programme import effects

PEERS = ["a", "b", "c", "d"]
YEARS = {
    "2017": {"r": 10.0, "a": 8.0, "b": 9.0, "c": 11.0, "d": 12.0},
    "2018": {"r": 12.0, "a": 10.0, "b": 11.0, "c": 13.0, "d": 14.0},
    "2019": {"r": 99.0, "a": 9.0, "b": 9.0, "c": 9.0, "d": 9.0},
    "2020": {"r": 17.0, "a": 10.0, "b": 12.0, "c": 14.0, "d": 16.0},
    "2021": {"r": 19.0, "a": 10.0, "b": 12.0, "c": 14.0, "d": 16.0},
}


def test_the_difference_by_hand() -> None:
    """The region rises from 11 to 18; its peers by 1, 2, 2 and 3, which spread by the root of 2/3."""
    found = effects.of(YEARS, "r", PEERS, "2019-08-01")
    assert (found.before, found.after) == (("2017", "2018"), ("2020", "2021"))
    assert (found.own, found.others) == (7.0, 2.0)
    assert found.difference is not None and found.difference.value == 5.0
    half = 3.182446 * sqrt(2 / 3) * sqrt(1 + 1 / 4)  # t of 97.5 % with three degrees of freedom
    assert found.difference.low == pytest.approx(5 - half, abs=1e-5)
    assert found.difference.high == pytest.approx(5 + half, abs=1e-5)
    assert found.difference.clear


def test_before_it_began_all_moved_alike() -> None:
    found = effects.of(YEARS, "r", PEERS, "2019")
    assert found.drift is not None
    assert (found.drift.value, found.drift.low, found.drift.high) == (0.0, 0.0, 0.0)
    assert not found.drift.clear
    assert effects.of(YEARS, "r", PEERS, "2018").drift is None


def test_the_interval_is_that_of_a_regression_on_a_dummy() -> None:
    found = effects.of(YEARS, "r", PEERS, "2019")
    changes = np.array([found.own, *found.changes])
    dummy = sm.add_constant(np.array([1.0, 0, 0, 0, 0]))
    fitted = sm.OLS(changes, dummy).fit()
    low, high = fitted.conf_int(0.05)[1]
    assert found.difference is not None
    assert [found.difference.value, found.difference.low, found.difference.high] == pytest.approx(
        [fitted.params[1], low, high]
    )


def test_the_path_runs_through_every_year_less_the_mean_before() -> None:
    path = effects.of(YEARS, "r", PEERS, "2019").path
    assert list(path.index) == ["2017", "2018", "2019", "2020", "2021"]
    assert path.loc[["2021"], ["region", "peers"]].to_numpy().tolist() == [[8.0, 2.0]]
    half = 3.182446 * sqrt(2 / 3) * sqrt(1 + 1 / 4)  # the peers of 2021 stand at 1, 2, 2 and 3
    assert path.loc["2021", "high"] == pytest.approx(2 + half, abs=1e-5)
    assert path.loc["2021", "low"] == pytest.approx(2 - half, abs=1e-5)
    assert path.loc[["2017", "2018"], "region"].sum() == 0


@pytest.mark.parametrize(
    ("region", "began", "lacks"),
    [("x", "2019", "own"), ("r", "2017", "before"), ("r", "2021", "after"), ("r", "2026-01", "after")],
)
def test_without_figures_around_the_beginning_nothing_is_said(region: str, began: str, lacks: str) -> None:
    found = effects.of(YEARS, region, PEERS, began)
    assert (found.lacks, found.difference, len(found.path)) == (lacks, None, 0)


def test_few_peers_and_breaks_say_nothing() -> None:
    assert effects.of(YEARS, "r", ["a", "b", "c", "r"], "2019").lacks == "peers"
    gaps = YEARS | {"2020": {"r": 17.0, "a": 10.0, "b": 12.0, "c": 14.0}}
    assert effects.of(gaps, "r", PEERS, "2019").lacks == "peers"
    assert effects.of(YEARS, "r", PEERS, "2019", broken={("a", "2020")}).lacks == "peers"
    assert effects.of(YEARS, "r", PEERS, "2019", broken={("r", "2020")}).lacks == "break"
    assert effects.of(YEARS, "r", PEERS, "2019", broken={("r", "2017")}).lacks == ""


def test_no_more_than_three_years_count_on_each_side() -> None:
    years = {str(year): dict.fromkeys(["r", *PEERS], float(year)) for year in range(2010, 2025)}
    found = effects.of(years, "r", PEERS, "2015")
    assert (found.before, found.after) == (("2012", "2013", "2014"), ("2016", "2017", "2018"))


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([str(year) for year in range(2014, 2024)]),
        st.dictionaries(st.sampled_from(["r", *PEERS, "e"]), st.floats(-1e6, 1e6)),
    )
)
def test_any_figures_give_a_difference_or_a_reason(years: dict[str, dict[str, float]]) -> None:
    ordered = dict(sorted(years.items()))
    found = effects.of(ordered, "r", [*PEERS, "e"], "2018")
    assert (found.difference is None) == (found.lacks != "")
    if found.difference is not None:
        assert found.difference.low <= found.difference.value <= found.difference.high

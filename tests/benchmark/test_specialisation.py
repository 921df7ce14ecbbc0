"""Quotients, indices and opportunities by hand, and against the trade matrix of 1998-2000."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from danube.benchmark import complexity, specialisation
from danube.benchmark.specialisation import SpecialisationError
from danube.settings import ROOT

ORACLE = Path(os.environ.get("DANUBE_RAW") or ROOT.parent / "shared" / "raw") / "oracle"


@pytest.fixture
def jobs() -> pd.DataFrame:
    """A is half farms and half chips, B all farms: 50 + 50, 100 + 0."""
    return pd.DataFrame({"farms": [50.0, 100.0], "chips": [50.0, 0.0]}, index=["A", "B"])


def test_the_quotient_is_the_share_over_that_of_the_whole(jobs: pd.DataFrame) -> None:
    """Chips: half of A's jobs, a quarter of all."""
    whole = specialisation.whole(jobs)
    assert whole.to_dict() == {"farms": 0.75, "chips": 0.25}
    quotient = specialisation.quotients(specialisation.shares(jobs), whole)
    assert quotient.loc["A", "chips"] == 2.0
    assert quotient.loc["B", "chips"] == 0.0
    assert specialisation.symmetric(quotient).loc["A", "chips"] == pytest.approx(1 / 3)
    assert specialisation.symmetric(quotient).loc["B", "chips"] == -1.0


def test_half_and_double_lie_equally_far_from_the_middle() -> None:
    table = specialisation.symmetric(pd.DataFrame({"x": [0.5, 1.0, 2.0]}))
    assert table["x"].tolist() == pytest.approx([-1 / 3, 0, 1 / 3])


def test_specialised_from_one_upwards_and_unknown_stays_unknown() -> None:
    table = specialisation.specialised(pd.DataFrame({"x": [0.99, 1.0, np.nan]}))
    assert table["x"].tolist()[:2] == [0.0, 1.0] and np.isnan(table["x"].iloc[2])


def test_a_withheld_sector_does_not_swell_the_others() -> None:
    """A has 100 jobs of which 40 farms, the rest withheld: 40 %, not 100 %; B alone tells about chips."""
    jobs = pd.DataFrame({"farms": [40.0, 10.0], "chips": [np.nan, 90.0]}, index=["A", "B"])
    totals = pd.Series({"A": 100.0, "B": 100.0})
    assert specialisation.shares(jobs, totals).at["A", "farms"] == 0.4
    whole = specialisation.whole(jobs, totals)
    assert whole.to_dict() == {"farms": 0.25, "chips": 0.9}


def test_krugman_of_unlike_neighbours_is_two_and_of_twins_zero() -> None:
    jobs = pd.DataFrame({"farms": [9.0, 0.0], "chips": [0.0, 3.0]}, index=["A", "B"])
    assert specialisation.krugman(specialisation.shares(jobs), specialisation.rest(jobs)).tolist() == [2, 2]
    twins = pd.DataFrame({"farms": [9.0, 3.0], "chips": [3.0, 1.0]}, index=["A", "B"])
    assert specialisation.krugman(specialisation.shares(twins), specialisation.rest(twins)).tolist() == [0, 0]


def test_half_of_krugman_is_the_jobs_that_would_have_to_move(jobs: pd.DataFrame) -> None:
    """A to look like B: 50 of its 100 jobs from chips to farms."""
    index = specialisation.krugman(specialisation.shares(jobs), specialisation.rest(jobs))
    assert index["A"] / 2 == 0.5


def test_krugman_against_one_given_profile(jobs: pd.DataFrame) -> None:
    other = pd.Series({"farms": 0.5, "chips": 0.5})
    assert specialisation.krugman(specialisation.shares(jobs), other).tolist() == [0.0, 1.0]


def test_localisation_of_what_is_everywhere_and_of_what_is_in_one_place(jobs: pd.DataFrame) -> None:
    """All chips in A, which has half of all jobs: ½ (|1 - ½| + |0 - ½|) = ½."""
    found = specialisation.localisation(jobs)
    assert found["chips"] == pytest.approx(0.5)
    assert found["farms"] == pytest.approx((abs(1 / 3 - 1 / 2) + abs(2 / 3 - 1 / 2)) / 2)


@pytest.fixture
def four() -> pd.DataFrame:
    """Specialisations of four regions in four sectors."""
    rows = {"A": [1, 1, 1, 1], "B": [1, 1, 0, 0], "C": [1, 0, 0, 0], "D": [0, 0, 1, 1]}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["w", "x", "y", "z"], dtype=float)


def test_opportunities_are_the_sectors_not_done_yet_nearest_first(four: pd.DataFrame) -> None:
    related = complexity.density(four, complexity.proximity(four))
    found = specialisation.opportunities("B", four, related, complexity.complexity(four))
    assert set(found.index) == {"y", "z"}
    assert found["relatedness"].is_monotonic_decreasing


def test_the_gain_is_the_change_of_the_mean_of_what_is_done(four: pd.DataFrame) -> None:
    """B does w (-1) and x (0): mean -0.5; with y (2) it is 1/3, a gain of 5/6."""
    sectors = pd.Series({"w": -1.0, "x": 0.0, "y": 2.0, "z": np.nan})
    given_ = complexity.Complexity(pd.Series(dtype=float), sectors)
    related = complexity.density(four, complexity.proximity(four))
    found = specialisation.opportunities("B", four, related, given_)
    assert found.at["y", "gain"] == pytest.approx(5 / 6)
    assert np.isnan(found.at["z", "gain"])


def test_complementarities_run_both_ways_and_say_who_gives(four: pd.DataFrame) -> None:
    related = complexity.density(four, complexity.proximity(four))
    found = specialisation.complementarities(four, related, "B", "D")
    assert set(zip(found["strong"], found["open"], found["sector"], strict=True)) == {
        ("B", "D", "w"),
        ("B", "D", "x"),
        ("D", "B", "y"),
        ("D", "B", "z"),
    }
    assert found["near"].eq(found["relatedness"] >= found["usual"]).all()


def test_a_negative_size_is_refused_with_its_place(jobs: pd.DataFrame) -> None:
    jobs.at["B", "chips"] = -1.0
    with pytest.raises(SpecialisationError, match=r"B, chips: -1 cannot be the size of a sector"):
        specialisation.shares(jobs)


@pytest.mark.raw
@pytest.mark.skipif(not ORACLE.is_dir(), reason=f"the published matrix is not in {ORACLE}")
def test_specialisations_of_the_published_trade() -> None:
    """The 0/1 matrix of 226 countries and 785 products, every cell of it."""
    path = ORACLE / "economiccomplexity_trade_1998_2000.csv.gz"
    trade = pd.read_csv(path, dtype={"product": str}, keep_default_na=False)
    sizes = trade.pivot(index="country", columns="product", values="value")
    sizes = sizes.where(sizes.notna(), 0.0)  # no trade is recorded as no row
    quotient = specialisation.quotients(specialisation.shares(sizes), specialisation.whole(sizes))
    found = specialisation.specialised(quotient)
    expected = pd.read_csv(
        ORACLE / "economiccomplexity_balassa_discrete.csv.gz", index_col=0, keep_default_na=False
    )
    assert found.shape == (226, 785)
    assert (found.loc[expected.index, expected.columns] == expected.astype(float)).all(axis=None)


sizes_ = st.one_of(st.floats(0, 1e6), st.just(np.nan))
tables = st.tuples(st.integers(1, 8), st.integers(1, 6)).flatmap(
    lambda shape: arrays(float, shape, elements=sizes_)
)


@settings(max_examples=50, deadline=None)
@given(tables)
def test_whatever_is_known_indices_stay_in_their_bounds(values: np.ndarray) -> None:
    sizes = pd.DataFrame(values)
    share = specialisation.shares(sizes)
    quotient = specialisation.quotients(share, specialisation.whole(sizes))
    assert specialisation.symmetric(quotient).stack().dropna().between(-1, 1).all()
    index = specialisation.krugman(share, specialisation.rest(sizes)).dropna()
    assert index.between(-1e-9, 2 + 1e-9).all()
    assert specialisation.localisation(sizes).dropna().between(-1e-9, 1 + 1e-9).all()


@settings(max_examples=30, deadline=None)
@given(arrays(float, (5, 4), elements=st.floats(0.1, 1e4)), st.floats(0.01, 100))
def test_the_unit_of_the_sizes_is_of_no_consequence(values: np.ndarray, factor: float) -> None:
    one, other = pd.DataFrame(values), pd.DataFrame(values * factor)
    for sizes in (one, other):
        sizes.attrs["q"] = specialisation.quotients(specialisation.shares(sizes), specialisation.whole(sizes))
    assert np.allclose(one.attrs["q"], other.attrs["q"])

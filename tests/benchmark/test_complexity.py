"""Relatedness and complexity against the published trade matrix of 1998-2000, and by hand."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from danube.benchmark import complexity
from danube.settings import ROOT

ORACLE = Path(os.environ.get("DANUBE_RAW") or ROOT.parent / "shared" / "raw") / "oracle"
published = pytest.mark.skipif(not ORACLE.is_dir(), reason=f"the published matrix is not in {ORACLE}")


@pytest.fixture(scope="module")
def trade() -> pd.DataFrame:
    """226 countries by 785 products, 1 where a country exports more than its share."""
    table = pd.read_csv(ORACLE / "economiccomplexity_balassa_discrete.csv.gz", index_col=0)
    return table.astype(float)


@pytest.mark.raw
@published
def test_complexity_is_that_of_the_published_matrix(trade: pd.DataFrame) -> None:
    found = complexity.complexity(trade)
    eci = {"afg": -0.5764283, "ago": -1.7770752, "aia": 1.4090414, "alb": -0.1732606, "and": 1.0772452}
    for country, expected in eci.items():
        assert found.regions[country] == pytest.approx(expected, abs=1e-7)
    assert found.sectors["0011"] == pytest.approx(-0.66657613, abs=1e-7)
    assert found.sectors["0012"] == pytest.approx(-1.62657599, abs=1e-7)


@pytest.mark.raw
@published
def test_proximity_is_that_of_the_published_matrix(trade: pd.DataFrame) -> None:
    path = ORACLE / "economiccomplexity_proximity_product_first100.csv"
    expected = pd.read_csv(path, index_col=0, dtype={0: str})
    found = complexity.proximity(trade).loc[expected.index, expected.columns]
    assert found.at["0011", "0012"] == pytest.approx(0.3658537, abs=1e-7)
    assert np.abs(found.to_numpy() - expected.to_numpy()).max() < 1e-7


def specialisations() -> pd.DataFrame:
    """Three regions, the first does all, the last one thing."""
    return pd.DataFrame(
        {"food": [1.0, 1.0, 1.0], "cars": [1.0, 1.0, 0.0], "chips": [1.0, 0.0, 0.0]}, index=["A", "B", "C"]
    )


def test_proximity_is_the_smaller_of_two_conditional_probabilities() -> None:
    """Two do cars, all three food: P(food | cars) = 1, P(cars | food) = 2/3."""
    near = complexity.proximity(specialisations())
    assert near.at["food", "cars"] == pytest.approx(2 / 3)
    assert near.at["food", "chips"] == pytest.approx(1 / 3)
    assert near.at["cars", "chips"] == pytest.approx(1 / 2)
    assert (np.diag(near) == 1.0).all()


def test_density_is_the_share_of_what_is_close() -> None:
    """C does food alone: of what is close to chips (food 1/3, cars 1/2) it has 1/3 out of 5/6: 40 %."""
    matrix = specialisations()
    related = complexity.density(matrix, complexity.proximity(matrix))
    assert related.at["C", "chips"] == pytest.approx(40)
    assert related.at["A", "chips"] == pytest.approx(100)


def test_an_unknown_cell_counts_on_neither_side() -> None:
    """Where B's cars are not known, cars and food rest on A and C: P(cars | food) = 1/2."""
    matrix = specialisations()
    matrix.loc["B", "cars"] = np.nan
    near = complexity.proximity(matrix)
    assert near.at["food", "cars"] == pytest.approx(1 / 2)
    related = complexity.density(matrix, near)
    assert related.at["B", "chips"] == pytest.approx(100)  # food is all that B knows beside chips


def test_who_does_what_few_can_is_complex() -> None:
    """Nested specialisations: the most diverse region leads, and so does the rarest sector."""
    steps = pd.DataFrame(np.triu(np.ones((5, 5)))[:, ::-1], index=list("ABCDE"), columns=list("vwxyz"))
    found = complexity.complexity(steps)
    assert list(found.regions.sort_values(ascending=False).index) == list("ABCDE")
    assert list(found.sectors.sort_values(ascending=False).index) == list("zyxwv")
    for index in (found.regions, found.sectors):
        assert index.mean() == pytest.approx(0, abs=1e-12) and index.std() == pytest.approx(1)


def test_a_sector_that_few_report_carries_no_complexity_and_takes_nobody_out() -> None:
    steps = pd.DataFrame(np.triu(np.ones((5, 5)))[:, ::-1], index=list("ABCDE"), columns=list("vwxyz"))
    thin = steps.assign(thin=[1.0, np.nan, np.nan, np.nan, 0.0])
    found = complexity.complexity(thin)
    assert np.isnan(found.sectors["thin"])
    pd.testing.assert_series_equal(found.regions, complexity.complexity(steps).regions)


def test_a_region_with_a_gap_is_not_placed() -> None:
    steps = pd.DataFrame(np.triu(np.ones((6, 6)))[:, ::-1], index=list("ABCDEF"))
    steps.iloc[3, 0] = np.nan
    found = complexity.complexity(steps)
    assert found.regions.index[found.regions.isna()].tolist() == ["D"]


def test_too_little_to_compare_gives_no_figure() -> None:
    found = complexity.complexity(specialisations().head(2))
    assert found.regions.isna().all() and found.sectors.isna().all()


cells = st.sampled_from([0.0, 1.0, np.nan])
tables = st.tuples(st.integers(1, 9), st.integers(1, 7)).flatmap(
    lambda shape: arrays(float, shape, elements=cells)
)


@settings(max_examples=50, deadline=None)
@given(tables)
def test_whatever_is_known_figures_stay_in_their_bounds(values: np.ndarray) -> None:
    matrix = pd.DataFrame(values)
    near = complexity.proximity(matrix)
    assert near.stack().dropna().between(0, 1).all()
    assert np.allclose(near, near.T, equal_nan=True)
    assert complexity.density(matrix, near).stack().dropna().between(0, 100 + 1e-9).all()
    assert complexity.complexity(matrix).sectors.index.equals(matrix.columns)


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(6)), st.permutations(range(5)))
def test_the_order_of_rows_and_columns_is_of_no_consequence(rows: list[int], columns: list[int]) -> None:
    written = ["11110", "11010", "10000", "01101", "11000", "11111"]
    fixed = pd.DataFrame([[float(cell) for cell in row] for row in written])
    one, other = complexity.complexity(fixed), complexity.complexity(fixed.iloc[rows, columns])
    assert other.regions.sort_index().tolist() == pytest.approx(one.regions.tolist())
    assert other.sectors.sort_index().tolist() == pytest.approx(one.sectors.tolist())

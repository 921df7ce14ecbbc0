"""Every normalisation by hand, against scipy and against COINr's example."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from danube.benchmark import normalisation
from danube.benchmark.hierarchy import ScoreError
from tests.benchmark import asem

FIGURES = pd.DataFrame({"up": [1.0, 2.0, 5.0, None], "down": [10.0, None, 20.0, 40.0]}, index=list("abcd"))
SIGNS = {"up": 1, "down": -1}
NAN = float("nan")
COLUMNS = st.lists(st.none() | st.integers(-1000, 1000).map(float), min_size=1, max_size=12)


def scaled(method: str, **options: object) -> dict[str, list[float]]:
    found = normalisation.normalise(FIGURES, SIGNS, method, **options)  # type: ignore[arg-type]
    return {name: found[name].tolist() for name in found}


@pytest.mark.parametrize(
    ("method", "up", "down"),
    [
        ("min-max", [0, 25, 100, NAN], [100, NAN, 200 / 3, 0]),
        ("rank", [0, 50, 100, NAN], [100, NAN, 50, 0]),
        ("percentile", [100 / 6, 50, 500 / 6, NAN], [500 / 6, NAN, 50, 100 / 6]),
        ("leader", [20, 40, 100, NAN], [100, NAN, 50, 25]),
    ],
)
def test_by_hand(method: str, up: list[float], down: list[float]) -> None:
    found = scaled(method)
    assert found["up"] == pytest.approx(up, nan_ok=True)
    assert found["down"] == pytest.approx(down, nan_ok=True)


def test_against_a_reference_by_hand() -> None:
    found = scaled("reference", reference=pd.Series({"up": 2.0, "down": 20.0}))
    assert found["up"] == pytest.approx([50, 100, 250, NAN], nan_ok=True)
    assert found["down"] == pytest.approx([200, NAN, 100, 50], nan_ok=True)


def test_bounds_of_other_years_fix_the_ends() -> None:
    bounds = pd.DataFrame({"low": [0.0, NAN], "high": [10.0, NAN]}, index=["up", "down"])
    found = scaled("min-max", bounds=bounds)
    assert found["up"] == pytest.approx([10, 20, 50, NAN], nan_ok=True)
    assert found["down"] == pytest.approx([100, NAN, 200 / 3, 0], nan_ok=True)  # its own ends


def test_z_scores_and_percentiles_are_those_of_scipy() -> None:
    draw = np.random.default_rng(3).lognormal(size=(30, 2)).round(1)
    table = pd.DataFrame(draw, columns=["up", "down"])
    z = normalisation.normalise(table, SIGNS, "z-score")
    assert z["up"].to_numpy() == pytest.approx(stats.zscore(draw[:, 0], ddof=1), abs=1e-9)
    assert z["down"].to_numpy() == pytest.approx(-stats.zscore(draw[:, 1], ddof=1), abs=1e-9)
    share = normalisation.normalise(table, SIGNS, "percentile")["up"]
    own = [stats.percentileofscore(draw[:, 0], figure, kind="mean") for figure in draw[:, 0]]
    assert share.to_numpy() == pytest.approx(np.array(own), abs=1e-9)
    place = normalisation.normalise(table, SIGNS, "rank")["up"]
    assert place.to_numpy() == pytest.approx((stats.rankdata(draw[:, 0]) - 1) / 29 * 100, abs=1e-9)


def test_what_does_not_vary_stands_in_the_middle() -> None:
    level = pd.DataFrame({"up": [3.0, 3.0, None], "down": [None, None, 0.1]})
    for method, middle in {"min-max": 50, "rank": 50, "percentile": 50, "z-score": 0}.items():
        found = normalisation.normalise(level, SIGNS, method)
        assert found["up"].tolist() == pytest.approx([middle, middle, NAN], nan_ok=True)
        assert found["down"].tolist() == pytest.approx([NAN, NAN, middle], nan_ok=True)


@pytest.mark.parametrize(
    ("column", "sign", "method"),
    [([1, -1], 1, "leader"), ([0, 1], -1, "leader"), ([0, 0], 1, "leader"), ([1, 2], 1, "reference")],
)
def test_a_percentage_needs_positive_figures(column: list[float], sign: int, method: str) -> None:
    table = pd.DataFrame({"x": column}, dtype=float)
    with pytest.raises(ScoreError, match="x has no percentage of a leader or a reference"):
        normalisation.normalise(table, {"x": sign}, method, reference=pd.Series({"x": NAN}))


def test_an_unknown_method_is_told() -> None:
    with pytest.raises(ScoreError, match="There is no normalisation best; choose one of min-max, z-score"):
        normalisation.normalise(FIGURES, SIGNS, "best")
    with pytest.raises(ScoreError, match="needs a reference figure for every indicator"):
        normalisation.normalise(FIGURES, SIGNS, "reference")


def test_the_positive_scale_by_hand() -> None:
    share = normalisation.positive(pd.DataFrame({"x": [0.0, 50.0, 100.0, None]}), "min-max")
    assert share["x"].tolist() == pytest.approx([1, 50.5, 100, NAN], nan_ok=True)
    z = normalisation.positive(pd.DataFrame({"x": [-2.0, 0.0, 1.5, -20.0]}), "z-score")
    assert z["x"].tolist() == pytest.approx([80, 100, 115, 1])


@settings(max_examples=50)
@given(COLUMNS, st.sampled_from(["min-max", "z-score", "rank", "percentile"]))
def test_missing_stays_missing_and_known_stays_known(column: list[float | None], method: str) -> None:
    table = pd.DataFrame({"x": column}, dtype=float)
    found = normalisation.normalise(table, {"x": 1}, method)
    pd.testing.assert_series_equal(found["x"].isna(), table["x"].isna())
    turned = normalisation.normalise(table, {"x": -1}, method)
    mirror = 0 if method == "z-score" else 100
    assert (found["x"] + turned["x"]).dropna().to_numpy() == pytest.approx(mirror, abs=1e-9)


@settings(max_examples=50)
@given(COLUMNS, st.sampled_from([0.001, 3.6, 1000.0]), st.sampled_from([-32.0, 0.0, 273.15]))
def test_the_unit_does_not_matter(column: list[float | None], factor: float, shift: float) -> None:
    table = pd.DataFrame({"x": column}, dtype=float)
    for method in ("min-max", "z-score"):
        before = normalisation.normalise(table, {"x": 1}, method)
        after = normalisation.normalise(table * factor + shift, {"x": 1}, method)
        assert after["x"].to_numpy() == pytest.approx(before["x"].to_numpy(), abs=1e-6, nan_ok=True)


@pytest.mark.raw
@asem.published
def test_min_max_is_that_of_coinr() -> None:
    directions = asem.meta()["direction"].astype(int)
    found = normalisation.normalise(asem.step("treated")[asem.leaves()], directions)
    assert np.allclose(found, asem.step("normalised")[asem.leaves()], rtol=0, atol=1e-9)
    assert found.loc["AUT", "FDI"] == pytest.approx(6.23557049940481)

"""Beta convergence against statsmodels, the shared panel and the quintiles by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from danube import regions
from danube.benchmark import convergence
from tests.benchmark.tables import one, tidy, together

CODES = regions.nuts2()[:12]


@pytest.fixture
def pair() -> tuple[pd.Series, pd.Series]:
    draw = np.random.default_rng(7)
    first = pd.Series(draw.uniform(5, 90, 40), index=[f"r{n:02d}" for n in range(40)])
    last = first**0.7 * draw.lognormal(1.2, 0.2, 40)
    return first, last


def test_beta_is_that_of_statsmodels(pair: tuple[pd.Series, pd.Series]) -> None:
    first, last = pair
    found = convergence.beta(first, last, 12)
    x = np.log(first)
    model = sm.OLS(np.log(last / first) / 12, sm.add_constant(x)).fit()
    assert [found.intercept, found.slope] == pytest.approx(model.params.tolist(), abs=1e-12)
    assert [found.low, found.high] == pytest.approx(model.conf_int().iloc[1].tolist(), abs=1e-12)
    assert (found.p, found.r2) == pytest.approx((model.pvalues.iloc[1], model.rsquared), abs=1e-12)
    assert found.points["fitted"].tolist() == pytest.approx(model.fittedvalues.tolist(), abs=1e-12)
    influence = model.get_influence()
    assert found.points["leverage"].tolist() == pytest.approx(influence.hat_matrix_diag.tolist(), abs=1e-12)
    assert found.points["cook"].tolist() == pytest.approx(influence.cooks_distance[0].tolist(), abs=1e-12)
    assert found.points["dfbetas"].tolist() == pytest.approx(influence.dfbetas[:, 1].tolist(), abs=1e-10)


def test_the_band_is_that_of_statsmodels(pair: tuple[pd.Series, pd.Series]) -> None:
    first, last = pair
    line = convergence.beta(first, last, 12).line
    model = sm.OLS(np.log(last / first) / 12, sm.add_constant(np.log(first))).fit()
    band = model.get_prediction(sm.add_constant(np.log(line["level"]))).summary_frame(alpha=0.05)
    for ours, theirs in (("growth", "mean"), ("low", "mean_ci_lower"), ("high", "mean_ci_upper")):
        assert line[ours].tolist() == pytest.approx(band[theirs].tolist(), abs=1e-12)
    assert (line["level"].iloc[0], line["level"].iloc[-1]) == pytest.approx((first.min(), first.max()))


def test_leaving_a_region_out_changes_the_slope_as_said(pair: tuple[pd.Series, pd.Series]) -> None:
    first, last = pair
    found = convergence.beta(first, last, 12)
    for code in ("r00", "r13", "r39"):
        without = convergence.beta(first.drop(code), last, 12).slope
        assert without - found.slope == pytest.approx(found.points.at[code, "change"], abs=1e-12)
    drivers = found.drivers(3)
    assert len(drivers) <= 3 and drivers["dfbetas"].abs().min() > 2 / math.sqrt(40)


def test_gaps_that_halve_in_ten_years() -> None:
    """Every gap in logarithms shrinks to its half in ten years: half-life 10, speed ln 2 / 10."""
    first = pd.Series({f"r{n:02d}": math.exp(n / 4) for n in range(12)})
    found = convergence.beta(first, first**0.5, 10)
    assert found.speed == pytest.approx(math.log(2) / 10)
    assert found.half_life == pytest.approx(10)
    assert found.slope == pytest.approx(-0.05) and found.finding == "together"


def test_no_half_life_where_gaps_widen() -> None:
    first = pd.Series({f"r{n:02d}": math.exp(n / 4) for n in range(12)})
    found = convergence.beta(first, first**1.5, 10)
    assert (found.speed, found.half_life, found.finding) == (None, None, "apart")
    assert convergence.beta(first, first**-0.5, 10).half_life is None
    noise = first * [math.exp(0.1 * (-1) ** n) for n in range(12)]
    assert convergence.beta(first, noise, 10).finding == "unclear"


@given(st.floats(0.01, 1000))
@settings(max_examples=20, deadline=None)
def test_the_unit_does_not_change_the_slope(factor: float) -> None:
    draw = np.random.default_rng(1)
    first, last = (pd.Series(draw.uniform(1, 9, 15)) for _year in range(2))
    scaled = convergence.beta(first * factor, last * factor, 5)
    assert scaled.slope == pytest.approx(convergence.beta(first, last, 5).slope, rel=1e-6)


def test_beta_refuses_kindly() -> None:
    level = pd.Series({code: 1.0 + n for n, code in enumerate(CODES)})
    with pytest.raises(convergence.ConvergenceError, match="above zero, which AT11 lack"):
        convergence.beta(level - 1, level, 5)
    with pytest.raises(convergence.ConvergenceError, match="Only 9 regions"):
        convergence.beta(level.head(9), level, 5)
    with pytest.raises(convergence.ConvergenceError, match="same level"):
        convergence.beta(level * 0 + 3, level, 5)
    with pytest.raises(convergence.ConvergenceError, match="lie 0 apart"):
        convergence.beta(level, level, 0)


def test_only_shared_regions_and_years_remain() -> None:
    full = {code: 1.0 + n for n, code in enumerate(CODES)}
    early = {code: value for code, value in full.items() if code != CODES[0]}
    thin = dict.fromkeys(CODES[:4], 2.0)
    table = together(
        one("a", "2010", **early, EU27_2020=9),
        one("a", "2012", **thin),
        one("a", "2014", **full),
        one("a", "2016", **full),
        tidy(("a", CODES[1], "2018", 5.0, "b")),
        one("a", "2018", **{code: value for code, value in full.items() if code != CODES[1]}),
    )
    panel = convergence.balanced(table, "a", "2010", "2018", units=regions.nuts2())
    assert list(panel.figures.index) == ["2010", "2014", "2016", "2018"]
    assert panel.skipped == ("2012",) and panel.partial == (CODES[0],) and panel.broken == (CODES[1],)
    assert panel.span == 8 and panel.last[CODES[1]] == 5 and panel.first[CODES[1]] == 2


def test_a_break_in_the_first_year_does_not_matter() -> None:
    full = dict.fromkeys(CODES[1:], 1.0)
    table = together(
        tidy(("a", CODES[0], "2010", 1.0, "b")), one("a", "2010", **full),
        one("a", "2015", **full, **{CODES[0]: 2.0}),
    )  # fmt: skip
    assert convergence.balanced(table, "a", "2010", "2015", units=CODES).broken == ()


def test_a_year_without_figures_gives_an_empty_panel() -> None:
    table = one("a", "2010", AT11=1)
    for since, until in (("2010", "2020"), ("2010", "2010")):
        assert convergence.balanced(table, "a", since, until, units=CODES).figures.empty


def test_quintiles_by_hand() -> None:
    ten = pd.Series(range(10), index=list("abcdefghij"))
    assert convergence.quintiles(ten).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    tied = pd.Series([1, 1, 1, 1, 1.0])
    assert convergence.quintiles(tied).tolist() == [3] * 5


def test_transitions_by_hand() -> None:
    first = pd.Series(range(10), index=list("abcdefghij"), dtype=float)
    stayed = convergence.transitions(first, first)
    assert np.diag(stayed).tolist() == [2] * 5 and convergence.mobility(stayed) == 0
    turned = convergence.transitions(first, -first)
    assert turned.at[1, 5] == turned.at[5, 1] == turned.at[3, 3] == 2 and turned.to_numpy().sum() == 10
    assert convergence.mobility(turned) == 1
    assert turned.attrs["classes"].loc["a"].tolist() == [1, 5]

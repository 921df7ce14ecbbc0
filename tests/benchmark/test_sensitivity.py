"""Sobol indices against a function whose indices are known, and the effect of each indicator by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.benchmark.scores import Method, ScoreError, score
from danube.benchmark.sensitivity import COLUMNS, FACTORS, indices, leave_one_out, sobol
from danube.benchmark.uncertainty import Assumptions
from tests.benchmark import asem
from tests.benchmark.test_simulation import META, gappy


def ishigami(sample: np.ndarray) -> np.ndarray:
    """sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1 (Ishigami & Homma 1990)."""
    first, second, third = sample.T
    return np.sin(first) + 7 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first)


def test_the_ishigami_function() -> None:
    found = indices(ishigami, ["x1", "x2", "x3"], [(-np.pi, np.pi)] * 3, points=4096)
    assert found["first"].to_numpy() == pytest.approx([0.3139, 0.4424, 0], abs=0.01)
    assert found["total"].to_numpy() == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.01)
    known = pd.DataFrame({"first": [0.3139, 0.4424, 0], "total": [0.5576, 0.4424, 0.2437]}, index=found.index)
    for name in known:
        assert (found[f"{name}_low"] < known[name]).all()
        assert (known[name] < found[f"{name}_high"]).all()
    assert found.attrs["mean"] == pytest.approx(3.5, abs=0.01)  # a / 2
    assert found.attrs["variance"] == pytest.approx(13.844, abs=0.05)


def test_an_outcome_that_never_varies_has_no_cause() -> None:
    found = indices(lambda sample: np.ones(len(sample)), ["x", "y"], points=8)
    assert (found == 0).all(axis=None)
    assert found.attrs == {"mean": 1, "variance": 0}


def test_the_choices_of_an_index() -> None:
    found = sobol(score(gappy(40), META, Method(coverage=0.5)), points=256)
    assert set(found.index) == set(FACTORS)
    assert list(found.columns) == COLUMNS
    assert found["total"].is_monotonic_decreasing
    assert (found["total"] + 0.05 >= found["first"]).all()  # but for the error of the sample
    assert found["first"].sum() <= 1.1
    assert found.attrs["mean"] > 0


def test_what_does_not_vary_explains_nothing() -> None:
    complete = score(gappy().dropna(), META, Method(treatment="auto"))
    how = Assumptions.varying(["weights", "imputation"])
    found = sobol(complete, how, treatments=(), points=64)
    assert found.loc["weights", ["first", "total"]].tolist() == pytest.approx([1, 1], abs=0.15)
    assert (found.drop(index="weights") == 0).all(axis=None)
    assert (sobol(complete, Assumptions.varying([]), treatments=()) == 0).all(axis=None)


def test_the_same_seed_gives_the_same_in_any_order() -> None:
    table = gappy()
    shuffled = table.sample(frac=1, random_state=1)[["d", "a", "c", "b"]]
    first, second = (sobol(score(one, META), points=32) for one in (table, shuffled))
    pd.testing.assert_frame_equal(first, second, check_exact=True)


def test_the_rank_of_one_region() -> None:
    found = score(gappy(), META)
    unit = str(found.index.index[5])
    told = sobol(found, unit=unit, points=64)
    assert 1 <= told.attrs["mean"] <= len(found.index)
    with pytest.raises(ScoreError, match="nobody is not ranked, so nothing can be told about its rank"):
        sobol(found, unit="nobody")


def test_a_sample_of_a_strange_size_is_refused() -> None:
    with pytest.raises(ScoreError, match="The number of sample points is 100; choose a power of two"):
        indices(ishigami, ["x1"], points=100)


def test_leaving_one_indicator_out_by_hand() -> None:
    table = pd.DataFrame({"a": [10.0, 0, 4], "b": [0.0, 10, 6], "c": [9.0, 0, 10]}, index=["u", "v", "w"])
    found = leave_one_out(score(table, asem.tree(("a", 1, ""), ("b", 1, ""), ("c", 1, ""))))
    # min-max a 100 0 40, b 0 100 60, c 90 0 100: w 1, u 2, v 3 with all; without a w 1, v 2, u 3;
    # without b u 1, w 2, v 3; without c all level
    assert found.loc["a"].tolist() == [pytest.approx(2 / 3), 1, "u", -1]
    assert found.loc["b"].tolist() == [pytest.approx(2 / 3), 1, "w", -1]
    assert found.loc["c"].tolist() == [1, 2, "v", 2]
    assert found.index.tolist() == ["c", "a", "b"]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(["arithmetic", "geometric", "harmonic"]), st.sampled_from(["min-max", "z-score"]))
def test_leaving_one_out_is_scoring_without_it(aggregation: str, normalisation: str) -> None:
    """Nothing missing and weights given: scoring the table without the indicator gives the same ranks."""
    values = gappy().dropna()
    method = Method(normalisation, aggregation=aggregation, weighting="own", weights={"a": 2, "r": 3})
    whole = score(values, META, method)
    found = leave_one_out(whole)
    for code in "abd":
        without = score(values.drop(columns=code), META.drop(index=code), method_without(method, code))
        shift = (whole.ranks - without.ranks.reindex(whole.ranks.index)).abs()
        assert found.loc[code, "mean"] == pytest.approx(shift.mean())
        assert found.loc[code, "max"] == shift.max()


def method_without(method: Method, code: str) -> Method:
    """The same method, its weights without an indicator that is no longer there."""
    weights = {name: weight for name, weight in method.weights.items() if name != code}
    return Method(method.normalisation, "none", "own", weights, method.aggregation)


@pytest.mark.raw
@asem.published
def test_sensitivity_resembles_that_of_coinr() -> None:
    """Its weights vary by ± 25 % evenly, a standard deviation that ours have at a concentration of 48."""
    found = score(
        asem.step("imputed")[asem.leaves()], asem.meta(), Method(treatment="winsorise", weighting="own")
    )
    how = Assumptions(concentration=48, normalisations=("min-max", "z-score"), drop_one=False)
    ours = sobol(found, how, treatments=(), points=512)
    table = pd.read_csv(asem.ORACLE / "coinr_asem_sensitivity_indices.csv", index_col="Variable")
    theirs = table.rename(index=str.lower)
    assert ours.index[0] == theirs["STi"].idxmax() == "aggregation"
    for factor in ("aggregation", "normalisation", "weights"):
        low, high = theirs.loc[factor, ["Si_q5", "Si_q95"]]
        assert low < ours.loc[factor, "first"] < high
    assert ours.loc["aggregation", "total"] == pytest.approx(theirs.loc["aggregation", "STi"], abs=0.1)

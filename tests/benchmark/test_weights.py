"""Weights by hand, and principal components against numpy's own decomposition."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.benchmark import hierarchy, weights
from danube.benchmark.hierarchy import ScoreError
from tests.benchmark import asem

META = asem.tree(
    ("a", 1, "p"), ("b", 1, "p"), ("c", 1, "q"), ("p", 1, "top"), ("q", 1, "top"), ("top", 1, "")
)
SHARES = st.dictionaries(st.sampled_from(["a", "b", "c", "p", "q"]), st.sampled_from([0, 0.5, 1, 3]))


def test_equal_weights_within_each_parent() -> None:
    found = weights.equal(META)
    assert found.to_dict() == {"a": 0.5, "b": 0.5, "c": 1, "p": 0.5, "q": 0.5, "top": 1}
    assert weights.effective(META, found).to_dict() == {"a": 0.25, "b": 0.25, "c": 0.5}


def test_own_weights_replace_those_of_the_metadata() -> None:
    meta = META.assign(weight=[1, 1, 1, 3, 1, 1])
    found = weights.own(meta, {"a": 4})
    assert found.to_dict() == {"a": 0.8, "b": 0.2, "c": 1, "p": 0.75, "q": 0.25, "top": 1}
    assert weights.effective(meta, found)["a"] == pytest.approx(0.6)


def test_a_pillar_without_weights_gives_its_weight_away() -> None:
    found = weights.own(META, {"a": 0, "b": 0})
    assert found[["p", "q"]].tolist() == [0, 1]
    assert weights.effective(META, found).to_dict() == {"a": 0, "b": 0, "c": 1}


def test_points_are_shared_among_pillars() -> None:
    found = weights.budget(META, {"p": 70, "q": 30})
    assert found.to_dict() == {"a": 0.5, "b": 0.5, "c": 1, "p": 0.7, "q": 0.3, "top": 1}
    assert weights.budget(META, {"q": 10})["p"] == 0


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: weights.own(META, {"z": 1}), "A weight is given to z, which is not part of this index"),
        (lambda: weights.own(META, {"a": -1}), "The weight of a is -1; it must be a number of 0 or more"),
        (lambda: weights.own(META, dict.fromkeys("abc", 0.0)), "All weights are zero"),
        (lambda: weights.budget(META, {}), "All weights are zero"),
        (lambda: weights.budget(META, {"a": 1}), r"Points go to the parts right under the index \(p, q\)"),
    ],
)
def test_impossible_weights_are_told(call: object, sentence: str) -> None:
    with pytest.raises(ScoreError, match=sentence):
        call()  # type: ignore[operator]


def test_principal_components_are_those_of_a_singular_value_decomposition() -> None:
    draw = np.random.default_rng(5)
    common = draw.normal(size=50)
    scale = pd.DataFrame({"a": common, "b": common + draw.normal(size=50), "d": draw.normal(size=50)})
    meta = asem.tree(("a", 1, ""), ("b", 1, ""), ("d", 1, ""))
    standard = ((scale - scale.mean()) / scale.std()).to_numpy()
    loadings = np.linalg.svd(standard, full_matrices=False)[2][0] ** 2
    found = weights.principal_components(scale, meta)
    assert found[["a", "b", "d"]].to_numpy() == pytest.approx(loadings, abs=1e-9)
    assert found["d"] < 0.1 < found["a"]


def test_principal_components_of_two_are_equal_and_of_nothing_too() -> None:
    scale = pd.DataFrame({"a": [1.0, 2, 4, 3], "b": [2.0, 3, 9, None], "c": [5.0, 5, 5, 5]})
    found = weights.principal_components(scale, META)
    assert found[["a", "b", "c"]].tolist() == pytest.approx([0.5, 0.5, 1])
    assert found[["p", "q"]].tolist() == pytest.approx([0.5, 0.5])  # q does not vary at all


@settings(max_examples=40)
@given(SHARES)
def test_weights_add_up_within_every_parent(given_weights: dict[str, float]) -> None:
    try:
        found = weights.own(META, given_weights)
    except ScoreError:
        full = {**dict.fromkeys("abcpq", 1.0), **given_weights}
        assert full["p"] * (full["a"] + full["b"]) + full["q"] * full["c"] == 0
        return
    total = weights.effective(META, found)
    assert total.sum() == pytest.approx(1)
    for parent, codes in hierarchy.tree(META).children.items():
        assert found[list(codes)].sum() == pytest.approx(1) or found[parent] == 0

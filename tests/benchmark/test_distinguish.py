"""Who can be told apart: counted by hand, against a plain count of all draws, and as properties."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.benchmark import distinguish
from danube.benchmark.scores import Method, ScoreError, score
from danube.benchmark.uncertainty import Assumptions, Ranks, simulate
from tests.benchmark import asem
from tests.benchmark.test_simulation import META, gappy


def ranks(**places: list[int]) -> Ranks:
    """Ranks of units whose places in each draw are given, best first by their mean."""
    every = pd.DataFrame(places).T
    order = every.mean(axis=1).sort_values(kind="stable").index
    units = tuple(sorted(places))
    return Ranks(
        pd.DataFrame(index=order),
        units,
        every.loc[list(units)].to_numpy(dtype=np.uint16),
        "median",
        Assumptions(),
    )


FOUR = ranks(b=[1, 1, 1, 2], a=[2, 2, 3, 1], d=[4, 4, 4, 4], c=[3, 3, 2, 2])


def test_pairs_by_hand() -> None:
    found = distinguish.pairs(FOUR)
    assert found.index.tolist() == found.columns.tolist() == ["b", "a", "c", "d"]
    assert found.loc["b", "a"] == 0.75
    assert found.loc["a", "b"] == 0.25
    assert found.loc["b", "c"] == 0.875  # level in the last draw: half
    assert found.loc["a", "c"] == 0.75
    assert found.loc["a", "d"] == 1
    assert (np.diag(found) == 0.5).all()


def test_who_is_apart() -> None:
    assert distinguish.tied_with(FOUR, "b") == ["a", "c"]
    assert distinguish.tied_with(FOUR, "d") == []
    assert distinguish.tied_with(FOUR, "b", sure=0.8) == ["a"]
    apart = distinguish.apart(distinguish.pairs(FOUR))
    assert apart.loc["d"].to_dict() == {"b": True, "a": True, "c": True, "d": False}
    told = distinguish.inseparable(FOUR)
    assert told.to_dict("list") == {
        "first": ["b", "b", "a"],
        "second": ["a", "c", "c"],
        "probability": [0.75, 0.875, 0.75],
    }


def test_twins_are_never_apart_and_certain_ranks_always() -> None:
    table = pd.DataFrame({"a": [1.0, 5, 5, 9], "b": [2.0, 7, 7, 8]}, index=list("wxyz"))
    found = score(table, asem.tree(("a", 1, ""), ("b", 1, "")))
    for how in (Assumptions.varying([]), Assumptions(draws=100)):
        told = distinguish.inseparable(simulate(found, how))
        assert told.to_numpy().tolist() == [["x", "y", 0.5]]


def test_a_unit_that_is_not_ranked_is_told() -> None:
    with pytest.raises(ScoreError, match="nobody is not ranked, so it cannot be compared"):
        distinguish.before(FOUR, "nobody")


def test_with_very_many_comparisons_fewer_draws_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    found = simulate(score(gappy(), META, Method(coverage=0.5)), Assumptions(draws=4000))
    every = distinguish.pairs(found)
    monkeypatch.setattr(distinguish, "COMPARISONS", 900_000)  # 30 units: 1,000 draws
    some = distinguish.pairs(found)
    away = (some - every).abs().max(axis=None)
    assert 0 < away < 0.1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(1, 5), min_size=7, max_size=7), min_size=2, max_size=5))
def test_pairs_are_those_of_a_plain_count(places: list[list[int]]) -> None:
    found = ranks(**{f"u{place}": row for place, row in enumerate(places)})
    table = distinguish.pairs(found)
    assert (table + table.T == 1).all(axis=None)
    for first, second in ((0, 1), (1, 0)):
        pair = list(zip(places[first], places[second], strict=True))
        expected = sum((one < other) + (one == other) / 2 for one, other in pair) / 7
        assert table.loc[f"u{first}", f"u{second}"] == pytest.approx(expected)
        assert distinguish.before(found, f"u{first}")[f"u{second}"] == pytest.approx(expected)

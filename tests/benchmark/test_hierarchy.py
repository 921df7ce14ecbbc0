"""What a tree of indicators may look like, and how a broken one is told."""

from __future__ import annotations

import pandas as pd
import pytest

from danube.benchmark.hierarchy import ScoreError, tree
from tests.benchmark import asem


def test_leaves_parents_and_the_top() -> None:
    found = tree(
        asem.tree(
            ("b", -1, "p"), ("a", 1, "p"), ("c", 1, "q"), ("p", 1, "top"), ("q", 1, "top"), ("top", 1, "")
        )
    )
    assert found.leaves == ("a", "b", "c")
    assert found.root == "top"
    assert found.children == {"p": ("a", "b"), "q": ("c",), "top": ("p", "q")}
    assert list(found.children)[-1] == "top"
    assert found.directions == {"a": 1, "b": -1, "c": 1}
    assert found.nodes[-1] == "top"


def test_indicators_without_a_parent_stand_under_one_index() -> None:
    assert tree(asem.tree(("a", 1, ""), ("b", 1, ""))).children == {"index": ("a", "b")}
    assert tree(asem.tree(("a", 1, ""))).children == {"index": ("a",)}
    bare = pd.DataFrame({"direction": ["higher", "lower"]}, index=["a", "index"])
    assert tree(bare).root == "total"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("a", 0, "")], "a has no better side"),
        ([("a", "neutral", "")], "cannot enter a score"),
        ([("a", 2, "")], "The direction of a is 2; write 1"),
        ([("a", 1, "p")], "a names the parent p"),
        ([("a", 1, ""), ("a", 1, "")], "The code a occurs twice"),
        ([("a", 1, "b"), ("b", 1, "a"), ("c", 1, "")], "a stands above itself"),
        ([("a", 1, "a")], "a stands above itself"),
        ([], "No indicator is chosen"),
    ],
)
def test_a_broken_tree_is_told_in_a_sentence(rows: list[tuple], sentence: str) -> None:
    with pytest.raises(ScoreError, match=sentence):
        tree(asem.tree(*rows))


@pytest.mark.parametrize("given", [-1, "much", float("inf")])
def test_a_weight_is_a_number_of_zero_or_more(given: object) -> None:
    with pytest.raises(ScoreError, match="The weight of a is .*; it must be a number of 0 or more"):
        tree(asem.tree(("a", 1, "")).assign(weight=[given]))


def test_an_empty_weight_counts_one() -> None:
    assert tree(asem.tree(("a", 1, "")).assign(weight=[None])).weights == {"a": 1.0}

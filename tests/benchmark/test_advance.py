"""A step on all indicators at once, against a case worked by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.benchmark import advance, scores
from danube.benchmark.scores import ScoreError

META = pd.DataFrame({"direction": [1, -1], "parent": ["", ""]}, index=["patents", "unemployment"])
VALUES = pd.DataFrame(
    {"patents": [100.0, 60.0, 20.0, 0.0], "unemployment": [0.0, 4.0, 8.0, 10.0]}, index=list("ABCD")
)


def test_a_step_everywhere_by_hand() -> None:
    """Scores 100, 60, 20, 0: D reaches C with a fifth of the way to the top, B with three fifths."""
    scored = scores.score(VALUES, META)
    assert scored.index.tolist() == [100, 60, 20, 0]
    assert advance.together(scored, "D", 1) == pytest.approx(0.2, abs=1e-3)
    assert advance.together(scored, "D", 2) == pytest.approx(0.6, abs=1e-3)
    assert advance.together(scored, "D", 9) == pytest.approx(1.0, abs=1e-3)


def test_nothing_is_gained_from_the_top_or_without_a_rank() -> None:
    values = VALUES.copy()
    values.loc["E"] = float("nan")
    scored = scores.score(values, META)
    assert math.isnan(advance.together(scored, "A"))
    with pytest.raises(ScoreError, match="E is not ranked"):
        advance.together(scored, "E")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=3, max_size=8), st.integers(1, 5))
def test_the_step_suffices_and_missing_figures_stay_missing(rows: list, ranks: int) -> None:
    values = pd.DataFrame(
        rows, columns=["patents", "unemployment"], index=[f"u{i}" for i in range(len(rows))]
    )
    values.iloc[0, 0] = float("nan")
    scored = scores.score(values, META, scores.Method(coverage=0.5))
    last = str(scored.index.index[-1])
    share = advance.together(scored, last, ranks)
    assert math.isnan(share) or 0 <= share <= 1

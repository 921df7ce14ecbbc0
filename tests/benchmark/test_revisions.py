"""Two states of the same figures: what is new, changed, gone, and which places moved."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.benchmark import revisions


def table(**figures: float | None) -> pd.DataFrame:
    """`gerd_AT13_2021=3.0` → a row."""
    rows = [(*key.split("_"), value) for key, value in figures.items()]
    return pd.DataFrame(rows, columns=["indicator", "region", "period", "value"]).astype({"value": "float64"})


BEFORE = table(
    gerd_A_2021=3.0, gerd_B_2021=2.0, gerd_C_2021=1.0, gerd_A_2020=3.0, jobless_A_2021=5.0, jobless_B_2021=6.0
)
AFTER = table(
    gerd_A_2021=1.5, gerd_B_2021=2.0, gerd_D_2021=9.0, gerd_A_2020=3.0, jobless_A_2021=7.0, jobless_B_2021=6.0
)


def test_new_changed_and_gone_figures() -> None:
    found = revisions.figures(BEFORE, AFTER)
    assert found[["indicator", "region", "kind"]].values.tolist() == [
        ["gerd", "A", "changed"], ["gerd", "C", "gone"], ["gerd", "D", "new"], ["jobless", "A", "changed"],
    ]  # fmt: skip
    assert found.loc[0, ["before", "after"]].tolist() == [3.0, 1.5]
    assert found["before"].isna().tolist() == [False, False, True, False]


def test_counts_by_indicator() -> None:
    counts = revisions.by_indicator(revisions.figures(BEFORE, AFTER))
    assert counts.loc["gerd"].to_dict() == {"new": 1, "changed": 1, "gone": 1, "regions": 3}
    assert counts.loc["jobless"].to_dict() == {"new": 0, "changed": 1, "gone": 0, "regions": 1}


def test_places_move_also_where_the_own_figure_stands_still() -> None:
    """gerd 2021: A B C of 3 become D B A; B keeps its place. Least jobless is first: A and B swap."""
    moved = revisions.places(BEFORE, AFTER, {"gerd": "higher", "jobless": "lower"}, ["A", "B", "C", "D"])
    known = moved.astype(object).where(moved.notna(), None)
    assert known[["indicator", "region", "before", "after"]].values.tolist() == [
        ["gerd", "D", None, 1], ["gerd", "A", 1, 3], ["gerd", "C", 3, None],
        ["jobless", "B", 2, 1], ["jobless", "A", 1, 2],
    ]  # fmt: skip
    assert set(moved["period"]) == {"2021"} and set(moved["of_after"].dropna()) == {3, 2}


def test_only_the_units_are_ranked() -> None:
    moved = revisions.places(BEFORE, AFTER, {"gerd": "higher"}, ["A", "B"])
    assert moved[moved["indicator"] == "gerd"]["region"].tolist() == ["B", "A"]


def test_a_withheld_figure_is_none() -> None:
    found = revisions.figures(table(gerd_A_2021=None), table(gerd_A_2021=1.0))
    assert found["kind"].tolist() == ["new"]
    assert revisions.figures(table(gerd_A_2021=1.0), table(gerd_A_2021=None))["kind"].tolist() == ["gone"]


def test_nothing_differs_from_itself() -> None:
    for same in (BEFORE, BEFORE.head(0)):
        assert revisions.figures(same, same).empty
        assert revisions.places(same, same, {}, ["A"]).empty
        assert revisions.by_indicator(revisions.figures(same, same)).empty


FIGURES = st.dictionaries(
    st.tuples(st.sampled_from(["x", "y"]), st.sampled_from("ABCD"), st.sampled_from(["2020", "2021"])),
    st.one_of(st.none(), st.integers(0, 3).map(float)),
)  # fmt: skip


@settings(max_examples=50, deadline=None, derandomize=True)
@given(FIGURES, FIGURES)
def test_as_a_few_lines_of_plain_python_say(old: dict, new: dict) -> None:
    before, after = (table(**{"_".join(key): value for key, value in state.items()}) for state in (old, new))
    found = revisions.figures(before, after)
    expected = {key for key in old | new if old.get(key) != new.get(key)}
    assert set(found[revisions.KEY].itertuples(index=False, name=None)) == expected
    moved = revisions.places(before, after, {"y": "lower"}, list("ABCD"))
    for indicator, region, period, first, second, *_ in moved.itertuples(index=False, name=None):
        assert _place(old, indicator, region, period) == (None if pd.isna(first) else first)
        assert _place(new, indicator, region, period) == (None if pd.isna(second) else second)


def _place(state: dict, indicator: str, region: str, period: str) -> int | None:
    own = state.get((indicator, region, period))
    if own is None:
        return None
    rivals = [value for (one, _, year), value in state.items() if (one, year) == (indicator, period)]
    known = [value for value in rivals if value is not None]
    return 1 + sum(value < own if indicator == "y" else value > own for value in known)

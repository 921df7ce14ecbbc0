"""The bars around "as everywhere" and the chart of what could come next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube import texts
from danube.drawing import specialisation

NAMES = {letter: f"Sector {letter}" for letter in "ABCDEFGHIJ"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("en")


def bars(quotients: list[float], flags: list[str] | None = None) -> dict:
    series = pd.Series(quotients, index=list("ABCDEFGHIJ")[: len(quotients)], dtype=float)
    table = pd.DataFrame({"quotient": series, "symmetric": (series - 1) / (series + 1)})
    table["flag"] = flags or [""] * len(series)
    figure = specialisation.quotients(table, names=NAMES, theme="light", title="t", unit="u", cards=NAMES)
    return json.loads(figure.to_json())


def said(drawn: dict) -> list[str]:
    return [note["text"] for note in drawn["layout"]["annotations"]]


def test_bars_carry_their_quotient_and_the_middle_is_as_everywhere() -> None:
    drawn = bars([2.0, 1.0, 0.5])
    assert drawn["data"][0]["x"] == pytest.approx([1 / 3, 0, -1 / 3], abs=1e-3)
    assert said(drawn) == ["Sector A", "Sector B", "Sector C", "× 2.00", "× 1.00", "× 0.50"]
    axis = drawn["layout"]["xaxis"]
    ticks = dict(zip(axis["ticktext"], axis["tickvals"], strict=True))
    assert ticks["as everywhere"] == 0 and ticks["twice"] == pytest.approx(1 / 3, abs=1e-3)
    assert -axis["range"][0] == axis["range"][1]


def test_an_unknown_sector_says_so_and_a_doubted_one_too() -> None:
    drawn = bars([2.0, np.nan], ["b u", "u"])
    assert said(drawn) == ["Sector A", "Sector B: no figure", "× 2.00 uncertain"]


def test_a_quotient_stands_where_the_bar_does_not() -> None:
    above, below = bars([2.0, 0.5])["layout"]["annotations"][2:]
    assert (above["xanchor"], below["xanchor"]) == ("right", "left")


def test_a_table_without_any_figure_still_draws() -> None:
    assert bars([np.nan, np.nan])["layout"]["xaxis"]["range"][1] > 0


def steps(complexities: list[float], line: float | None = 0.0) -> dict:
    index = list("ABCDEFGHIJ")[: len(complexities)]
    table = pd.DataFrame({"relatedness": 50.0, "complexity": complexities, "done": 0.0}, index=index)
    table.loc[index[0], "done"] = 1.0
    figure = specialisation.opportunities(
        table, names=NAMES, theme="dark", title="t", axes=("x", "y"), cards=NAMES, line=line
    )
    return json.loads(figure.to_json())


def test_what_is_done_is_hollow_and_the_rest_bold() -> None:
    drawn = steps([0.0, 1.0, 2.0])
    hollow, filled = drawn["data"]
    assert len(hollow["x"]) == 1 and len(filled["x"]) == 2
    assert {note["text"] for note in drawn["layout"]["annotations"]} == {
        "Sector A", "<b>Sector B</b>", "<b>Sector C</b>"
    }  # fmt: skip


def test_the_line_lies_between_its_neighbours() -> None:
    drawn = steps([-1.0, 0.0, 1.0], line=0.5)
    (line,) = drawn["layout"]["shapes"]
    places = sorted(place for trace in drawn["data"] for place in trace["y"])
    assert places[1] < line["y0"] < places[2]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-3, 3), min_size=1, max_size=10))
def test_no_two_names_stand_on_each_other(complexities: list[float]) -> None:
    notes = steps(complexities)["layout"]["annotations"]
    places = sorted(note["y"] for note in notes)
    assert all(high - low >= specialisation.GAP - 1e-9 for low, high in pairwise(places))


def test_no_sector_of_known_complexity_is_an_empty_chart() -> None:
    drawn = steps([np.nan, np.nan])
    assert not drawn["layout"].get("shapes")

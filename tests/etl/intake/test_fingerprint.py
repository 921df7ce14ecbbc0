"""The fingerprint of accepted rows: the same for the same figures, another for any other."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from etl.intake import fingerprint
from etl.intake.fingerprint import Column

ROWS = [
    ("gdp", "AT11", "2020", 1.5, ""),
    ("gdp", "AT11", "2021", math.nan, "b"),
    ("gdp", "AT12", "2020", 0.0, ""),
    ("rate", "AT11", "2020", 1.5, "e"),
]
Row = tuple[str, str, str, float, str]


def table(rows: list[Row]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["indicator", "region", "period", "value", "flag"])


def of(rows: list[Row]) -> str:
    return fingerprint.of_rows(table(rows))


def test_the_order_of_rows_is_none_of_its_matter() -> None:
    assert {of(list(rows)) for rows in permutations(ROWS)} == {of(ROWS)}


def test_the_type_of_columns_is_none_of_its_matter() -> None:
    rows = table(ROWS)
    backwards = pd.CategoricalDtype(["rate", "gdp", "unused"])
    typed = rows.astype({"indicator": backwards, "flag": object}).assign(
        flag=rows["flag"].replace("", None), row=range(4)
    )
    assert fingerprint.of_rows(typed) == of(ROWS)


@pytest.mark.parametrize(
    "change",
    [
        lambda row: ("gdp2", *row[1:]),
        lambda row: (row[0], "AT13", *row[2:]),
        lambda row: (*row[:2], "2019", *row[3:]),
        lambda row: (*row[:3], math.nextafter(row[3], 2.0), row[4]),
        lambda row: (*row[:3], math.nan, row[4]),
        lambda row: (*row[:4], "p"),
    ],
)
def test_any_other_figure_has_another(change: Callable[[Row], Row]) -> None:
    assert of([change(ROWS[0]), *ROWS[1:]]) != of(ROWS)


def test_a_row_more_or_less_has_another() -> None:
    assert len({of(ROWS[:count]) for count in range(5)}) == 5


def test_texts_that_change_places_have_another() -> None:
    changed = [("rate", *row[1:]) if row[0] == "gdp" else ("gdp", *row[1:]) for row in ROWS]
    assert of(changed) != of(ROWS)


def test_zero_has_no_sign_and_a_gap_one_form() -> None:
    other = np.array([0x7FF8000000000001], np.uint64).view(np.float64)[0]
    changed = [
        (*row[:3], -0.0 if row[3] == 0 else other if math.isnan(row[3]) else row[3], row[4]) for row in ROWS
    ]
    assert of(changed) == of(ROWS)


def test_nothing_has_one_too() -> None:
    assert of([]) == fingerprint.of_rows(pd.DataFrame()) == fingerprint.of_columns([nothing()] * 4, [])


def nothing() -> Column:
    return Column([], list)


def test_rows_in_parts_and_unused_names_are_as_one_table() -> None:
    def parts(*places: list[int]) -> Callable[[], list[np.ndarray]]:
        return lambda: [np.array(part) for part in places]

    columns = [
        Column(["another", "gdp", "rate"], parts([1, 1], [1, 2])),
        Column(["AT11", "AT12", "SI"], parts([0, 0, 1], [0])),
        Column(["2020", "2021"], parts([0, 1, 0, 0])),
        Column(["", "a", "b", "e"], lambda: [np.array([0, 2, 0]), np.zeros(0, int), np.array([3])]),
    ]
    values = [np.array([1.5, math.nan]), np.array([-0.0, 1.5])]
    assert fingerprint.of_columns(columns, values) == of(ROWS)

"""Middles of many series at once: by hand, and as DuckDB has them."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as checking
from hypothesis import strategies as st

from etl.intake.large import middles

BY_DUCKDB = """SELECT median(value) AS middle, mad(value) * 1.4826 AS spread, count(*) AS years,
    min(value) AS least, max(value) AS most FROM rows GROUP BY series ORDER BY series"""


def test_by_hand() -> None:
    values = np.array([1.0, 2.0, 4.0, 10.0, 3.0, 7.0, 5.0])
    found = middles.measured(values, np.array([0, 4, 5]))
    assert found.middle.tolist() == [3.0, 3.0, 6.0]
    assert found.spread.tolist() == pytest.approx([1.5 * 1.4826, 0.0, 1.4826])
    assert found.years.tolist() == [4, 1, 2]
    assert values.tolist() == [1.0, 2.0, 4.0, 10.0, 3.0, 7.0, 5.0]


def test_nothing_is_measured_in_no_series() -> None:
    none = np.zeros(0)
    assert not len(middles.measured(none, middles.begins(none)).middle)


@checking(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=9), min_size=1, max_size=12))
def test_as_the_database_has_them(series: list[list[float]]) -> None:
    rows = pd.DataFrame(
        [(place, value) for place, one in enumerate(series) for value in one], columns=["series", "value"]
    )
    starts = middles.begins(rows["series"].to_numpy())
    values = rows["value"].to_numpy(dtype=float)
    found, (least, most) = middles.measured(values, starts), middles.spanned(values, starts)
    wanted = duckdb.sql(BY_DUCKDB).df()
    ours = {
        "middle": found.middle,
        "spread": found.spread,
        "years": found.years,
        "least": least,
        "most": most,
    }
    for name, column in ours.items():
        assert column.tolist() == pytest.approx(wanted[name].tolist(), rel=1e-12, abs=1e-9)

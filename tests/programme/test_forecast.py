"""The line through a pilot's measurements: worked by hand, and against an independent regression."""

from __future__ import annotations

from datetime import date
from math import sqrt

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.programme import forecast
from danube.words import targets as words

COLUMNS = ["pilot", "indicator", "unit", "region", "kind", "period", "value", "source"]


def table(*rows: tuple[str, str, float], region: str = "", indicator: str = "SMEs") -> pd.DataFrame:
    told = [
        ("p1", indicator, "number", region, kind, period, value, "survey") for kind, period, value in rows
    ]
    return pd.DataFrame(told, columns=COLUMNS)


def only(rows: pd.DataFrame) -> forecast.Series:
    (found,) = forecast.series(rows, "p1")
    return found


FOUR = (
    ("baseline", "2024-01-01", 10.0),
    ("measurement", "2024-01-11", 12.0),
    ("measurement", "2024-01-21", 11.0),
    ("measurement", "2024-01-31", 15.0),
)


def test_series_are_told_apart_by_indicator_and_region_and_sorted_by_time() -> None:
    rows = pd.concat(
        [
            table(("measurement", "2025", 3.0), ("measurement", "2024", 2.0), region="AT13"),
            table(("baseline", "2023", 1.0), ("target", "2026", 4.0), region="BG33"),
            table(("baseline", "2023", 1.0)).assign(pilot="p2"),
        ]
    )
    first, second = forecast.series(rows, "p1")
    assert [(one.region, len(one.measured)) for one in (first, second)] == [("AT13", 2), ("BG33", 0)]
    assert [point.value for point in first.measured] == [2.0, 3.0]
    assert second.target is not None and second.target.when == date(2026, 12, 31)
    assert second.baseline is not None and second.baseline.when == date(2023, 7, 2)
    assert first.progress is None and second.progress is None


def test_progress_is_the_share_of_the_way_even_of_a_fall() -> None:
    rising = only(table(*FOUR, ("target", "2024-02", 20.0)))
    falling = only(table(("baseline", "2023", 30), ("measurement", "2024", 24), ("target", "2025", 10)))
    assert (rising.progress, falling.progress) == (0.5, 0.3)


def test_the_line_by_hand() -> None:
    """Days -15, -5, 5, 15 around the mean; values -2, 0, -1, 3: slope (30 - 5 + 45) / 500 = 0.14."""
    found = forecast.of(only(table(*FOUR, ("target", "2024-02-10", 19.0))))
    assert found.at == date(2024, 2, 10)  # 25 days after the mean of 16 January
    assert found.expected == pytest.approx(12 + 0.14 * 25)
    rest = [-2 + 0.14 * 15, 0.14 * 5, -1 - 0.14 * 5, 3 - 0.14 * 15]
    spread = sqrt(sum(one * one for one in rest) / 2)
    half = 1.885618 * spread * sqrt(1 + 1 / 4 + 25**2 / 500)  # t of 90 % with two degrees of freedom
    assert found.low == pytest.approx(15.5 - half, abs=1e-5)
    assert found.high == pytest.approx(15.5 + half, abs=1e-5)
    assert found.verdict == "open"


def test_the_band_is_that_of_an_independent_regression() -> None:
    one = only(table(*FOUR, ("target", "2024-02-10", 20.0)))
    path = forecast.of(one).path
    x = sm.add_constant(np.array([p.when.toordinal() - 738000.0 for p in one.known]))
    fitted = sm.OLS([p.value for p in one.known], x).fit()
    days = sm.add_constant(path["when"].map(pd.Timestamp.toordinal).to_numpy(float) - 738000.0)
    other = fitted.get_prediction(days).summary_frame(alpha=0.2)
    assert path["value"].to_numpy() == pytest.approx(other["mean"].to_numpy(), abs=1e-8)
    assert path["low"].to_numpy() == pytest.approx(other["obs_ci_lower"].to_numpy(), abs=1e-8)
    assert path["high"].to_numpy() == pytest.approx(other["obs_ci_upper"].to_numpy(), abs=1e-8)


@pytest.mark.parametrize(
    ("target", "verdict"),
    [(8.0, "unlikely"), (15.0, "reached"), (30.0, "unlikely"), (15.5, "open"), (15.01, "open")],
)
def test_the_band_decides_what_is_said(target: float, verdict: str) -> None:
    """A target below the baseline is a fall, which the rising line misses."""
    assert forecast.of(only(table(*FOUR, ("target", "2024-02-05", target)))).verdict == verdict


def test_a_sure_line_is_likely_to_arrive() -> None:
    exact = [("measurement", f"2024-0{month}", 10.0 * month) for month in range(2, 7)]
    rows = table(("baseline", "2024-01", 10.0), *exact, ("target", "2024-08", 65.0))
    found = forecast.of(only(rows))
    assert found.verdict == "likely"
    assert words.forecast(found).startswith(
        "If it goes on like this, the target is reached in time. On 31 August 2024"
    )


def test_why_there_is_no_line() -> None:
    few = forecast.of(only(table(*FOUR[:3], ("target", "2025", 20.0))))
    assert (few.lacks, len(few.path), few.expected) == ("few", 0, None)
    same = [("measurement", period, 1.0) for period in ("2024-01-15", "2024-01-16", "2024-01-16")]
    close = only(table(("baseline", "2024-01-15", 1.0), *same))
    assert forecast.of(close).lacks == "same-day"
    assert forecast.of(only(table(*FOUR))).lacks == "no-target"
    far = forecast.of(only(table(*FOUR, ("target", "2026", 20.0))))
    assert far.lacks == "far" and far.expected is None
    assert far.path["when"].iloc[-1] == pd.Timestamp("2024-03-01")  # 30 days measured, 30 ahead
    assert words.forecast(far).startswith("The target lies further ahead")


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.floats(-1e9, 1e9)), min_size=0, max_size=9
    )
)
def test_any_measurements_give_a_line_or_a_reason(points: list[tuple[date, float]]) -> None:
    rows = table(("baseline", "2019", 0.0), *(("measurement", day.isoformat(), v) for day, v in points))
    found = forecast.of(only(rows))
    assert found.lacks in ("few", "same-day", "no-target")
    assert (found.path["low"] <= found.path["high"]).all() and found.path.notna().all(axis=None)

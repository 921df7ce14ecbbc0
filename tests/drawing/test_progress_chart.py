"""The course of a pilot's indicator as a figure: what is drawn where."""

from __future__ import annotations

from datetime import date

import pandas as pd

from danube import texts
from danube.drawing import progress
from danube.drawing.progress import Point

BASE = Point(date(2024, 7, 1), 8.0, "2024")
ONE, TWO = Point(date(2025, 7, 1), 10.0, "2025"), Point(date(2026, 7, 1), 14.0, "2026")
AIM = Point(date(2027, 12, 31), 20.0, "2027")
PATH = pd.DataFrame(
    {
        "when": pd.to_datetime(["2024-07-01", "2026-07-01", "2027-12-31"]),
        "value": [8.0, 13.5, 18.0],
        "low": [7.0, 12.0, 15.0],
        "high": [9.0, 15.0, 21.0],
    }
)


def _drawn(**more: object) -> dict:
    texts.use("en")
    plain = {"name": "Machines", "unit": "number", "decimals": 0, "theme": "light"}
    return progress.course([TWO, ONE], **(plain | more)).to_dict()


def test_baseline_is_a_ring_before_the_dots() -> None:
    (line,) = _drawn(baseline=BASE)["data"]
    assert list(line["y"]) == [8.0, 10.0, 14.0]
    assert list(line["marker"]["symbol"]) == ["circle-open", "circle", "circle"]
    assert line["customdata"][0] == "<b>Machines</b><br>8 number<br>2024<br>baseline"


def test_target_stands_on_its_day_with_its_words() -> None:
    drawn = _drawn(target=AIM)
    diamond = drawn["data"][-1]
    assert list(diamond["x"]) == [date(2025, 7, 1), date(2027, 12, 31)] and list(diamond["y"]) == [20.0, 20.0]
    assert drawn["layout"]["annotations"][0]["text"] == "Target 20, 2027"
    low, high = drawn["layout"]["yaxis"]["range"]
    assert low == 0 or low < 10 and high > 20


def test_the_band_begins_at_the_last_figure() -> None:
    band, line, *_rest = _drawn(baseline=BASE, target=AIM, path=PATH)["data"]
    assert list(line["y"]) == [13.5, 18.0]
    assert list(band["y"]) == [15.0, 21.0, 15.0, 12.0] and band["fill"] == "toself"


def test_nothing_measured_draws_the_target_alone() -> None:
    figure = progress.course([], name="x", unit="", decimals=1, theme="dark", target=AIM, path=PATH.head(0))
    assert len(figure.data) == 2 and list(figure.data[0].y) == []

"""Charts carry the figures they were given, in the reader's format, and nothing from outside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danube import regions, texts
from danube.drawing import canvas, charts, palette

NAMES = {code: regions.name(code) for code in regions.nuts2()}
HOME = palette.theme("light")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("en")


def _ranking(count: int = 68) -> pd.DataFrame:
    codes = list(regions.nuts2()[:count])
    values = [100 - place * 1.25 for place in range(count)]
    return pd.DataFrame(
        {"value": values, "rank": range(1, count + 1), "of": count, "flag": ["b u", *[""] * (count - 1)]},
        index=pd.Index(codes, name="region"),
    )


def _dots(**more: Any) -> go.Figure:
    given_ = {"names": NAMES, "unit": "% of GDP", "decimals": 1, "period": "2023", "theme": "light"}
    return charts.dot_plot(more.pop("ranking", _ranking()), **{**given_, **more})


def test_every_region_has_a_row_of_readable_height() -> None:
    figure = _dots()
    assert len(figure.layout.yaxis.ticktext) == 68
    assert figure.layout.height >= 68 * 18
    assert sorted(row for trace in figure.data for row in trace.y) == list(range(68))


def test_hover_says_value_unit_year_rank_and_flags() -> None:
    card = _dots().data[0].customdata[0]
    assert card.startswith(
        f"<b>{regions.name(regions.nuts2()[0])}</b><br>100.0 % of GDP<br>2023<br>Rank 1 of 68"
    )
    assert "Break in the time series" in card and "Low reliability" in card


def test_uploaded_figures_are_squares_among_dots() -> None:
    ranking = _ranking().assign(flag=["b uploaded", *[""] * 67])
    marks = _dots(ranking=ranking).data[0].marker.symbol
    assert marks[:2] == ("square", "circle")
    assert charts.any_uploaded(ranking["flag"]) and not charts.any_uploaded(_ranking()["flag"])


def test_highlighted_regions_stand_out_by_more_than_colour() -> None:
    first = regions.nuts2()[0]
    figure = _dots(highlighted=[first])
    chosen = figure.data[-1]
    assert (list(chosen.x), chosen.marker.color) == ([100.0], HOME.river)
    assert figure.layout.yaxis.ticktext[0].startswith("<b>")
    assert "<b>100.0</b>" in [note.text for note in figure.layout.annotations]


def test_references_are_lines_with_labels() -> None:
    lines = [charts.Line("Danube median 50", 50, "danube"), charts.Line("EU 70", 70, "eu")]
    figure = _dots(references=lines)
    assert [shape.x0 for shape in figure.layout.shapes] == [50, 70]
    assert {shape.yref for shape in figure.layout.shapes} == {None}  # plotly.js dies of a domain here
    assert [note.text for note in figure.layout.annotations] == ["Danube median 50", "EU 70"]
    assert len({note.y for note in figure.layout.annotations}) == 2  # on two tiers


def test_movements_and_intervals_skip_what_is_missing() -> None:
    ranking = _ranking(3)
    codes = list(ranking.index)
    since = pd.Series({codes[0]: 90.0, codes[2]: None})
    bounds = pd.DataFrame({"low": [99.0, None], "high": [101.0, 3.0]}, index=codes[:2])
    figure = _dots(ranking=ranking, since=since, since_period="2019", intervals=bounds)
    whiskers, moves, hollow = figure.data[:3]
    assert list(whiskers.x) == [99.0, 101.0, None]
    assert list(moves.x) == [90.0, 100.0, None]
    assert list(hollow.x) == [90.0, None, None]
    assert hollow.customdata[0] == "2019: 90.0"


def _history() -> pd.DataFrame:
    years = [str(year) for year in range(2015, 2024)]
    line = pd.Series([1.0, 2, None, 4, 5, 6, 7, 8, 9], index=years)
    biennial = pd.Series([1.0, None] * 4 + [1.0], index=years)
    return pd.DataFrame({"a": line, "b": biennial, "c": float("nan")})


def _trend(history: pd.DataFrame, **more: Any) -> go.Figure:
    return charts.trend(history, names={}, unit="%", decimals=1, theme="light", **more)


def test_a_gap_stays_a_gap_and_every_second_year_is_none() -> None:
    holed, biennial, _empty = _trend(_history()).data
    assert list(holed.y)[2] is None
    assert holed.connectgaps is False
    assert biennial.connectgaps is True


def test_a_break_is_marked_where_it_is() -> None:
    flags = _history().astype(object).map(lambda _value: "")
    flags.loc["2018", "a"] = "b p"
    marks = [trace for trace in _trend(_history(), flags=flags).data if trace.marker.symbol == "line-ns-open"]
    assert [(list(mark.x), list(mark.y)) for mark in marks] == [([2018], [4.0])]


def test_roles_have_their_colours_and_lines_their_names() -> None:
    figure = _trend(_history(), roles={"a": "region", "b": "median"})
    assert [trace.line.color for trace in figure.data[:2]] == [HOME.river, HOME.amber]
    assert [note.text for note in figure.layout.annotations] == ["a", "b"]  # `c` has no point to stand at
    assert figure.layout.showlegend is False


def test_years_have_at_most_seven_ticks_with_the_last_one() -> None:
    ticks = _trend(_history()).layout.xaxis.tickvals
    assert len(ticks) <= 7
    assert ticks[-1] == 2023


def test_more_than_eight_lines_get_a_legend() -> None:
    many = pd.DataFrame({f"s{place}": [place, place + 1] for place in range(9)}, index=["2022", "2023"])
    assert _trend(many).layout.showlegend is True


def test_strips_keep_the_place_of_what_is_missing_and_the_far_at_the_rim() -> None:
    rows = pd.DataFrame({"distance": [9.0, None], "hover": ["far", "none"]}, index=["i", "j"])
    figure = charts.strips(rows, everybody={"i": [-1.0, 0.0, 9.0]}, names={}, theme="dark", region="Wien")
    cloud, own = figure.data
    assert list(cloud.x) == [-1.0, 0.0, 4.0]
    assert list(own.x) == [4.0, None]
    assert list(figure.layout.yaxis.ticktext) == ["i", "j"]


def test_dumbbells_tell_regions_apart_by_shape_and_colour() -> None:
    table = pd.DataFrame({"AT13": [1.0, None], "BG31": [-1.0, 0.5]}, index=["i", "j"])
    figure = charts.dumbbells(table, hover=table.astype(str), indicators={}, names=NAMES, theme="light")
    bar, first, second = figure.data
    assert list(bar.x)[:3] == [-1.0, 1.0, None]
    assert first.marker.symbol != second.marker.symbol
    assert [bar.showlegend, first.showlegend] == [False, True]


def test_heat_map_leaves_the_unknown_empty_and_writes_where_there_is_room() -> None:
    shares = pd.DataFrame({"2022": [0.5, None], "2023": [1.0, 0.0]}, index=["a", "b"])
    cells = charts.heat_map(shares, names={"a": "Alpha"}, theme="light").data[0]
    assert [list(row) for row in cells.z] == [[0.5, 1.0], [None, 0.0]]
    assert [list(row) for row in cells.text] == [["50", "100"], ["", "0"]]
    assert (cells.zmin, cells.zmax) == (0, 1)


def test_bars_begin_at_zero_and_carry_their_figure() -> None:
    figure = charts.bars(pd.Series({"a": 4.0, "b": 2.5}), names={}, unit="times", decimals=1, theme="light")
    assert list(figure.data[0].text) == ["4.0", "2.5"]
    assert figure.layout.xaxis.rangemode == "tozero"


def test_sparkline_marks_its_last_point() -> None:
    line = charts.sparkline(_history()["a"], theme="light", decimals=1).data[0]
    assert list(line.marker.size) == [0] * 8 + [7]


def test_german_readers_see_german_numbers() -> None:
    texts.use("de")
    figure = _dots(highlighted=[regions.nuts2()[0]])
    assert figure.layout.separators == ",."
    assert "<b>100,0</b>" in [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("theme", palette.THEMES)
def test_figures_are_light_and_ask_nobody_for_anything(theme: str) -> None:
    figures = [
        _dots(theme=theme),
        _trend(_history()),
        charts.sparkline(_history()["a"], theme=theme, decimals=1),
    ]
    for figure in figures:
        written = figure.to_json()
        assert len(written) < 25_000
        assert "geo" not in {trace["type"] for trace in json.loads(written)["data"]}
        assert "http" not in written
        assert len(json.dumps(json.loads(written)["layout"].get("template", {}))) < 200


def test_ground_is_that_of_the_theme() -> None:
    assert _dots(theme="dark").layout.paper_bgcolor == palette.theme("dark").ground


def test_long_names_lose_their_exonym_before_they_are_cut() -> None:
    assert canvas.shorten("Zahodna Slovenija (Western Slovenia)") == "Zahodna Slovenija"
    assert canvas.shorten("Wien (Vienna)") == "Wien (Vienna)"
    assert canvas.shorten("Region Šumadije i Zapadne Srbije") == "Region Šumadije i Zapadne…"


@given(st.lists(st.floats(0, 300), min_size=1, max_size=9), st.floats(1, 30))
def test_labels_are_spread_out_in_order(places: list[float], gap: float) -> None:
    moved = canvas.spread_out(places, gap)
    order = sorted(range(len(places)), key=places.__getitem__)
    assert all(moved[after] - moved[before] >= gap - 1e-6 for before, after in pairwise(order))
    if all(places[after] - places[before] >= gap for before, after in pairwise(order)):
        assert moved == pytest.approx(places)

"""The ladder of places: rows, headings and marks, read from the table that a screen reader gets."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube.drawing import intervals

HEADS = intervals.Heads("Region", "Place", "Places 1 to 3", "Score")
RANKING = pd.DataFrame(
    {
        "score": [80.26, 61.0, 20.04],
        "median": [1.0, 2.0, 3.0],
        "low": [1, 1, 3],
        "high": [2, 2, 3],
        "group": ["leader", "strong", "strong"],
    },
    index=["DE11", "AT13", "BG31"],
)


def _ladder(ranking: pd.DataFrame = RANKING, **choices: object) -> str:
    given_ = {
        "names": {"DE11": "Stuttgart", "AT13": "Wien & <b>", "BG31": "Severozapaden"},
        "places": {"DE11": "1st to 2nd", "AT13": "1st to 2nd", "BG31": "3rd"},
        "heads": HEADS,
        "alt": "Three regions.",
        "theme": "light",
    }
    return intervals.ladder(ranking, **(given_ | choices))  # type: ignore[arg-type]


class Cells(HTMLParser):
    """The text of every cell, row by row; fails where a tag is closed that was not opened."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def _cells(text: str) -> list[list[str]]:
    parser = Cells()
    parser.feed(text)
    assert not parser.open
    return parser.rows


def test_every_row_says_name_place_and_score() -> None:
    head, *rows = _cells(_ladder())
    assert head == ["Region", "Place", "Places 1 to 3123", "Score"]
    assert rows == [
        ["Stuttgart", "1st to 2nd", "", "80.3"],
        ["Wien & <b>", "1st to 2nd", "", "61.0"],
        ["Severozapaden", "3rd", "", "20.0"],
    ]


def test_bars_run_from_the_best_place_to_the_worst() -> None:
    assert re.findall(r"--a:([\d.]+);--b:([\d.]+);--m:([\d.]+)", _ladder()) == [
        ("1", "2", "1"),
        ("1", "2", "2"),
        ("3", "3", "3"),
    ]


def test_a_heading_stands_above_each_group_once() -> None:
    rows = _cells(_ladder(bands={"leader": "Leaders", "strong": "Strong"}))
    assert [row[0] for row in rows[1:]] == ["Leaders", "Stuttgart", "Strong", "Wien & <b>", "Severozapaden"]


def test_the_chosen_region_is_pressed_and_its_likes_are_marked() -> None:
    drawn = _ladder(chosen="AT13", alike=["DE11", "AT13"], marked=["BG31"])
    assert re.findall(r'data-code="(\w+)" class=(\w+)', drawn) == [("DE11", "alike"), ("AT13", "chosen")]
    assert drawn.count('aria-pressed="true"') == 1
    assert "20.0*" in drawn and "61.0*" not in drawn


def test_a_long_name_goes_without_its_exonym_and_none_is_cut() -> None:
    drawn = _ladder(names={"DE11": "Zahodna Slovenija (Western Slovenia)", "AT13": "Wien (Vienna)"})
    assert ' title="Zahodna Slovenija (Western Slovenia)">Zahodna Slovenija</button>' in drawn
    assert ">Wien<span> (Vienna)</span></button>" in drawn


def test_colours_follow_the_theme() -> None:
    assert "--ink:#17212B" in _ladder() and "--ink:#E8EDF2" in _ladder(theme="dark")
    named = set(re.findall(r"var\(--([a-z-]+)\)", intervals.style()))
    assert named - {"a", "b", "m", "of"} <= set(re.findall(r"--([a-z-]+):#", _ladder()))


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, []), (3, [1, 2, 3]), (64, [1, 10, 20, 30, 40, 50, 64]), (1600, [1, 500, 1000, 1600])],
)
def test_round_places_stand_on_the_axis(count: int, expected: list[int]) -> None:
    assert intervals.ticks(count) == expected


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 20_000))
def test_ticks_never_crowd(count: int) -> None:
    found = intervals.ticks(count)
    assert found[0] == 1 and found[-1] == count and len(found) <= 9
    assert found == sorted(set(found))


def test_nothing_ranked_is_an_empty_table() -> None:
    assert len(_cells(_ladder(RANKING.head(0)))) == 1

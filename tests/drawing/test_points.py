"""The sum of a score, line by line, and its bars."""

from __future__ import annotations

import re

from danube.drawing import points
from danube.drawing.points import Part, Sum

TOLD = Sum(
    Part("Average", 48.2),
    [Part("Patents & <b>", 10.0, "3.2, 2023"), Part("Skills", -5.0)],
    Part("Score of Wien", 53.2),
)


def _drawn(theme: str = "light") -> str:
    return points.bars(TOLD, heads=("Indicator", "Points"), alt="Why.", theme=theme)


def test_the_sum_is_read_from_the_average_to_the_score() -> None:
    table = _drawn()
    assert re.findall(r"<td>([^<]+)</td></tr>", table) == ["48.2", "+10.0", "−5.0", "53.2"]
    assert "Patents &amp; &lt;b&gt;<small>3.2, 2023</small>" in table
    assert "<caption>Why.</caption>" in table


def test_bars_are_as_long_as_their_points_and_point_to_their_side() -> None:
    assert re.findall(r'class="(lifts|holds)".*?width:([\d.]+)%', _drawn()) == [
        ("lifts", "50.0"),
        ("holds", "25.0"),
    ]


def test_nothing_to_add_is_a_sum_all_the_same() -> None:
    alone = Sum(Part("Average", 1.0), [], Part("Score", 1.0))
    assert points.bars(alone, heads=("a", "b"), alt="", theme="dark").count("<tr") == 3


def test_colours_follow_the_theme() -> None:
    assert "#17212B" in _drawn() and "#E8EDF2" in _drawn("dark")
    assert set(re.findall(r"var\(--([a-z]+)\)", points.style())) <= set(points.COLOURS)

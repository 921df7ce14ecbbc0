"""Lines over the years: gaps stay gaps, names stand apart and whole."""

from __future__ import annotations

from xml.etree import ElementTree

from danube.drawing.static import lines
from danube.drawing.static.lines import Line, Lines

SVG = "{http://www.w3.org/2000/svg}"
YEARS = ["2019", "2020", "2021", "2022", "2023"]


def shown(*told: Line) -> ElementTree.Element:
    return ElementTree.fromstring(lines.drawn(Lines(YEARS, told, "% of GDP"), "light"))


def test_a_gap_parts_a_line() -> None:
    picture = shown(Line("A", [1.0, 2.0, None, 3.0, 4.0], "river"))
    curves = [one for one in picture.iter(f"{SVG}path") if one.get("stroke-linejoin") == "round"]
    assert len(curves) == 2
    assert all(str(one.get("d")).count("L") == 1 for one in curves)


def test_a_figure_alone_is_a_dot() -> None:
    assert len([*shown(Line("A", [None, 2.0, None, None, None])).iter(f"{SVG}circle")]) == 2


def test_names_of_equal_lines_do_not_touch() -> None:
    picture = shown(*(Line(f"Line {n}", [1.0, 1.0, 1.0, 1.0, 1.0]) for n in range(6)))
    tops = sorted(float(str(one.get("y"))) for one in picture.iter(f"{SVG}text") if "Line" in str(one.text))
    assert len(tops) == 6
    assert min(b - a for a, b in zip(tops, tops[1:], strict=False)) >= 20


def test_the_last_figure_stands_beside_the_name_and_the_last_year_below() -> None:
    texts = [one.text for one in shown(Line("A", [1.0, 2.0, 3.0, 3.46, None])).iter(f"{SVG}text")]
    assert "A 3.5" in texts
    assert "2023" in texts

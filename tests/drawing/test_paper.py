"""Pictures for print: what stands where, and that names stay text."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from danube.drawing import outlines, palette
from danube.drawing.paper import apart, course, fields, places

SVG = "{http://www.w3.org/2000/svg}"
COLOURS = palette.theme("light")


def tags(svg: str, name: str) -> list[dict[str, str]]:
    return [one.attrib for one in ElementTree.fromstring(svg).iter(f"{SVG}{name}")]


def words(svg: str) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_map_colours_hatches_outlines_and_rings_what_is_small() -> None:
    drawn = outlines.load(2)
    fills = ["#123456" if code == "AT13" else None for code in drawn.ids]
    svg = places.places(drawn, fills, {"AT13": COLOURS.amber, "RO21": COLOURS.river})
    assert svg.count("#123456") == 1
    assert svg.count("url(#none)") == len(drawn.ids) - 1
    rings = tags(svg, "circle")
    assert len(rings) == 2, "Wien is small and gets a light and a coloured ring, Nord-Est gets none"
    assert rings[1]["stroke"] == COLOURS.amber


def test_a_field_shows_the_region_right_of_its_peers_where_it_does_better() -> None:
    svg = fields.fields([fields.Row("Research <&>", [10, 20, 30], own=75.0, peers=50.0, median=25.0)])
    dot = float(tags(svg, "circle")[0]["cx"])
    assert dot == pytest.approx(fields.GUTTER + 0.75 * (fields.WIDE - fields.GUTTER - fields.END))
    assert "Research <&>" in words(svg) and "75" in words(svg)


def test_a_field_without_figures_has_no_marks() -> None:
    svg = fields.fields([fields.Row("Research", [], own=None, peers=None, median=None)])
    assert not tags(svg, "circle") and "–" in words(svg)


def test_a_course_ends_in_a_dot_with_the_last_figure_and_keeps_its_gap() -> None:
    years = ["2018", "2019", "2020", "2022", "2023"]
    told = course.Course(years, [1.0, 2.0, None, 3.0, 4.5], {"median": [2, 2, 2, 2, 2]}, breaks=["2022"])
    svg = course.course(told)
    assert {"4.5", "2018", "2023"} <= set(words(svg))
    own = [one for one in tags(svg, "path") if one.get("stroke") == COLOURS.river]
    assert len(own) == 2, "a gap parts the line"
    assert [one for one in tags(svg, "path") if one.get("stroke-dasharray") == ".8 1.8"]


def test_a_series_of_every_second_year_is_one_line() -> None:
    told = course.Course(["2017", "2018", "2019", "2020", "2021"], [1.0, None, 2.0, None, 3.0])
    own = [one for one in tags(course.course(told), "path") if one.get("stroke") == COLOURS.river]
    assert len(own) == 1


@pytest.mark.parametrize("values", [[5.0, 5.0, 5.0], [0.0, 0.0, 0.0], [-1.0, 2.0, -3.0], [1e9, 2e9, 3e9]])
def test_a_course_of_any_size_stays_on_its_paper(values: list[float]) -> None:
    svg = course.course(course.Course(["2019", "2020", "2021"], values))
    for circle in tags(svg, "circle"):
        assert 0 <= float(circle["cy"]) <= course.TALL and 0 <= float(circle["cx"]) <= course.BROAD


def test_several_courses_carry_numbers_that_do_not_cover_each_other() -> None:
    lines = [[1.0, 2.0], [1.0, 2.0], [1.0, 2.01]]
    told = course.Together(["2020", "2021"], lines, COLOURS.series[:3], [None, None])
    found = ElementTree.fromstring(course.together(told)).iter(f"{SVG}text")
    heights = sorted(float(one.attrib["y"]) for one in found if one.text in ("1", "2", "3"))
    assert len(heights) == 3 and min(heights[1] - heights[0], heights[2] - heights[1]) >= 6.9


def test_numbered_dots_stand_where_their_distance_says_and_never_beyond_the_edge() -> None:
    svg = apart.drawn([apart.Spread("R&D", {1: 0.0, 2: 99.0})], COLOURS.series, ("worse", "better"))
    first, second = (float(one["cx"]) for one in tags(svg, "circle"))
    assert first == pytest.approx((apart.GUTTER + apart.WIDE) / 2)
    assert second == apart.WIDE - apart.EDGE
    assert {"R&D", "1", "2", "← worse", "better →"} <= set(words(svg))

"""Rows on one scale: places that a person can work out, names in full, nothing outside the picture."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from danube.drawing import palette
from danube.drawing.static import rows
from danube.drawing.static.plate import WIDTH, Mark
from danube.drawing.static.rows import Reference, Rest, Row, Rows

SVG = "{http://www.w3.org/2000/svg}"


def shown(told: Rows, theme: str = "light") -> ElementTree.Element:
    return ElementTree.fromstring(rows.drawn(told, theme))


def texts_of(picture: ElementTree.Element) -> list[str]:
    return [str(one.text) for one in picture.iter(f"{SVG}text")]


def three() -> Rows:
    return Rows(
        [
            Row("A", (Mark(0.0),), "0"),
            Row("B", (Mark(5.0),), "5", strong=True),
            Row("C", (Mark(10.0),), "10"),
        ],
        "unit",
        [Reference("half", 5.0)],
        low=0.0,
        high=10.0,
    )


def test_marks_stand_in_proportion() -> None:
    at = [float(dot.get("cx", "")) for dot in shown(three()).iter(f"{SVG}circle")]
    assert len(at) == 3
    assert at[1] == pytest.approx((at[0] + at[2]) / 2, abs=0.1)


def test_a_reference_stands_where_its_value_does() -> None:
    dots = [float(dot.get("cx", "")) for dot in shown(three()).iter(f"{SVG}circle")]
    line = next(one for one in shown(three()).iter(f"{SVG}path") if one.get("stroke") == palette.LIGHT.amber)
    assert float(str(line.get("d")).split()[0][1:]) == pytest.approx(dots[1], abs=0.1)


@pytest.mark.parametrize("theme", palette.THEMES)
def test_every_text_is_read_from_afar(theme: str) -> None:
    ground = palette.theme(theme).ground
    for one in shown(three(), theme).iter(f"{SVG}text"):
        assert palette.contrast(str(one.get("fill")), ground) >= 7
        assert float(str(one.get("font-size"))) * 328 / WIDTH >= 9.5


def test_names_and_words_stand_whole_and_escaped() -> None:
    name = "Yugozapadna i Yuzhna tsentralna Bulgaria <b>&amp;"
    picture = shown(Rows([Row(name, (Mark(1.0),), "12th highest of 64"), Rest("… 3 more …")], "% & <x>"))
    assert name.split()[0] in " ".join(texts_of(picture))
    assert " ".join(texts_of(picture)).replace("12th highest of 64", "").count("Bulgaria <b>&amp;") == 1
    assert "… 3 more …" in texts_of(picture)


def test_nothing_reaches_over_the_edge() -> None:
    far = Rows(
        [Row("A", (Mark(1e9),), "1,000,000,000.00", bar=Mark(-3.0))],
        "u" * 90,
        [Reference("Reference " * 4, -3)],
    )
    box = [float(x) for x in re.findall(r' (?:cx|x)="(-?[\d.]+)"', rows.drawn(far, "dark"))]
    assert 0 <= min(box) <= max(box) <= WIDTH


def test_the_same_rows_are_the_same_picture() -> None:
    assert rows.drawn(three(), "light") == rows.drawn(three(), "light")


def test_one_value_for_all_still_has_a_scale() -> None:
    assert (
        len([*shown(Rows([Row("A", (Mark(2.0),)), Row("B", (Mark(2.0),))], "u")).iter(f"{SVG}circle")]) == 2
    )


def test_the_longest_words_leave_the_scale_its_room() -> None:
    wide = Rows([Row("W" * 90, note="1,234,567 (100 %)", strong=True, bar=Mark(4.0))], "votes", low=0.0)
    bar = [one for one in shown(wide).iter(f"{SVG}rect") if one.get("height") == "18"]
    assert len(bar) == 1 and float(str(bar[0].get("width"))) > 60

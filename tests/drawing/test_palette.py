"""Colours must be readable and keep their order on a grey printer."""

from __future__ import annotations

import pytest

from danube.drawing import palette


def test_contrast_of_black_on_white_is_21() -> None:
    assert palette.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert palette.luminance("#FF0000") == pytest.approx(0.2126)


@pytest.mark.parametrize("name", palette.THEMES)
def test_text_and_marks_stand_out_from_the_ground(name: str) -> None:
    theme = palette.theme(name)
    for ground in (theme.ground, theme.surface):
        for text in (theme.ink, theme.muted, theme.river, theme.amber_ink):
            assert palette.contrast(text, ground) >= 4.5
        for mark in (theme.amber, theme.grey, theme.country, theme.selected, *theme.series):
            assert palette.contrast(mark, ground) >= 3
    assert palette.contrast(theme.ink, theme.ground) >= 7


@pytest.mark.parametrize("name", palette.THEMES)
@pytest.mark.parametrize("count", range(2, 10))
def test_sequential_ramp_is_monotone_in_grey(name: str, count: int) -> None:
    greys = [palette.luminance(colour) for colour in palette.sequential(count, name)]
    assert greys == sorted(greys, reverse=name == "light")
    assert len(set(greys)) == count


@pytest.mark.parametrize("name", palette.THEMES)
def test_neighbouring_classes_can_be_told_apart(name: str) -> None:
    ramp = palette.sequential(5, name)
    assert min(palette.contrast(a, b) for a, b in zip(ramp, ramp[1:], strict=False)) >= 1.3


@pytest.mark.parametrize("name", palette.THEMES)
@pytest.mark.parametrize("count", [3, 4, 5, 6, 7, 9])
def test_diverging_ramp_leaves_the_middle_in_both_directions(name: str, count: int) -> None:
    greys = [palette.luminance(colour) for colour in palette.diverging(count, name)]
    below, above = greys[: (count + 1) // 2], greys[count // 2 :]
    assert below == sorted(below, reverse=name == "dark")
    assert above == sorted(above, reverse=name == "light")


def test_blue_is_above_and_ochre_below() -> None:
    for name in palette.THEMES:
        low, *_middle, high = map(palette.rgb, palette.diverging(5, name))
        assert low[0] > low[2] and high[2] > high[0]


def test_unknown_theme_is_light() -> None:
    assert palette.theme("sepia") is palette.LIGHT


def test_one_class_has_one_colour() -> None:
    assert len(palette.sequential(1, "light")) == 1


def test_colours_become_properties_of_css() -> None:
    assert palette.properties("light", "river", "amber_ink") == "--river:#14507A;--amber-ink:#8F5208"

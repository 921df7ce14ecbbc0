"""Class breaks worked by hand, and every degenerate series."""

from __future__ import annotations

import math

import pytest

from danube import texts
from danube.drawing import palette, scales

TEN_AND_AN_OUTLIER = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30]


def test_continuous_has_round_edges_that_hold_everything() -> None:
    scale = scales.build(TEN_AND_AN_OUTLIER, "continuous", classes=5)
    assert scale.edges == (0, 5, 10, 15, 20, 25, 30)
    assert scale.indices(TEN_AND_AN_OUTLIER) == [0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 5]


def test_continuous_keeps_decimal_edges_exact() -> None:
    scale = scales.build([0.05, 0.95], "continuous", classes=5, decimals=2)
    assert scale.edges == (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    assert scale.index(0.6) == 3


def test_outliers_of_a_long_series_stay_in_open_outer_classes() -> None:
    values = [*range(10, 50), 900]  # 41 values: two are trimmed at each end
    scale = scales.build(values, "continuous", classes=5, decimals=0)
    assert scale.edges == (10, 20, 30, 40, 900)
    assert scale.labels() == ["below 20", "20 to 30", "30 to 40", "40 and more"]


def test_quantiles_begin_at_observed_values() -> None:
    scale = scales.build(TEN_AND_AN_OUTLIER, "quantiles", classes=5)
    assert scale.edges == (1, 4, 6, 8, 10, 30)
    assert scale.indices(TEN_AND_AN_OUTLIER) == [0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_jenks_splits_at_the_gaps() -> None:
    scale = scales.build([1, 2, 10, 11, 50, 52], "jenks", classes=3)
    assert scale.edges == (1, 10, 50, 52)
    assert scale.indices([1, 2, 10, 11, 50, 52]) == [0, 0, 1, 1, 2, 2]


def test_jenks_of_a_long_series_keeps_the_order_and_the_ends() -> None:
    series = [round((n * 37 % 1000) ** 1.3, 1) for n in range(1000)]
    scale = scales.build(series, "jenks", classes=6)
    assert scale.count == 6
    assert list(scale.edges) == sorted(scale.edges)
    assert (scale.edges[0], scale.edges[-1]) == (min(series), max(series))


def test_diverging_parts_at_the_reference() -> None:
    scale = scales.build([80, 95, 100, 104, 130], "diverging", classes=6, centre=100, decimals=0)
    assert scale.edges == (80, 90, 100, 110, 120, 130)
    assert scale.indices([80, 99, 100, 130]) == [0, 1, 2, 4]
    ochre, blue = palette.rgb(scale.colours("light")[1]), palette.rgb(scale.colours("light")[2])
    assert ochre[0] > ochre[2] and blue[2] > blue[0]


def test_diverging_shades_are_as_far_apart_as_the_values() -> None:
    low_side = scales.build([40, 101], "diverging", classes=6, centre=100, decimals=0)
    assert low_side.edges == (40, 60, 80, 100, 120)
    assert low_side.colours("light")[-1] == palette.diverging(7, "light")[4]


def test_diverging_without_reference_falls_back() -> None:
    assert scales.build([1, 2], "diverging").kind == "continuous"
    assert scales.build([1, 2], "diverging", centre=math.nan).kind == "continuous"


def test_all_equal_to_the_reference_is_neutral() -> None:
    scale = scales.build([5, 5], "diverging", centre=5)
    assert scale.indices([5]) == [0]
    assert scale.colours("light") == (palette.diverging(3, "light")[1],)


@pytest.mark.parametrize("kind", scales.KINDS)
def test_nothing_known_has_no_class(kind: scales.Kind) -> None:
    scale = scales.build([None, math.nan], kind, centre=1.0)
    assert (scale.count, scale.labels(), scale.colours("light"), scale.index(3)) == (0, [], (), -1)


@pytest.mark.parametrize("kind", ["continuous", "quantiles", "jenks"])
@pytest.mark.parametrize("values", [[3.0], [3.0, 3.0, 3.0], [3.01, 3.04]])
def test_one_value_is_one_class(kind: scales.Kind, values: list[float]) -> None:
    scale = scales.build(values, kind)
    assert (scale.count, scale.labels(), scale.indices(values)) == (1, ["3.0"], [0] * len(values))


@pytest.mark.parametrize("kind", ["quantiles", "jenks"])
def test_fewer_values_than_classes_get_a_class_each(kind: scales.Kind) -> None:
    scale = scales.build([1, 2, 8], kind, classes=5)
    assert scale.indices([1, 2, 8]) == [0, 1, 2]
    assert scale.labels() == ["below 2.0", "2.0 to 8.0", "8.0 and more"]


def test_many_zeros_keep_a_class_to_themselves() -> None:
    values = [0, 0, 0, 0, 0, 0, 0, 1, 2, 9]
    assert scales.build(values, "quantiles").indices(values) == [0] * 7 + [1, 2, 2]


def test_missing_belongs_nowhere_and_strangers_to_the_outer_classes() -> None:
    scale = scales.build([10, 20], "continuous", classes=5, decimals=0)
    assert scale.indices([None, math.nan, 3, 99]) == [-1, -1, 0, scale.count - 1]


def test_a_figure_is_classed_as_it_is_read() -> None:
    scale = scales.build([10, 12.34, 15], "quantiles", classes=3)
    assert scale.labels() == ["below 12.3", "12.3 to 15.0", "15.0 and more"]
    assert scale.index(12.28) == 1  # read as 12.3


def test_no_edge_is_finer_than_the_decimals() -> None:
    assert scales.build([1.01, 1.02, 1.13], "continuous").labels() == ["1.0 to 1.1"]


def test_labels_speak_the_readers_language() -> None:
    scale = scales.build([0, 1500], "continuous", classes=3)
    texts.use("de")
    try:
        assert scale.ticks() == ["0,0", "500,0", "1.000,0", "1.500,0"]
    finally:
        texts.use("en")


@pytest.mark.parametrize("kind", scales.KINDS)
@pytest.mark.parametrize("theme", palette.THEMES)
def test_as_many_colours_and_labels_as_classes(kind: scales.Kind, theme: str) -> None:
    scale = scales.build(TEN_AND_AN_OUTLIER, kind, classes=5, centre=6)
    assert len(scale.colours(theme)) == len(scale.labels()) == scale.count == len(set(scale.colours(theme)))


def test_an_unknown_kind_is_refused_with_the_choices() -> None:
    with pytest.raises(ValueError, match="continuous, quantiles, jenks, diverging but got 'pretty'"):
        scales.build([1, 2], "pretty")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="2 or more"):
        scales.build([1, 2], "jenks", classes=1)

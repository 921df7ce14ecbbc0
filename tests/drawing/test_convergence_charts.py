"""Charts on growing together: what is drawn is what was computed, readable in both themes."""

from __future__ import annotations

import pandas as pd
import pytest

from danube.drawing import convergence, palette

FIFTHS = range(1, 6)


def matrix(theme: str = "light"):
    counts = pd.DataFrame(0, index=FIFTHS, columns=FIFTHS)
    counts.loc[1] = [3, 1, 0, 0, 0]
    counts.loc[5, 5] = 2
    hover = counts.astype(str)
    return convergence.matrix(counts, hover=hover, theme=theme, since="2010", until="2020")


def test_cells_carry_counts_and_shares_of_their_row() -> None:
    figure = matrix()
    assert [note.text for note in figure.layout.annotations] == ["3", "1", "2"]
    assert list(figure.data[0].z[0]) == [0.75, 0.25, 0, 0, 0]
    assert list(figure.data[0].z[1]) == [None] * 5
    assert len(figure.layout.shapes) == 5


@pytest.mark.parametrize("theme", palette.THEMES)
def test_counts_can_be_read_on_their_cells(theme: str) -> None:
    ramp = palette.sequential(7, theme)
    inks = [note.font.color for note in matrix(theme).layout.annotations]
    for ink, share in zip(inks, (0.75, 0.25, 1.0), strict=True):
        assert palette.contrast(ink, ramp[round(6 * share)]) >= 4.5


def test_bars_are_stacked_in_the_order_of_the_parts() -> None:
    parts = pd.DataFrame({"between": [0.2, 0.1], "within": [0.1, 0.3]}, index=["2010", "2020"])
    names = {"between": "between countries", "within": "within countries"}
    figure = convergence.stacked(parts, names=names, hover=parts.astype(str), unit="Theil", theme="light")
    assert figure.layout.barmode == "stack"
    assert [list(bar.y) for bar in figure.data] == [[0.2, 0.1], [0.1, 0.3]]
    assert [bar.name for bar in figure.data] == list(names.values())


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (3400, 36000, ["5,000", "10,000", "20,000"]),
        (0.06, 6, ["0.1", "0.2", "0.5", "1", "2", "5"]),
        (54, 80, ["55", "60", "65", "70", "75", "80"]),
    ],
)
def test_ticks_of_the_first_level_are_round(low: float, high: float, ticks: list[str]) -> None:
    points = pd.DataFrame({"level": [low, high], "growth": [0.02, 0.01]}, index=["a", "b"])
    figure = convergence.growth(
        points, None, names={"a": "A", "b": "B"}, cards={"a": "", "b": ""}, named=["a"],
        highlighted=["b"], level="x", rate="y", theme="light",
    )  # fmt: skip
    assert list(figure.layout.xaxis.ticktext) == ticks
    assert {note.text for note in figure.layout.annotations} == {"A", "B"}


def test_a_spread_begins_at_zero() -> None:
    years = pd.DataFrame({"variation": [60.0, 40.0], "gini": [30.0, 20.0]}, index=["2010", "2020"])
    names = {"variation": "distance", "gini": "Gini"}
    figure = convergence.spread(years, names=names, unit="%", decimals=0, theme="dark")
    assert figure.layout.yaxis.range[0] == 0 and figure.layout.yaxis.range[1] > 60

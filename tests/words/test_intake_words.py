"""Sentences on a file on its way in, in both numbers and with nothing to tell."""

from __future__ import annotations

import pytest

from danube import texts
from danube.words import intake as words


@pytest.fixture(autouse=True)
def _english() -> None:
    texts.use("en")


@pytest.mark.parametrize(
    ("accepted", "refused", "open_", "told"),
    [
        (1, 0, 0, "Of 1,200 figures in the file 1 is accepted. Nothing is refused."),
        (1100, 1, 0, "Of 1,200 figures in the file 1,100 are accepted. 1 cell is refused."),
        (0, 12, 0, "Nothing is accepted yet. 12 cells are refused."),
        (0, 0, 1, "Nothing is accepted yet. 1 question is open: the figures that it concerns wait for the "
                  "answer."),
    ],
)  # fmt: skip
def test_how_much_of_a_file_counts(accepted: int, refused: int, open_: int, told: str) -> None:
    assert words.counted(words.figures(1200, accepted), refused, open_) == told


def test_rows_of_priorities_are_no_figures() -> None:
    assert words.lines(4, 3) == "Of 4 rows in the file 3 are accepted."


def test_doubts_never_refuse() -> None:
    assert words.doubted(0) == "No figure looks strange."
    assert words.doubted(1) == "1 figure deserves a second look; it is accepted all the same."


def test_what_does_not_happen_is_left_out_of_the_difference() -> None:
    counts = {"new": 3, "changed": 0, "unchanged": 7}
    assert words.differs(counts) == "Beside the warehouse: 3 new figures and 7 as before."
    assert "nothing would change" in words.differs({"new": 0, "changed": 0, "unchanged": 7})


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (4.0, 4.4, "+0.4"),
        (9.0, 4.0, "−5.0"),
        (4.0, 4.001, "+0.001"),
        (4.0, 4.0, "only its flag"),
        (float("nan"), 4.0, "–"),
    ],
)
def test_a_change_is_written_with_the_decimals_that_show_it(before: float, after: float, told: str) -> None:
    assert words.change(before, after, 1) == told


def test_a_reason_without_a_name_speaks_for_itself() -> None:
    assert words.reason("not-a-number", "x is no number.") == "The figure is no number"
    assert words.reason("strange", "This is strange.") == "This is strange."

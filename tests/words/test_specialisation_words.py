"""Sentences on specialisation: every number in them is worked by hand."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from danube import texts
from danube.words import specialisation as words


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("en")


def table(**quotients: float) -> pd.DataFrame:
    names = [name.replace("_", "-") for name in quotients]
    return pd.DataFrame({"quotient": list(quotients.values()), "flag": ""}, index=names)


STEPS = pd.DataFrame({"relatedness": [80.0, 60.0, 10.0]}, index=["K", "J", "A"])


def test_two_strengths_and_what_lies_nearest() -> None:
    said = words.answer_specialisation("AT11", "2015", table(F=2.04, J=1.1, A=0.5), STEPS)
    assert said == (
        "In 2015, Burgenland had 2.0 times the Danube share of jobs in construction, and 1.1 times in "
        "information and communication. Nearest to what it already does, and not yet a strength: finance "
        "and insurance; information and communication."
    )


def test_a_doubtful_figure_makes_no_headline() -> None:
    doubted = table(L=3.0, F=1.2).assign(flag=["u", ""])
    assert "real estate" not in words.answer_specialisation("AT11", "2015", doubted, STEPS)
    assert "1.2 times the Danube share of jobs in construction." in words.answer_specialisation(
        "AT11", "2015", doubted, STEPS
    )


def test_a_region_like_the_whole() -> None:
    said = words.answer_specialisation("AT11", "2015", table(F=1.04, J=1.0), STEPS.head(0))
    assert said == (
        "In 2015, Burgenland spread its jobs over the sectors much like the Danube Region. There is no "
        "sector in which it has less than the Danube share."
    )


def test_nothing_near_is_not_called_near() -> None:
    said = words.answer_specialisation("AT11", "2015", table(A=5.0), STEPS.tail(1))
    assert said.endswith(
        "Nothing lies near to what it already does; the least far is agriculture, forestry and fishing."
    )


def test_half_of_krugman_in_per_cent_of_the_jobs() -> None:
    krugman = pd.Series({"AT11": 0.3, "AT12": 0.1, "BG31": 0.2, "HU": 0.5})
    said = words.profile_sentence("AT11", "2015", krugman, ["AT11", "AT12", "BG31"])
    assert "15 % of the jobs would have had to be in another sector for Burgenland" in said
    assert "in the region in the middle it was 10 %" in said
    assert said.endswith("Of the other 2 regions, 2 are more like the rest than it is.")
    assert "Of the other" not in words.profile_sentence("HU", "2015", krugman, ["AT11", "AT12", "BG31"])


def test_complexity_is_told_by_counts_and_not_at_all_for_a_country() -> None:
    index = pd.Series({"AT11": 0.0, "AT12": 1.0, "BG31": -1.0, "BG32": np.nan})
    assert words.complexity_sentence("AT11", index) == (
        "Of the 2 other regions with every figure, 1 have strengths in less complex sectors and 1 in more "
        "complex ones."
    )
    assert "cannot be told" in words.complexity_sentence("BG32", index)
    assert words.complexity_sentence("HU", index) == ""


def test_who_brings_what() -> None:
    rows = [("AT11", "BG31", "F", 50.0, 40.0, True), ("BG31", "AT11", "A", 10.0, 40.0, False)]
    table = pd.DataFrame(rows, columns=["strong", "open", "sector", "relatedness", "usual", "near"])
    said = words.together_sentence("AT11", "BG31", table)
    assert said == "Burgenland is strong in what lies near to Severozapaden (North-West): construction."
    assert words.together_sentence("AT11", "BG31", table.tail(1)).startswith("Neither of Burgenland and")


def test_every_section_and_group_has_a_name_and_a_short_one() -> None:
    assert all(
        words.sector(code) != code for code in [*"ABCDEFGHIJKLMNOPQRSTU", "B-E", "G-I", "M_N", "O-Q", "R-U"]
    )
    assert words.sector("X99") == "X99"
    assert (
        max(
            len(words.sector_short(code))
            for code in ("A", "B-E", "F", "G-I", "J", "K", "L", "M_N", "O-Q", "R-U")
        )
        <= 24
    )

"""Sentences from figures: every number in them is worked by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
import pytest

from danube import regions, texts, words
from danube.benchmark import panel, positions, profile
from danube.benchmark.coverage import Reason
from tests.benchmark.tables import one, tidy, together


@dataclass(frozen=True)
class Measure:
    name: str = "R&D expenditure, all sectors"
    short: str = "R&D expenditure"
    unit: str = "% of GDP"
    direction: str = "higher"
    decimals: int = 1
    headline: bool = True


TABLE = one("a", "2023", AT13=5.3, BG31=1, CZ01=2, DE11=4, HU11=3, EU27_2020=2.2, AT=3.1)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("en")


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (21, "21st"),
        (113, "113th"),
    ],
)
def test_ordinals(number: int, written: str) -> None:
    assert words.ordinal(number) == written


def test_place() -> None:
    assert words.place(12, 64) == "12th of 64"
    assert words.place(12, 64, "neutral") == "12th highest of 64"
    texts.use("de")
    assert words.ordinal(12) == "12"  # German: Platz 12 von 64


def test_amount() -> None:
    assert words.amount(1234.56, Measure()) == "1,234.6 % of GDP"
    assert words.amount(108.47, Measure(unit="EU 2016 = 100")) == "108.5 (EU 2016 = 100)"
    assert words.amount(float("nan"), Measure()) == texts.MISSING


def _answer(table: pd.DataFrame, measure: Measure) -> str:
    ranking = positions.ranking(table, "a", "2023", measure.direction)
    return words.answer_ranking(ranking, positions.reference(table, "a", "2023"), measure)


def test_answer_to_the_ranking() -> None:
    assert _answer(TABLE, Measure()) == (
        "Wien (Vienna) leads in 2023 with 5.3 % of GDP. The last is Северозападен with 1.0 % of GDP. "
        "Danube median: 3.0 % of GDP; EU: 2.2 % of GDP."
    ).replace("Северозападен", regions.name("BG31"))


def test_answer_where_lower_is_better_and_where_places_are_shared() -> None:
    tied = one("a", "2023", AT13=1, BG31=9, CZ01=1)
    praha, wien = regions.name("CZ01"), regions.name("AT13")
    assert _answer(tied, Measure(direction="lower")).startswith(
        f"{wien} and {praha} do best in 2023 with 1.0 % of GDP; lower is better. The last is"
    )
    assert _answer(tied, Measure(direction="neutral")).startswith(
        f"{regions.name('BG31')} has the highest figure"
    )
    alike = one("a", "2023", AT13=1, BG31=1, CZ01=1, HU11=1)
    assert _answer(alike, Measure()).startswith("4 regions share the first place in 2023 with 1.0")
    assert _answer(one("a", "2023", AT=1), Measure()) == "No region has a figure of its own for 2023."


def _map(table: pd.DataFrame) -> pd.DataFrame:
    return panel.on_map(table, "a", "2023", units=regions.at_level(2), ancestors=regions.ancestors)


def test_answer_to_the_map() -> None:
    said = words.answer_map(_map(TABLE), "2023", Measure())
    assert said == (
        f"In 2023 the figures run from 1.0 % of GDP in {regions.name('BG31')} to 5.3 % of GDP in "
        "Wien (Vienna); half of the regions lie between 2.0 and 4.0. 8 regions have only the figure of a "
        "larger unit. 60 regions have no figure."
    )
    assert words.alt_map(_map(TABLE), "2023", Measure()).startswith(
        "Map of R&D expenditure, all sectors, 2023. In"
    )


def test_answer_to_an_empty_map_says_so() -> None:
    assert words.answer_map(_map(TABLE.iloc[:0]), "2023", Measure()) == "There is no figure for this choice."


def test_alt_of_a_trend_with_a_gap() -> None:
    table = tidy(("a", "AT13", "2019", 1.0), ("a", "BG31", "2021", 2.0), ("a", "AT13", "2023", 3.0))
    lines = panel.history(table, "a", ["AT13", "BG31", "CZ01"])
    said = words.alt_trend(lines, {"AT13": "Wien", "BG31": "Vidin", "CZ01": "Praha"}, Measure())
    assert said == (
        "Line chart of R&D expenditure, all sectors. Wien: from 1.0 % of GDP in 2019 to 3.0 % of GDP in "
        "2023. Vidin: 2.0 % of GDP in 2021. Praha: no figures."
    )


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("country", "RS"), "No figure: Serbia does not report this."),
        (Reason("region", "HU"), "No figure: not published for this region."),
        (
            Reason("coarser", "BA", "2023", "BA"),
            "No figure of its own, only for Bosnia and Herzegovina as a whole.",
        ),
        (Reason("ended", "HU", "2019"), "No figure since 2019."),
        (Reason("later", "HU", "2021"), "No figure before 2021."),
        (Reason("skipped", "HU", "2022"), "No figure for 2022."),
        (
            Reason("ended", "AT", "2019", "AT"),
            "No figure of its own; Austria as a whole was last measured in 2019.",
        ),
        (
            Reason("withheld", "HU", "2022", flag="c"),
            "No figure. Confidential: the publisher keeps the figure back.",
        ),
        (Reason("withheld", "HU", "2022"), "No figure: the publisher keeps it back."),
        (None, "No figure in any year."),
    ],
)
def test_absence(reason: Reason | None, said: str) -> None:
    assert words.absence(reason) == said


def test_paragraph_says_what_the_profile_shows() -> None:
    measures = {"good": Measure(short="good"), "bad": Measure(short="bad", direction="lower"), "none": Measure(short="none")}  # fmt: skip  # noqa: E501
    meta = pd.DataFrame(
        {"direction": ["higher", "lower", "higher"], "pillar": ["x", "x", "x"]}, index=["good", "bad", "none"]
    )
    table = together(
        one("good", "2018", AT11=2, BG31=1, BG32=2, BG33=3, BG34=4),
        one("good", "2023", AT11=5, BG31=1, BG32=2, BG33=3, BG34=4),
        one("bad", "2023", AT11=5, BG31=1, BG32=2, BG33=3, BG34=4),
        one("none", "2023", BG31=1, BG32=2),
    )
    shown = profile.of(table, "AT11", meta)
    moved = profile.movements(table, "AT11", shown)
    assert words.region_paragraph("AT11", shown, measures, movements=moved) == (
        "Burgenland does better than the Danube median on 1 of 2 indicators and worse on 1. "
        "Furthest ahead of the Danube median: good with 5.0 % of GDP, 1st of 5 in 2023. "
        "Furthest behind it: bad with 5.0 % of GDP, 5th of 5 in 2023. "
        "Biggest gain on the other regions: good, from 2.0 % of GDP in 2018 to 5.0 % of GDP in 2023. "
        "1 of 3 indicators has no figure (1: Austria does not report them)."
    )
    empty = profile.of(table, "UA-51", meta)
    assert words.region_paragraph("UA-51", empty, measures).startswith(
        f"{regions.name('UA-51')} has no figure of"
    )
    card = words.position_card(shown.loc["good"], measures["good"], "AT11")
    assert "1st of 5" in card and "Danube median: 3.0 % of GDP" in card


def test_reference_lines_carry_their_figures() -> None:
    lines = words.reference_lines(positions.reference(TABLE, "a", "2023"), Measure(), country="AT")
    assert [line.label for line in lines] == ["Danube median 3.0", "EU 2.2", "Austria 3.1"]

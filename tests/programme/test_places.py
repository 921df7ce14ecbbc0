"""Inside or outside the region of study, by region, town and country."""

from __future__ import annotations

import pandas as pd
import pytest

from danube.programme import places


@pytest.mark.parametrize(
    ("region", "country", "expected"),
    [
        ("RO42", "RO", True),
        ("", "RO", True),
        ("DE24", "DE", True),
        ("DE2", "DE", True),
        ("", "DE", None),
        ("DE", "DE", None),
        ("UA-51", "UA", True),
        ("", "UA", None),
        ("", "IE", False),
        ("", "CH", False),
        ("", "", None),
    ],
)
def test_inside(region: str, country: str, expected: bool | None) -> None:
    """Of Germany and Ukraine only some regions belong to the Danube Region."""
    assert places.inside(region, country) is expected


@pytest.mark.parametrize(
    ("town", "country", "region"),
    [
        ("Zenica", "BA", "BA01"),
        ("Sofia", "BG", "BG41"),
        ("Sofia", "PT", ""),
        ("Nikšić", "ME", "ME00"),
        ("", "MD", "MD"),
        ("Letterkenny", "IE", ""),
    ],
)
def test_region_of_a_town(town: str, country: str, region: str) -> None:
    assert places.region_of(town, country) == region


def test_an_empty_region_is_filled_from_the_town_and_a_known_one_stays() -> None:
    rows = pd.DataFrame(
        [("Pécs", "", "HU"), ("Varna", "BG33", "BG"), ("Biel/Bienne", "", "CH"), ("", "", "UA")],
        columns=["town", "region", "country"],
    )
    told = places.settled(rows)
    assert told["region"].tolist() == ["HU23", "BG33", "", ""]
    assert told["inside"].tolist() == [True, True, False, pd.NA]
    assert "inside" not in rows
    assert places.settled(rows.iloc[:0]).empty


@pytest.mark.parametrize(
    ("region", "town", "country", "sentence"),
    [
        ("BG412", "Sofia", "BG", ""),
        ("BG", "Sofia", "BG", ""),
        ("BG42", "Sofia", "BG", "Sofia is in BG41, not in BG42."),
        ("BG41", "", "RO", "The region BG41 is in BG, not in RO."),
        ("", "Dublin", "IE", ""),
    ],
)
def test_what_does_not_fit_is_told(region: str, town: str, country: str, sentence: str) -> None:
    assert places.contradiction(region, town, country) == sentence

"""Dates, money and places of the programme in words, both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from danube import texts
from danube.words import programme as words


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("en")


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        ("2024", "2024", "2024"),
        ("2024-09", "September 2024", "September 2024"),
        ("2024-03-01", "1 March 2024", "1. März 2024"),
        ("2023-Q2", "Q2 2023", "Q2 2023"),
        ("2023-S1", "first half of 2023", None),
        ("2024-13", "2024-13", "2024-13"),
        ("soon", "soon", "soon"),
        ("", "–", "–"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(text: str, english: str, german: str | None) -> None:
    assert words.moment(text) == english
    texts.use("de")
    assert german is None or words.moment(text) == german


def test_spans_say_what_is_known() -> None:
    assert words.span("2019-08-01", "2023-07-31") == "1 August 2019 to 31 July 2023"
    assert words.span("2024", "") == "since 2024"
    assert words.span("", "2026-06") == "until June 2026"
    assert words.span("", "") == "–"


def test_money_has_cents_only_where_there_are_some() -> None:
    assert words.euros(1935200) == "EUR 1,935,200"
    assert words.euros(99999.2) == "EUR 99,999.20"
    assert words.euros(float("nan")) == "–"


@pytest.mark.parametrize(
    ("value", "said"), [(12, "12"), (12.5, "12.5"), (0.125, "0.12"), (-3, "−3"), (float("nan"), "–")]
)
def test_figures_have_no_more_decimals_than_they_need(value: float, said: str) -> None:
    assert words.figure(value) == said


def test_a_place_is_told_from_town_to_country() -> None:
    assert words.place({"town": "Varna", "region": "BG33", "country": "BG"}) == (
        "Varna, Severoiztochen (North-East), Bulgaria"
    )
    assert words.place({"area": "Cantabria", "region": "", "country": "ES"}) == "Cantabria, Spain"
    assert words.place({"town": "", "region": "", "country": ""}) == "–"


def test_a_place_in_short() -> None:
    assert words.near({"town": "Varna", "region": "BG33", "country": "BG"}) == "Varna, BG"
    assert words.near({"town": "", "region": "RO42", "country": "RO"}) == "Vest, RO"
    assert words.near({"town": "", "area": "Cantabria", "region": "", "country": "ES"}) == "Cantabria, ES"
    assert words.near({}) == "–"

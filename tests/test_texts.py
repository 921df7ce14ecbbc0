"""Words, numbers and dates in the reader's language."""

from __future__ import annotations

import math
import threading
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danube import texts


@pytest.fixture(autouse=True)
def _english():
    texts.use("en")
    yield
    texts.use("en")


@pytest.mark.parametrize(
    ("language", "value", "decimals", "sign", "written"),
    [
        ("en", 1234.56, 1, False, "1,234.6"),
        ("de", 1234.56, 1, False, "1.234,6"),
        ("en", -0.26, 1, True, "−0.3"),
        ("en", 3.2, 1, True, "+3.2"),
        ("en", 0.01, 1, True, "0.0"),
        ("de", 12, 0, False, "12"),
        ("en", None, 1, False, "–"),
        ("en", math.nan, 1, False, "–"),
    ],
)
def test_numbers_are_written_as_the_reader_writes_them(language, value, decimals, sign, written):
    texts.use(language)
    assert texts.number(value, decimals, sign=sign) == written


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_german_numbers_are_english_ones_with_point_and_comma_exchanged(value, decimals):
    texts.use("en")
    english = texts.number(value, decimals)
    texts.use("de")
    assert texts.number(value, decimals) == english.translate(str.maketrans(",.", ".,"))


def test_dates_and_lists():
    assert texts.day(date(2026, 11, 21)) == "21 November 2026"
    assert texts.listing(["Wien", "Praha", "Sofia"]) == "Wien, Praha and Sofia"
    texts.use("de")
    assert texts.day(date(2026, 11, 21)) == "21. November 2026"
    assert texts.listing(["Wien", "Praha", "Sofia"]) == "Wien, Praha und Sofia"


def test_an_unknown_language_falls_back_to_english():
    texts.use("xx")
    assert texts.language() == "en"


def test_two_visitors_in_two_threads_never_mix():
    seen = {}

    def visit(language):
        texts.use(language)
        barrier.wait()
        seen[language] = texts.number(1.5, 1)

    barrier = threading.Barrier(2)
    threads = [threading.Thread(target=visit, args=(language,)) for language in ("en", "de")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {"en": "1.5", "de": "1,5"}


def test_a_message_fills_its_places():
    assert texts._("Version {version} of the figures", version=3) == "Version 3 of the figures"


def test_a_message_in_every_language() -> None:
    assert texts.in_every_language("Region") == ("Region", "Region")
    assert texts.in_every_language("nobody says this") == ("nobody says this", "nobody says this")

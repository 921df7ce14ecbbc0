"""Figures as they are written: what is accepted equals an independent reading, what is open is asked."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from babel.numbers import format_decimal, parse_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.intake import numbers


def parsed(text: str, decimal: str) -> tuple[float | None, str, bool]:
    row = numbers.parse(pd.Series([text]), decimal).iloc[0]
    return (None if pd.isna(row["value"]) else row["value"]), row["flag"], bool(row["bad"])


@pytest.mark.parametrize(
    ("text", "decimal", "value", "flag"),
    [
        ("12,5", ",", 12.5, ""),
        ("12.3 bp", ".", 12.3, "b p"),
        ("12,3bp", ",", 12.3, "b p"),
        ("12,3 (u)", ",", 12.3, "u"),
        ("1.234", ",", 1234.0, ""),
        ("1.234", ".", 1.234, ""),
        ("1.234.567,8", ",", 1234567.8, ""),
        ("1 234,5", ",", 1234.5, ""),
        ("1\u00a0234,5 e", ",", 1234.5, "e"),
        ("1\u202f234\u202f567", ".", 1234567.0, ""),
        ("1'234.5", ".", 1234.5, ""),
        ("1\u2019234", ".", 1234.0, ""),
        ("\u22121,5", ",", -1.5, ""),
        ("+3", ".", 3.0, ""),
        (".5", ".", 0.5, ""),
        ("1.5e3", ".", 1500.0, ""),
        ("12e", ".", 12.0, "e"),
        ("5,3 %", ",", 5.3, ""),
    ],
)
def test_one_figure(text: str, decimal: str, value: float, flag: str) -> None:
    assert parsed(text, decimal) == (value, flag, False)


@pytest.mark.parametrize(
    "text", ["", " ", ":", "-", "\u2013", "..", "...", "n/a", "N/A", "n.a.", "NaN", "null"]
)
def test_signs_for_no_figure(text: str) -> None:
    assert parsed(text, ".") == (None, "", False)


@pytest.mark.parametrize(("text", "flag"), [(": c", "c"), (":u", "u"), (": bu", "b u"), (".. c", "c")])
def test_no_figure_for_a_reason(text: str, flag: str) -> None:
    assert parsed(text, ".") == (None, flag, False)


@pytest.mark.parametrize(
    ("text", "decimal"),
    [
        ("12.3", ","),
        ("12,3", "."),
        ("0.234", ","),
        ("1.23.456", ","),
        ("12 34", "."),
        ("1 234.567 8", "."),
        ("1,234.567,8", "."),
        ("12 mio", "."),
        ("5 k", "."),
        ("12.", "."),
        ("12.3*", "."),
        ("(12.3)", "."),
        ("12.3)", "."),
        ("many", "."),
        ("inf", "."),
        ("1e999", "."),
        ("\u0663", "."),
        ("1_000", "."),
        ("=1+1", "."),
        ("0x1f", "."),
    ],
)
def test_what_follows_no_grammar_is_bad(text: str, decimal: str) -> None:
    assert parsed(text, decimal) == (None, "", True)


@pytest.mark.parametrize(
    ("texts", "decimal", "thousands", "certain"),
    [
        (["12,5", "3", ""], ",", "", True),
        (["12.5", ": c"], ".", "", True),
        (["1.234,5", "1.234"], ",", ".", True),
        (["1,234.5", "1,234"], ".", ",", True),
        (["1,234,567"], ".", ",", True),
        (["12 345", "1.234"], ".", " ", True),
        (["1'234.5"], ".", "'", True),
        (["0,234"], ",", "", True),
        (["3", "14", ":"], ".", "", True),
        (["1.1.2023"], ".", "", True),
        (["1.234"], ".", "", False),
        (["1,234", "5,678"], ",", "", False),
        (["12,5", "12.5"], ".", "", False),
        (["1.234", "1,234"], ".", ",", False),
    ],
)
def test_convention_by_evidence(texts: list[str], decimal: str, thousands: str, certain: bool) -> None:
    found = numbers.convention(texts)
    assert found[2] == certain
    assert found[:2] == (decimal, thousands) or not certain


def test_point_that_could_be_two_things_is_asked_about_with_an_example() -> None:
    asked = numbers.question(["1.234", "12"])
    assert (asked["key"], asked["options"]) == ("decimal", [".", ","])
    assert "'1.234'" in str(asked["text"])


def test_rows_keep_their_index_and_their_repeats() -> None:
    texts = pd.Series(["1,5", "x", "1,5"], index=[7, 3, 9])
    found = numbers.parse(texts, ",")
    assert list(found.index) == [7, 3, 9]
    assert list(found["value"].fillna(-1)) == [1.5, -1, 1.5]


figures = st.decimals(
    min_value=Decimal(-(10**9)), max_value=Decimal(10**9), allow_nan=False, allow_infinity=False, places=4
)


@settings(max_examples=50, deadline=None)
@given(figures, st.sampled_from(["en", "de", "fr", "de_CH", "cs", "bg"]))
def test_babel_reads_its_own_figures_alike(figure: Decimal, locale: str) -> None:
    text = format_decimal(figure, locale=locale, decimal_quantization=False)
    decimal = "." if locale in ("en", "de_CH") else ","
    value, flag, bad = parsed(text, decimal)
    assert (value, flag, bad) == (float(parse_decimal(text, locale=locale)), "", False)


def independent(text: str, decimal: str) -> Decimal | None:
    """Another way to read: groups are checked part by part, and Decimal reads the rest."""
    whole, _point, fraction = text.partition(decimal)
    other = "." if decimal == "," else ","
    for separator in (other, " ", "'"):
        parts = whole.lstrip("-").split(separator)
        if len(parts) > 1:
            right = (
                all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3 and parts[0][0] != "0"
            )
            whole = whole.replace(separator, "") if right and all(map(str.isdecimal, parts)) else "x"
            break
    try:
        return Decimal(f"{whole}.{fraction}" if fraction else whole)
    except ArithmeticError:
        return None


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="0123456789., '-", min_size=1, max_size=12), st.sampled_from([".", ","]))
def test_no_wild_text_changes_its_figure(text: str, decimal: str) -> None:
    value, _flag, _bad = parsed(text, decimal)
    assert value is None or value == float(independent(text.strip(), decimal) or 0)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_figure_none_or_bad(text: str) -> None:
    value, flag, bad = parsed(text, ".")
    assert not (bad and (value is not None or flag))
    numbers.convention([text])


def test_a_long_gap_is_read_at_once() -> None:
    """Cells of a hundred thousand signs are no figures, and no reason to wait for hours."""
    gap = " " * 100_000
    assert parsed(f"1{gap}x{gap}y", ".") == (None, "", True)
    assert numbers.convention([f"1{gap}%{gap}%"]) == (".", "", True)

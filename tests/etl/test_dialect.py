"""Encoding, delimiter and decimal sign of text tables, by cases that spoil other readers."""

from __future__ import annotations

import pytest

from etl import dialect


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        ("a;Kärnten".encode(), "utf-8", "a;Kärnten"),
        ("a;b".encode("utf-8-sig"), "utf-8-sig", "a;b"),
        ("a;Košický kraj".encode("utf-16"), "utf-16", "a;Košický kraj"),
        ("Região;Košický kraj, Ústecký kraj".replace("ã", "a").encode("cp1250"), "windows-1250", None),
        ("Kärnten;Österreich".encode("cp1252"), "windows-125", None),
    ],
)
def test_encoding_by_mark_by_strictness_or_by_names(content: bytes, encoding: str, text: str | None) -> None:
    found, name = dialect.decoded(content)
    assert name.startswith(encoding)
    assert text is None or found == text


def test_eight_bit_text_is_read_by_the_names_of_regions() -> None:
    assert "Košický kraj" in dialect.decoded("x;Košický kraj".encode("cp1250"))[0]
    assert "България" in dialect.decoded("x;България".encode("cp1251"))[0]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"PK\x03\x04rest", "Excel workbook or a ZIP"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\n  <html>", "web page"),
        (b"a,b\0c\n", "binary"),
    ],
)
def test_what_is_no_text_table_is_named(content: bytes, kind: str) -> None:
    with pytest.raises(dialect.Unreadable, match=kind):
        dialect.decoded(content)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_delimiter_is_the_one_that_finds_the_columns(sign: str) -> None:
    header = sign.join(["indicator", '"region"', "Period", "value"])
    assert dialect.delimiter(header, ("indicator", "region", "period", "value")) == sign


@pytest.mark.parametrize(
    ("texts", "between", "sign", "certain"),
    [
        (["12,5", "3", ""], ";", ",", True),
        (["12.5", "3"], ";", ".", True),
        (["1.234,5", "1.234"], ";", ",", True),
        (["1,234.5", "1,234"], ",", ".", True),
        (["1,234", "5,678"], ";", ",", False),
        (["1.234", "5.678"], ";", ".", False),
        (["1.234", "5.678"], ",", ".", True),
        (["0,234"], ";", ",", True),
        (["1,234,567"], ";", ".", True),
        (["12,5", "12.5"], ";", ".", False),
        (["3", ": c"], ",", ".", True),
    ],
)
def test_decimal_sign_by_evidence(texts: list[str], between: str, sign: str, certain: bool) -> None:
    found, sure = dialect.decimal(texts, between)
    assert sure == certain
    assert found == sign or not certain


@pytest.mark.parametrize(
    ("text", "sign", "plain"),
    [
        ("12,5", ",", "12.5"),
        ("1.234,5", ",", "1234.5"),
        ("1 234,5 p", ",", "1234.5 p"),
        ("1\u202f234", ".", "1234"),
        ("\u22121,5", ",", "-1.5"),
        ("1,234,567.25", ".", "1234567.25"),
        ("12.5", ",", "?12.5"),
        ("12,5", ".", "?12,5"),
        (": c", ",", ": c"),
        ("n/a", ".", "n/a"),
        ("", ".", ""),
    ],
)
def test_figures_as_python_reads_them(text: str, sign: str, plain: str) -> None:
    assert dialect.plain(text, sign) == plain

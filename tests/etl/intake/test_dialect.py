"""Encoding and delimiter of text tables, by cases that spoil other readers."""

from __future__ import annotations

import pytest

from etl.intake import dialect
from etl.intake.errors import Unreadable

NAMES = "Košický kraj;Šumadija;Žilinský kraj"


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        ("a;Kärnten".encode(), "utf-8", "a;Kärnten"),
        ("a;b".encode("utf-8-sig"), "utf-8-sig", "a;b"),
        (f"a;{NAMES}".encode("utf-16"), "utf-16", f"a;{NAMES}"),
        (f"a;{NAMES}".encode("utf-16-le"), "utf-16-le", f"a;{NAMES}"),
        (f"a;{NAMES}".encode("utf-16-be"), "utf-16-be", f"a;{NAMES}"),
        (NAMES.encode("cp1250"), "windows-1250", NAMES),
        (NAMES.encode("iso-8859-2"), "iso-8859-2", NAMES),
        ("Одеська область;Київ".encode("cp1251"), "windows-1251", "Одеська область;Київ"),
    ],
)
def test_encoding_by_mark_by_order_by_strictness_or_by_names(
    content: bytes, encoding: str, text: str
) -> None:
    found = dialect.decoded(content)
    assert (found.text, found.encoding, found.rivals) == (text, encoding, ())


def test_encodings_of_hosts_are_no_encodings_of_tables() -> None:
    """Their work grows with the square of the text."""
    for name in ("punycode", "IDNA"):
        with pytest.raises(Unreadable, match="There is no encoding"):
            dialect.decoded(b"a" * 2_000_000, name)


def test_encodings_that_read_alike_are_no_rivals() -> None:
    found = dialect.decoded("Kärnten;Köln;Österreich".encode("cp1252"))
    assert found.text == "Kärnten;Köln;Österreich"
    assert found.rivals == ()


def test_doubt_between_encodings_is_told() -> None:
    found = dialect.decoded(b"AT11;\xb9x")
    assert {found.encoding, *found.rivals} == set(dialect.EIGHT_BIT)


def test_text_of_two_encodings_is_refused_with_its_row() -> None:
    content = "Kärnten;Střední Čechy\nTirol;Košice\n".encode() + "Österreich".encode("cp1252")
    with pytest.raises(Unreadable, match="row 3 is not"):
        dialect.decoded(content)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("geo,2022\nAT11,1.5\nAT12,2\n", ","),
        ("geo;2022\nAT11;1,5\nAT12;2,5\n", ";"),
        ("geo;2022;2023\nAT11;1,5;2,5\nAT12;3,5;4,5\n", ";"),
        ("geo\t2022\nAT11\t1,5\nAT12\t2,5\n", "\t"),
        ("geo|2022\nAT11|1,5\nAT12|2,5\n", "|"),
        ("AT11;2022;1,5\n", ";"),
        ('"a, b";"c, d"\n"AT11";"1,5"\n', ";"),
        ("Title, with, many, commas\ngeo;2022\nAT11;1\nAT12;2\n", ";"),
        ("a letter without any\nsign between\n", ""),
    ],
)
def test_delimiter_is_the_one_at_which_rows_split_regularly(text: str, sign: str) -> None:
    assert dialect.delimiter(text) == sign

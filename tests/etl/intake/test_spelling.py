"""Names without case, accents, hyphens and kinds of unit; Cyrillic in its Latin forms."""

from __future__ import annotations

import pytest

from etl.intake import spelling


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Közép-Magyarország", "kozep magyarorszag"),
        ("Đakovo", "dakovo"),
        ("Weiß", "weiss"),
        ("București", "bucuresti"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert spelling.fold(text) == folded


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Шумадија", "sumadija"),
        ("Југ", "jug"),
        ("Югозападен", "yugozapaden"),
        ("Закарпатська", "zakarpatska"),
    ],
)
def test_cyrillic_meets_latin(text: str, latin: str) -> None:
    assert latin in spelling.spellings(text)


@pytest.mark.parametrize(
    ("folded", "bare"),
    [
        ("zlinsky kraj", "zlinsky"),
        ("hlavni mesto praha", "praha"),
        ("region", "region"),
        ("grad zagreb", "zagreb"),
    ],
)
def test_kind_of_unit_is_taken_off(folded: str, bare: str) -> None:
    assert spelling.bare(folded) == bare

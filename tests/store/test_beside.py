"""Remarks beside the warehouse, in a file and in PostgreSQL: counted once, taken back, many at a time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from danube.settings import Settings
from danube.store import StoreError, beside
from danube.store.beside import Beside

SEEKER = "organisation:zeda"


@pytest.fixture
def kept(settings: Settings) -> Iterator[Beside]:
    opened = beside.connect(settings)
    yield opened
    opened.close()


def suggested(kept: Beside, purpose: str = "b2b") -> list[str]:
    return kept.remarks(SEEKER, purpose)["suggested"].tolist()


def test_a_remark_counts_once_until_it_is_taken_back(kept: Beside) -> None:
    assert suggested(kept) == []
    for one in ("a", "b", "a"):
        kept.remark(SEEKER, "b2b", one, "Ana")
    assert suggested(kept) == ["a", "b"]
    assert kept.remarks(SEEKER, "b2b")["who"].tolist() == ["Ana", "Ana"]
    kept.take_back(SEEKER, "b2b", "a")
    assert suggested(kept) == ["b"]
    kept.remark(SEEKER, "b2b", "a", "Ben")
    assert suggested(kept) == ["b", "a"]


def test_remarks_belong_to_a_seeker_and_a_purpose(kept: Beside) -> None:
    kept.remark(SEEKER, "b2b", "a", "Ana")
    assert suggested(kept, "learning") == []
    assert kept.remarks("region:RO42", "b2b").empty


def test_another_process_opening_it_later_sees_them(kept: Beside, settings: Settings) -> None:
    kept.remark(SEEKER, "b2b", "a'; --", "Ana")
    other = beside.connect(settings)
    assert suggested(other) == ["a'; --"]
    other.close()


def test_many_at_a_time_lose_nothing(kept: Beside) -> None:
    names = [f"name {place}" for place in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: kept.remark(SEEKER, "b2b", name, "Ana"), names))
    assert sorted(suggested(kept)) == sorted(names)


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where a folder should be")
    with pytest.raises(StoreError, match=r"beside\.sqlite cannot be read or written"):
        beside.connect(Settings(var=tmp_path / "var", catalogue="")).remarks(SEEKER, "b2b")

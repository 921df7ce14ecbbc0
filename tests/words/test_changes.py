"""What changed in a row, in words."""

from __future__ import annotations

from danube.catalogue.programme import TABLES
from danube.words import changes

ROW = {one.name: "" for one in TABLES["milestone"].columns}
PILOT = {one.name: float("nan") if one.kind == "number" else "" for one in TABLES["pilot"].columns}


def test_a_first_row_was_entered() -> None:
    assert changes.between(TABLES["milestone"], None, ROW) == "entered"


def test_changes_are_told_by_their_headings() -> None:
    after = ROW | {"done": "2025-01", "note": "x" * 80}
    assert changes.between(TABLES["milestone"], ROW, after) == f"done: – → 2025-01; note: – → {'x' * 59}…"


def test_numbers_and_values_are_written_for_readers() -> None:
    before = PILOT | {"budget": 1000.0, "cluster": "it"}
    after = PILOT | {"budget": 2500.5, "cluster": "industry-4.0"}
    told = changes.between(TABLES["pilot"], before, after)
    assert told == "cluster: IT → Industry 4.0; budget in EUR: 1,000 → 2,500.5"


def test_the_same_again_is_no_change() -> None:
    assert changes.between(TABLES["pilot"], PILOT, dict(PILOT)) == "stored again without a change"

"""Every nasty table of priorities or measurements against its expected report."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from etl.intake import recipe, tables
from etl.intake.errors import Unreadable
from tests.imports import register

REPORTS = sorted(register.HERE.glob("*.json"))


def test_the_files_are_what_their_maker_writes() -> None:
    cases = register.cases()
    assert {path.stem for path in REPORTS} == {case.file for case in cases}
    for case in cases:
        assert (register.HERE / case.file).read_bytes() == case.content, case.file
        assert (register.HERE / f"{case.file}.json").read_text("utf-8") == register.report(case), case.file


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_table_is_read_as_written_down(path: Path) -> None:
    wanted, file = json.loads(path.read_text("utf-8")), path.with_suffix("")
    today = date(2026, 1, 1)
    if "unreadable" in wanted:
        with pytest.raises(Unreadable, match=wanted["unreadable"]):
            tables.examine(file)
        return
    found = tables.examine(file, answers=wanted["answers"], today=today)
    assert found.table == wanted["table"]
    assert [one["key"] for one in found.questions] == wanted["asked"]
    assert [[one["row"], one["code"]] for one in found.rejected] == wanted["refused"]
    assert [one["code"] for one in found.warnings] == wanted["told"]
    columns = register.TELLING.get(found.table, [])
    rows = found.figures.reindex(columns=columns).astype(object)
    assert rows.where(rows.notna(), None).to_numpy().tolist() == wanted["accepted"]
    if found.table and not found.questions:
        again = tables.examine(file, recipe=recipe.from_json(found.recipe.as_json()), today=today)
        assert again.fingerprint == found.fingerprint

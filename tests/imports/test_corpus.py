"""Every nasty file against its expected report, to the last digit."""

from __future__ import annotations

import json
import math
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from etl.intake import importing, layout, numbers, places, signs
from etl.intake.layout import Choices, Read, Unreadable
from tests.imports import make

REPORTS = sorted(make.REPORTS.glob("*.json"))


def named(path: Path) -> str:
    return path.stem


def expected(report: Path) -> dict:
    return json.loads(report.read_text("utf-8"))


def test_corpus_is_what_its_maker_writes() -> None:
    cases = make.cases()
    assert len({case.file for case in cases}) == len(cases) >= 60
    assert {report.stem for report in REPORTS} == {case.file for case in cases}
    for case in cases:
        assert (make.REPORTS / f"{case.file}.json").read_text("utf-8") == make.report(case), case.file
        if not case.file.endswith(".parquet"):  # names the library that wrote it
            assert (make.FILES / case.file).read_bytes() == case.content, case.file


@pytest.mark.parametrize("report", REPORTS, ids=named)
def test_file_is_read_as_written_down(report: Path) -> None:
    wanted = expected(report)
    path, choices = make.FILES / report.stem, Choices(**wanted["choices"])
    if "unreadable" in wanted:
        with pytest.raises(Unreadable, match=wanted["unreadable"]) as refusal:
            layout.read(path, path.name, choices)
        assert "\n" not in str(refusal.value)
        return
    found = layout.read(path, path.name, choices)
    understood = found.understood
    assert [one["code"] for one in understood.questions] == wanted["questions"]
    assert understood.rows == wanted["rows"]
    assert [one["row"] for one in found.refused] == wanted["ragged"]
    assert len(understood.notes) == wanted["notes"], understood.notes
    told = {name: getattr(understood, name) for name in wanted["understood"]}
    assert {name: list(one) if isinstance(one, tuple) else one for name, one in told.items()} == wanted[
        "understood"
    ]
    if "decimal" not in wanted["questions"]:
        assert figures(found) == ([comparable(one) for one in wanted["figures"]], wanted["nowhere"])


@pytest.mark.parametrize("report", REPORTS, ids=named)
def test_file_is_imported_as_written_down(report: Path) -> None:
    wanted = expected(report)
    path, choices = make.FILES / report.stem, Choices(**wanted["choices"])
    if "unreadable" in wanted:
        with pytest.raises(Unreadable, match=wanted["unreadable"]):
            importing.examine(path, choices)
        return
    told = wanted["import"]
    found = importing.examine(path, choices, answers=told["answers"], today=date(2026, 1, 1))
    assert [one["key"] for one in found.questions] == told["asked"]
    assert [[one["row"], one["code"]] for one in found.rejected] == told["rejected"]
    assert found.accepted == len(found.figures) == told["accepted"]
    if "warned" in told:
        assert [one["code"] for one in found.warnings] == told["warned"]
    if "decimal" not in wanted["questions"]:
        accepted = Counter((one["row"], repr(one["value"])) for one in found.figures.to_dict("records"))
        assert not accepted - Counter((one["row"], repr(float(one["value"]))) for one in wanted["figures"])


def figures(found: Read) -> tuple[list[tuple], list[int]]:
    """Figures whose place is certain, with flags; rows of figures whose place is not."""
    parsed = numbers.parse(found.table["text"], found.understood.decimal)
    rows, nowhere = [], []
    for one, number in zip(found.table.to_dict("records"), parsed.to_dict("records"), strict=True):
        assert not number["bad"], one
        flag = " ".join(filter(None, [number["flag"], *" ".join(one["flag"].lower()).split()]))
        if math.isnan(number["value"]) and not flag:
            continue
        region = place(one["region"])
        if region:
            rows.append((one["row"], one["indicator"], region, one["period"], repr(number["value"]), flag))
        elif one["row"] not in nowhere:
            nowhere.append(one["row"])
    return rows, nowhere


def place(text: str) -> str:
    """The code; of a name that two levels share (Wien) the coarser."""
    found = places.certain(text)
    return found.code or next(iter(found.suggestions), "") or (text if signs.code(text) else "")


def comparable(one: dict) -> tuple:
    return (
        one["row"],
        one["indicator"],
        one["region"],
        one["period"],
        repr(float(one["value"])),
        one["flag"],
    )

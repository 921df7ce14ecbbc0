"""A short run of the fuzzer, the same on every day; `python -m tests.imports.fuzz` runs as long as wished."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.imports import fuzz, judge, mutations, tables
from tests.imports.worker import Outcome, Worker

SECONDS = 12.0
UNDERSTOOD = {
    "kind": "text", "encoding": "utf-8", "delimiter": ";", "decimal": ",", "header": 1, "sheet": "",
    "layout": "wide-years", "region": "geo", "period": "",
}  # fmt: skip
FIGURE = {"row": 2, "column": "2022", "place": "AT11", "period": "2022", "value": 1.5}
GOOD = b"geo;2022;2023\nAT11;1,5;2\n"


def test_nothing_is_found() -> None:
    done: Counter[str] = Counter()
    findings = list(fuzz.run(20261121, SECONDS, done))
    assert [f"{one.case} {one.name}: {one.fault}" for one in findings] == []
    assert done["tables read"] and done["spoilt files read"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, ""),
        ({"value": 15.0}, "'1,5' is not 15.0"),
        ({"row": 3}, "row 3 is none"),
        ({"column": "2024"}, "no column '2024'"),
        ({"place": "AT12"}, "'AT11' is not 'AT12'"),
        ({"period": "2021"}, "'2022' is not '2021'"),
    ],
)
def test_the_judge_sees_a_figure_in_the_wrong_place(change: dict, fault: str) -> None:
    found = judge.faults(GOOD, UNDERSTOOD, [{**FIGURE, **change}])
    assert fault in "".join(found) and bool(found) == bool(fault)


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("1.234,5 bp", ",", 1234.5),
        ("1\u202f234", ",", 1234.0),
        ("\u22121,5", ",", -1.5),
        ("12 %", ".", 12.0),
        ("1.5e-3", ".", 0.0015),
        (": c", ".", float("nan")),
    ],
)
def test_the_judge_reads_figures_by_itself(cell: str, decimal: str, value: float) -> None:
    assert judge.same(cell, value, decimal)
    assert not judge.same(cell, 7.0, decimal)


def test_the_judge_numbers_rows_by_the_line_they_begin_on() -> None:
    rows = judge.cells(b'a;b\n\n"x\ny";1\nz;2\n', UNDERSTOOD)
    told = {row: cells[:2] for row, cells in (rows or {}).items()}
    assert told == {1: ["a", "b"], 2: ["", ""], 3: ["x\ny", "1"], 5: ["z", "2"]}


def test_a_table_that_is_read_wrong_is_a_finding() -> None:
    written = tables.made(Random(3))
    assert fuzz._differences(written, Outcome()).startswith("lost")


@pytest.mark.parametrize("way", mutations.HARMLESS + mutations.OTHERS, ids=lambda way: way.__name__)
def test_a_mutation_is_the_same_twice(way: mutations.Mutation) -> None:
    assert way(GOOD, Random(1)) == way(GOOD, Random(1))
    assert isinstance(way(b"", Random(1)), bytes)


def test_a_hang_and_a_death_are_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker()
    try:
        monkeypatch.setattr("tests.imports.worker.PATIENCE", 0.0)
        big = b"geo;2022\n" + b"AT11;1,5\n" * 100_000
        assert "no answer" in worker.examine("a.csv", big).fault
        monkeypatch.undo()
        assert worker.examine("a.csv", GOOD, {"id": "gdp_pps"}).figures[0]["value"] == 1.5
    finally:
        worker.close()


def test_findings_are_kept_with_their_file(tmp_path: Path) -> None:
    fuzz._keep(tmp_path, fuzz.Finding("1:2", "why", "a.csv", GOOD))
    assert (tmp_path / "1-2" / "a.csv").read_bytes() == GOOD

"""`python -m etl check` and `import` with tables of the register, over a real warehouse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from danube.store import connect
from etl.__main__ import main

PRIORITIES = "region,priority,status\nAT13,ICT,draft\nAT11,Wood,adopted\n"


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("DANUBE_CATALOGUE", raising=False)
    return tmp_path / "var"


def report(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict]:
    status = main([*map(str, arguments), "--json"])
    return status, json.loads(capsys.readouterr().out)


def written(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_priorities_become_a_load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, recipe = written(tmp_path, PRIORITIES), tmp_path / "recipe.json"
    assert report(capsys, "check", table)[1]["accepted"] == 2
    status, answer = report(capsys, "import", table, "--who", "ana", "--save-recipe", recipe)
    assert (status, answer["version"], answer["table"]) == (0, 1, "priorities")
    assert len(connect().rows("priority")) == 2 and connect().observations().empty
    status, again = report(capsys, "import", table, "--recipe", recipe)
    assert (status, again["difference"]["unchanged"]) == (0, 2)
    assert again["fingerprint"] == answer["fingerprint"]
    assert main(["withdraw", "2"]) == 0


def test_an_open_kind_is_asked_and_can_be_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = written(tmp_path, "pilot,indicator,stage,period,value,unit\nP1,Jobs,baseline,2023,5,number\n")
    status, answer = report(capsys, "import", table)
    assert (status, [one["key"] for one in answer["questions"]]) == (1, ["table"])
    status, answer = report(capsys, "check", table, "--table", "measurements")
    assert (status, [one["key"] for one in answer["questions"]]) == (1, ["column:kind"])
    assert connect().latest() == 0

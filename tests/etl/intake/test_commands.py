"""`python -m etl check` and `import`: files, questions, recipes and two at once, over a real warehouse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from danube.settings import ROOT
from danube.store import connect
from etl.__main__ import main

GOOD = "indicator,region,period,value,flag\ngdp_pps,AT11,2023,31500,p\ngdp_pps,AT12,2023,35000.5,\n"


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("DANUBE_CATALOGUE", raising=False)
    return tmp_path / "var"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def report(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict]:
    status = main([*map(str, arguments), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_import_stores_a_load_that_can_be_withdrawn(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = report(capsys, "import", table, "--note", "a trial", "--who", "ana")
    assert (status, answer["version"], answer["accepted"]) == (0, 1, 2)
    assert answer["difference"] == {"new": 2, "changed": 0, "unchanged": 0, "changes": []}
    load = connect().loads().iloc[0]
    assert (load["kind"], load["who"], load["note"], load["sha256"]) == (
        "upload",
        "ana",
        "a trial",
        answer["sha256"],
    )
    assert report(capsys, "import", table)[1]["difference"]["unchanged"] == 2
    assert main(["withdraw", "2"]) == 0
    assert main(["withdraw", "1"]) == 0
    assert connect().observations().empty


def test_refused_rows_end_with_1_and_the_others_are_stored(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(f"{GOOD}gdp_pps,AT99,2023,1,\n", encoding="utf-8")
    status, answer = report(capsys, "import", table)
    assert (status, answer["version"], answer["accepted"], len(answer["rejected"])) == (1, 1, 2, 1)


def test_open_question_stores_nothing_until_it_is_answered(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text("Region;2022;2023\nPraha;2,5;2,6\nKärnten;5,1;5,2\n", encoding="utf-8")
    status, answer = report(capsys, "import", table)
    assert (status, answer["version"]) == (1, None)
    assert [one["key"] for one in answer["questions"]] == ["id", "place:Praha"]
    assert "2 questions are open" in answer["error"]
    assert main(["import", str(table)]) == 1
    assert "--answer 'place:Praha'=" in capsys.readouterr().out
    recipe = tmp_path / "r.json"
    options = ["--indicator", "unemployment_rate", "--answer", "place:Praha=CZ01", "--save-recipe", recipe]
    status, answer = report(capsys, "import", table, *options)
    assert (status, answer["version"], answer["accepted"]) == (0, 1, 4)
    status, again = report(capsys, "import", table, "--recipe", recipe)
    assert (status, again["version"], again["fingerprint"]) == (0, 2, answer["fingerprint"])
    status, checked = report(capsys, "check", table, "--recipe", recipe)
    assert (status, checked["accepted"], checked["layout"]) == (0, 4, "wide-years")


def test_check_changes_nothing_and_compares_where_asked(
    table: Path, var: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(capsys, "check", table)[0] == 0
    assert not var.exists()
    main(["import", str(table)])
    capsys.readouterr()
    table.write_text(GOOD.replace("31500", "315"), encoding="utf-8")
    assert report(capsys, "check", table)[1]["warnings"] == []
    assert [one["code"] for one in report(capsys, "check", table, "--compare")[1]["warnings"]] == ["factor"]
    assert connect().latest() == 1


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["import", "none.csv"], 2, "is not a file"),
        (["import", "TABLE", "--recipe", "none.json"], 2, "cannot be read as a recipe"),
        (["import", "TABLE", "--recipe", "TABLE"], 2, "is no JSON"),
        (["import", "TABLE", "--answer", "Praha"], 2, "must be KEY=VALUE"),
        (["import", "TABLE", "--indicator", "happiness"], 1, "has no indicator 'happiness'"),
        (["check", "TABLE", "--indicator", "happiness"], 1, "has no indicator 'happiness'"),
    ],
)
def test_wrong_use_is_a_sentence(
    arguments: list[str], status: int, sentence: str, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(table) if one == "TABLE" else one for one in arguments]) == status
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


def test_recipe_that_does_not_fit_stores_nothing(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe, other = tmp_path / "r.json", tmp_path / "other.csv"
    assert main(["import", str(table), "--save-recipe", str(recipe)]) == 0
    other.write_text("Raum;2022\nAT11;2,5\n", encoding="utf-8")
    capsys.readouterr()
    status, answer = report(capsys, "import", other, "--recipe", recipe)
    assert (status, list(answer)) == (1, ["error"])
    assert "The recipe does not fit other.csv" in answer["error"]
    assert connect().latest() == 1


def test_two_imports_at_once_both_succeed(tmp_path: Path, var: Path) -> None:
    files = [tmp_path / f"{name}.csv" for name in ("first", "second")]
    for number, path in enumerate(files):
        path.write_text(GOOD.replace("31500", str(31500 + number)), encoding="utf-8")
    environment = {**os.environ, "DANUBE_VAR": str(var)}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "etl", "import", str(path), "--json"],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for path in files
    ]  # fmt: skip
    told = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0, 0], told
    assert sorted(json.loads(out)["version"] for out, _error in told) == [1, 2]
    stored = connect().loads()
    assert sorted(stored["file"]) == ["first.csv", "second.csv"]
    assert len(connect().observations()) == 2


def test_repairs_are_a_file_and_part_of_the_recipe(
    tmp_path: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(GOOD.replace("31500", "31x00"), encoding="utf-8")
    mended, saved = tmp_path / "mended.csv", tmp_path / "recipe.json"
    mended.write_text("row;column;value;corrected\n2;value;31x00;31500\n3;value;35000.5;\n", encoding="utf-8")
    assert report(capsys, "check", table)[1]["accepted"] == 1
    status, answer = report(capsys, "import", table, "--repairs", mended, "--save-recipe", saved)
    assert (status, answer["accepted"]) == (0, 2)
    again = report(capsys, "check", table, "--recipe", saved)
    assert again[0] == 0 and again[1]["accepted"] == 2
    mended.write_text("row,column\n2,value\n", encoding="utf-8")
    status, answer = report(capsys, "import", table, "--repairs", mended)
    assert status == 2 and "This is no list of repairs" in answer["error"]

"""`python -m etl`: exit status, reports, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from danube.settings import ROOT
from etl.__main__ import main


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("DANUBE_CATALOGUE", raising=False)
    return tmp_path / "var"


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict]:
    status = main([*arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_from_an_empty_folder_to_a_withdrawn_load(capsys: pytest.CaptureFixture[str]) -> None:
    status, empty = report(capsys, "versions")
    assert (status, empty) == (0, {"version": 0, "loads": [], "events": []})
    status, built = report(capsys, "build")
    assert status == 0
    assert built["figures"] > 0
    assert report(capsys, "build")[1]["loaded"] == []
    status, listed = report(capsys, "versions")
    assert listed["version"] == built["version"] == len(listed["events"])
    last = listed["loads"][-1]["load"]
    assert report(capsys, "withdraw", str(last), "--note", "a trial") == (
        0, {"load": last, "version": last + 1},
    )  # fmt: skip
    assert report(capsys, "versions")[1]["events"][-1]["note"] == "a trial"
    assert report(capsys, "restore", str(last)) == (0, {"load": last, "version": last + 2})


def test_refusals_end_with_1_and_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["withdraw", "3"]) == 1
    assert capsys.readouterr().err == "There is no load 3; `python -m etl versions` lists them.\n"
    status, answer = report(capsys, "refresh", "--source", "nobody")
    assert status == 1
    assert "nobody" in answer["error"]


def test_check_ends_with_0_1_or_2(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("indicator,region,period,value\ngdp_pps,AT11,2023,31500\n")
    assert report(capsys, "check", str(table))[0] == 0
    table.write_text("indicator,region,period,value\ngdp_pps,AT99,2023,31500\n")
    status, answer = report(capsys, "check", str(table))
    assert (status, answer["rejected"][0]["code"]) == (1, "unknown-region")
    assert report(capsys, "check", str(tmp_path / "none.csv"))[0] == 2
    assert main(["check", str(table)]) == 1
    assert "row 2, region" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["fly"], ["withdraw", "seven"], ["check"], ["versions", "--loud"]])
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m etl" in capsys.readouterr().err


def test_folder_that_is_none_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = report(capsys, "compile", "/nowhere/at/all")
    assert (status, list(answer)) == (2, ["error"])


def test_what_nobody_foresaw_is_a_sentence_and_a_log(
    capsys: pytest.CaptureFixture[str], var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.check.run", lambda path, **_decided: 1 / 0)
    assert main(["check", "table.csv"]) == 1
    assert "unexpected happened (ZeroDivisionError)" in capsys.readouterr().err
    assert "Traceback" in (var / "etl.log").read_text()


def test_real_process_speaks_json_on_standard_output_alone(tmp_path: Path) -> None:
    environment = {**os.environ, "DANUBE_VAR": str(tmp_path / "other")}
    command = [sys.executable, "-m", "etl", "versions", "--json"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["version"] == 0


def test_catalogue_that_does_not_answer_is_one_sentence(tmp_path: Path, monkeypatch, capsys) -> None:
    pytest.importorskip("duckdb_extension_ducklake")
    monkeypatch.setenv("DANUBE_CATALOGUE", f"host={tmp_path} dbname=none")
    monkeypatch.setenv("DANUBE_DATA", str(tmp_path / "lake"))
    assert main(["versions"]) == 1
    assert "DANUBE_CATALOGUE" in capsys.readouterr().err

"""`python -m danube.benchmark`: what it prints and with which status it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danube.benchmark import __main__ as command
from danube.settings import ROOT
from tests.benchmark import asem
from tests.benchmark.test_reading import META, written

VALUES = "unit,name,a,b\nu,x,0,4\nv,y,5,2\nw,z,10,0\nx,?,,\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    return [str(written(tmp_path, "values.csv", VALUES)), str(written(tmp_path, "meta.csv", META))]


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict, str]:
    status = command.main([*arguments, "--json"])
    printed = capsys.readouterr()
    return status, json.loads(printed.out), printed.err


def test_scores_of_every_level_ranks_and_intervals(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status, report, _complaints = asked(capsys, *files, "--draws", "200")
    assert status == 0
    first = report["ranking"][0]
    assert (first["unit"], first["rank"]) == ("w", 1)
    assert first["scores"] == pytest.approx({"a": 100, "b": 100, "top": 100})
    assert first["score"] == first["scores"]["top"]
    assert first["low"] == first["high"] == first["median"] == 1  # best at everything
    assert [row["unit"] for row in report["ranking"]] == ["w", "v", "u"]
    assert report["not_ranked"] == [{"unit": "x", "share": 0, "missing": ["a", "b"]}]
    assert report["weights"] == {"a": 1 / 3, "b": 2 / 3}
    assert report["warnings"] == ["The column name is not in meta.csv: left out."]
    assert report["options"]["draws"] == 200


def test_the_same_seed_gives_the_same_answer(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    first = asked(capsys, *files, "--draws", "300", "--seed", "5")
    assert asked(capsys, *files, "--draws", "300", "--seed", "5") == first


def test_without_draws_there_are_no_intervals(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _status, report, _complaints = asked(capsys, *files, "--draws", "0", "--aggregation", "geometric")
    assert "low" not in report["ranking"][0]
    assert report["ranking"][-1]["score"] == 1  # the lowest figure stands at 1 of 100


def test_the_table_for_the_screen(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([*files, "--draws", "0"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["unit", "rank", "top"]
    assert lines[1].split() == ["w", "1", "100.00"]
    assert lines[4] == "x: not ranked, it has 0% of the indicators; missing: a, b"


@pytest.mark.parametrize(
    ("values", "meta", "status", "sentence"),
    [
        ("unit,a,b\nu,1,x\n", META, 1, "values.csv, row 2, column b: 'x' is not a number"),
        ("unit,a,b\nu,1,2\nu,1,2\n", META, 1, "The unit u occurs twice"),
        ("unit,a,b\nu,,\n", META, 1, "No unit has 65 % of the indicators"),
        (VALUES, META.replace("a,1,", "a,0,"), 1, "a has no better side"),
        (VALUES, META.replace("a,1,1", "a,1,-2"), 1, "The weight of a is -2"),
        (VALUES, META.replace("top,1\nb", "nowhere,1\nb"), 1, "a names the parent nowhere"),
        ("nothing", META, 2, "values.csv holds no rows under a header"),
        (VALUES, "code\na\n", 2, "meta.csv has no column direction"),
    ],
)
def test_bad_tables_are_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], values: str, meta: str, status: int, sentence: str
) -> None:
    paths = [str(written(tmp_path, "values.csv", values)), str(written(tmp_path, "meta.csv", meta))]
    ended, report, complaint = asked(capsys, *paths, "--draws", "0")
    assert ended == status
    assert sentence in report["error"]
    assert complaint.strip() == report["error"]
    assert command.main([*paths, "--draws", "0"]) == status


@pytest.mark.parametrize(
    "option", [["--draws", "-1"], ["--draws", "x"], ["--coverage", "65"], ["--aggregation", "sum"]]
)
def test_wrong_usage_ends_with_two(
    files: list[str], option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        command.main([*files, *option])
    assert end.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text("ab01,;\n\"'u nit.-", max_size=60).map(str.encode))
def test_any_bytes_end_with_a_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    paths = [
        str(written(tmp_path, "values.csv", b"unit,a,b\n" + content)),
        str(written(tmp_path, "meta.csv", META)),
    ]
    assert command.main([*paths, "--draws", "0"]) in (0, 1, 2)
    turned = [
        str(written(tmp_path, "values.csv", VALUES)),
        str(written(tmp_path, "meta.csv", b"code,direction,weight\n" + content)),
    ]
    assert command.main([*turned, "--draws", "0"]) in (0, 1, 2)
    assert "Unexpected" not in capsys.readouterr().err


def test_as_a_process(files: list[str]) -> None:
    line = [sys.executable, "-m", "danube.benchmark", *files, "--draws", "0"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    refused = subprocess.run(
        [*line[:3], "none.csv", *files[1:]], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert refused.returncode == 2
    assert refused.stderr.strip() == "none.csv cannot be read (no such file or directory); check the path."


@pytest.mark.raw
@asem.published
def test_the_files_of_coinr_are_scored_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(asem.ORACLE / f"coinr_asem_{name}.csv") for name in ("step_imputed", "imeta")]
    status, report, _complaints = asked(capsys, *paths, "--treatment", "winsorise", "--draws", "0")
    assert status == 0
    austria = next(row for row in report["ranking"] if row["unit"] == "AUT")
    assert austria["rank"] == 7
    assert austria["score"] == pytest.approx(61.901803, abs=1e-6)
    assert austria["scores"]["Political"] == pytest.approx(78.22603768, abs=1e-7)
    assert len(report["treated"]) == 35
    assert len(report["warnings"]) == 6

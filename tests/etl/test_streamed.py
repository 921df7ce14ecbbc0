"""`check` and `import` of a file that counts as large: real processes, a real warehouse."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from danube.settings import ROOT, Settings
from danube.store import connect
from etl.__main__ import main

ROWS = [f"gerd,AT1{place},{year},{place}.{year % 10}" for place in (1, 2, 3) for year in range(2000, 2020)]


@pytest.fixture
def large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("DANUBE_SMALL", "0")
    path = tmp_path / "rows.csv"
    lines = ["indicator,region,period,value", *ROWS, "gerd,AT11,1066,3", "nothing,AT11,2019,3"]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_check_tells_and_lists_what_is_refused(
    large_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(large_file), "--refused", str(tmp_path / "refused.csv"), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["accepted"]) == (62, 60)
    assert [(one["row"], one["code"]) for one in told["rejected"]] == [
        (62, "bad-period"),
        (63, "unknown-indicator"),
    ]
    assert len((tmp_path / "refused.csv").read_text("utf-8").splitlines()) == 3
    assert not list((tmp_path / "var" / "large").iterdir())


def test_import_stores_and_the_same_file_again_changes_nothing(
    large_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(large_file), "--who", "Ana"]) == 1
    assert "60 new, 0 changed, 0 as before" in capsys.readouterr().out
    assert main(["import", str(large_file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == 2
    assert told["difference"] == {"new": 0, "changed": 0, "unchanged": 60, "changes": []}
    warehouse = connect(Settings(var=tmp_path / "var"))
    assert warehouse.loads()["rows"].tolist() == [60, 60]
    assert len(warehouse.observations()) == 60


def test_an_interrupt_leaves_nothing_half_done(large_file: Path, tmp_path: Path) -> None:
    with large_file.open("a", encoding="utf-8") as file:
        for month in range(1, 13):
            file.writelines(f"gerd,AT1{n % 3 + 1},{1900 + n % 200}-{month:02d},{n}\n" for n in range(60_000))
    command = [sys.executable, "-m", "etl", "import", str(large_file)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stderr=subprocess.PIPE, text=True)
    folder = tmp_path / "var" / "large"
    while not (folder.is_dir() and list(folder.iterdir())):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.strip().splitlines()[-1] == "Interrupted; nothing half done was kept."
    assert not list(folder.iterdir())
    assert connect(Settings(var=tmp_path / "var")).latest() == 0

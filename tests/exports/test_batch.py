"""Many briefs in one go: from the command line and as a ZIP, with progress."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from danube import regions, texts
from danube.exports import __main__ as command
from danube.exports import batch, shelf
from danube.store import Warehouse


def test_every_region_drawn_has_a_brief_and_the_68_come_first() -> None:
    assert len(batch.every()) == 73 and set(batch.every()) == set(regions.at_level(2))
    assert batch.every()[:68] == regions.nuts2()


def test_the_archive_tells_how_far_it_is(warehouse: Warehouse) -> None:
    texts.use("en")
    figures = shelf.at(warehouse, warehouse.latest(), uploads=True)
    told: list[tuple[int, int]] = []
    packed = batch.archive(figures, ["AT13", "MD"], lambda done, all_: told.append((done, all_)))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        assert all(archive.read(name).startswith(b"%PDF") for name in names)
    assert told == [(1, 2), (2, 2)]
    assert [name.split("_")[1] for name in names] == ["region-at13", "region-md"]


def test_the_command_writes_whole_files_and_a_report(
    var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DANUBE_VAR", str(var))
    folder = tmp_path / "briefs"
    asked = ["briefs", str(folder), "--region", "AT13", "--region", "SK01", "--lang", "de", "--json"]
    assert command.main(asked) == 0
    texts.use("en")
    report = json.loads(capsys.readouterr().out)
    assert sorted(report["files"]) == sorted(path.name for path in folder.iterdir())
    assert len(report["files"]) == 2 and all("lang-de" in name for name in report["files"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--region", "Wien"], "did you mean AT13?"),
        (["--version", "100000"], "There is no version 100000"),
        (["--address", "javascript:alert(1)"], "must begin with http"),
    ],
)
def test_what_cannot_be_made_is_told_in_a_sentence(
    var: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    said: str,
) -> None:
    monkeypatch.setenv("DANUBE_VAR", str(var))
    assert command.main(["briefs", str(tmp_path / "none"), *options]) == 2
    assert said in capsys.readouterr().err and not (tmp_path / "none").exists()


def test_an_empty_warehouse_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DANUBE_VAR", str(tmp_path / "empty"))
    assert command.main(["briefs", str(tmp_path / "out")]) == 2
    assert "etl build" in capsys.readouterr().err

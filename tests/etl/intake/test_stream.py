"""How large a table is, packed or not: that decides who reads it."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from etl.intake import large
from etl.intake.large import stream

TABLE = b"region,2023\n" + b"AT13,3.5\n" * 200_000


@pytest.fixture(autouse=True)
def one_megabyte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_SMALL", "1")


def packed(folder: Path, kind: str) -> Path:
    path = folder / f"table.{kind}"
    if kind == "gz":
        path.write_bytes(gzip.compress(TABLE))
    elif kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("table.csv", TABLE)
    else:
        path.write_bytes(TABLE)
    return path


@pytest.mark.parametrize("kind", ["csv", "gz", "zip"])
def test_a_large_table_is_large_however_it_is_packed(tmp_path: Path, kind: str) -> None:
    path = packed(tmp_path, kind)
    assert stream.unpacked(path) == len(TABLE) and large.is_large(path)


def test_a_workbook_counts_by_its_own_size(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row in range(50_000):
            sheet.write_row(row, 0, ["AT13", 3.5])
    assert stream.unpacked(path) == path.stat().st_size < 1_000_000 and not large.is_large(path)


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b", b"PK\x03\x04 no archive", b"region,2023\n"])
def test_what_is_no_archive_counts_by_its_own_size(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert stream.unpacked(path) == len(content)

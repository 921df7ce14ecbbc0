"""Packed tables that take memory beyond measure, however they are written, are refused and end nothing."""

from __future__ import annotations

import io
import struct
import zipfile

import pyarrow as pa
import pytest
from pyarrow import parquet

from etl.intake import layout, measured
from etl.intake.content import UNPACKED
from etl.intake.errors import Unreadable
from tests.imports import packed

FAR = ("r='XFD1048576'", 'r="xfd1048576"', 'r ="XFD1048576"', 'r="XFD000001048576"')
SHEET = "xl/worksheets/sheet1.xml"


def members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed.xlsx({"A": packed.TABLE}))) as book:
        return {name: book.read(name) for name in book.namelist()}


def stretched(place: str) -> dict[str, bytes]:
    """A workbook with a cell at the far end of its sheet."""
    parts = members()
    return parts | {SHEET: parts[SHEET].replace(b'r="A3"', place.encode())}


@pytest.mark.parametrize("place", FAR)
def test_far_cell_however_it_is_written(place: str) -> None:
    with pytest.raises(Unreadable, match="beyond measure"):
        layout.read(packed.zipped(stretched(place)))


def test_far_cell_of_a_sheet_in_another_folder() -> None:
    parts = stretched('r="XFD1048576"')
    parts["xl/elsewhere/sheet1.xml"] = parts.pop(SHEET)
    parts = {
        name: body.replace(b"worksheets/sheet1.xml", b"elsewhere/sheet1.xml") for name, body in parts.items()
    }
    with pytest.raises(Unreadable, match="beyond measure"):
        layout.read(packed.zipped(parts))


def test_far_cell_of_an_old_workbook() -> None:
    with pytest.raises(Unreadable, match="beyond measure"):
        layout.read(old_workbook([(0, 0), (65_535, 65_535)]))


def test_many_sheets_that_are_each_as_large_as_may_be() -> None:
    sheet: list[list[object]] = [["geo"], *[[""]] * 19_998, ["AT11"] * 1_000]
    with pytest.raises(Unreadable, match="beyond measure"):
        layout.read(packed.xlsx(dict.fromkeys("ABCD", sheet)))


def test_shapes() -> None:
    """A sheet that is not shown does not count; a file that is none has no shape."""
    assert measured.shapes(packed.xlsx({"A": packed.TABLE}), "workbook", UNPACKED) == [(3, 3)]
    assert measured.shapes(old_workbook([(0, 0), (3, 1)]), "workbook", UNPACKED) == [(4, 2)]
    assert measured.shapes(packed.arrow({"geo": ["AT11"], "2022": [1.5]}), "parquet", UNPACKED) == [(1, 2)]
    assert measured.shapes(b"PAR1", "parquet", UNPACKED) == []


@pytest.mark.parametrize("stored", [True, False])
def test_text_that_is_kept_once_and_named_often(stored: bool) -> None:
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000, pa.int32()), pa.array(["x" * 400_000]))
    body = io.BytesIO()
    parquet.write_table(pa.table({"geo": text}), body, store_schema=stored)
    assert len(body.getvalue()) < 100_000
    with pytest.raises(Unreadable, match="swells to more than 500 MB"):
        layout.read(body.getvalue())


def old_workbook(cells: list[tuple[int, int]]) -> bytes:
    """An XLS file with a figure in each of the cells: records of BIFF8 in a compound file."""
    records = _begins(5) + _record(0x42, struct.pack("<H", 1200))
    name = struct.pack("<BB", 1, 0) + b"a"
    place = len(records) + 4 + 6 + len(name) + 4
    records += _record(0x85, struct.pack("<IBB", place, 0, 0) + name) + _record(0x0A, b"")
    records += _begins(0x10)
    for row, column in cells:
        records += _record(0x203, struct.pack("<HHHd", row, column, 0, 1.0))
    return _compound(records + _record(0x0A, b""))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _begins(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def _compound(stream: bytes) -> bytes:
    """One stream named Workbook of 4096 bytes: table of sectors, directory, eight sectors of content."""
    free, last = 0xFFFFFFFF, 0xFFFFFFFE
    chain = [0xFFFFFFFD, last, *range(3, 10), last]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, last, 0, last, 0) + struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))
    directory = _entry("Root Entry", 5, 1, last, 0) + _entry("Workbook", 2, free, 2, 4096)
    return head + table + directory.ljust(512, b"\0") + stream.ljust(4096, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = f"{name}\0".encode("utf-16-le")
    tree = struct.pack("<HBB3I36x", len(written), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return written.ljust(64, b"\0") + tree + struct.pack("<IQ", start, size)

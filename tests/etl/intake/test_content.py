"""What a file is, by its bytes; limits; archives and workbooks that swell beyond measure."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from etl.intake import archive, content, grid, layout, signs, workbook
from etl.intake.large import stream
from etl.intake.layout import Unreadable
from tests.imports import packed

CSV = b"geo;2022\nAT11;1,5\n"


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (CSV, content.TEXT),
        (b"\xef\xbb\xbf" + CSV, content.TEXT),
        (CSV.decode().encode("utf-16"), content.TEXT),
        (CSV.decode().encode("utf-16-be"), content.TEXT),
        (b'{"a": 1}', content.JSON),
        (packed.xlsx({"A": packed.TABLE}), content.WORKBOOK),
        (packed.ods(packed.TABLE), content.WORKBOOK),
        (packed.arrow({"a": [1]}), content.PARQUET),
        (packed.zipped({"a.csv": CSV}), content.ZIP),
        (gzip.compress(CSV, mtime=0), content.GZIP),
    ],
)
def test_kind_is_told_by_the_bytes(start: bytes, kind: str) -> None:
    assert content.kind(start) == kind


def test_limits_are_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(CSV * 100)
    monkeypatch.setattr(content, "BYTES", 1_000)
    with pytest.raises(Unreadable, match="large.csv is larger than 0 MB: split it"):
        layout.read(path)
    with pytest.raises(Unreadable, match="is not a file"):
        layout.read(tmp_path)


@pytest.mark.parametrize(
    ("limit", "most", "sentence"),
    [
        ("ROWS", 3, "5 rows; at most 3"),
        ("COLUMNS", 1, "2 columns; at most 1"),
        ("CELLS", 9, "10 cells; at most 9"),
    ],
)
def test_shape_has_limits(monkeypatch: pytest.MonkeyPatch, limit: str, most: int, sentence: str) -> None:
    monkeypatch.setattr(content, limit, most)
    monkeypatch.setattr("etl.intake.grid.COLUMNS", content.COLUMNS)
    with pytest.raises(Unreadable, match=sentence):
        layout.read(b"geo;2022\nAT11;1\nAT12;2\nAT13;3\nAT21;4\n")


def test_rows_beyond_the_limit_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The quotation mark that stays open in the last row is never met."""
    for limit, most in (("ROWS", 20), ("CELLS", 50)):
        monkeypatch.setattr(content, limit, most)
        monkeypatch.setattr(f"etl.intake.grid.{limit}", most)
        with pytest.raises(Unreadable, match=f"at most {most}"):
            grid.split("geo;2022\n" + "AT11;1\n" * 100 + 'AT12;"', ";")
        monkeypatch.undo()


def test_comments_without_end_are_looked_at_once() -> None:
    with pytest.raises(Unreadable, match="an XML file"):
        content.kind(b"<!---->" * 250 + b"x")
    assert content.PAGE.match(b"<!-- a -- > b --> <!---->\n<html>")


def test_a_heading_of_a_whole_novel_has_no_period() -> None:
    heading = "a" + " -" * 50_000 + "b"
    assert signs.headed(heading) == (heading, "")


def test_rows_beyond_ascii_are_found_in_long_lines() -> None:
    seen = stream.BEYOND.findall("plain\nä\nplain ß\n".encode() + b"a" * 1_000_000)
    assert seen == ["ä\n".encode(), "plain ß\n".encode()]


def test_million_columns_are_refused_at_once() -> None:
    with pytest.raises(Unreadable, match="1,000,000 columns; at most 4,000"):
        layout.read(b",".join([b"x"] * 1_000_000) + b"\n" + CSV)


def test_zip_bomb_is_refused_by_its_declared_size() -> None:
    bomb = packed.zipped({"a.csv": bytes(50_000_000)})
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable, match="swells"):
        layout.read(bomb)


def test_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    """The sizes in both headers say 100 bytes; what comes out is counted, and cut there."""
    bomb = bytearray(packed.zipped({"a.csv": b"geo;2022\n" * 6_000_000}))
    size = struct.pack("<L", 54_000_000)
    assert bomb.count(size) == 2
    with pytest.raises(Unreadable, match="damaged|swells"):
        layout.read(bytes(bomb.replace(size, struct.pack("<L", 100))))


def test_gzip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Unreadable, match="swells"):
        archive.unpressed(gzip.compress(bytes(100_000_000)))


def test_gzip_of_two_parts_is_read_whole() -> None:
    found = layout.read(gzip.compress(CSV) + gzip.compress(b"AT12;2\n"), "a.csv.gz")
    assert found.table["text"].tolist() == ["1,5", "2"]


def test_workbook_bomb_is_refused() -> None:
    book = packed.zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": bytes(60_000_000)})
    with pytest.raises(Unreadable, match="swells"):
        layout.read(book)


def test_cell_at_the_far_end_of_a_sheet_claims_no_memory() -> None:
    book = io.BytesIO(packed.xlsx({"A": packed.TABLE}))
    with zipfile.ZipFile(book) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b'r="A3"', b'r="XFD1048576"')
    with pytest.raises(Unreadable, match="at most"):
        layout.read(packed.zipped(members))


def test_cells_repeated_beyond_measure_are_refused() -> None:
    book = packed.ods([["geo", "2022"], ["AT11", 1.5]])
    with zipfile.ZipFile(io.BytesIO(book)) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    cell = b'table:number-columns-repeated="16000" office:value-type="float"'
    members["content.xml"] = members["content.xml"].replace(b'office:value-type="float"', cell)
    members["content.xml"] = members["content.xml"].replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1000000">'
    )
    with pytest.raises(Unreadable, match="repeats cells"):
        layout.read(packed.zipped(members, zipfile.ZIP_STORED))


def test_workbook_with_links_to_other_files_is_read_as_it_stands() -> None:
    """Links are never followed: the figure that was saved with the formula counts."""
    file = io.BytesIO()
    import xlsxwriter

    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["geo", 2022])
        sheet.write(1, 0, "AT11")
        sheet.write_formula(1, 1, "='[http://example.org/x.xlsx]A'!A1", None, 7.5)
    assert layout.read(file.getvalue()).table["text"].tolist() == ["7.5"]


def test_deep_json_is_refused() -> None:
    with pytest.raises(Unreadable):
        layout.read(b"[" * 200_000)


def test_zlib_of_another_kind_is_told() -> None:
    with pytest.raises(Unreadable):
        layout.read(zlib.compress(CSV))


def test_cell_of_a_megabyte_is_refused() -> None:
    with pytest.raises(Unreadable, match="131,072 characters"):
        layout.read(b'geo;2022\nAT11;"' + b"x" * 1_000_000 + b'"\n')


@pytest.mark.parametrize(
    ("heading", "text", "flag"),
    [
        ("CONF_STATUS", "F", ""),
        ("CONF_STATUS", "C", "c"),
        ("CONF_STATUS", "N", "c"),
        ("conf status", " ", ""),
        ("OBS_STATUS", "A", ""),
        ("OBS_STATUS", "E", "E"),
        ("OBS_FLAG", "f", "f"),
        ("flag", "b p", "b p"),
    ],
)
def test_what_stands_beside_a_figure(heading: str, text: str, flag: str) -> None:
    assert signs.standing(heading, text) == flag


def test_formulas_of_an_open_document_are_told() -> None:
    sheet = packed.ods([["geo", "2022"], ["AT11", 1.5]])
    assert workbook.remarks(sheet) == []
    for formula, told in (("of:=1+1", "are formulas"), ("of:='file:///a.ods'#$A.B1", "from other files")):
        with zipfile.ZipFile(io.BytesIO(sheet)) as book:
            members = {name: book.read(name) for name in book.namelist()}
        cell = f'<table:table-cell table:formula="{formula}" office'.encode()
        members["content.xml"] = members["content.xml"].replace(b"<table:table-cell office", cell)
        assert told in "".join(workbook.remarks(packed.zipped(members)))


def test_a_member_without_a_name_is_no_table() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("a.csv", "region,value\nAT11,1\n")
    with pytest.raises(Unreadable, match="no table"):
        archive.unzipped(target.getvalue().replace(b"a.csv", b"\0.csv"))

"""Workbooks, Parquet and archives, whole, broken, locked or something else altogether."""

from __future__ import annotations

import datetime
import gzip
import io
import random
import zipfile

import pyarrow as pa
import xlsxwriter
from pyarrow import parquet

from tests.imports.case import Case

STILL = (1980, 1, 1, 0, 0, 0)
TABLE = [["geo", "2022", "2023"], ["AT11", 1.5, 1.234], ["AT12", 3, "n/a"]]
FIGURES = "2 - AT11 2022 1.5\n2 - AT11 2023 1.234\n3 - AT12 2022 3"
SWOLLEN = 12_000_000  # bytes that shrink to nothing
CSV = b"geo;2022;2023\nAT11;1,5;2\nAT12;3;4\n"
CSV_FIGURES = "2 - AT11 2022 1.5\n2 - AT11 2023 2\n3 - AT12 2022 3\n3 - AT12 2023 4"


def xlsx(sheets: dict[str, list[list[object]]], down: int = 0) -> bytes:
    """A workbook with these cells, `down` rows below the top."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place + down, 0, row)
    book.close()
    return file.getvalue()


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files that is the same on every day."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, STILL)
            info.compress_type = how
            archive.writestr(info, content)
    return file.getvalue()


def ods(rows: list[list[object]]) -> bytes:
    """An OpenDocument spreadsheet with one sheet."""
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("manifest", "manifest"),
        )
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Data">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {spaces}><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": kind.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        },
        zipfile.ZIP_STORED,
    )


def _ods_cell(cell: object) -> str:
    figure = isinstance(cell, int | float)
    kind = f'office:value-type="float" office:value="{cell}"' if figure else 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{cell}</text:p></table:table-cell>"


def arrow(table: dict[str, list[object]]) -> bytes:
    """A Parquet file."""
    file = io.BytesIO()
    parquet.write_table(pa.table(table), file)
    return file.getvalue()


def workbooks() -> list[Case]:
    """XLSX, ODS, Parquet; sheets to choose from."""
    other = [["geo", "2022"], ["HU11", 5]]
    remarks = [["About this file"], ["Written by hand"]]
    two = xlsx({"A": TABLE, "B": other})
    mixed = [["geo", "2022", "2023"], ["AT11", 1.5, "1.234,5"], ["AT12", 1.234, "7,25"]]
    return [
        Case("sheet.xlsx", xlsx({"A": TABLE}), FIGURES, 2, understood={"kind": "workbook", "decimal": "."}),
        Case(
            "lower-down.xlsx",
            xlsx({"A": TABLE}, down=3),
            FIGURES.replace("3 -", "6 -").replace("2 - A", "5 - A"),
            2,
        ),
        Case("two-sheets.xlsx", two, FIGURES, 2, ("sheet",), understood={"sheets": ["A", "B"]}),
        Case("second-sheet.xlsx", two, "2 - HU11 2022 5", 1, choices={"sheet": "B"}),
        Case(
            "with-remarks.xlsx",
            xlsx({"About": remarks, "Data": TABLE}),
            FIGURES,
            2,
            understood={"sheet": "Data"},
        ),
        Case("no-such-sheet.xlsx", two, choices={"sheet": "C"}, unreadable="no sheet 'C'"),
        Case(
            "text-figures.xlsx",
            xlsx({"A": mixed}),
            "2 - AT11 2022 1.5\n2 - AT11 2023 1234.5\n3 - AT12 2022 1.234\n3 - AT12 2023 7.25",
            2,
            understood={"decimal": ","},
        ),
        Case("sheet.ods", ods(TABLE), FIGURES, 2, understood={"kind": "workbook"}),
        Case(
            "table.parquet",
            arrow({"geo": ["AT11", "AT12"], "year": [2022, 2022], "value": [0.1, 1e-7]}),
            "2 - AT11 2022 0.1\n3 - AT12 2022 0.0000001",
            2,
            understood={"kind": "parquet", "layout": "long"},
        ),
        Case("lists.parquet", arrow({"geo": ["AT11"], "value": [[1, 2]]}), unreadable="holds lists"),
        Case(
            "cut.parquet", arrow({"geo": ["AT11"], "value": [1]})[:-40], unreadable="Parquet file is damaged"
        ),
        Case("formulas.xlsx", calculated(), CALCULATED, 2, notes=1, warned=("aside",)),
        Case("external-links.xlsx", linked(), CALCULATED, 2, notes=1, warned=("aside",)),
        Case("workbook-named.csv", xlsx({"A": TABLE}), FIGURES, 2),
        Case("text-named.xlsx", CSV, CSV_FIGURES, 2, understood={"kind": "text"}),
        Case("empty.xlsx", xlsx({"A": []}), unreadable="all its sheets are empty"),
        Case("cut.xlsx", xlsx({"A": TABLE})[:900], unreadable="damaged"),
        Case("locked.xlsx", locked(), unreadable="encrypted"),
        Case("old-and-broken.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), unreadable="damaged"),
    ]


CALCULATED = "2 - AT11 2022 1.5\n3 - AT12 2022 2.5"


def calculated(first: str = "=1+0.5") -> bytes:
    """A workbook whose figures are results of formulas, as they were when it was saved."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)})
    sheet = book.add_worksheet("A")
    sheet.write_row(0, 0, ["geo", "2022"])
    sheet.write_column(1, 0, ["AT11", "AT12"])
    sheet.write_formula(1, 1, first, None, 1.5)
    sheet.write_formula(2, 1, "=5/2", None, 2.5)
    book.close()
    return file.getvalue()


def linked() -> bytes:
    """A workbook that takes a figure from another one, which is never opened."""
    with zipfile.ZipFile(io.BytesIO(calculated("='[1]Sheet1'!$B$2"))) as book:
        members = {name: book.read(name) for name in book.namelist()}
    kind = "http://schemas.openxmlformats.org"
    relations = (
        f'<?xml version="1.0"?><Relationships xmlns="{kind}/package/2006/relationships"><Relationship '
        f'Id="rId1" Type="{kind}/officeDocument/2006/relationships/externalLinkPath" Target="file:///a.xlsx" '
        'TargetMode="External"/></Relationships>'
    )
    link = f'<?xml version="1.0"?><externalLink xmlns="{kind}/spreadsheetml/2006/main"/>'
    place = "xl/externalLinks"
    more = {
        f"{place}/externalLink1.xml": link.encode(),
        f"{place}/_rels/externalLink1.xml.rels": relations.encode(),
    }
    return zipped(members | more)


def locked() -> bytes:
    """What Excel writes for a workbook with a password begins like this."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    )


def archives() -> list[Case]:
    """ZIP and gzip with one table, several, none; broken and locked."""
    inner = zipped({"a.csv": CSV})
    secret = bytearray(inner)
    secret[6] |= 1
    secret[secret.index(b"PK\x01\x02") + 8] |= 1
    return [
        Case(
            "one.zip",
            zipped({"folder/a.csv": CSV, "__MACOSX/._a.csv": b"x", "readme.md": b"hi"}),
            CSV_FIGURES,
            2,
        ),
        Case("gzipped.csv.gz", gzip.compress(CSV, mtime=0), CSV_FIGURES, 2),
        Case("gzip-in.zip", zipped({"a.csv.gz": gzip.compress(CSV, mtime=0)}), CSV_FIGURES, 2),
        Case("workbook-in.zip", zipped({"a.xlsx": xlsx({"A": TABLE})}), FIGURES, 2),
        Case("two.zip", zipped({"a.csv": CSV, "b.csv": CSV}), unreadable="holds 2 tables"),
        Case("none.zip", zipped({"a.png": b"x", "b.doc": b"y"}), unreadable="holds no table"),
        Case("nested.zip", zipped({"a.gz": zipped({"b.zip": inner})}), unreadable="another archive"),
        Case("bomb.zip", zipped({"a.csv": bytes(SWOLLEN)}), unreadable="swells to more than"),
        Case("bomb.csv.gz", gzip.compress(bytes(SWOLLEN), mtime=0), unreadable="swells to more than"),
        Case(
            "bomb.xlsx",
            zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b" " * SWOLLEN}),
            unreadable="swells to more than",
        ),
        Case("cut.zip", inner[:-30], unreadable="damaged"),
        Case("locked.zip", bytes(secret), unreadable="encrypted"),
        Case("cut.gz", gzip.compress(CSV, mtime=0)[:-9], unreadable="damaged"),
        Case("tar.gz", gzip.compress(bytes(257) + b"ustar" + bytes(250), mtime=0), unreadable="tar archive"),
    ]


def strangers() -> list[Case]:
    """What is no table at all, whatever its name says."""
    noise = random.Random(1).randbytes(400)  # noqa: S311 (the same noise every day)
    return [
        Case(
            "page.csv",
            b"<!DOCTYPE html><html><body><table><tr><td>AT11</td></tr></table>",
            unreadable="a web page",
        ),
        Case("page-late.csv", b"\xef\xbb\xbf\n\n <!-- hi --> <html>", unreadable="a web page"),
        Case(
            "page-named.xls",
            b'<html xmlns:x="urn:schemas-microsoft-com"><table><tr><td>geo</td></tr></table></html>',
            unreadable="a web page",
        ),
        Case("feed.csv", b'<?xml version="1.0"?><rows/>', unreadable="an XML file"),
        Case("paper.csv", b"%PDF-1.7\n%", unreadable="a PDF"),
        Case("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(30), unreadable="a picture"),
        Case("letter.xlsx", zipped({"word/document.xml": b"<w/>"}), unreadable="a document"),
        Case("nul.csv", b"geo;2022\nAT11;1\0,5\n", unreadable="NUL"),
        Case("noise.csv", b"\x01\x02\0" + noise, unreadable="binary"),
    ]

"""What kind of file this is, by its first bytes whatever its name says, and how large it may be."""

from __future__ import annotations

import codecs
import re
import zipfile
from io import BytesIO
from pathlib import Path

from danube.texts import N_, _, number
from etl.intake.errors import Unreadable

BYTES = 200_000_000  # larger files are split by their owner
UNPACKED = 500_000_000  # what an archive or a workbook may hold
ROWS = 2_000_000  # a year of every indicator of every region has room in it
COLUMNS = 4_000  # twice as many as Europe has regions of all levels
CELLS = 20_000_000  # rows times columns: what fits the memory of a laptop

TEXT, WORKBOOK, PARQUET, ZIP, GZIP, JSON = "text", "workbook", "parquet", "zip", "gzip", "json"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MAGIC = {
    b"PK\x03\x04": ZIP,
    b"PK\x05\x06": ZIP,
    b"\x1f\x8b": GZIP,
    b"PAR1": PARQUET,
    OLD_OFFICE: WORKBOOK,
}
FOREIGN = {
    b"%PDF": N_("a PDF"),
    b"SQLite format 3": N_("a database"),
    b"\x89PNG": N_("a picture"),
    b"\xff\xd8\xff": N_("a picture"),
    b"GIF8": N_("a picture"),
    b"7z\xbc\xaf\x27\x1c": N_("a 7-Zip archive"),
    b"Rar!": N_("a RAR archive"),
    b"BZh": N_("a bzip2 archive"),
    b"\xfd7zXZ": N_("an xz archive"),
    b"\x28\xb5\x2f\xfd": N_("a Zstandard archive"),
    b"\x89HDF": N_("an HDF5 file"),
    b"ARROW1": N_("an Arrow file"),
    b"\x7fELF": N_("a program"),
    b"MZ\x90": N_("a program"),
    b"{\\rtf": N_("a word processor's document"),
    b"$FL2": N_("an SPSS file"),
    b"<stata_dta>": N_("a Stata file"),
}
PAGE = re.compile(
    rb"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype|html|head|body|table|script|div|p\b)",
    re.IGNORECASE | re.DOTALL,
)
MARKUP = re.compile(rb"\s*<(?:\?xml|[a-z!][\w:.-]*[\s>/])", re.IGNORECASE)
WORKBOOKS = {"xl/workbook.xml", "xl/workbook.bin"}
OPEN_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def bytes_of(content: bytes | Path) -> bytes:
    """The whole content; raises Unreadable where there is none, or more than may be."""
    if isinstance(content, bytes):
        _refuse_large(len(content), _("The file"))
        return content
    if not content.is_file():
        raise Unreadable(_("{file} is not a file.", file=content))
    _refuse_large(content.stat().st_size, str(content))
    try:
        return content.read_bytes()
    except OSError:
        raise Unreadable(_("{file} cannot be read: check its permissions.", file=content)) from None


def _refuse_large(size: int, name: str) -> None:
    if size > BYTES:
        most = number(BYTES // 1_000_000, 0)
        raise Unreadable(_("{file} is larger than {size} MB: split it.", file=name, size=most))


def refuse_shape(rows: int, columns: int) -> None:
    """Raises Unreadable where a table has more rows, columns or cells than may be."""
    for seen, most, sentence in (
        (columns, COLUMNS, N_("The table has {seen} columns; at most {most} are read: split it.")),
        (rows, ROWS, N_("The table has {seen} rows; at most {most} are read: split it.")),
        (rows * columns, CELLS, N_("The table has {seen} cells; at most {most} are read: split it.")),
    ):
        if seen > most:
            raise Unreadable(_(sentence, seen=number(seen, 0), most=number(most, 0)))


def kind(content: bytes) -> str:
    """text, json, workbook, parquet, zip or gzip; raises Unreadable where it is none of them."""
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise Unreadable(_("The file is empty: it has no row at all. Save or fetch it again."))
    found = next((name for magic, name in MAGIC.items() if content.startswith(magic)), "")
    if found == ZIP:
        return _packed(content)
    if found:
        return found
    _refuse_foreign(content)
    start = content[:200].removeprefix(codecs.BOM_UTF8).lstrip()
    return JSON if start[:1] in (b"{", b"[") else TEXT


def _packed(content: bytes) -> str:
    """A workbook is a ZIP archive too: told apart by what it holds."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if names & WORKBOOKS or _is_open_sheet(archive, names):
                return WORKBOOK
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        raise Unreadable(
            _("The Excel workbook or ZIP archive is damaged or incomplete: fetch or save it again.")
        ) from None
    if "word/document.xml" in names or "ppt/presentation.xml" in names or "mimetype" in names:
        raise Unreadable(_("This is a document, not a table: save its table as XLSX or CSV."))
    return ZIP


def _is_open_sheet(archive: zipfile.ZipFile, names: set[str]) -> bool:
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 200:
        return False
    return archive.read("mimetype").strip().startswith(OPEN_SHEET)


def _refuse_foreign(content: bytes) -> None:
    found = next((name for magic, name in FOREIGN.items() if content.startswith(magic)), "")
    start = content[:2000].removeprefix(codecs.BOM_UTF8)
    if not found and PAGE.match(start):
        found = N_("a web page")
    if not found and MARKUP.match(start):
        found = N_("an XML file")
    if not found and b"\0" in content and not content.startswith(MARKS[1:]) and not wide_order(content):
        found = N_("a binary file, or a text with NUL characters")
    if found:
        raise Unreadable(
            _("This is {kind}, not a text table: save it as CSV (UTF-8) and try again.", kind=_(found))
        )


def wide_order(content: bytes) -> str:
    """`utf-16-le` or `utf-16-be` where every other byte of the start is NUL, as in text without a mark."""
    start = content[:2000]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    most = len(start) // 2
    if most < 4 or len(content) % 2:
        return ""
    if odd > 0.4 * most and even < 0.05 * most:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * most and odd < 0.05 * most else ""

"""The one table inside a ZIP or gzip archive, guarded against archives that swell beyond measure."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO

from danube.texts import _, number
from etl.intake.content import UNPACKED
from etl.intake.errors import Unreadable

RATIO = 200  # text shrinks to a tenth; what swells more than this is no honest table
HARMLESS = 10_000_000  # below this size the ratio does not matter
MEMBERS = 10_000
PIECE = 1 << 20
TABLES = {".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xls", ".xlsb", ".ods", ".parquet", ".json", ".gz"}
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
CLUTTER = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini"}


def unzipped(content: bytes) -> tuple[bytes, str]:
    """Content and name of the only table in a ZIP archive; Unreadable where there is not one alone."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            member = only(archive.infolist())
            check_declared(member)
            with archive.open(member) as stream:
                return b"".join(_pieces(stream, len(content))), PurePosixPath(member.filename).name
    except BROKEN:
        raise Unreadable(
            _("The ZIP archive is damaged or written in an unusual way: pack it again.")
        ) from None


def guard(content: bytes) -> None:
    """Refuses a workbook that swells beyond measure when it is unpacked; sizes are counted, not believed."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            total = 0
            for member in archive.infolist():
                check_declared(member)
                with archive.open(member) as stream:
                    total += sum(map(len, _pieces(stream, member.compress_size)))
                if total > UNPACKED:
                    raise too_large()
    except BROKEN:
        raise Unreadable(_("The workbook is damaged or incomplete: save it again.")) from None


def unpressed(content: bytes) -> bytes:
    """What a gzip archive holds; raises Unreadable where it is broken or a bomb."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as stream:
            inside = b"".join(_pieces(stream, len(content)))
    except (OSError, EOFError, zlib.error):
        raise Unreadable(_("The gzip archive is damaged or incomplete: fetch or pack it again.")) from None
    if inside[257:262] == b"ustar":
        raise Unreadable(_("This is a tar archive: unpack it and bring the one table."))
    return inside


def only(members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The one table among the files of an archive; raises Unreadable where there is not one alone."""
    if len(members) > MEMBERS:
        raise Unreadable(
            _("The archive holds {count} files: bring the one table.", count=number(len(members), 0))
        )
    named = [one for one in members if one.filename]  # a damaged name may be empty
    files = [one for one in named if not one.is_dir() and not _clutter(one.filename)]
    tables = files if len(files) == 1 else [one for one in files if _suffix(one.filename) in TABLES]
    if not tables:
        raise Unreadable(
            _("The archive holds no table: pack exactly one CSV, XLSX, ODS, JSON or Parquet file.")
        )
    if len(tables) > 1:
        shown = ", ".join(PurePosixPath(one.filename).name for one in tables[:5])
        raise Unreadable(
            _(
                "The archive holds {count} tables ({names}): pack exactly one, or bring them singly.",
                count=number(len(tables), 0),
                names=shown,
            )
        )
    return tables[0]


def _clutter(name: str) -> bool:
    parts = PurePosixPath(name.lower()).parts
    return not parts or parts[0] in CLUTTER or parts[-1] in CLUTTER or parts[-1].startswith("._")


def _suffix(name: str) -> str:
    return PurePosixPath(name.lower()).suffix


def check_declared(member: zipfile.ZipInfo) -> None:
    """Refuses what is encrypted, or says itself that it is too large."""
    if member.flag_bits & 1:
        raise Unreadable(
            _("The archive is encrypted: unpack it with its password and bring the table itself.")
        )
    if member.file_size > UNPACKED or swells(member.file_size, member.compress_size):
        raise too_large()


def swells(size: int, packed: int) -> bool:
    """True where so little cannot honestly become so much."""
    return size > HARMLESS and size > RATIO * max(packed, 1)


def _pieces(stream: IO[bytes] | gzip.GzipFile, packed: int) -> Iterator[bytes]:
    """The bytes of the stream, stopping where they outgrow what may come out of so small a file."""
    size = 0
    while piece := stream.read(PIECE):
        size += len(piece)
        if size > UNPACKED or swells(size, packed):
            raise too_large()
        yield piece


def too_large() -> Unreadable:
    """The sentence for an archive that swells beyond measure."""
    return Unreadable(
        _(
            "The archive swells to more than {size} MB, or to more than {times} times its size: unpack it, "
            "and bring the table itself if it is one.",
            size=number(UNPACKED // 1_000_000, 0),
            times=number(RATIO, 0),
        )
    )

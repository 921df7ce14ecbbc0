"""The text of a file of any size, piece by piece: unpacked, in UTF-8, cut between two rows.

A file is gone through as often as is needed, and never held. What packs it is unpacked on the way; what is
not UTF-8 becomes UTF-8; what swells beyond measure is refused as in `etl.intake.archive`.
"""

from __future__ import annotations

import codecs
import gzip
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import numpy as np

from danube import settings
from danube.texts import _, number
from etl.intake import archive, content, dialect
from etl.intake.errors import Unreadable

PIECE = 4_000_000  # bytes: large enough for the parser's speed, small enough to stay in the cache
ROW = 64_000_000  # bytes of one row: what is longer is no table
START = 300_000  # characters on which it is decided how the file is read; some thousand rows
EVIDENCE = 4_000_000  # bytes of rows with letters beyond ASCII, on which the encoding is decided
MB = 1_000_000
END = ord("\n")
BEYOND = re.compile(rb"^[^\n]*[\x80-\xff][^\n]*\n?", re.MULTILINE)
Passed = Callable[[int], None]


@dataclass(frozen=True)
class Written:
    """How the text is written: the encoding, what to do with bytes that do not fit, and rivals of it."""

    encoding: str
    errors: str = "strict"
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """Some rows of the file in UTF-8; `row` is the number of the first of them, by lines of the file."""

    body: bytes
    row: int
    last: bool = False


class NotUtf8(Exception):  # noqa: N818 (reads as what happened)
    """The file began as UTF-8 and does not go on so: its encoding must be found otherwise."""


@dataclass(frozen=True)
class Source:
    """A file by its path, the kind of table in it, and how to come at the table's bytes."""

    path: Path
    kind: str
    packed: str = ""  # zip or gzip

    def opened(self, at: Passed | None = None) -> AbstractContextManager[Iterator[bytes]]:
        """The bytes of the table in blocks; `at` is told how many bytes of the file are passed."""
        return _Blocks(self, at or (lambda _passed: None))


def find(path: Path) -> Source:
    """What is in the file. Raises Unreadable for what is no table, or larger than the settings allow."""
    if not path.is_file():
        raise Unreadable(_("{path} is not a file.", path=path))
    largest = settings.read().largest * MB
    if path.stat().st_size > largest:
        raise too_large(path.name)
    try:
        with path.open("rb") as file:
            start = file.read(START)
        if start.startswith(b"PK"):
            return _zipped(path)
        if content.kind(start) != content.GZIP:
            return Source(path, content.kind(start))
        with gzip.open(path) as inside:
            start = inside.read(START)
        return Source(path, content.kind(start), content.GZIP)
    except (OSError, EOFError, zlib.error):
        raise Unreadable(_("{path} cannot be read: it is damaged, or its permissions.", path=path)) from None


def unpacked(path: Path) -> int:
    """Bytes of the table in the file, as its packing tells them; of any other file, its size."""
    size = path.stat().st_size
    try:
        with path.open("rb") as file:
            start = file.read(4)
            if start.startswith(b"\x1f\x8b"):
                file.seek(-4, os.SEEK_END)
                return max(size, int.from_bytes(file.read(4), "little"))
        if start == b"PK\x03\x04":
            with zipfile.ZipFile(path) as packed:
                inside = packed.infolist()
            if not {one.filename for one in inside} & {*content.WORKBOOKS, "mimetype"}:
                return max(size, sum(one.file_size for one in inside))
    except archive.BROKEN:
        return size
    return size


def too_large(name: str) -> Unreadable:
    """The sentence for a file beyond the setting."""
    most = number(settings.read().largest, 0)
    return Unreadable(_("{name} is larger than {size} MB (DANUBE_LARGEST): split it.", name=name, size=most))


def _zipped(path: Path) -> Source:
    try:
        with zipfile.ZipFile(path) as packed:
            if set(packed.namelist()) & {*content.WORKBOOKS, "mimetype"}:
                return Source(path, content.WORKBOOK)
            member = archive.only(packed.infolist())
            with packed.open(member) as inside:
                return Source(path, content.kind(inside.read(START)), content.ZIP)
    except archive.BROKEN:
        raise Unreadable(
            _("The ZIP archive is damaged or written in an unusual way: pack it again.")
        ) from None


class _Blocks(AbstractContextManager[Iterator[bytes]]):
    """Blocks of the unpacked bytes, whatever packs them."""

    def __init__(self, source: Source, at: Passed) -> None:
        self._source, self._at = source, at
        self._held = ExitStack()

    def __enter__(self) -> Iterator[bytes]:
        file = self._held.enter_context(self._source.path.open("rb"))
        inside: IO[bytes] = file
        if self._source.packed == content.GZIP:
            inside = cast(IO[bytes], self._held.enter_context(gzip.GzipFile(fileobj=file)))
        elif self._source.packed == content.ZIP:
            packed = self._held.enter_context(zipfile.ZipFile(file))
            inside = self._held.enter_context(packed.open(archive.only(packed.infolist())))
        return self._read(file, inside)

    def __exit__(self, *_error: object) -> None:
        self._held.close()

    def _read(self, file: IO[bytes], inside: IO[bytes]) -> Iterator[bytes]:
        size, largest = 0, settings.read().largest * MB
        packed = self._source.path.stat().st_size if self._source.packed else 0
        try:
            while block := inside.read(PIECE):
                size += len(block)
                if size > largest:
                    raise too_large(self._source.path.name)
                if packed and archive.swells(size, packed):
                    raise archive.too_large()
                self._at(file.tell())
                yield block
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
            raise Unreadable(
                _("{path} cannot be read to its end: fetch or pack it again.", path=self._source.path.name)
            ) from None


def written(source: Source, encoding: str | None = None) -> Written:
    """How the text is written, by its mark, as UTF-8, or by the names of regions; the start decides."""
    if encoding:
        dialect.strictly(b"" if _is_known(encoding) else b" ", encoding)
        return Written(encoding)
    with source.opened() as blocks:
        start = next(blocks, b"")[:START]
    for mark in content.MARKS:
        if start.startswith(mark):
            return Written(dialect.ENCODINGS[mark])
    if order := content.wide_order(start[: len(start) // 2 * 2]):
        return Written(order)
    return Written("utf-8")


def evidence(source: Source) -> Written:
    """The encoding of a text that is not UTF-8, by its rows with letters beyond ASCII.

    Raises Unreadable where it is UTF-8 in most of them: reading it otherwise would spoil names.
    """
    seen, size, first, row = [], 0, 0, 1
    with source.opened() as blocks:
        for piece in _whole(blocks):
            if not piece.isascii() and size < EVIDENCE:
                rows = BEYOND.findall(piece)
                first = first or _first_foreign(piece, row)
                seen.append(b"".join(rows)[: EVIDENCE - size])
                size += len(seen[-1])
            row += piece.count(b"\n")
    found = dialect.by_evidence(b"".join(seen), first)
    return Written(found.encoding, "replace", found.rivals)


def _first_foreign(piece: bytes, row: int) -> int:
    """The row of the first byte that is not UTF-8, 0 where there is none."""
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError as error:
        return row + piece.count(b"\n", 0, error.start)
    return 0


def pieces(source: Source, how: Written, at: Passed | None = None) -> Iterator[Piece]:
    """The text in UTF-8 without its mark, cut at ends of rows; the last piece is never a short one alone."""
    held: Piece | None = None
    row = 1
    with source.opened(at) as blocks:
        for body in _whole(_in_utf8(blocks, how)):
            if held is not None:
                yield held
            held, row = Piece(body, row), row + ends(body)
    if held is not None:
        yield Piece(held.body, held.row, last=True)


def ends(body: bytes) -> int:
    """How many ends of lines there are; other threads may go on meanwhile."""
    return int(np.count_nonzero(np.frombuffer(body, np.uint8) == END))


def _whole(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The blocks cut after the last end of a row in each; a short rest at the end goes with its neighbour."""
    rest = held = b""
    for block in blocks:
        rest += block
        end = rest.rfind(b"\n") + 1 or (rest.rfind(b"\r", 0, len(rest) - 1) + 1)
        if not end and len(rest) > ROW:
            raise Unreadable(_("A row is longer than {size} MB: this is no table.", size=ROW // MB))
        if end:
            if held:
                yield held
            held, rest = rest[:end], rest[end:]
    if held or rest:
        yield held + rest


def _in_utf8(blocks: Iterator[bytes], how: Written) -> Iterator[bytes]:
    """The same text as UTF-8. Raises NotUtf8, or Unreadable where the encoding does not fit."""
    if how.encoding in ("utf-8", "utf-8-sig"):
        yield from _checked(blocks, how)
        return
    decoder = codecs.getincrementaldecoder(how.encoding)(how.errors)
    first = True
    try:
        for block in blocks:
            text = decoder.decode(block)
            yield (text.removeprefix("\ufeff") if first else text).encode("utf-8")
            first = not text and first
        yield decoder.decode(b"", final=True).encode("utf-8")
    except (UnicodeError, ValueError):
        raise dialect.unfit(how.encoding) from None


def _checked(blocks: Iterator[bytes], how: Written) -> Iterator[bytes]:
    """Bytes that are UTF-8 already pass as they are."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    first = True
    try:
        for block in blocks:
            if not block.isascii() or decoder.getstate()[0]:
                decoder.decode(block)
            yield block.removeprefix(codecs.BOM_UTF8) if first else block
            first = False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise (NotUtf8() if how.encoding == "utf-8" else dialect.unfit(how.encoding)) from None


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True

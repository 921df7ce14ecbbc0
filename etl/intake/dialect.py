"""How a text table is written: its encoding and its delimiter, found by evidence and said aloud.

Nothing is guessed by a library's sniffer: they mistake windows-1250 for a code page of DOS, and shift
columns at decimal commas without a word.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from danube import regions
from danube.texts import _
from etl.intake import signs
from etl.intake.content import MARKS, wide_order
from etl.intake.errors import Unreadable

ENCODINGS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
EIGHT_BIT = ("windows-1250", "windows-1252", "windows-1251", "iso-8859-2")
NAMES_ONLY = ("idna", "punycode")  # of hosts; a whole file would take them hours
DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 256_000  # characters looked at for the delimiter
LINES = 300
MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
WORD = re.compile(r"[^\W\d_]+")
ODD = re.compile(r"(?<=\w)[^\w\s.,;:|/()'’\"\-–…%&+!?*°§²³<>=\[\]{}](?=\w)|[\x80-\x9f\ufffd]")
MIXED = re.compile(r"[a-zA-Z][\u0400-\u04ff]|[\u0400-\u04ff][a-zA-Z]|[a-zà-ž][A-ZÀ-Ž]", re.UNICODE)


@dataclass(frozen=True)
class Text:
    """The decoded text, its encoding, and other encodings that fit as well and read differently."""

    text: str
    encoding: str
    rivals: tuple[str, ...] = ()


def decoded(content: bytes, encoding: str | None = None) -> Text:
    """By the encoding given, byte order mark, strict UTF-8, or the names of regions that it yields."""
    if encoding:
        return Text(_clean(strictly(content, encoding)), encoding)
    for mark in MARKS:
        if content.startswith(mark):
            return Text(_clean(strictly(content, ENCODINGS[mark])), ENCODINGS[mark])
    if order := wide_order(content):
        return Text(_clean(strictly(content, order)), order)
    try:
        return Text(_clean(content.decode("utf-8")), "utf-8")
    except UnicodeDecodeError as error:
        return by_evidence(content, content.count(b"\n", 0, error.start) + 1)


def by_evidence(content: bytes, row: int) -> Text:
    """Text that is not UTF-8, by its names; Unreadable where most of it is (`row` is the first other)."""
    _refuse_spoilt(content, row)
    return _by_names(content)


def strictly(content: bytes, encoding: str) -> str:
    """The text in the encoding given; raises Unreadable where there is no such, or it does not fit."""
    try:
        if codecs.lookup(encoding).name in NAMES_ONLY:
            raise LookupError
        return content.decode(encoding)
    except LookupError:
        raise Unreadable(
            _(
                "There is no encoding {name}; usual are {usual}.",
                name=repr(encoding),
                usual=", ".join(("utf-8", *EIGHT_BIT)),
            )
        ) from None
    except (UnicodeDecodeError, ValueError):
        raise unfit(encoding) from None


def unfit(encoding: str) -> Unreadable:
    """The sentence for bytes that are none in the encoding."""
    return Unreadable(_("The file cannot be read as {encoding}: save it again as UTF-8.", encoding=encoding))


def _clean(text: str) -> str:
    if "\0" in text:
        raise Unreadable(_("The file holds NUL characters: it is no text table, or was damaged on its way."))
    return text.removeprefix("\ufeff")


def _refuse_spoilt(content: bytes, row: int) -> None:
    """UTF-8 with some foreign bytes is neither one nor the other: reading it as either spoils names."""
    bad = len(content.decode("utf-8", errors="surrogateescape").encode("utf-16-le", "surrogatepass"))
    good = len(MULTIBYTE.findall(content))
    foreign = sum(0xDC80 <= ord(sign) <= 0xDCFF for sign in content.decode("utf-8", errors="surrogateescape"))
    if bad and good > 2 * foreign:
        raise Unreadable(_("The file is UTF-8, but row {row} is not: save the whole file as UTF-8.", row=row))


def _by_names(content: bytes) -> Text:
    """The encoding whose text holds most names of regions and fewest signs that no language has."""
    texts = {name: content.decode(name, errors="replace") for name in EIGHT_BIT}
    merits = {name: _merit(text) for name, text in texts.items()}
    best = max(texts, key=merits.__getitem__)
    rivals = [name for name, merit in merits.items() if merit == merits[best] and texts[name] != texts[best]]
    return Text(_clean(texts[best]), best, tuple(rivals))


def _merit(text: str) -> tuple[int, int]:
    words = Counter(word.casefold() for word in WORD.findall(text) if not word.isascii())
    known = sum(count for word, count in words.items() if word in _telling_words())
    return known, -len(ODD.findall(text)) - len(MIXED.findall(text))


@cache
def _telling_words() -> frozenset[str]:
    """Words from the names of regions that a wrong encoding would spoil."""
    names = {name for region in regions.load().values() for name in (region.name, region.native)}
    words = {word.casefold() for name in names for word in WORD.findall(name)}
    return frozenset(word for word in words if not word.isascii() and len(word) > 2)


def delimiter(text: str) -> str:
    """The sign at which the rows split most regularly into cells that say something."""
    sample = text[:SAMPLE]
    merits = {sign: _regularity(sample, sign) for sign in DELIMITERS}
    best = max(DELIMITERS, key=merits.__getitem__)
    return best if merits[best][0] else ""


def _regularity(sample: str, sign: str) -> tuple[float, int]:
    """Share of rows with the usual number of cells plus share of their cells that read as something."""
    rows = _rows(sample, sign)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0, 0
    width, regular = max(widths.items(), key=lambda item: (item[1], item[0]))
    cells = [cell.strip() for row in rows if len(row) == width for cell in row]
    filled = [cell for cell in cells if cell]
    others = set(DELIMITERS[1:]) - {sign}
    told = sum(signs.says_something(cell) and not others & set(cell) for cell in filled) / max(len(filled), 1)
    return round(regular / len(rows) + told, 6), width


def _rows(sample: str, sign: str) -> list[list[str]]:
    """The first rows, without blank ones and the last, which the sample may have cut."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) > LINES:
                break
    except csv.Error:
        return rows
    return rows[:-1] if len(rows) > LINES or (len(sample) == SAMPLE and len(rows) > 1) else rows

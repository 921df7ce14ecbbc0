"""How a text table is written: encoding, delimiter, decimal sign. Found by evidence, and said aloud.

Nothing is guessed by a library's sniffer: they shift columns at decimal commas without a word.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from danube import regions

MAGIC = {
    b"PK\x03\x04": "an Excel workbook or a ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF": "a PDF",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database",
}
MARKUP = re.compile(rb"^\s*(?:<!doctype|<html|<\?xml|<)", re.IGNORECASE)
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
EIGHT_BIT = ("windows-1250", "windows-1252", "windows-1251")
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SPACES = dict.fromkeys(map(ord, " \u00a0\u2009\u202f'’"))


class Unreadable(Exception):  # noqa: N818 (reads as what happened)
    """One sentence: why this is no table that can be read, and what to do."""


def decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding, by byte order mark, strict UTF-8, or the names of regions that it yields."""
    _refuse_other_kinds(content)
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return _strictly(content, encoding), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        texts = {name: content.decode(name, errors="replace") for name in EIGHT_BIT}
        best = max(texts, key=lambda name: sum(word in texts[name] for word in _telling_names()))
        return texts[best], best


def _refuse_other_kinds(content: bytes) -> None:
    if not content.strip():
        raise Unreadable("The file is empty.")
    kind = next((name for magic, name in MAGIC.items() if content.startswith(magic)), "")
    if not kind and MARKUP.match(content[:200].removeprefix(codecs.BOM_UTF8)):
        kind = "a web page"
    if not kind and b"\0" in content[:4096] and not content.startswith(tuple(MARKS)):
        kind = "a binary file"
    if kind:
        raise Unreadable(f"This is {kind}, not a text table: save it as CSV (UTF-8) and try again.")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(f"The file begins as {encoding} but breaks off: save it again as UTF-8.") from None


@cache
def _telling_names() -> frozenset[str]:
    """Names of regions that an encoding could spoil."""
    names = {name for region in regions.load().values() for name in (region.name, region.native)}
    return frozenset(name for name in names if not name.isascii())


def delimiter(header: str, wanted: Iterable[str]) -> str:
    """The sign that splits the header into the wanted names best; a comma where none does."""
    names = set(wanted)

    def found(sign: str) -> int:
        return len(names & {cell.strip(' "').lower() for cell in header.split(sign)})

    return max(DELIMITERS, key=found)


def decimal(texts: Iterable[str], between: str) -> tuple[str, bool]:
    """The decimal sign that the figures use, and whether they leave no doubt; `between` is the delimiter.

    `1.234,5` and `12,5` speak for the comma, `1,234.5` and `12.5` for the point. `1,234` alone could be
    either, and so could `1.234` where semicolons stand between the cells. Contradictions leave a doubt too.
    """
    votes = Counter(_vote(text) for text in texts)
    comma, point = votes[","], votes["."]
    if comma or point:
        return ("," if comma > point else "."), not (comma and point)
    if votes["1,234"]:
        return ",", False
    return ".", between == "," or not votes["1.234"]


def _vote(text: str) -> str:
    number = re.sub(r"[^0-9.,]", "", text)
    comma, point = number.count(","), number.count(".")
    if comma and point:
        return "," if number.rindex(",") > number.rindex(".") else "."
    if max(comma, point) > 1:
        return "." if comma else ","
    if not comma and not point:
        return ""
    sign = "," if comma else "."
    return f"1{sign}234" if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", number) else sign


def plain(text: str, sign: str) -> str:
    """The figure as Python reads it: no thousands, a point, an ASCII minus; letters behind it stay.

    A sign in a place where only the other could stand is answered with `?`, which is no number.
    """
    bare = text.strip().replace("\u2212", "-")
    found = re.match(r"[-+]?[\d.,\s\u00a0\u2009\u202f'’]*", bare)
    number, rest = (found[0], bare[found.end() :]) if found else ("", bare)
    other = "." if sign == "," else ","
    digits = number.translate(SPACES)
    groups = rf"[-+]?\d{{1,3}}(?:\{other}\d{{3}})+(?:\{sign}\d*)?"
    if other in digits and not re.fullmatch(groups, digits):
        return f"?{bare}"
    return f"{digits.replace(other, '').replace(sign, '.')} {rest}".strip()

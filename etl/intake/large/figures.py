"""Many texts of figures at once: plain ones by Arrow, all others by `etl.intake.numbers`, text by text.

Arrow reads the same number out of a plain text as Python does; what is not plain (a flag glued to it,
thousands, marks for none) has few forms or is rare, so that each different text is parsed once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from etl.intake import layout, numbers

NUMBER, NONE, BAD, PERCENT, BLANK = range(5)
PLAIN = {".": r"^-?[0-9]+(\.[0-9]+)?$", ",": r"^-?[0-9]+(,[0-9]+)?$"}
SIGNS = b".,' \xe2\xc2"  # a figure with more than digits has one; the last begin no-break spaces


@dataclass(frozen=True)
class Parsed:
    """The figures of some rows. `glued`: place in `flags` of the letters behind each, none at 0.

    `size`: bytes of each text, `shapes`: ways of writing that may tell the decimal sign.
    """

    value: NDArray[np.float64]
    kind: NDArray[np.uint8]
    size: NDArray[np.int32]
    glued: NDArray[np.int16] | None = None
    flags: list[str] = field(default_factory=lambda: [""])
    shapes: frozenset[str] = frozenset()


def parse(texts: pa.StringArray, decimal: str, sure: bool) -> Parsed:
    """As `numbers.parse` has it; `sure`: which sign is the decimal one is settled."""
    size = _sizes(texts)
    shapes = frozenset() if sure else _telling(texts)
    value = _all_plain(texts, decimal)
    if value is not None:
        return Parsed(value, np.zeros(len(texts), np.uint8), size, shapes=shapes)
    plain = compute.match_substring_regex(texts, PLAIN[decimal])
    value = np.full(len(texts), np.nan)
    mask = plain.to_numpy(zero_copy_only=False)
    value[mask] = _cast(texts.filter(plain), decimal)
    return _with_others(texts.filter(compute.invert(plain)), ~mask, value, size, decimal, sure, shapes)


def _with_others(
    texts: pa.StringArray,
    where: NDArray[np.bool_],
    value: NDArray[np.float64],
    size: NDArray[np.int32],
    decimal: str,
    sure: bool,
    shapes: frozenset[str],
) -> Parsed:
    """The figures that are not plain, each different text parsed once."""
    coded = texts.dictionary_encode()
    places = coded.indices.to_numpy()
    seen = pd.Series(coded.dictionary.to_pylist(), dtype=object).str.strip()
    found = numbers.parse(seen, decimal) if len(seen) else pd.DataFrame(columns=["value", "flag"])
    value[where] = found["value"].to_numpy(dtype=float)[places]
    kind = np.zeros(len(value), np.uint8)
    kind[where] = _kinds(found, seen)[places]
    flags = ["", *dict.fromkeys(flag for flag in found["flag"] if flag)]
    glued = None
    if len(flags) > 1:
        glued = np.zeros(len(value), np.int16)
        glued[where] = np.array([flags.index(flag) for flag in found["flag"]], np.int16)[places]
    more = frozenset() if sure and not _is_foreign(seen) else frozenset(layout.shapes(seen))
    return Parsed(value, kind, size, glued, flags, shapes | more)


def _is_foreign(seen: pd.Series) -> bool:
    return False if seen.empty else bool(seen.str.contains(r"[.,]", regex=True).any())


def _kinds(found: pd.DataFrame, seen: pd.Series) -> NDArray[np.uint8]:
    if found.empty:
        return np.zeros(0, np.uint8)
    kinds = np.where(found["value"].isna(), NONE, NUMBER)
    kinds = np.where(found["percent"], PERCENT, kinds)
    kinds = np.where(found["bad"], BAD, kinds)
    return np.where(seen == "", BLANK, kinds).astype(np.uint8)


def _all_plain(texts: pa.StringArray, decimal: str) -> NDArray[np.float64] | None:
    """The numbers where every text is one and no more; nothing where Arrow might be kinder than we are."""
    data = _data(texts)
    if not len(texts) or b"e" in data or b"E" in data or (decimal == "," and b"." in data):
        return None
    try:
        value = _cast(texts, decimal)
    except pa.ArrowInvalid:
        return None
    return None if not np.isfinite(value).all() or _ends_bare(texts) else value


def _cast(texts: pa.StringArray, decimal: str) -> NDArray[np.float64]:
    written = texts if decimal == "." else compute.replace_substring(texts, ",", ".")
    return written.cast(pa.float64()).to_numpy(zero_copy_only=False)


def _ends_bare(texts: pa.StringArray) -> bool:
    """True where a text ends in its decimal sign, which is no figure."""
    last = np.frombuffer(_data(texts), np.uint8)[_offsets(texts)[1:] - _offsets(texts)[0] - 1]
    return bool(np.isin(last, [ord("."), ord(",")]).any())


def _telling(texts: pa.StringArray) -> frozenset[str]:
    """The shapes of all texts; none where all are whole numbers, which tell nothing."""
    data = bytes(_data(texts))
    if not any(sign in data for sign in SIGNS):
        return frozenset()
    return frozenset(layout.shapes(pd.Series(texts.to_pylist(), dtype=object).str.strip()))


def _offsets(texts: pa.StringArray) -> NDArray[np.int32]:
    return np.frombuffer(texts.buffers()[1], np.int32)[texts.offset : texts.offset + len(texts) + 1]


def _data(texts: pa.StringArray) -> memoryview | bytes:
    buffer = texts.buffers()[2]
    if buffer is None or not len(texts):
        return b""
    offsets = _offsets(texts)
    return bytes(memoryview(buffer)[offsets[0] : offsets[-1]])


def _sizes(texts: pa.StringArray) -> NDArray[np.int32]:
    return np.diff(_offsets(texts)) if len(texts) else np.zeros(0, np.int32)

"""Figures as people write them: decimal comma or point, thousands, glued flags; nothing is read twice.

A text is a figure only where it follows one grammar from its first to its last sign. What could be read in
two ways is asked (`question`), what follows no grammar is `bad`, and neither is ever guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

import pandas as pd

from danube.texts import _

Question = dict[str, object]

SPACES = " \u00a0\u2007\u2009\u202f"
APOSTROPHES = "'\u2019"
MINUS = "\u2212"
MISSING = frozenset(
    ["", ":", "-", "\u2013", "\u2014", ".", "..", "...", "\u2026", "./.", "n/a", "na", "n.a.", "n.a", "#n/a"]
    + ["nan", "null", "none", "n.d.", "n/d", "k.a."]
)
# Letters that publishers glue to a figure, and to the sign that stands for none; `12 mio` has no flags.
BESIDE = "bcdefinprsuz"
INSTEAD = "bcdefiklmnoprsuz"


def parse(texts: pd.Series, decimal: str) -> pd.DataFrame:
    """`12,3 bp` -> 12.3, `b p`; `: c` -> none, `c`; `1.23.4` -> bad.

    Columns value (float, NaN where there is none), flag (letters apart), bad (no figure at all), percent (a
    percent sign stood behind it); indexed as `texts`.
    """
    seen = pd.Index(texts.unique())
    known = pd.DataFrame(
        [_parsed(str(text), decimal) for text in seen], columns=["value", "flag", "bad", "percent"]
    )
    rows = known.iloc[seen.get_indexer(pd.Index(texts))].set_index(texts.index)
    return rows.astype({"value": float, "flag": object, "bad": bool, "percent": bool})


def convention(texts: Iterable[str], delimiter: str = "") -> tuple[str, str, bool]:
    """The decimal sign, the separator of thousands (empty where none is seen), and whether both are certain.

    `1.234,5` and `12,5` speak for the comma, `1,234.5` and `12.5` for the point; `1.234` alone could be
    either, whatever stands between the cells, unless thousands are seen to be written with spaces. No
    evidence at all is certain: whole numbers read alike. Contradictions leave a doubt.
    """
    seen = [core for core in map(_core, dict.fromkeys(texts)) if core]
    spaces = next((_separator(core) for core in seen if _separator(core)), "")
    votes = Counter(_vote(core) for core in seen)
    if votes["comma?"] and spaces:
        votes["comma"] += votes.pop("comma?")
    if votes["point?"] and spaces:
        votes["point"] += votes.pop("point?")
    sides = {
        ",": votes["comma"] or (votes["comma?"] if not votes["point"] else 0),
        ".": votes["point"] or (votes["point?"] if not votes["comma"] else 0),
    }
    sign = "," if sides[","] > sides["."] else "."
    told = bool(votes["comma"]) != bool(votes["point"])
    doubtful = votes["comma?"] or votes["point?"] or votes["comma"]
    thousands = spaces or ({",": ".", ".": ","}[sign] if _grouped_by_other(seen, sign) else "")
    return sign, thousands, told or not doubtful


def tells(text: str) -> str:
    """The decimal sign that the text speaks for without any doubt, empty where it speaks for none."""
    return {"comma": ",", "point": "."}.get(_vote(_core(text)), "")


def question(texts: Iterable[str], delimiter: str = "") -> Question:
    """What to ask where `convention` is not certain, with a figure of the file as its example."""
    texts = list(texts)
    likely, _thousands, _certain = convention(texts, delimiter)
    seen = [text for text in texts if _vote(_core(text)).endswith("?")]
    other = "." if likely == "," else ","
    mark = "," if any("," in text for text in seen) else "."
    told = {
        ",": _("Is a comma in the figures a decimal sign or a separator of thousands?"),
        ".": _("Is a point in the figures a decimal sign or a separator of thousands?"),
    }
    text = told[mark]
    if seen:
        text = _("{question} The file has {example}.", question=text, example=repr(seen[0]))
    return {"key": "decimal", "code": "decimal", "text": text, "options": [likely, other]}


def _parsed(text: str, decimal: str) -> tuple[float, str, bool, bool]:
    """Value, flag, bad, percent of one text."""
    bare = text.strip(SPACES + "\t\r\n")
    if bare.lower() in MISSING:
        return float("nan"), "", False, False
    absent = re.fullmatch(rf"(?::|\.\.|-|n/a)\s*\(?([{INSTEAD}]{{1,3}})\)?", bare)
    if absent:
        return float("nan"), " ".join(absent[1]), False, False
    found = _grammar(decimal).fullmatch(bare)
    if found is None:
        return float("nan"), "", True, False
    value = float(_plain(found["number"], decimal))
    if value in (float("inf"), float("-inf")):
        return float("nan"), "", True, False
    letters = (found["flag"] or found["within"] or "").replace(" ", "")
    return value, " ".join(letters), False, bool(found["percent"])


def _plain(number: str, decimal: str) -> str:
    """As Python reads it: `-1 234,5` -> `-1234.5`."""
    other = "." if decimal == "," else ","
    for sign in (*SPACES, *APOSTROPHES, other):
        number = number.replace(sign, "")
    return number.replace(MINUS, "-").replace(decimal, ".")


@cache
def _grammar(decimal: str) -> re.Pattern[str]:
    """A whole figure: sign, digits (or groups of three by one separator), fraction, exponent, flag."""
    other = "." if decimal == "," else ","
    separators = re.escape(other + SPACES + APOSTROPHES)
    point = re.escape(decimal)
    grouped = rf"[1-9][0-9]{{0,2}}(?P<by>[{separators}])[0-9]{{3}}(?:(?P=by)[0-9]{{3}})*"
    number = (
        rf"[-+{MINUS}]?(?:(?:{grouped}|[0-9]+)(?:{point}[0-9]+)?|{point}[0-9]+)(?:[eE][-+]?[0-9]{{1,3}})?"
    )
    letters = rf"(?:[{BESIDE}]{{1,3}}|[{BESIDE}](?: [{BESIDE}]){{1,2}})"
    return re.compile(
        rf"(?P<number>{number})[{SPACES}]*(?:(?P<percent>%)[{SPACES}]*)?(?:(?P<flag>{letters})|\((?P<within>{letters})\))?"
    )


def _core(text: str) -> str:
    """The digits and separators of a text that begins as a figure, without sign, flag and exponent."""
    found = re.match(
        rf"[-+{MINUS}]?([0-9.,{SPACES}{APOSTROPHES}]*[0-9])(?:[eE][-+]?[0-9]+)?[{SPACES}]*(?:%[{SPACES}]*)?"
        r"\(?[a-z ]{0,5}\)?$",
        str(text).strip(SPACES + "\t\r\n"),
    )
    return found[1] if found else ""


def _separator(core: str) -> str:
    """The space or apostrophe between groups of three."""
    found = re.fullmatch(
        rf"[1-9][0-9]{{0,2}}([{SPACES}{APOSTROPHES}])[0-9]{{3}}(?:\1[0-9]{{3}})*(?:[.,][0-9]+)?", core
    )
    return found[1] if found else ""


def _vote(core: str) -> str:
    """`comma` or `point` as the decimal sign; with a question mark where the other reading is as good."""
    digits = re.sub(rf"[{SPACES}{APOSTROPHES}]", "", core)
    for sign, other, name in ((",", ".", "comma"), (".", ",", "point")):
        groups = rf"[1-9][0-9]{{0,2}}(?:\{other}[0-9]{{3}})+"
        if re.fullmatch(rf"{groups}\{sign}[0-9]+", digits):
            return name
        if digits.count(other) > 1 and re.fullmatch(groups, digits):
            return name
        if re.fullmatch(rf"[0-9]*\{sign}[0-9]+", digits):
            doubtful = re.fullmatch(rf"[1-9][0-9]{{0,2}}\{sign}[0-9]{{3}}", core)
            return f"{name}?" if doubtful else name
    return ""


def _grouped_by_other(cores: Iterable[str], sign: str) -> bool:
    other = "." if sign == "," else ","
    return any(
        re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:\{other}[0-9]{{3}})+(?:\{sign}[0-9]+)?", one) for one in cores
    )

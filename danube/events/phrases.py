"""Words that a room answers with: one harmless line each, and which of them are the same."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from danube.events.refusals import Refused, TooMuch
from danube.texts import _, number

LONGEST = 140
LONGEST_TYPED = 2_000
"""Signs that are looked at before anything is taken away."""

JOINERS = "\u200c\u200d"
"""Parts of emoji and of Persian words: the only signs without a shape that stay."""

NOTHING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control characters, signs that turn the direction of writing, halves of signs, signs of nobody."""

MARK = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
PILED = re.compile(f"({MARK}{{2}}){MARK}+")
"""Marks above and below a letter: two are spelling, more reach into other lines."""


def line(typed: str) -> str:
    """What somebody typed as one line of at most 140 signs. Raises Refused, TooMuch."""
    if len(typed) > LONGEST_TYPED:
        raise TooMuch(_too_long())
    seen = "".join(_sign(sign) for sign in unicodedata.normalize("NFC", typed))
    text = PILED.sub(r"\1", " ".join(seen.split()))
    if not any(unicodedata.category(sign)[0] in "LNPS" for sign in text):
        raise Refused(_("There is nothing to read in this answer; write a word or two."))
    if len(text) > LONGEST:
        raise TooMuch(_too_long())
    return text


def folded(text: str) -> str:
    """The same for spellings that read alike: in capitals, wide or with joiners."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign not in JOINERS)
    return " ".join(bare.casefold().split())


def grouped(answers: Mapping[str, int]) -> dict[str, Counter[str]]:
    """Folded word → its spellings and how often each was answered."""
    found: dict[str, Counter[str]] = {}
    for document, times in answers.items():
        text = json.loads(document)
        found.setdefault(folded(text), Counter())[text] += times
    return found


def spelling(spellings: Counter[str]) -> str:
    """The most frequent one, of equals the first in order."""
    return min(spellings, key=lambda text: (-spellings[text], text))


def _sign(sign: str) -> str:
    if sign in JOINERS or unicodedata.category(sign) not in NOTHING:
        return sign
    return " " if sign.isspace() else ""


def _too_long() -> str:
    return _("This answer is longer than {most} signs; make it shorter.", most=number(LONGEST, 0))

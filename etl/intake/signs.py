"""What a single cell or heading looks like: a region, a period, a figure, a mark for none, a flag."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache

from danube.catalogue import FLAGS
from etl.intake import places

PREFIXES = (
    "AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|UK|"
    "CH|IS|LI|NO|AL|BA|ME|MK|RS|TR|XK"
)
ABROAD = re.compile(
    rf"(?:{PREFIXES})(?:[0-9Z][0-9A-Z]{{0,2}}|[A-Z][0-9][0-9A-Z]?)?|(?:FR|DE|IT|UK)[A-Z]|EU\d\d.*|EA\d\d.*|EU|EA|UA(?:-\d\d)?|MD"
)
PERIOD = re.compile(r"((?:19|20)\d\d)(?:\.0+)?(?:[- ]?(Q[1-4]|S[12]|M?(?:0[1-9]|1[0-2])))?")
HEADED = re.compile(
    r"(?P<before>\D*?)[\s_\-]*(?P<period>(?:19|20)\d\d(?:[- ]?(?:Q[1-4]|S[12]))?)(?P<after>\W*)"
)
NUMBER = re.compile(
    r"[-+\u2212\u2013]?(?:\d[\d\s.,'’\u00a0\u2009\u202f]*|[.,]\d+)(?:[eE][-+]?\d+)?\s*%?(?:\s*[a-zA-Z]){0,3}[*¹²³]?"
)
LONGEST_HEADING = 1_000  # a longer one speaks of no period
LONGEST = 80  # no figure and no name is longer; longer texts are not even looked at
NONE = {
    ":",
    "..",
    "...",
    "…",
    "-",
    "–",
    "—",
    "n/a",
    "n.a.",
    "na",
    "nan",
    "null",
    "none",
    "x",
    ".",
    "#n/a",
    "/",
}
FLAGGED = re.compile(r":\s*[a-z]{0,3}")
FLAG = re.compile(r"[a-zA-Z]{1,2}(?:[ ,]?[a-zA-Z]){0,3}")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


REGION_WORDS = _words(
    """geo region regions regioncode regionid regionname nuts nuts0 nuts1 nuts2 nuts3 nutscode nutsid nuts2id
    code refarea territory area district county oblast județ judet regiune regiunea kraj region regija régió
    regio megye област регион регіон рег območje obcina općina okrug okres land bundesland gebiet kód kod
    territorialunit regionen gebietseinheit nutsregion regionnuts"""
)
PERIOD_WORDS = _words(
    """year years time period timeperiod jahr jahre zeit zeitraum rok roky an anul év ev leto godina година
    рік год obdobi období obdobie perioada időszak period referenceyear refyear"""
)
VALUE_WORDS = _words(
    """value values obsvalue observation wert werte hodnota hodnoty valoare valoarea érték ertek vrednost
    vrijednost стойност вредност значення значение amount figure figures измерване"""
)
INDICATOR_WORDS = _words(
    """indicator indicators indikator indikatoren indicatorid indicatorcode indic variable variables kennzahl
    ukazatel ukazovateľ ukazovatel mutató mutato pokazatelj kazalnik показател показник показатель series
    measure"""
)
FLAG_WORDS = _words("flag flags obsflag confstatus obsstatus status symbol kennzeichen příznak oznaka")


def key(heading: str) -> str:
    """A heading as the lists of words write it: `OBS_VALUE ` is `obsvalue`."""
    return re.sub(r"[\W_]+", "", heading.casefold())


def means(heading: str, words: frozenset[str]) -> bool:
    """True where the heading, or one word of it, is among the words."""
    parts = re.findall(r"[^\W\d_]{3,}", heading.casefold())
    return key(heading) in words or any(part in words for part in parts)


@lru_cache(maxsize=200_000)
def region(text: str) -> bool:
    """True for a code of any region of Europe, in force or not, and for a name that surely means a region.

    `SEX` is a heading of Eurostat's, not Sweden's extra-regio.
    """
    if len(text) > LONGEST or missing(text) or text == "SEX" or not any(sign.isalpha() for sign in text):
        return False
    return bool(ABROAD.fullmatch(text)) or bool(places.certain(text))


def code(text: str) -> bool:
    """True for a code of a region."""
    return bool(ABROAD.fullmatch(text)) or places.certain(text).code == text


def period(text: str) -> str:
    """`2019`, `2019-Q1`, `2019-03` for a year, half-year, quarter or month as usually written."""
    found = PERIOD.fullmatch(text)
    if not found:
        return ""
    year, part = found.groups()
    return f"{year}-{part.removeprefix('M')}" if part else year


def years(text: str) -> list[str]:
    """The years that a name or a title speaks of, each once: `ministry-2021.csv`, `2019-2023`."""
    return list(dict.fromkeys(re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", text)))


def headed(heading: str) -> tuple[str, str]:
    """What stands before the period in a heading, and the period: `GDP 2019` → `GDP`, `2019`."""
    found = HEADED.fullmatch(heading.strip()) if len(heading) <= LONGEST_HEADING else None
    if not found:
        return heading, ""
    before = found["before"].strip(" _-:,")
    return ("" if key(before) in PERIOD_WORDS else before), period(found["period"])


@lru_cache(maxsize=200_000)
def number(text: str) -> bool:
    """True for a figure in any national dress, with or without a glued flag."""
    return len(text) <= LONGEST and bool(NUMBER.fullmatch(text))


def missing(text: str) -> bool:
    """True for the usual marks of a figure that does not exist, with or without a flag."""
    return text.casefold() in NONE or bool(FLAGGED.fullmatch(text))


def flag(text: str) -> bool:
    """True for publishers' letters and our own words."""
    return bool(FLAG.fullmatch(text)) or all(token in FLAGS for token in text.split())


def standing(heading: str, text: str) -> str:
    """What a cell beside a figure says of it: SDMX's words for `free to publish` and `normal` say nothing."""
    column, word = key(heading), text.strip()
    if column == "confstatus":
        return "" if word in ("", "F") else "c"
    return "" if column == "obsstatus" and word == "A" else text


def says_something(text: str) -> bool:
    """True where the whole cell is a region, a period, a figure or a mark for none."""
    return bool(number(text) or missing(text) or region(text))


def share(texts: Collection[str], sign: Callable[[str], object]) -> float:
    """Share of the texts that look so; nothing of none."""
    return sum(bool(sign(text)) for text in texts) / len(texts) if texts else 0.0

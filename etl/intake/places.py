"""Texts that name a region become codes of NUTS 2024 or of an older edition; a doubt becomes a question.

Known are codes of every edition since 2010, ISO 3166-2 for Ukraine, official, native and English names, the
exonyms of `data/exonyms.csv`, and the names of all countries in the languages of the region. Similar is not
the same: a misspelt name only yields suggestions.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd
from babel import Locale

from danube import crosswalk, regions
from danube.settings import DATA
from danube.texts import _
from etl.checks import AGGREGATES
from etl.intake.spelling import bare, spellings

FILE = DATA / "exonyms.csv"
LANGUAGES = ("en", "de", "cs", "sk", "hu", "sl", "hr", "sr", "sr_Latn", "bg", "ro", "uk")
CODE = re.compile(
    r"(?=.*[0-9])[A-Z]{2}[0-9A-Z]{1,3}|[A-Z]{2}[ZX]{0,3}|(?:DE|FR|IT|TR|UK)[A-Z]|[A-Z]{2}-[0-9]{2}|EU[0-9_V]+|EA[0-9]+"
)
NOWHERE = re.compile(r"DE[^12][0-9A-Z]*|[A-Z]{2}[ZX]{1,3}|UA-[0-9]{2}")  # as etl.checks.outside has it
WITH_CODE = re.compile(r"(?P<code>[A-Z]{2}[0-9A-Z-]{0,3})\s*[:–—-]?\s+(?P<name>\S.*)")
WITH_MORE = re.compile(r"(?P<name>[^(,]+?)\s*[(,]\s*(?P<more>[^()]+?)\s*\)?")
SIMILAR = 75
SUGGESTED = 5
COMPARED = 2_000  # unknown names of a file that are compared with all known ones


@dataclass(frozen=True, slots=True)
class Found:
    """What a text stands for: `code` where that is certain, else the codes that it may mean.

    `how` is code, old code NUTS 2016, iso, name, native name, exonym, outside (a place that the study does
    not cover), ambiguous (`suggestions` fit equally), similar (`suggestions` are close), or empty.
    """

    code: str = ""
    how: str = ""
    suggestions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """True where the text names a place, be it one of several."""
        return bool(self.how)


def resolve(texts: Iterable[str]) -> pd.DataFrame:
    """One row per distinct text: code, how, suggestions.

    Names like an unknown one are looked for while there are few of these: many are no regions at all.
    """
    seen = pd.Index(pd.unique(pd.Series(list(texts), dtype=object).astype(str)), name="text")
    found = [certain(text) for text in seen]
    unknown = [place for place, one in enumerate(found) if not one]
    for place in unknown[:COMPARED]:
        found[place] = _found(seen[place])
    rows = [(one.code, one.how, one.suggestions) for one in found]
    return pd.DataFrame(rows, columns=["code", "how", "suggestions"], index=seen, dtype=object)


def likely(texts: Iterable[str]) -> float:
    """The share of distinct texts that surely name a place, be it outside or one of several; 0 for none."""
    distinct = {str(text).strip() for text in texts} - {""}
    return sum(map(bool, map(certain, distinct))) / len(distinct) if distinct else 0.0


@lru_cache(maxsize=100_000)
def certain(text: str) -> Found:
    """What the text stands for without any guess."""
    text = " ".join(text.split())
    code = text.upper() if any(sign.isdigit() for sign in text) else text  # `me` and `no` are words
    return _by_code(code) or _by_name(text) or _by_parts(text) or _foreign(text) or _abroad(text)


def label(code: str) -> str:
    """`CZ01 (Praha, NUTS 2)`, for a question."""
    known = regions.load().get(code)
    if known is None:
        return code
    level = _("country") if known.level == 0 else f"NUTS {known.level}"
    return f"{code} ({known.label}, {level})"


@lru_cache(maxsize=100_000)
def _found(text: str) -> Found:
    found = certain(text)
    if found or CODE.fullmatch(text) or not any(sign.isalpha() for sign in text):
        return found
    close = similar(text)
    return Found(how="similar", suggestions=close) if close else found


def similar(text: str) -> tuple[str, ...]:
    """The regions whose names are spelt much alike, the closest first; none for what is no word."""
    from rapidfuzz import fuzz, process

    names = _names()
    best: dict[str, float] = {}
    for form in spellings(text):
        for name, score, _key in process.extract(
            form, names.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=SUGGESTED
        ):
            for code in names[name]:
                best[code] = max(score, best.get(code, 0.0))
    return tuple(sorted(best, key=lambda code: (-best[code], code))[:SUGGESTED])


def _by_code(text: str) -> Found:
    if text in regions.load():
        return Found(text, "iso" if text.startswith("UA-") else "code")
    if text in editions():
        return Found(text, f"old code NUTS {editions()[text]}")
    return Found()


def _abroad(text: str) -> Found:
    """A code, such as Eurostat writes them, of a place that the study does not cover."""
    if not CODE.fullmatch(text) or text[:2] not in _country_codes():
        return Found()
    strange = text[:2] not in regions.countries() or re.match(AGGREGATES, text) or NOWHERE.fullmatch(text)
    return Found(text, "outside") if strange else Found()


def _by_name(text: str) -> Found:
    """By its whole name where one fits, and by its name without `kraj` or `megye`."""
    fits = _candidates(text)
    if not fits:
        return Found()
    if len(fits) == 1:
        return Found(*next(iter(fits.items())))
    return Found(how="ambiguous", suggestions=_ordered(fits))


def _by_parts(text: str) -> Found:
    """`AT11 Burgenland`, `Kärnten (Carinthia)`, `South-West (Bulgaria)`: both parts must agree."""
    begun = WITH_CODE.fullmatch(text)
    if begun:
        return _agreed(_by_code(begun["code"]) or _abroad(begun["code"]), _candidates(begun["name"]))
    parted = WITH_MORE.fullmatch(text)
    if not parted:
        return Found()
    fits, other = _candidates(parted["name"]), parted["more"]
    coded = _by_code(other) or _abroad(other)
    if len(coded.code) > 2:
        return _agreed(coded, fits)
    more = {coded.code: coded.how} if coded else _candidates(other)
    both = {code: how for code, how in fits.items() if code in more}
    inside = {code: how for code, how in fits.items() if code[:2] in more}
    return _one_of(both or inside)


def _agreed(coded: Found, fits: Mapping[str, str]) -> Found:
    """The code, unless the name beside it says another region."""
    if not coded.code or not fits or coded.code in fits:
        return coded
    return Found(how="ambiguous", suggestions=(coded.code, *_ordered(fits)))


def _one_of(fits: Mapping[str, str]) -> Found:
    if len(fits) == 1:
        return Found(*next(iter(fits.items())))
    return Found(how="ambiguous", suggestions=_ordered(fits)) if fits else Found()


def _foreign(text: str) -> Found:
    """A country that the study does not cover, by its name."""
    codes = {_countries()[form] for form in spellings(text) if form in _countries()}
    if len(codes) != 1:
        return Found()
    code = codes.pop()
    return Found(code, "exonym" if code in regions.countries() else "outside")


def _candidates(text: str) -> dict[str, str]:
    """Code to how, of all regions that bear this very name.

    A name without `kraj` and the like may also be the short form of a longer one: Praha, Hlavní město Praha.
    """
    forms = spellings(text)
    whole = _merged(_names(), forms)
    short = tuple(bare(form) for form in forms)
    if whole and short != forms:
        return whole
    return {**_merged(_short_names(), short), **whole}


def _merged(names: Mapping[str, Mapping[str, str]], forms: Iterable[str]) -> dict[str, str]:
    return {code: how for form in forms for code, how in names.get(form, {}).items()}


def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda code: (len(code), code)))


@cache
def _names() -> dict[str, dict[str, str]]:
    """Folded name to its regions, and which kind of name it is to each."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    spoken = [(code, name, "exonym") for code, name in exonyms()]
    for one in regions.load().values():
        kinds = ((one.english, "exonym"), (one.native, "native name"), (one.name, "name"))
        parts = [(part, how) for text, how in kinds for part in (text, *text.split(" / ")) if part]
        spoken += [(one.code, part, how) for part, how in parts]
    for code, name, how in spoken:
        for form in spellings(name):
            names[form][code] = how
    return dict(names)


@cache
def _short_names() -> dict[str, dict[str, str]]:
    short: dict[str, dict[str, str]] = defaultdict(dict)
    for name, codes in _names().items():
        short[bare(name)].update(codes)
    return dict(short)


@cache
def _countries() -> dict[str, str]:
    """Names of all countries, folded, in the languages of the region."""
    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names.update(dict.fromkeys(spellings(name), code))
    return names


@cache
def _country_codes() -> frozenset[str]:
    return frozenset({*Locale("en").territories, "EL", "UK", "EU", "EA"})


@cache
def editions() -> dict[str, int]:
    """Codes that NUTS 2024 no longer has, with the last edition that had them."""
    links = crosswalk.load()
    old = links[~links["code"].isin(list(regions.load()))]
    return {str(code): int(version) for code, version in old.groupby("code")["version"].max().items()}


@cache
def exonyms(path: Path = FILE) -> tuple[tuple[str, str], ...]:
    """Code and name, of names in other languages than the region's own."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple((row["code"], row["name"]) for row in csv.DictReader(file))

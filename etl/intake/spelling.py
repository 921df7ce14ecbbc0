"""One name, many spellings: case, diacritics, hyphens, scripts and words such as `kraj` or `megye`."""

from __future__ import annotations

import re
import unicodedata

# Words around a name that say what kind of unit it is; they stand first or last.
_KINDS = """region regions regiunea regiune regija regio kraj county counties zupanija megye varmegye oblast
obl judet judetul okrug okres distrikt district land bundesland regierungsbezirk grad city of the province
stadt stadtkreis landkreis kreis kreisfreie hlavni mesto statisticna statistical planning raion dezvoltare de
nuts tartomany kray"""
KINDS = frozenset(_KINDS.split())
PLAIN = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ʹ": "", "ʼ": ""}
)
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
CYRILLIC = re.compile(r"[\u0400-\u04ff]")

_BASE = dict(zip("абвгдезиклмнопрстуфхцчшйј", "abvgdeziklmnoprstufhccsjj", strict=True))
_SERBIAN = {"ж": "z", "ђ": "d", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz"}
_ENGLISH = {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "й": "y"}
# Each table is one way in which a language is written in Latin letters; the first is its state's own.
TABLES = tuple(
    str.maketrans({**_BASE, **table})
    for table in (
        _SERBIAN,
        {**_ENGLISH, "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya"},
        {"ж": "z", "щ": "st", "ъ": "a", "ь": "", "ю": "ju", "я": "ja"},
        {"ж": "z", "щ": "st", "ъ": "a", "ь": "", "ю": "iu", "я": "ia", "х": "kh", "й": "i"},
        {**_ENGLISH, "г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "i", "є": "ie", "х": "kh", "щ": "shch",
         "ю": "iu", "я": "ia", "ь": "", "'": "", "’": "", "й": "i"},
        {**_ENGLISH, "г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "yi", "є": "ye", "х": "kh", "щ": "shch",
         "ю": "yu", "я": "ya", "ь": "", "'": "", "’": ""},
        {**_ENGLISH, "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya", "х": "kh", "ы": "y", "э": "e"},
    )
)  # fmt: skip


def fold(text: str) -> str:
    """Lower case without diacritics; whatever is no letter or digit is one space: `Nyugat-Dunántúl`."""
    letters = text.casefold().translate(PLAIN)
    if not letters.isascii():
        parts = unicodedata.normalize("NFKD", letters)
        letters = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", letters))


def spellings(text: str) -> tuple[str, ...]:
    """Every folded way to write a name: its own, with `ae` for `ä`, and the Latin forms of Cyrillic."""
    plain = unicodedata.normalize("NFC", text.casefold())
    forms = [plain, plain.translate(UMLAUTS), plain.replace("đ", "dj")]
    if CYRILLIC.search(plain):
        forms += [plain.translate(table) for table in TABLES]
    return tuple(dict.fromkeys(map(fold, dict.fromkeys(forms))))


def bare(folded: str) -> str:
    """The name without the words that say what kind of unit it is; as it was where nothing else is left."""
    words = folded.split()
    while words and words[0] in KINDS:
        words = words[1:]
    while words and words[-1] in KINDS:
        words = words[:-1]
    return " ".join(words) or folded

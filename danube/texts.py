"""Words, numbers and dates in the reader's language: gettext catalogues and Babel's formats.

The language is a context variable, so that two visitors in two threads never mix. Catalogues are
read from their `.po` files when first needed: no compiled file can go stale.
"""

from __future__ import annotations

import gettext
import io
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale, dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"en": "English", "de": "Deutsch"}
LOCALE = Path(__file__).parent / "locale"
MISSING = "–"

_language: ContextVar[str] = ContextVar("language", default="en")


def use(language: str) -> None:
    """Speak this language from here on in this thread or task; an unknown one falls back to English."""
    _language.set(language if language in LANGUAGES else "en")


def language() -> str:
    """The language in use: `en` or `de`."""
    return _language.get()


@cache
def _messages(code: str) -> gettext.NullTranslations:
    path = LOCALE / code / "LC_MESSAGES" / "danube.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(message: str, **values: object) -> str:
    """The message in the reader's language, its `{placeholders}` filled from `values`."""
    text = _messages(language()).gettext(message) if message else ""
    return text.format(**values) if values else text


def in_every_language(message: str) -> tuple[str, ...]:
    """A message as readers of each language see it: what somebody copies from a page may be any of them."""
    return tuple(_messages(code).gettext(message) for code in LANGUAGES)


def n_(one: str, many: str, count: int, **values: object) -> str:
    """The singular or plural form for `count`, which fills `{count}`."""
    text = _messages(language()).ngettext(one, many, count)
    return text.format(count=number(count, 0), **values)


def N_(message: str) -> str:
    """Marks a message for translation where it is defined; translate with `_` where it is shown."""
    return message


def locale() -> Locale:
    """Babel's locale of the reader: British English or German."""
    return Locale("de") if language() == "de" else Locale("en", "GB")


def number(value: float | None, decimals: int = 1, *, sign: bool = False) -> str:
    """`1,234.5` or `1.234,5`; an en dash where there is none. With `sign`, `+` stands before gains."""
    if value is None or value != value:
        return MISSING
    fraction = "." + "0" * decimals if decimals else ""
    positive = f"#,##0{fraction}"
    pattern = (
        f"+{positive};\u2212{positive}" if sign and round(value, decimals) else f"{positive};\u2212{positive}"
    )
    return numbers.format_decimal(value, pattern, locale=locale())


def day(value: date) -> str:
    """A date as the reader writes it: 21 November 2026, 21. November 2026."""
    return dates.format_date(value, "long", locale=locale())


def listing(words: list[str]) -> str:
    """A, B and C; A, B und C."""
    from babel.lists import format_list

    return format_list(words, locale=locale())

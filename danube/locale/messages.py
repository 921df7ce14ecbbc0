"""Which words a visitor can meet, and which of them are translated.

The template `danube.pot` is drawn from the code that visitors see and from the catalogue of indicators;
each language's `danube.po` follows it. Both are written the same way every time: sorted, without dates
and line numbers, so that they change only when the words do.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from danube import catalogue
from danube.settings import ROOT
from danube.texts import LANGUAGES, LOCALE

TEMPLATE = LOCALE / "danube.pot"
TRANSLATED = tuple(code for code in LANGUAGES if code != "en")
FORMS = {"_": 1, "N_": 1, "n_": 2}
"""How many texts a mark takes: one, or the singular and the plural."""
SEEN = (
    "danube",
    "pages",
    "app.py",
    "etl/intake",
    "etl/checks.py",
    "etl/check.py",
    "etl/sources/errors.py",
    "etl/sources/jsonstat.py",
)
HEADER = "# Words of the Danube Innovation Observatory.\n#"
# A fixed day: the files change when the words change, not when somebody runs the command.
DAY = datetime(2026, 1, 1, tzinfo=UTC)

Translation = str | tuple[str, ...] | list[str]


def template() -> Catalog:
    """Every message of the site, drawn from code and catalogue as they are now."""
    words = _empty(None)
    for place, message in [*_of_code(), *_of_catalogue()]:
        _plain(words.add(message, locations=[(place, 0)]))
    return words


def po_file(language: str) -> Path:
    """Where the words of a language stand."""
    return LOCALE / language / "LC_MESSAGES" / "danube.po"


def translations(language: str) -> Catalog:
    """The catalogue of a language as it stands in its file; empty where there is none yet."""
    path = po_file(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def updated(language: str) -> Catalog:
    """The catalogue of a language over today's template: nothing guessed, nothing obsolete."""
    return _over(template(), translations(language), language)


def written(words: Catalog, path: Path) -> Path:
    """Writes template or catalogue, sorted; returns its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, words, width=110, sort_output=True, include_lineno=False)
    return path


def renew() -> list[Path]:
    """Draws the template anew and brings every language in line with it."""
    today = template()
    catalogues = [written(_over(today, translations(code), code), po_file(code)) for code in TRANSLATED]
    return [written(today, TEMPLATE), *catalogues]


def messages(words: Catalog) -> Iterator[Message]:
    """The messages without the header."""
    return (message for message in words if message.id)


def missing(words: Catalog) -> dict[str, Translation]:
    """What has no translation, or only a guessed one: English text to replace, by message id."""
    return {key(message): message.id for message in messages(words) if not _done(message)}


def filled(words: Catalog, texts: dict[str, Translation]) -> list[str]:
    """Puts the translations in place; returns a sentence for each that was refused, and skips it."""
    by_key = {key(message): message for message in messages(words)}
    refused = []
    for name, text in texts.items():
        fault = _fault(by_key.get(name), text)
        if fault:
            refused.append(f"{name!r}: {fault}")
            continue
        by_key[name].string = tuple(text) if isinstance(text, list | tuple) else text
        by_key[name].flags.discard("fuzzy")
    return refused


def translated(words: Catalog) -> Iterator[Message]:
    """The messages that have a translation in every form."""
    return (message for message in messages(words) if _done(message))


def key(message: Message) -> str:
    """The message id; of a plural its singular form."""
    return message.id if isinstance(message.id, str) else message.id[0]


def disagreement(message: Message, text: Translation) -> str:
    """Which placeholders the translation lacks or invents, as a sentence; empty where they agree.

    A plural form may leave out what its other form leaves out too ("One region", "{count} regions").
    """
    forms = [_placeholders(form) for form in _forms(message.id)]
    allowed, needed = set.union(*forms), set.intersection(*forms)
    for form in _forms(text):
        found = _placeholders(form)
        if found - allowed:
            return f"unknown placeholder {sorted(found - allowed)}; the English text has {sorted(allowed)}"
        if needed - found:
            return f"lacks the placeholder {sorted(needed - found)}"
    return ""


def marked(code: str) -> Iterator[Translation]:
    """The messages that a piece of code marks; Babel's own reader passes over those inside of f-strings."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORMS:
            forms = FORMS[node.func.id]
            values = (text.value for text in node.args[:forms] if isinstance(text, ast.Constant))
            said = tuple(value for value in values if isinstance(value, str))
            if said and len(said) == forms:
                yield said[0] if forms == 1 else said


def _of_code() -> Iterator[tuple[str, Translation]]:
    for place in (ROOT / name for name in SEEN):
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            for message in marked(path.read_text(encoding="utf-8")):
                yield path.relative_to(ROOT).as_posix(), message


def _of_catalogue() -> Iterator[tuple[str, Translation]]:
    for message in sorted({text for text in catalogue.messages() if text}):
        yield "data/catalogue", message


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        project="Danube Innovation Observatory",
        version="0.1",
        header_comment=HEADER,
        msgid_bugs_address="see README",
        last_translator="see history",
        creation_date=DAY,
        revision_date=DAY,
        fuzzy=False,
    )


def _plain(message: Message) -> None:
    """Our placeholders are `{names}`: a per cent sign is only that, whatever Babel takes it for."""
    message.flags.discard("python-format")


def _over(today: Catalog, known: Catalog, language: str) -> Catalog:
    """The template's messages with the translations known for exactly these ids."""
    words = _empty(language)
    for message in messages(today):
        before = known.get(message.id)
        kept = before.string if before and not before.fuzzy else None
        _plain(words.add(message.id, kept or "", locations=message.locations, flags=message.flags))
    return words


def _done(message: Message) -> bool:
    return not message.fuzzy and bool(message.string) and all(_forms(message.string))


def _fault(message: Message | None, text: Translation) -> str:
    if message is None:
        return "no such message; run `python -m danube.locale` first, or mend the id"
    if isinstance(text, str) != isinstance(message.id, str):
        return "a message with a plural takes a list of two forms, any other a text"
    if not all(isinstance(form, str) and form.strip() for form in _forms(text)):
        return "an empty translation"
    if len(_forms(text)) != len(_forms(message.id)):
        return "a plural takes two forms, for one and for many"
    return disagreement(message, text)


def _forms(text: Translation | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}

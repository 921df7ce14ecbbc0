"""One indicator as an analyst declares it: what may be said, what is missing, and how it is handed out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar
from urllib.parse import quote

from pydantic import ValidationError

from danube.catalogue.blocks import SHOWN, Block, Indicator, Source
from danube.catalogue.plain import plain
from danube.texts import N_, _, number

Kind = TypeVar("Kind", bound=Block)
Fields = Mapping[str, Any]

MINE = (
    "name", "short", "definition", "unit", "direction", "pillar", "lenses", "level", "decimals", "valid",
    "conversion", "note",
)  # fmt: skip
THEIRS = ("publisher", "title", "dataset", "url", "licence", "licence_url", "attribution", "vintage", "note")
"""What may be said of a declared indicator, and of its source."""

LONGEST = {"id": 60, "name": 120, "unit": 60, "definition": 1000, "note": 1000, "url": 500}
LONGEST_ID = 48
"""Characters of an id that is made from a name."""

OTHERWISE = 300
"""Characters that a text may have."""

SAFE = "/:?#&=%+,;@.-!"
"""Signs that an address keeps; all others stand in it as numbers."""


WORDS = {
    "name": N_("name"),
    "short": N_("short name"),
    "definition": N_("definition"),
    "unit": N_("unit"),
    "direction": N_("direction"),
    "pillar": N_("field (pillar)"),
    "level": N_("level"),
    "decimals": N_("decimals"),
    "valid": N_("valid range"),
    "conversion": N_("conversion"),
    "note": N_("note"),
    "publisher": N_("publisher"),
    "title": N_("title of the source"),
    "url": N_("address of the source"),
    "licence": N_("licence"),
    "licence_url": N_("address of the licence"),
    "attribution": N_("attribution"),
    "vintage": N_("vintage"),
}
"""What the fields are called in sentences."""


class DeclarationError(ValueError):
    """What is missing or wrong in the declaration of an indicator: one sentence or a few."""


@dataclass(frozen=True)
class Declaration:
    """An indicator with its source as they were typed; `counts`: from which version on it does, or not."""

    indicator: Indicator
    source: Source
    counts: tuple[tuple[int, bool], ...] = ((0, True),)

    def counted(self, edition: int | None) -> bool:
        """True where its figures count in an edition; None is the newest."""
        if edition is not None and edition < 0:
            return False
        said = [counts for version, counts in self.counts if edition is None or version <= edition]
        return bool(said and said[-1])

    def fields(self) -> dict[str, Any]:
        """What was said of it, as a recipe and a block of a file hold it."""
        given = self.indicator.model_dump(mode="json", include=set(MINE))
        source = self.source.model_dump(mode="json", include=set(THEIRS))
        return {**_said(given), "source": _said(source)}


def source_of(identifier: str) -> str:
    """The id of the source of a declared indicator."""
    return f"upload-{identifier}"


def _said(fields: Fields) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", [])}


def read(identifier: str, fields: object) -> Declaration:
    """The declaration in a block of a file. Raises DeclarationError where its fields say too little."""
    if not isinstance(fields, Mapping):
        raise DeclarationError(
            _("The declaration of {name} is no block of fields: put them under [{name}].", name=identifier)
        )
    given, source = dict(fields), fields.get("source")
    if not isinstance(source, Mapping):
        raise DeclarationError(
            _("The declaration of {name} has no source: add a block [{name}.source].", name=identifier)
        )
    own = source_of(identifier)
    faults = [*_strange(given, MINE, "source"), *_strange(source, THEIRS)]
    if faults:
        raise DeclarationError(refusal(identifier, faults))
    given = {**_usual(given), **given, "id": identifier, "source": own, "headline": False}
    source = {**_credit(source), **source, "id": own, "status": "uploaded"}
    faults = [*_too_long(given), *_too_long(source), *_undated(source)]
    indicator, credit = _block(Indicator, given, faults), _block(Source, source, faults)
    if indicator is None or credit is None or faults:
        raise DeclarationError(refusal(identifier, faults))
    return Declaration(indicator, credit)


def _strange(fields: Fields, known: Sequence[str], *more: str) -> Iterator[str]:
    for name in fields:
        if name not in (*known, *more):
            yield _("there is no field {field}", field=repr(name))


def _usual(given: Fields) -> dict[str, object]:
    """What follows from the rest: a short name, and that only shares may be averaged over regions."""
    name, unit = str(given.get("name", "")), str(given.get("unit", ""))
    return {"short": shortened(name), "conversion": "mean" if "%" in unit else "none"}


def _credit(source: Fields) -> dict[str, object]:
    return {"attribution": source.get("publisher", "")}


def identifier_of(name: str, taken: Collection[str] = ()) -> str:
    """An id of a name's words: `Villages with fibre (%)` → villages_with_fibre; numbered where taken."""
    plain_name = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain_name)
    found = "_".join(words)[:LONGEST_ID].strip("_")
    found = found if found[:1].isalpha() else f"indicator_{found}".strip("_")
    numbered = (f"{found}_{number}" for number in count(2))
    return found if found not in taken else next(one for one in numbered if one not in taken)


def shortened(name: str) -> str:
    """A name in 28 characters: whole words, then an ellipsis."""
    if len(name) <= 28:
        return name
    return name[:27].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"


def _too_long(fields: Fields) -> Iterator[str]:
    for name, text in fields.items():
        most = LONGEST.get(name, OTHERWISE)
        if isinstance(text, str) and len(text) > most:
            yield _("{field}: at most {most} characters", field=_said_of(name), most=number(most, 0))


def dollars(one: Declaration) -> Iterator[str]:
    """The fields with a dollar sign, which no page can show: two of them are mathematics."""
    typed = {**one.fields(), **one.fields()["source"]}
    texts = {name: text for name, text in typed.items() if isinstance(text, str) and "url" not in name}
    if found := [name for name, text in texts.items() if "$" in text]:
        names = ", ".join(map(_said_of, found))
        yield _("{fields}: write USD or another code in place of the sign $", fields=names)


def _undated(source: Fields) -> Iterator[str]:
    if not str(source.get("vintage", "")).strip():
        yield _("{field} is missing", field=_said_of("vintage"))


def _block(kind: type[Kind], fields: Fields, faults: list[str]) -> Kind | None:
    """The block, or None and what is wrong with it."""
    texts = {name: text.strip() if isinstance(text, str) else text for name, text in fields.items()}
    try:
        return kind.model_validate(texts)
    except ValidationError as error:
        faults += [
            _told(fault["loc"], fault["type"], fault["input"], fault["msg"]) for fault in error.errors()
        ]
        return None


def _told(place: tuple[int | str, ...], kind: str, seen: object, message: str) -> str:
    """What pydantic found, in words."""
    name = _said_of(str(place[0]))
    if kind == "missing":
        return _("{field} is missing", field=name)
    if kind == "string_too_short":
        return _("{field} is empty", field=name)
    if kind == "string_too_long":
        return _("{field} is too long", field=name)
    if place[0] == "id":
        return _("the id {seen} must be of small letters, digits, “_” and “-”", seen=repr(seen)[:LONGEST_ID])
    if place[0] in ("url", "licence_url"):
        return _("{field} must begin with https:// or http://", field=name)
    said = message[:1].lower() + message[1:]
    return _("{field} is {seen}: {said}", field=name, seen=repr(seen)[:60], said=said)


def _said_of(name: str) -> str:
    return _(WORDS[name]) if name in WORDS else name


def refusal(identifier: str, faults: Iterable[str]) -> str:
    return _(
        "The declaration of {name} cannot be taken: {faults}.",
        name=repr(identifier[:60]),
        faults="; ".join(dict.fromkeys(faults)),
    )


def harmless(block: Kind) -> Kind:
    """The block as readers get it: no text of it is mark-up, no address breaks out of a link."""
    texts = {*SHOWN[type(block)], "publisher", "dataset", "licence", "attribution", "vintage"}
    given = {name: getattr(block, name, "") for name in texts if name in type(block).model_fields}
    links = {name: getattr(block, name) for name in ("url", "licence_url") if hasattr(block, name)}
    safe = {name: quote(address, safe=SAFE) for name, address in links.items()}
    return block.model_copy(update={name: plain(text) for name, text in given.items()} | safe)

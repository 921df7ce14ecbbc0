"""A deck: slides in order, each a view of the figures, a text, a picture or a poll, in every language.

A deck is frozen to a version of the warehouse: what it shows does not change when figures are published anew.
It is kept, exported and imported as one JSON document, which is checked here.
"""

from __future__ import annotations

import base64
import json
import secrets
from typing import Annotated, Any, Literal

import pydantic
from pydantic import ConfigDict, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from danube import texts
from danube.texts import _

SLIDES, OPTIONS = 200, 20
LARGEST_PICTURE = 3_000_000
"""Bytes of a picture."""

STRICT = ConfigDict(extra="forbid")
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
Line = Annotated[str, StringConstraints(max_length=300)]
Prose = Annotated[str, StringConstraints(max_length=5_000)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Lines = dict[Language, Line]
"""A short text in each language, by code."""

Proses = dict[Language, Prose]
Kind = Literal["view", "text", "picture", "poll"]
Asked = Literal["one", "several", "rating", "points", "words"]
MEDIA = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/webp": b"RIFF"}
"""Kinds of picture that every browser of the room shows, and how their files begin."""


class DeckError(ValueError):
    """A document that is no deck: one sentence."""


@dataclass(frozen=True, config=STRICT)
class View:
    """A page of the observatory and its choices, as they stand in its address."""

    page: Annotated[str, StringConstraints(pattern=r"^[a-z]{1,30}$")]
    choices: dict[Id, Annotated[str, StringConstraints(max_length=1_000)]] = pydantic.Field(
        default_factory=dict
    )


@dataclass(frozen=True, config=STRICT)
class Picture:
    """A picture of somebody's own: its bytes as base64, what it shows in words, and whose it is."""

    media: Literal["image/png", "image/jpeg", "image/webp"]
    data: Annotated[str, StringConstraints(max_length=LARGEST_PICTURE * 4 // 3 + 4)]
    alt: Lines = pydantic.Field(default_factory=dict)
    credit: Line = ""

    def __post_init__(self) -> None:
        try:
            body = self.body
        except ValueError:
            raise ValueError("the picture is not written as base64") from None
        if not body.startswith(MEDIA[self.media]):
            raise ValueError(f"the picture is no {self.media}")

    @property
    def body(self) -> bytes:
        """The file itself."""
        return base64.b64decode(self.data, validate=True)


@dataclass(frozen=True, config=STRICT)
class Option:
    """What can be chosen; `aim` names the indicator that points given here weigh, where there is one."""

    id: Id
    label: Lines
    aim: Annotated[str, StringConstraints(max_length=80)] = ""


@dataclass(frozen=True, config=STRICT)
class Poll:
    """A question to the room.

    `one` and `several` (at most `most`) of the options, `rating` of each from 1 to `most`, `points`: `most`
    of them shared among the options, `words`: a short answer, shown once a moderator has let it pass.
    """

    kind: Asked
    options: tuple[Option, ...] = ()
    most: Annotated[int, pydantic.Field(ge=1, le=1_000)] = 1

    def __post_init__(self) -> None:
        wanted = 0 if self.kind == "words" else 1 if self.kind == "rating" else 2
        ids = [option.id for option in self.options]
        if not wanted <= len(ids) <= OPTIONS:
            raise ValueError(f"a poll of this kind has {wanted} to {OPTIONS} options")
        if len(set(ids)) < len(ids):
            raise ValueError("two options have the same id")


@dataclass(frozen=True, config=STRICT)
class Slide:
    """One step of the story: title, a sentence and the presenter's notes per language, and what is shown."""

    id: Id
    kind: Kind
    title: Lines = pydantic.Field(default_factory=dict)
    sentence: Proses = pydantic.Field(default_factory=dict)
    notes: Proses = pydantic.Field(default_factory=dict)
    view: View | None = None
    text: Proses = pydantic.Field(default_factory=dict)
    picture: Picture | None = None
    poll: Poll | None = None

    def __post_init__(self) -> None:
        for kind in ("view", "picture", "poll"):
            if (getattr(self, kind) is not None) != (self.kind == kind):
                raise ValueError(f"a slide of kind {self.kind} " + _has(kind, self.kind == kind))


@dataclass(frozen=True, config=STRICT)
class Deck:
    """Slides in order, at a version of the warehouse; without uploads where `uploads` is false."""

    id: Id
    name: Lines
    version: Annotated[int, pydantic.Field(ge=1)]
    slides: Annotated[tuple[Slide, ...], pydantic.Field(max_length=SLIDES)] = ()
    uploads: bool = True
    format: Literal[1] = 1

    def __post_init__(self) -> None:
        ids = [slide.id for slide in self.slides]
        if len(set(ids)) < len(ids):
            raise ValueError("two slides have the same id")


DOCUMENT = TypeAdapter(Deck)


def fresh() -> str:
    """An id that nobody has yet: eight signs, none of which is taken for another."""
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _sign in range(8))


def spoken(said: dict[str, str], language: str = "") -> str:
    """The text in this language (the reader's unless told), else in whichever there is; empty without one."""
    return said.get(language or texts.language()) or next((text for text in said.values() if text), "")


def to_json(deck: Deck) -> str:
    """The document, readable by people too; `format` tells a later program which one it is."""
    document = {"format": deck.format, **DOCUMENT.dump_python(deck, mode="json", exclude_defaults=True)}
    return json.dumps(document, ensure_ascii=False, indent=1)


def from_json(document: str | bytes) -> Deck:
    """The deck of a document. Raises DeckError with the first place that is wrong and why."""
    try:
        return DOCUMENT.validate_json(document)
    except ValidationError as error:
        raise DeckError(_sentence(error.errors(include_url=False)[0])) from None


def _sentence(problem: Any) -> str:
    place = ".".join(str(part) for part in problem["loc"]) or _("the document")
    return _(
        "This is no deck that can be read: {place}: {reason}. Export it again, or mend that place.",
        place=place[:120],
        reason=problem["msg"],
    )


def _has(kind: str, wanted: bool) -> str:
    return f"needs its {kind}" if wanted else f"has no {kind}"

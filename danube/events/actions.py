"""What a presenter does, as it comes from a page."""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from danube.events.deck import SLIDES, Id, View
from danube.events.refusals import Refused
from danube.texts import _

LARGEST = 16_000
"""Bytes of an action."""

Do = Literal[
    "go", "next", "previous", "dark", "light", "detour", "back", "open", "close", "reveal", "hide", "take"
]


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Action:
    """`go` needs a slide (its place, from 0), `detour` a view.

    `open`, `close`, `reveal` and `hide` are of the poll on the slide with the id `poll`, or on the one shown.
    """

    do: Do
    slide: Annotated[int, pydantic.Field(ge=0, lt=SLIDES, strict=True)] | None = None
    view: View | None = None
    poll: Id | None = None

    def __post_init__(self) -> None:
        if (self.slide is not None) != (self.do == "go") or (self.view is not None) != (self.do == "detour"):
            raise ValueError("go needs a slide, detour a view, and the others neither")


DOCUMENT = TypeAdapter(Action)


def from_json(document: str | bytes) -> Action:
    """The action of a document such as `{"do": "go", "slide": 3}`. Raises Refused."""
    try:
        if len(document) <= LARGEST:
            return DOCUMENT.validate_json(document)
    except ValidationError:
        pass
    raise Refused(_("This is nothing that a presenter can do here; reload the page and try again."))

"""What a room shows at one moment, to everybody in it: nothing hidden is in here.

Each thing that can be shown (a slide, a poll with its revealed result, a view outside the script) has a key:
its name and a digest of all it is drawn from. What a key stands for never changes, so that phones keep it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from danube.api.prepared import digest
from danube.events import scenes
from danube.events.deck import Deck, Slide, View
from danube.events.scene import Scene
from danube.events.state import State
from danube.events.tally import Tally
from danube.store import Warehouse

SLIDE = TypeAdapter(Slide)
DETOUR = "detour"
SHORT = 10
"""Hexadecimal digits of a digest in a key."""


@dataclass(frozen=True)
class Part:
    """One thing to show: a slide, with the tally of its poll once that is revealed, or a view."""

    slide: Slide | None = None
    tally: Tally | None = None
    view: View | None = None

    @property
    def name(self) -> str:
        """The slide's id; `detour` for a view outside the script."""
        return self.slide.id if self.slide else DETOUR


@dataclass(frozen=True)
class Plan:
    """The deck of a room with the digest of each slide, made once: a deck never changes in its room."""

    deck: Deck

    def read(self) -> None:
        """Makes the digests now, in this thread: pictures are large, and the event loop serves all rooms."""
        len(self.digests)

    @cached_property
    def digests(self) -> tuple[str, ...]:
        """Of all that a slide is drawn from; what its presenter notes is none of it."""
        frozen = f"{self.deck.version}{self.deck.uploads}"
        return tuple(
            digest(frozen.encode() + SLIDE.dump_json(replace(slide, notes={}))) for slide in self.deck.slides
        )


@dataclass(frozen=True)
class Shown:
    """A room at one moment: its deck, where it stands, and the tallies of revealed polls by slide."""

    plan: Plan
    state: State
    tallies: Mapping[str, Tally]

    @property
    def deck(self) -> Deck:
        """The deck as it was when the room was opened."""
        return self.plan.deck

    @property
    def code(self) -> str:
        """The code of the room."""
        return self.state.code

    @cached_property
    def now(self) -> str:
        """The key of what everybody sees now."""
        if self.state.detour is None:
            return self.key_of(self.state.slide)
        view = json.dumps(self.state.as_json()["detour"], sort_keys=True)
        return _key(DETOUR, digest(f"{self.deck.version}{self.deck.uploads}{view}".encode()))

    @property
    def next(self) -> str:
        """The key of the slide that follows in the script; empty after the last."""
        return self.key_of(self.state.slide + 1) if self.state.slide + 1 < self.state.count else ""

    def key_of(self, index: int) -> str:
        """The key of a slide as it may be shown now."""
        slide, base = self.deck.slides[index], self.plan.digests[index]
        tally = self.tallies.get(slide.id)
        return _key(slide.id, base if tally is None else digest(f"{base}{tally}".encode()))

    @cached_property
    def parts(self) -> dict[str, Part]:
        """Key → what it stands for: what was shown, what is, and the slide after it."""
        places = {*self.state.shown, self.state.slide, min(self.state.slide + 1, self.state.count - 1)}
        found = {self.key_of(place): self._part(place) for place in places}
        if self.state.detour is not None:
            found[self.now] = Part(view=self.state.detour)
        return found

    def _part(self, place: int) -> Part:
        slide = self.deck.slides[place]
        return Part(slide, self.tallies.get(slide.id))

    @cached_property
    def mark(self) -> str:
        """Changes with whatever is shown: the seq, and a digest of the results where there are any."""
        if not self.tallies:
            return str(self.state.seq)
        return f"{self.state.seq}-{digest(repr(sorted(self.tallies.items())).encode())[:SHORT]}"

    @cached_property
    def document(self) -> dict[str, Any]:
        """What followers are told: no seat, no notes, no poll of a slide that is still to come."""
        state = self.state
        seen = {self.deck.slides[place].id for place in {*state.shown, state.slide}}
        told = {
            name: getattr(state, name)
            for name in ("code", "seq", "slide", "count", "dark", "began", "closed")
        }
        slide = self.parts[self.now].name
        polls = {name: stage for name, stage in state.polls.items() if name in seen}
        scene = {"id": slide, "key": self.now, "next": self.next}
        return {
            "mark": self.mark, **told, "detour": state.detour is not None, "shown": list(state.shown),
            "poll": polls.get(slide), "polls": polls, "scene": scene,
        }  # fmt: skip

    @cached_property
    def encoded(self) -> bytes:
        """The same as JSON, encoded once for all followers."""
        return json.dumps(self.document, ensure_ascii=False, separators=(",", ":")).encode()

    @cached_property
    def event(self) -> bytes:
        """The server-sent event that tells it, the same bytes for all followers."""
        return b"".join((b"id: ", self.mark.encode(), b"\nevent: state\ndata: ", self.encoded, b"\n\n"))


def drawn(warehouse: Warehouse, deck: Deck, part: Part, language: str, theme: str) -> Scene:
    """The scene of a part, at the deck's version. Raises SceneError for what cannot be drawn."""
    frozen: dict[str, Any] = {
        "version": deck.version, "uploads": deck.uploads, "language": language, "theme": theme,
    }  # fmt: skip
    if part.slide is None:
        assert part.view is not None
        return scenes.view(warehouse, part.view, **frozen)
    if part.tally is not None:
        return scenes.poll(part.slide, part.tally, language=language, theme=theme)
    return scenes.of(warehouse, part.slide, **frozen)


def _key(name: str, whole: str) -> str:
    return f"{name}-{whole[:SHORT]}"

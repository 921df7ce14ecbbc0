"""A room over the real server: opened and moved from this process, as another process of a cluster would."""

from __future__ import annotations

import base64
import io
import json
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import requests
from PIL import Image

from danube import store
from danube.events.actions import Action
from danube.events.deck import Deck, Picture, Slide, View
from danube.events.rooms import Opened, Rooms
from danube.events.state import State
from danube.settings import Settings
from tests.events.talks import talk

MAP = Slide(
    "figures",
    "view",
    title={"en": "Who spends on research?", "de": "Wer gibt für Forschung aus?"},
    notes={"en": "what nobody but the presenter reads"},
    view=View("map", {"indicator": "gerd"}),
)
HOSTILE = Slide("hostile", "text", title={"en": "<script>alert(1)</script>"}, text={"en": "a <b>\n\nc & d"})


@dataclass(frozen=True)
class Event:
    """A server-sent event."""

    name: str
    id: str
    data: Any


@dataclass
class Talk:
    """An open room: what its presenter does, and where its audience asks."""

    rooms: Rooms
    opened: Opened
    server: str

    @property
    def url(self) -> str:
        """The address of the room."""
        return f"{self.server}/live/{self.opened.code}"

    def act(self, do: str, **wishes: Any) -> State:
        """The presenter does something."""
        action = Action(do, **wishes)  # type: ignore[arg-type]
        return self.rooms.act(self.opened.code, self.opened.token, "one", action)

    def go(self, slide: str) -> State:
        """The presenter goes to the slide of this id."""
        ids = [one.id for one in self.rooms.deck(self.opened.code).slides]
        return self.act("go", slide=ids.index(slide))

    def get(self, path: str = "", **headers: str) -> requests.Response:
        """What a phone gets under the room's address."""
        return requests.get(self.url + path, headers=headers, timeout=30)

    def state(self) -> dict[str, Any]:
        """What followers are told, once the server has seen the last change."""
        seq = self.rooms.state(self.opened.code).seq
        while (told := self.get("/state").json())["seq"] < seq:
            pass
        return told


def opened(var: Path, server: str, *more: Slide) -> Talk:
    """A room of the usual script, and more slides after it, at the newest version of this warehouse."""
    settings = Settings(var=var)
    with closing(store.connect(settings)) as warehouse:
        version = warehouse.latest()
    rooms = Rooms(settings)
    deck = script(version)
    return Talk(rooms, rooms.open(replace(deck, slides=(*deck.slides, *more))), server)


def script(version: int) -> Deck:
    """A hostile text, a map, and the polls of the usual talk."""
    polls = tuple(slide for slide in talk().slides if slide.poll)
    return replace(talk(), version=version, slides=(HOSTILE, MAP, *polls))


def photograph() -> Slide:
    """A slide with a picture of 1,600 by 1,200 pixels that compresses as badly as a photograph."""
    noise = random.Random(1).randbytes(400 * 300 * 3)
    sink = io.BytesIO()
    Image.frombytes("RGB", (400, 300), noise).resize((1600, 1200)).save(sink, "JPEG", quality=88)
    data = base64.b64encode(sink.getvalue()).decode()
    return Slide("photograph", "picture", {"en": "A bridge"}, picture=Picture("image/jpeg", data))


@contextmanager
def following(url: str, **headers: str) -> Iterator[Iterator[Event]]:
    """The events of a room, as they come."""
    with requests.get(f"{url}/events", headers=headers, stream=True, timeout=30) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield _events(answer)


def _events(answer: requests.Response) -> Iterator[Event]:
    fields: dict[str, str] = {}
    for line in answer.iter_lines(chunk_size=1, decode_unicode=True):
        name, _colon, value = line.partition(": ")
        if line:
            fields[name] = value
        elif "data" in fields:
            yield Event(fields["event"], fields.get("id", ""), json.loads(fields["data"]))
            fields = {}
        else:
            fields = {}
